"""Frames are only from allowed addresses, and keep only checked attributes."""

from __future__ import annotations

import pytest

from archive.prose.embeds import is_allowed
from tests.prose.support import RENDERER, render

ALLOWED = ("https://maps.example/embed/",)
FRAME = (
    '<iframe src="https://maps.example/embed/1?a=b&amp;c=d" title="{title}"{size}'
    ' loading="lazy" sandbox="allow-scripts allow-popups"></iframe>'
)


def framed(text: str, embeds: tuple[str, ...] = ALLOWED) -> str:
    return render(text, RENDERER, embeds)[0].html


def test_an_allowed_frame_is_rewritten() -> None:
    out = framed(
        "Before\n\n"
        '<iframe src="https://maps.example/embed/1?a=b&c=d" title="A &quot;map&quot;" width="600"'
        ' height="40%" onload="f()" style="x" allow="camera" srcdoc="x" name="x">'
        "</iframe>\n\nAfter"
    )
    frame = FRAME.format(title="A &quot;map&quot;", size=' width="600"')
    assert out.split() == f"<p>Before</p> {frame} <p>After</p>".split()


def test_the_content_of_a_frame_is_removed() -> None:
    out = framed(
        "a <iframe src='https://maps.example/embed/1?a=b&amp;c=d' width=600>"
        "<script>f()</script><img src=x onerror=f()></iframe> b"
    )
    wanted = FRAME.format(title="From maps.example", size=' width="600"')
    assert out == f"<p>a {wanted} b</p>"


@pytest.mark.parametrize(
    "source",
    [
        '<iframe src="https://maps.example.evil.example/embed/">x</iframe>',
        '<iframe src="https://maps.example/other/">x</iframe>',
        '<iframe src="https://maps.example/embed/../other/">x</iframe>',
        '<iframe src="https://maps.example/embed/%2e%2E/other/">x</iframe>',
        '<iframe src="https://maps.example/embed/\\..\\other/">x</iframe>',
        '<iframe src="javascript:f()//https://maps.example/embed/">x</iframe>',
        '<iframe srcdoc="<script>f()</script>">x</iframe>',
        "<iframe><script>f()</script>",
        '<iframe src="http://maps.example/embed/1">x</iframe>',
        '<iframe src="https://maps.example/embed/&#10;1">x</iframe>',
    ],
)
def test_any_other_frame_is_removed(source: str) -> None:
    assert "<iframe" not in framed(f"a {source}")
    assert "f()" not in framed(f"a {source}")


def test_without_the_setting_every_frame_is_removed() -> None:
    assert "iframe" not in framed('a <iframe src="https://maps.example/embed/1"></iframe>', ())


def test_a_frame_inside_an_attribute_is_not_rendered() -> None:
    frame = "<iframe src='https://maps.example/embed/1'></iframe>"
    assert "<iframe" not in framed(f'<b title="{frame} onclick=f()">x</b>')
    assert "<iframe" not in framed(f"`{frame}`")


def test_a_typed_placeholder_inserts_no_frame() -> None:
    assert "<iframe" not in framed("a \ue0000\ue001 \ue00099\ue001")


def test_without_prefixes_no_address_is_allowed() -> None:
    assert not is_allowed("https://a.example/", ())
