"""Any text of a brief gives only allowed tags, attributes and addresses, and no exception."""

from __future__ import annotations

import os
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from archive.core.model import Level
from archive.prose.body import EMPTY
from archive.prose.sanitize import ATTRIBUTES, CLASSES, SCHEMES, TAGS, sanitize
from archive.render.linkcheck import LinkReader
from tests.prose.support import render

NAMES = st.sampled_from(
    """
    a A abbr b base blockquote button code dd details div embed fieldset figure font form frame
    frameset h1 head html iframe image img input label li link listing math meta mi mglyph
    mtext noembed noscript object ol option p plaintext pre script section select span style
    summary svg table td template textarea title tr ul video xmp x:y foreignObject annotation-xml
    """.split()
)
VALUES = st.sampled_from(
    [
        "javascript:f()",
        "JAVA&#10;SCRIPT:f()",
        "data:text/html,<script>f()</script>",
        "https://a.example/",
        "//a.example",
        "#__search",
        "a.md",
        "\x01javascript:f()",
        "md-overlay mermaid note",
        "__search",
        'x" onload="f()',
        "x><img src=x onerror=f()>",
        "0;url=javascript:f()",
    ]
)
ATTRIBUTE_NAMES = st.sampled_from(
    """
    href src srcset style class id onclick onload onerror name action formaction xlink:href srcdoc
    for data-x title type http-equiv content background ping target autofocus contenteditable
    """.split()
)
QUOTES = st.sampled_from(['"', "'", ""])
MARKS = st.sampled_from(
    [
        "# ",
        "\n\n",
        "\n",
        "    ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "```",
        "``` {.x onclick=f()}\n",
        "~~~",
        "|",
        "\n|-|-|\n",
        "![",
        "[",
        "]",
        "](",
        ")",
        "[^1]",
        "\n[^1]: ",
        "*[HTML]: ",
        "HTML",
        ":   ",
        "{: onclick=f() style=x }",
        "{#__search .md-overlay href=javascript:f()}",
        "!!! note ",
        "??? tip ",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<!",
        "&lt;",
        "&#x3c;",
        "&",
        "`",
        "``",
        "**",
        "__",
        "~~",
        "\\",
        '"',
        "'",
        "<",
        ">",
        "</",
        "/>",
        "<javascript:f()>",
        "http://[::1",
        " markdown=1",
        "- [x] ",
        "---\n",
        "===\n",
        "\x00",
        "\x02",
        "\x03",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\x02wzxhzdk:0\x03",
        "klzzwxh:0001",
        "\x02amp\x03",
        "[TOC]",
        '--8<-- "/etc/passwd"\n',
    ]
)


@st.composite
def elements(draw: st.DrawFn) -> str:
    quote = draw(QUOTES)
    pairs = draw(st.lists(st.tuples(ATTRIBUTE_NAMES, VALUES), max_size=3))
    inner = "".join(f" {name}={quote}{value}{quote}" for name, value in pairs)
    slash = draw(st.sampled_from(["", "", "/"]))
    return f"<{slash}{draw(NAMES)}{inner}{draw(st.sampled_from(['>', '>', '/>', '']))}"


@st.composite
def addressed(draw: st.DrawFn) -> str:
    return f"[a]({draw(VALUES)})"


TEXTS = st.lists(
    st.one_of(elements(), MARKS, addressed(), st.text(max_size=8), st.just("word ")), max_size=30
).map("".join)
FORBIDDEN = re.compile(r"^\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
GLOBAL = ATTRIBUTES["*"]
OWN = {"img": {"loading"}, "input": {"type"}}
SETTINGS = settings(
    max_examples=300 if "ARCHIVE_EXAMPLES" in os.environ else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


def assert_safe(out: str) -> None:
    tree = lxml_html.fromstring(f"<section>{out}</section>")
    for element in tree.iterdescendants():
        tag = element.tag
        assert isinstance(tag, str), f"a comment or instruction: {out!r}"
        assert tag in TAGS, (tag, out)
        for name, value in element.attrib.items():
            allowed = GLOBAL | ATTRIBUTES.get(tag, set()) | OWN.get(tag, set())
            assert name in allowed, (tag, name, out)
            if name in {"href", "src"} and FORBIDDEN.match(str(value)):
                assert str(value).strip().split(":")[0].lower() in SCHEMES, out
            if name == "class":
                classes = set(str(value).split())
                assert all(one in CLASSES or one.startswith("language-") for one in classes), out
            if name == "id":
                assert not re.match(r"__search|__palette|archive", str(value)), out


@given(TEXTS)
@SETTINGS
def test_sanitised_html_is_safe(text: str) -> None:
    out = sanitize(text)
    assert_safe(out)
    assert_safe(sanitize(out))


@given(TEXTS)
@SETTINGS
def test_rendered_markdown_is_safe(text: str) -> None:
    body, problems = render(text)
    assert_safe(body.html)
    if any(problem.level is Level.ERROR for problem in problems):
        assert body == EMPTY
    assert not re.search(r"root:|<script", body.html, re.IGNORECASE)


IDS = st.sampled_from(["x", "y z", "", "caf\u00e9", "a&amp;b", "a%20b", "__search", 'q"', "fn:1"])


@st.composite
def anchors(draw: st.DrawFn) -> str:
    return draw(
        st.one_of(
            IDS.map(lambda id_: f"[a](#{id_}) "),
            IDS.map(lambda id_: f'\n\n## Heading {{: id="{id_}" }}\n\n'),
            IDS.map(lambda id_: f"<b id='{id_}'>b</b>"),
            IDS.map(lambda id_: f"[^{id_}] text\n\n[^{id_}]: note\n\n"),
        )
    )


@given(st.lists(st.one_of(anchors(), MARKS, elements()), max_size=20).map("".join))
@SETTINGS
def test_no_link_within_a_brief_is_broken(text: str) -> None:
    """Links that the check before publishing would refuse are reported and removed earlier."""
    reader = LinkReader()
    reader.read("briefs/a/index.html", render(text)[0].html)
    assert reader.take() == ()


FRAMES = st.sampled_from(
    [
        '<iframe src="https://a.example/x">',
        "<iframe src='https://a.example/\"onload=f()'>",
        "<iframe src=https://a.example/x srcdoc=y onload=f()>",
        "</iframe>",
        "\ue0000\ue001",
        "<IFRAME/SRC=https://a.example/>",
    ]
)


@given(st.lists(st.one_of(elements(), MARKS, FRAMES), max_size=20).map("".join))
@SETTINGS
def test_only_allowed_frames_remain(text: str) -> None:
    body, _ = render(text, embeds=("https://a.example/",))
    tree = lxml_html.fromstring(f"<section>{body.html}</section>")
    for frame in tree.iter("iframe"):
        assert set(frame.attrib) == {"src", "title", "loading", "sandbox"}
        assert str(frame.get("src")).startswith("https://a.example/")
        assert frame.get("sandbox") == "allow-scripts allow-popups"
        assert not len(frame)
        assert not frame.text
    assert_safe(re.sub(r"<iframe [^<>]*></iframe>", "", body.html))
