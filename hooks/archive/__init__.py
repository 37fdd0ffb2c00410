"""The briefing archive: from Markdown briefs to linked pages.

Data flows one way: read → resolve → graph → pages → render → write. Only ``archive.mkdocs_adapter``
knows MkDocs; everything else can be used and tested without it.
"""
