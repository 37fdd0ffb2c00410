"""Each format says the same problems, in a shape that its readers take."""

from __future__ import annotations

import json
import re

from archive.core.model import Level, Place, Problem
from archive.core.problem_codes import PROBLEM_CODES
from archive.lint.report import as_github, as_json, as_sarif, as_text, summary

PROBLEMS = (
    Problem(Place("briefs/a b,c.md", 2, 8), Level.ERROR, '"x" is not: a 100%\nthing', "y", "z"),
    Problem(Place("briefs/ü.md"), Level.WARNING, "unknown key", code="key"),
)


def test_text_is_one_line_each() -> None:
    lines = as_text(PROBLEMS).splitlines()
    assert len(lines) == 2
    assert all(re.match(r"[^:]+:\d+:\d+: (error|warning): .", line) for line in lines)
    assert '— did you mean "y"? (hint: z)' in lines[0]


def test_colour_adds_nothing_but_colour() -> None:
    plain = re.sub(r"\x1b\[\d+m", "", as_text(PROBLEMS, colour=True))
    assert plain.replace("mean y?", 'mean "y"?') == as_text(PROBLEMS)


def test_nothing_in_a_brief_can_write_to_the_terminal() -> None:
    bad = Problem(Place("a.md"), Level.ERROR, "\x1b]0;owned\x07 \u202e\n::error::x", "\x9b", "\r")
    for text in (as_text([bad]), re.sub(r"\x1b\[\d+m", "", as_text([bad], colour=True))):
        assert text[:-1].isprintable()
        assert text.count("\n") == 1


def test_github_escapes_what_would_end_a_command() -> None:
    first, second = as_github(PROBLEMS).splitlines()
    assert first.startswith("::error file=briefs/a b%2Cc.md,line=2,col=8,title=value::")
    assert "100%25%0Athing" in first
    assert second == "::warning file=briefs/ü.md,line=1,col=1,title=key::unknown key"


def test_json_counts_and_lists() -> None:
    document = json.loads(as_json(PROBLEMS))
    assert (document["errors"], document["warnings"]) == (1, 1)
    assert document["problems"][1] == {
        "path": "briefs/ü.md",
        "line": 1,
        "column": 1,
        "level": "warning",
        "kind": "key",
        "message": "unknown key",
        "suggestion": "",
        "hint": "",
    }


def test_sarif_has_the_shape_that_2_1_0_asks() -> None:
    document = json.loads(as_sarif(PROBLEMS))
    assert document["version"] == "2.1.0"
    [run] = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == list(PROBLEM_CODES)
    for result, problem in zip(run["results"], PROBLEMS, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == problem.code
        assert result["level"] in ("error", "warning", "note", "none")
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
        # A valid relative reference of RFC 3986: no space, no letter beyond ASCII.
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]


def test_no_problem_is_a_report_too() -> None:
    assert as_text([]) == as_github([]) == ""
    assert json.loads(as_json([]))["problems"] == []
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []
    assert summary([], 1) == "no problems; 1 brief read"
    assert summary(PROBLEMS, 19) == "1 error, 1 warning in 2 files; 19 briefs read"
