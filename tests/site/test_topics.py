"""Topics in a built site: their pages, their index, and their entry in the menu."""

from __future__ import annotations

import re

from tests.support.sites import Run


def test_topics_have_pages_that_the_menu_leads_to(example: Run) -> None:
    brief = example.page("briefs/2023/second-boat")
    assert 'class="chip chip--topic" href="../../../topics/boats/"' in brief
    boats = example.page("topics/boats")
    assert 'href="../../topics/transport/">Transport</a>' in boats
    transport = example.page("topics/transport")
    assert "All of these briefs are filed under narrower topics." in transport
    assert 'href="../../briefs/2023/second-boat/"' in transport
    assert 'href="../topics/islands-and-oceans/"' in example.page("topics")
    home = example.page("")
    submenu = re.search(r'<details class="archive-header__more">(.*?)</details>', home, re.DOTALL)
    assert submenu
    assert re.findall(r'href="(.*?)"', submenu[1]) == ["topics/", "authors/", "series/"]
    narrow = re.search(r'<nav aria-label="Menu">(.*?)</nav>', home, re.DOTALL)
    assert narrow
    assert 'href="topics/"' in narrow[1]
