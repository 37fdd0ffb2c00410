"""Each format reports the same problems, in the form that its readers expect."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from archive.core.model import Level, Place, Problem
from archive.core.problem_codes import PROBLEM_CODES
from archive.lint.report import as_github, as_gitlab, as_json, as_sarif, as_text, summary

PROBLEMS = (
    Problem(Place("briefs/a b,c.md", 2, 8), Level.ERROR, '"x" is not: a 100%\nthing', "y", "z"),
    Problem(Place("briefs/ü.md"), Level.WARNING, "unknown key", code="key"),
)


def test_text_has_one_line_for_each_problem() -> None:
    lines = as_text(PROBLEMS).splitlines()
    assert len(lines) == 2
    assert all(re.match(r"[^:]+:\d+:\d+: (error|warning): .", line) for line in lines)
    assert '— did you mean "y"? (hint: z)' in lines[0]


def test_colour_changes_no_character() -> None:
    plain = re.sub(r"\x1b\[\d+m", "", as_text(PROBLEMS, colour=True))
    assert plain.replace("mean y?", 'mean "y"?') == as_text(PROBLEMS)


def test_control_characters_of_a_brief_do_not_reach_the_terminal() -> None:
    bad = Problem(Place("a.md"), Level.ERROR, "\x1b]0;owned\x07 \u202e\n::error::x", "\x9b", "\r")
    for text in (as_text([bad]), re.sub(r"\x1b\[\d+m", "", as_text([bad], colour=True))):
        assert text[:-1].isprintable()
        assert text.count("\n") == 1


def test_github_escapes_what_would_end_a_command() -> None:
    first, second = as_github(PROBLEMS).splitlines()
    assert first.startswith("::error file=briefs/a b%2Cc.md,line=2,col=8,title=value::")
    assert "100%25%0Athing" in first
    assert second == "::warning file=briefs/ü.md,line=1,col=1,title=key::unknown key"


def test_gitlab_tells_equal_problems_apart_and_moved_ones_not() -> None:
    moved = replace(PROBLEMS[0], place=Place("briefs/a b,c.md", 9, 1))
    document = json.loads(as_gitlab((*PROBLEMS, moved, PROBLEMS[0])))
    assert document[1] == {
        "description": "unknown key",
        "check_name": "key",
        "fingerprint": document[1]["fingerprint"],
        "severity": "minor",
        "location": {"path": "briefs/ü.md", "lines": {"begin": 1}},
    }
    assert document[0]["severity"] == "critical"
    assert len({one["fingerprint"] for one in document}) == 4
    alone = json.loads(as_gitlab([moved]))
    assert alone[0]["fingerprint"] == document[0]["fingerprint"]


def test_json_counts_and_lists_the_problems() -> None:
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


def test_sarif_follows_version_2_1_0() -> None:
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


def test_a_report_without_problems_is_valid() -> None:
    assert as_text([]) == as_github([]) == ""
    assert json.loads(as_json([]))["problems"] == []
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []
    assert summary([], 1) == "no problems; 1 brief read"
    assert summary(PROBLEMS, 19) == "1 error, 1 warning in 2 files; 19 briefs read"


def equal_problems(count: int, name: str = "Atlantis") -> list[Problem]:
    return [
        Problem(Place(f"briefs/{at}.md", 4, 9), Level.WARNING, f'unknown actor "{name}"')
        for at in range(1, count + 1)
    ]


def test_equal_problems_are_one_line_with_their_number_and_three_places() -> None:
    text = as_text([*equal_problems(2000), *equal_problems(3, "Lemuria")])
    first, *rest = text.splitlines()
    assert first == (
        'briefs/1.md:4:9: warning: unknown actor "Atlantis"'
        " [2,000 times, also at briefs/10.md:4 and briefs/100.md:4; -v lists all]"
    )
    assert [line.partition(":")[0] for line in rest] == [f"briefs/{at}.md" for at in (1, 2, 3)]
    errors = [replace(one, level=Level.ERROR) for one in equal_problems(9)]
    assert len(as_text(errors).splitlines()) == 9, "each needs a correction of its own"
    names = [replace(one, code="unknown-name") for one in errors]
    assert len(as_text(names).splitlines()) == 1
    assert len(as_text(equal_problems(2000), verbose=True).splitlines()) == 2000
    assert len(json.loads(as_json(equal_problems(2000)))["problems"]) == 2000
    assert summary(equal_problems(2000), 9) == "2,000 warnings in 2,000 files; 9 briefs read"
