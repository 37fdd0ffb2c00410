"""SVG pictures may draw; anything that runs or loads is refused at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.read.svg import check_svg, clean_svg
from tests.support.sites import ROOT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DATA = "data:image/png;base64,iVBORw0KGgo="


def message(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    problem = check_svg(data, "docs/x.svg")
    return str(problem) if problem else ""


GOOD = {
    "shapes": "<path d='M0 0'/><g fill='url(#a)'><circle r='1'/></g><text>a</text>",
    "style": "<style>.a { fill: red } @font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
    "picture": f"<image xlink:href='{DATA}'/><use href='#a'/>",
    "link": "<a href='https://example.org/' target='_blank'><text>x</text></a>",
    "motion": "<circle><animate attributeName='r' values='1;2'/></circle>",
    "editor": "<n:view xmlns:n='http://sodipodi.sourceforge.net/x' n:zoom='1' n:on='1' />",
}
GOOD["editor"] = GOOD["editor"].replace(" n:on='1'", "")


@pytest.mark.parametrize("inner", GOOD.values(), ids=GOOD)
def test_pictures_that_only_draw_are_accepted(inner: str) -> None:
    assert message(f"{SVG}>{inner}</svg>") == ""


def test_output_of_drawing_programs_is_accepted() -> None:
    head = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC '
        '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )
    assert message(f"{head}<!-- Made --><s:svg xmlns:s='http://www.w3.org/2000/svg'/>") == ""
    assert message(f"{SVG}/>".encode("utf-16")) == ""
    for flag in (ROOT / "hooks/archive/data/flags").glob("*.svg"):
        assert message(flag.read_bytes()) == "", flag
    assert message((ROOT / "docs/assets/logo.svg").read_bytes()) == ""


XHTML = "http://www.w3.org/1999/xhtml"
BAD = {
    "script": ("<script>f()</script>", "contains a script"),
    "prefixed script": ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "contains a script"),
    "script of HTML": (f"<h:script xmlns:h='{XHTML}'>f()</h:script>", "contains a script"),
    "HTML": (f"<h:img xmlns:h='{XHTML}' src='#'/>", "contains HTML"),
    "foreignObject": ("<foreignObject/>", "contains HTML"),
    "iframe": ("<iframe/>", "contains <iframe>, which does more than draw"),
    "handler": ("<handler/>", "contains <handler>"),
    "event": ("<g onload='f()'/>", 'contains a script, in "onload" of <g>'),
    "event, odd case": ("<g ONload='f()'/>", 'contains a script, in "ONload"'),
    "javascript link": ("<a xlink:href='javascript:f()'/>", 'contains a script, in "'),
    "hidden javascript": ("<a href='java&#10;script&#58;f()'/>", "contains a script"),
    "data link": ("<a href='data:text/html,x'/>", 'outside itself, "data:text/html,x"'),
    "animated link": (
        "<a><animate attributeName='xlink:href' values='x'/></a>",
        'changes "xlink:href" while it is shown',
    ),
    "animated event": ("<g><set attributeName='onclick' to='x'/></g>", 'changes "onclick"'),
    "animated script": ("<g><animate values='javascript:f()'/></g>", "contains a script"),
    "other picture": ("<image href='https://a.example/x.png'/>", "outside itself"),
    "other file": ("<use href='other.svg#a'/>", 'outside itself, "other.svg#a"'),
    "picture within picture": ("<image href='data:image/svg+xml;base64,AAAA'/>", "outside itself"),
    "fill": ("<g fill='url(https://a.example/x#a)'/>", "outside itself"),
    "style import": ("<style>@import 'https://a.example/x';</style>", 'contains "@import"'),
    "style split": ("<style>@imp<!-- -->ort 'x';</style>", 'contains "@import"'),
    "style address": ("<g style='fill: URL( \"//a.example\" )'/>", "outside itself"),
    "style escape": ("<g style='fill: \\75rl(x)'/>", "contains a backslash"),
    "fill escape": ("<g fill='\\75rl(x)'/>", "contains a backslash"),
    "base": ("<g xml:base='https://a.example/'/>", "sets a base"),
    "instruction": ("<?xml-stylesheet href='x'?>", "contains an instruction, <?xml-stylesheet"),
    "element within style": (
        "<style>a<title>@import 'x'</title></style>",
        "contains <title> within",
    ),
    "animated style": ("<g><set attributeName='style' to='x'/></g>", 'changes "style"'),
    "animated link, other prefix": (
        "<a xmlns:l='http://www.w3.org/1999/xlink'><set attributeName='l:href' to='#'/></a>",
        'changes "l:href" while it is shown',
    ),
    "unclosed": ("<g>", "is not a readable SVG picture: mismatched tag"),
}


@pytest.mark.parametrize(("inner", "expected"), BAD.values(), ids=BAD)
def test_anything_that_runs_or_loads_is_refused(inner: str, expected: str) -> None:
    text = message(f"{SVG}>\n  {inner}\n\n</svg>")
    assert expected in text
    assert text.startswith("docs/x.svg:2:" if inner != "<g>" else "docs/x.svg:4:")
    assert "error: " in text
    assert "(hint: " in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE svg [<!ENTITY a 'x'>]><svg/>", "docs/x.svg:1:15: error: declares entities"),
        ("<!DOCTYPE svg [<!ATTLIST g onload CDATA 'f()'>]><svg/>", "declares entities"),
        (f"{SVG}>&a;</svg>", "undefined entity"),
        (f"<html xmlns='{XHTML}'/>", "is not an SVG picture: it begins with <html>"),
        ("<svg/>", "is not an SVG picture: it begins with <svg>"),
        ("", "is not a readable SVG picture: no element found"),
        ("<?xml version='1.0' encoding='utf-7'?><svg/>", "is encoded in utf-7 (hint: save it as"),
        ("<?xml version='1.0' encoding='cp437'?><svg/>", "is encoded in cp437"),
        (f"{SVG} onload='f()'/>", "docs/x.svg:1:1: error: contains a script"),
    ],
)
def test_files_that_are_not_pictures_are_refused(text: str, expected: str) -> None:
    assert expected in message(text)


XHTML_TYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">'
SVG_TYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">'
ENTITIES = {
    "link": "<a xlink:href='#&colon;'/>",
    "value": "<g><animate attributeName='fill' values='javascript&colon;f()'/></g>",
    "style": "<style>&commat;import 'https://a.example/x.css';</style>",
    "style address": "<rect style='mask:url&lpar;https://a.example/m.svg#a)'/>",
    "text": "<text>&nbsp;</text>",
}


@pytest.mark.parametrize("inner", ENTITIES.values(), ids=ENTITIES)
def test_entities_that_only_browsers_know_are_refused(inner: str) -> None:
    assert "other than SVG's" in message(f"{XHTML_TYPE}\n{SVG}>{inner}</svg>")
    text = message(f"{SVG_TYPE}\n{SVG}>\n<!-- &a; --><![CDATA[&b;]]>{inner}</svg>")
    assert text.startswith("docs/x.svg:3:")
    assert 'uses an entity, "&' in text


XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
CLEANED = {
    "document type, comment": (f"{SVG_TYPE}<!-- a -->{SVG}/>", ""),
    "data of a drawing program": (
        f"{SVG} xmlns:i='urn:i' i:x='1'><i:y><rect/></i:y><g i:z='2'/></svg>",
        "<g></g>",
    ),
    "unknown attributes": (f"{SVG}><a href='#a' ping='https://a.example/' data-x='1'/></svg>",
        '<a href="#a"></a>'),
    "text": (f"{SVG}><text>a &amp; <![CDATA[<b>]]></text></svg>", "<text>a &amp; &lt;b&gt;</text>"),
    "prefix": (f"{SVG}><use xlink:href='#a' xml:space='preserve'/></svg>",
        f"<use {XLINK} xlink:href=\"#a\" xml:space=\"preserve\"></use>"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "inner"), CLEANED.values(), ids=CLEANED)
def test_only_checked_content_is_published(text: str, inner: str) -> None:
    for data in (text.encode(), text.encode("utf-16")):
        cleaned = clean_svg(data, "x.svg").decode()
        assert cleaned == f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
        assert message(cleaned) == ""


def test_a_refused_picture_cannot_be_cleaned() -> None:
    with pytest.raises(ValueError, match=r"x\.svg:1:1: error: contains a script"):
        clean_svg(f"{SVG} onload='f()'/>".encode(), "x.svg")


PIECES = [
    "<g fill='red'/>",
    "<g>",
    "</g>",
    "<text>a &amp; b</text>",
    "<!-- c -->",
    "<a href='#a'/>",
    "<style>.a { fill: red }</style>",
    "<g onload='f()'/>",
    "<script>f()</script>",
]
"""Parts of pictures; the last two run scripts."""


def runs(data: bytes) -> bool:
    """Returns whether another parser finds a script or an event handler in a picture."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    return any(
        etree.QName(one).localname == "script"
        or any(str(name).startswith("on") for name in one.attrib)
        for one in tree.iter(etree.Element)
    )


@given(st.binary(max_size=200) | st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode))
def test_any_bytes_are_checked(data: bytes) -> None:
    """An accepted picture is well-formed, and nothing in it runs."""
    for picture in (data, f"{SVG}>".encode() + data + b"</svg>"):
        text = message(picture)
        assert text.startswith("docs/x.svg:") if text else not runs(picture)
        if not text:
            cleaned = clean_svg(picture, "x.svg")
            assert not runs(cleaned)
            assert clean_svg(cleaned, "x.svg") == cleaned


def test_the_other_parser_finds_scripts() -> None:
    assert runs(f"{SVG}><g><script/></g></svg>".encode())
    assert runs(f"{SVG}><g onload='f()'/></svg>".encode())
    assert not runs(f"{SVG}><g fill='red'/></svg>".encode())


def test_pieces_include_accepted_and_refused_ones() -> None:
    """The property above must see both."""
    assert message(f"{SVG}>{PIECES[0]}</svg>") == ""
    assert message(f"{SVG}>{PIECES[-1]}</svg>") != ""


def test_a_deep_and_long_picture_is_read_to_its_end() -> None:
    assert message(f"{SVG}>" + "<g>" * 200_000 + "</g>" * 200_000 + "</svg>") == ""
