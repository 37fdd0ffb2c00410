"""The page on which one searches, before its script has filled it."""

from __future__ import annotations

ARTICLE = """<h1>Search</h1>
<div data-archive-search="page"></div>
<noscript><p>Searching needs JavaScript. Without it, begin with the <a href="../years/">years</a>,
the <a href="../countries/">countries</a> or the <a href="../organizations/">organizations</a>.</p>
</noscript>
"""
