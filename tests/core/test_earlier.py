"""Earlier addresses of any shape; redirects that never lead to another one or in a circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.core.earlier import Rule, alias_url, circles, follow, path_of, read_rules
from archive.lib.output_files import page_file


def test_an_earlier_address_keeps_its_letters() -> None:
    for text, url, file in (
        ("/briefs/2022/the-old-name/", "briefs/2022/the-old-name/", None),
        ("Posts/My%20First_Post", "Posts/My First_Post/", None),
        ("posts/x.html", "posts/x.html", "posts/x.html"),
        ("posts/X.HTM", "posts/X.HTM", "posts/X.HTM"),
        # Hosts send other files as something else than HTML.
        ("posts/x.php", "posts/x.php/", "posts/x.php/index.html"),
        ("v1.2", "v1.2/", "v1.2/index.html"),
        ("posts/x.html/", "posts/x.html/", "posts/x.html/index.html"),
        ("posts/index.html", "posts/", "posts/index.html"),
        ("новости/день", "новости/день/", None),
        ("index.html", "", None),
        ("/", "", None),
        ("old/?p=1", "", None),
        (r"a\b", "", None),
        ("a%00", "", None),
        ("../%2e%2e/x", "x/", None),
    ):
        assert alias_url(text) == url, text
        if file:
            assert page_file(url) == file


def test_rules_that_every_host_can_follow_are_read_from_the_file_for_hosts() -> None:
    text = """# comment
/a /b
/c /d#part 301
/e/x.html /f/ 308!
/g /h 302
/news/* /blog/:splat 301
/i https://example.org/ 301
/j /k 301 Country=au
/archive/l /archive/m
"""
    assert read_rules(text, "/archive/") == (
        Rule("a/", "b", 2),
        Rule("c/", "d#part", 3),
        Rule("e/x.html", "f/", 4),
        Rule("l/", "m", 9),
    )


addresses = st.sampled_from([f"{one}/" for one in "abcdefgh"])


@given(st.dictionaries(addresses, st.tuples(addresses, st.sampled_from(["", "#x"])).map("".join)))
def test_no_redirect_leads_to_another_or_in_a_circle(redirects: dict[str, str]) -> None:
    found = follow(redirects)
    assert all(path_of(new) not in redirects for new in found.values())
    for old in redirects:
        at, steps = old, 0
        while at in redirects and steps <= len(redirects):
            at, steps = path_of(redirects[at]), steps + 1
        assert path_of(found.get(old, "")) == ("" if at in redirects else at)
    rules = [Rule(old, new, 1) for old, new in redirects.items()]
    assert {rule.old for rule in circles(rules)} == redirects.keys() - found.keys()
