"""Fixes change the notation of a brief, never its content, and fixing twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.core.model import Brief, Level, Problem
from archive.lint.fix import fix_text
from archive.read.briefs import parse_brief
from archive.resolve.registry import Registry

PATH = "briefs/2022/x.md"


def fix(text: str | bytes, registry: Registry | None = None) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    return fix_text(data, PATH, "briefs", registry).decode()


def matter(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "Text.", ""])


GOOD = matter("title: A", "date: 2022-02-01", "actors: [India]")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: War: a view", 'title: "War: a view"'),
        ('title: War: a "view"', "title: 'War: a \"view\"'"),
        ("title: C:\\data: it's", "title: 'C:\\data: it''s'"),
        ("title: '@home'", "title: '@home'"),
        ("title: @home", 'title: "@home"'),
        ("title: A  \t", "title: A"),
        ("title: Cen\u200btral\u2060 Asia", "title: Central Asia"),
        # A joiner spells words of Persian and Hindi.
        ("title: می\u200cخواهم", "title: می\u200cخواهم"),
        # More than one reading: not fixed.
        ("title: [A] b", "title: [A] b"),
        ("title: !ENV HOME", "title: !ENV HOME"),
        ("title: &a A", "title: &a A"),
        ("title: & Partners", 'title: "& Partners"'),
        ("date: 31 Jan 2022", "date: 2022-01-31"),
        ('date: "31 Jan 2022"', "date: 2022-01-31"),
        ("date: 2022/01/31 # day", "date: 2022-01-31 # day"),
        ("date: 2024-08-08 22:44:26 -0700", "date: 2024-08-08"),
        ('date: "2024-08-08T22:44:26Z"', "date: 2024-08-08"),
        ("date: 2022-02-30 10:00", "date: 2022-02-30 10:00"),
        ("title:\u00a0A view", "title: A view"),
        ("TAGS: [A, B]", "tags: [A, B]"),
        ("Author: B", "Author: B"),
        ("date: 01/02/2022", "date: 01/02/2022"),
        ("date: 2022-02-30", "date: 2022-02-30"),
        (
            "corrections: [{date: 1 March 2022, note: A.}]",
            "corrections: [{date: 2022-03-01, note: A.}]",
        ),
    ],
)
def test_each_mistake_has_its_fix(before: str, after: str) -> None:
    keys = {"title": "title: A", "date": "date: 2022-02-01", "actors": "actors: [India]"}
    old, new = dict(keys), dict(keys)
    key = before.partition(":")[0]
    old[key], new[key] = before, after
    assert fix(matter(*old.values())) == matter(*new.values())


def test_keys_are_written_in_lower_case() -> None:
    assert fix(matter("Title: A", "DATE: 1 Feb 2022", "Actors: [India]")) == GOOD
    twice = matter("title: A", "Title: B", "date: 2022-02-01", "actors: [India]")
    assert fix(twice) == twice


def test_byte_order_marks_and_foreign_line_ends_are_fixed() -> None:
    assert fix("\ufeff" + GOOD.replace("\n", "\r\n")) == GOOD
    assert fix(GOOD.replace("\n", "\r")) == GOOD


def test_the_body_is_not_changed() -> None:
    text = GOOD + "Two spaces end a line  \nof verse.\n"
    assert fix(text) == text


def test_names_become_canonical_only_on_request(registry: Registry) -> None:
    text = matter("title: A", "date: 2022-02-01", "actors: [Kyrgyz Republic, in, 'csto', Zzz]")
    assert fix(text) == text
    assert "actors: [Kyrgyzstan, India, Collective Security Treaty Organization, Zzz]" in fix(
        text, registry
    )


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe-\0", b"caf\xe9", b"---\n\0\n---\n", b"<<<<<<< a\r\n"]
)
def test_files_that_are_not_briefs_are_not_changed(data: bytes) -> None:
    assert fix_text(data, PATH, "briefs") == data


LINES = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(codec="utf-8"), max_size=30),
        st.text(alphabet="title: '\"[]{}#&*!|>%@`\\ab,-\t \r\u200b\ufeff", max_size=30),
        st.tuples(
            st.sampled_from(["title", "summary", "date", "actors", "  note", "source", "draft"]),
            st.text(alphabet="ab: '\"[]{}#&*!|>%@`\\,-\t 012/Jan", max_size=20),
        ).map(": ".join),
    ),
    max_size=8,
)


def content(brief: Brief | None) -> object:
    """Returns the content of a brief without places."""
    if brief is None:
        return None
    return (brief.title, brief.date, [one.text for one in brief.actors], brief.summary, brief.body)


def errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.level is Level.ERROR]


@given(LINES, st.sampled_from(["", "\ufeff"]), st.sampled_from(["\n", "\r\n"]))
@example(["\u200b:"], "", "\n")
def test_fixing_twice_changes_nothing_and_no_content_is_lost(
    lines: list[str], mark: str, end: str
) -> None:
    text = mark + end.join(
        ["---", "title: A", "date: 2022-02-01", "actors: [B]", *lines, "---", "T"]
    )
    once = fix(text)
    assert fix(once) == once
    before, old = parse_brief(text.removeprefix("\ufeff"), PATH, "briefs")
    after, new = parse_brief(once, PATH, "briefs")
    assert len(errors(new)) <= max(len(errors(old)), 0) or any(one.code == "syntax" for one in old)
    if before is not None and not errors(old):
        assert content(after) == content(before)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_fixed_twice_without_an_exception(data: bytes) -> None:
    once = fix_text(data, PATH, "briefs")
    assert fix_text(once, PATH, "briefs") == once
