"""No text makes rendering hang or fail: hostile text is refused within its limit."""

from __future__ import annotations

import signal
import threading

import pytest

from archive.core.model import Level, Problem
from archive.prose import render_limits
from archive.prose.body import EMPTY
from archive.prose.html_limits import find_html_violation
from archive.prose.markdown import Flavour, MarkdownRenderer
from tests.prose.support import RENDERER, render
from tests.support.steps import count_steps

SLOW = {
    "lists": ("".join("    " * depth + "- a\n" for depth in range(600)), "nested"),
    "lists beyond the size": ("".join("    " * n + "- a\n" for n in range(1000)), "characters"),
    "list markers": ("- " * 1000 + "a", "nested"),
    "quotes": (">" * 5000 + " a", "nested"),
    "spaced quotes": ("> " * 5000 + "a", "nested"),
    "brackets": ("[" * 50_000, '"["'),
    "images": ("![" * 5000, '"["'),
    "tags": ("<a " * 20_000, '"<"'),
    "character data": ("<![CDATA[ ]]>" * 5000, '"<!["'),
    "abbreviations": ("".join(f"*[a{n}]: b\n" for n in range(3000)), "abbreviations"),
    "links without an end": ("[a](b " * 5000, '"("'),
    "links without an address": ("[a](" * 5000, '"("'),
    "underlined headings": ("a\n=\n" * 5000, "headings"),
    "definitions": ("a\n: b\n" * 3000, "definitions"),
    "some definitions": ("a\n: b\n" * 1500, "nested"),
    "length": ("a " * 500_001, "characters"),
}
RENDERED = {"some definitions"}
"""Names of texts that are refused only after rendering."""
HARMLESS = {
    "an invalid address": "[a](http://[::1) ![b](http://[::1) <http://[::1> http://[::1",
    "rising backticks": " ".join("`" * count for count in range(1, 300)),
    "a deep quotation": "> " * 20 + "a",
    "many links": "[a](https://a.example/) " * 2000,
    "many definitions": "a\n\n:   b\n\n" * 500,
    "a long line": "a" * 200_000,
}


def errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.level is Level.ERROR]


def counted(text: str) -> tuple[list[Problem], int]:
    """Returns the errors of a string, and the number of steps to find them."""
    (body, problems), steps = count_steps(lambda: render(text))
    assert not errors(problems) or body == EMPTY
    return errors(problems), steps


@pytest.mark.parametrize("name", SLOW)
def test_hostile_text_is_refused_in_few_steps(name: str) -> None:
    text, expected = SLOW[name]
    found, steps = counted("Correct.\n\n" + text)
    assert len(found) == 1
    assert expected in found[0].message
    assert found[0].hint
    assert found[0].place.path == "briefs/a.md"
    assert steps < (3_000_000 if name in RENDERED else 1_000)


@pytest.mark.parametrize("name", SLOW)
def test_a_brief_is_rendered_after_a_failure(name: str) -> None:
    render(SLOW[name][0])
    body, problems = render("A *correct* brief.")
    assert (body.html, problems) == ("<p>A <em>correct</em> brief.</p>", ())


@pytest.mark.long
@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_text_is_rendered_in_few_steps(name: str) -> None:
    """It is also within the limit on processor time; beyond it would be an error."""
    found, steps = counted(HARMLESS[name])
    assert not found
    assert steps < 1_000_000


def test_the_error_is_at_its_line() -> None:
    text = "One.\n\nTwo.\n\n" + "[" * 2000
    (found,) = errors(render(text)[1])
    assert found.place.line == 6 + 4


def test_nested_html_is_refused() -> None:
    (found,) = errors(render("<div>\n" * 300)[1])
    assert "HTML elements nested" in found.message


def test_unclosed_paragraphs_do_not_nest() -> None:
    assert find_html_violation("<p>a" * 500 + "<ul>" + "<li>a" * 500) is None


def test_rendering_beyond_the_time_limit_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the limit, rendering would never end."""
    monkeypatch.setattr(render_limits, "CPU_SECONDS", 0.2)
    renderer = MarkdownRenderer(Flavour())

    def loop(_: str) -> None:
        while True:
            pass

    monkeypatch.setattr(renderer, "render", loop)
    before = signal.getsignal(signal.SIGVTALRM)
    (found,) = errors(render("Text.", renderer)[1])
    assert "0.2 seconds" in found.message
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert render("Well.")[0].html == "<p>Well.</p>"


def test_an_exception_while_rendering_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = MarkdownRenderer(Flavour())

    def fail(_: str) -> None:
        raise ValueError("broken\nthing")

    monkeypatch.setattr(renderer, "render", fail)
    (found,) = errors(render("Text.", renderer)[1])
    assert "ValueError: broken thing" in found.message


def test_text_is_refused_without_a_timer_too() -> None:
    results: dict[str, tuple[list[Problem], int]] = {}

    def run() -> None:
        for name in SLOW.keys() - RENDERED:
            results[name] = counted(SLOW[name][0])

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert results.keys() == SLOW.keys() - RENDERED
    assert all(found and steps < 1_000 for found, steps in results.values())


def test_a_swallowed_timeout_is_raised_again() -> None:
    def swallow() -> None:
        for _ in range(2):
            try:
                while True:
                    pass
            except render_limits.OutOfTime:
                continue
        while True:
            pass

    with pytest.raises(render_limits.OutOfTime):
        render_limits.within(0.1, swallow)


def test_the_renderer_still_works() -> None:
    assert RENDERER.render("a")[0] == "<p>a</p>"
