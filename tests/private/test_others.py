"""Undocumented details of Jinja, nh3, watchdog and PyYAML that the program relies on."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import CodeType

import jinja2
import pytest
import yaml
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from watchdog.events import FileModifiedEvent, FileSystemEventHandler
from watchdog.observers import Observer

from archive.mkdocs_adapter.serve_state import CompiledTemplates
from archive.prose.sanitize import sanitize


def test_compiled_templates_are_cached_by_key_and_checksum(tmp_path: Path) -> None:
    """A bucket has the key and checksum of its template, and its code."""
    (tmp_path / "a.html").write_text("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1) }}", "utf-8")
    stored: list[tuple[str, str]] = []

    class Listening(CompiledTemplates):
        def dump_bytecode(self, bucket: Bucket) -> None:
            assert isinstance(bucket.code, CodeType)
            stored.append((bucket.key, bucket.checksum))
            super().dump_bytecode(bucket)

    cache = Listening()
    source = (tmp_path / "a.html").read_text("utf-8")
    for text in ("", "", "more"):
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
        environment.bytecode_cache = cache
        (tmp_path / "a.html").write_text(source + text, "utf-8")
        assert environment.get_template("a.html").render() == f"1{text}"
    (first, second) = stored
    assert first[0] == second[0], "the same template"
    assert first[1] != second[1], "with another source; the second environment compiled nothing"


def test_a_macro_can_be_called_by_a_function() -> None:
    environment = jinja2.Environment(autoescape=True)
    environment.globals["kept"] = lambda macro, *args: (type(macro), macro(*args))
    source = (
        "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% set made = kept(m, '&') %}{{ made[1] }}"
    )
    assert environment.from_string(source).render() == "<b>&amp;</b>"
    kind = environment.from_string("{% macro m(x) %}{% endmacro %}{{ kept(m, 1)[0].__name__ }}")
    assert kind.render() == Macro.__name__


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("<P CLASS='note'>x<BR/>y</P>", '<p class="note">x<br>y</p>'),
        (
            '<a href="a?b&c" title="<&quot;>">x</a>',
            '<a href="a?b&amp;c" title="&lt;&quot;&gt;">x</a>',
        ),
        ("<p>a < b > c & d &nbsp;</p>", "<p>a &lt; b &gt; c &amp; d &nbsp;</p>"),
        ("<!-- x --><p>y", "<p>y</p>"),
        ('<h2 id="b" class="note">x</h2>', '<h2 id="b" class="note">x</h2>'),
        ("<details open><summary>x</summary></details>", None),
        ("<td>x</td>", "x"),
    ],
)
def test_clean_html_has_a_known_form(source: str, clean: str | None) -> None:
    """Later steps search for quotes, escapes, attributes and void elements in this form."""
    found = sanitize(source)
    if clean is None:
        clean = '<details open=""><summary>x</summary></details>'
    assert found == clean
    assert sanitize(found) == found


def test_an_observer_accepts_a_filter_of_events(tmp_path: Path) -> None:
    observer = Observer()
    parameters = inspect.signature(observer.schedule).parameters
    assert {"path", "recursive", "event_filter"} <= set(parameters)
    scheduled: list[str] = []
    schedule = observer.schedule

    def listening(handler: FileSystemEventHandler, path: str, *, recursive: bool) -> object:
        scheduled.append(path)
        return schedule(handler, path, recursive=recursive, event_filter=[FileModifiedEvent])

    observer.schedule = listening  # type: ignore[method-assign,assignment]
    observer.schedule(FileSystemEventHandler(), str(tmp_path), recursive=True)
    assert scheduled == [str(tmp_path)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c", "mapping values are not allowed"),
        ("a: 'b", "unexpected end of stream"),
        ("a: [b", "while parsing a flow"),
        ('a: "\\q"', "unknown escape character"),
        ("a: b\nc\nd: e", "could not find expected ':'"),
        ("a: %b", "cannot start any token"),
        ("a: @b", "cannot start any token"),
    ],
)
def test_yaml_errors_have_the_expected_messages(text: str, message: str) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        list(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    assert message in str(caught.value)
    assert getattr(caught.value, "problem_mark", None) is not None


def test_events_have_marks_and_styles() -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    (scalar,) = (
        event for event in yaml.parse("  'a'", Loader=loader) if isinstance(event, yaml.ScalarEvent)
    )
    assert (scalar.value, scalar.style) == ("a", "'")
    assert scalar.start_mark is not None
    assert (scalar.start_mark.line, scalar.start_mark.column) == (0, 2)
