"""The briefing archive: from Markdown briefs to linked pages.

Data flows one way: read → resolve → graph → pages → render → write. Only ``archive.site``
knows MkDocs; everything else can be used and tested without it.
"""
