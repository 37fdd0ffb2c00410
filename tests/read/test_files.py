"""Files that are refused unread, and names and addresses that two files may not share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.read.brief_folder import read_briefs
from archive.read.briefs import read_brief
from archive.read.files import MAX_BYTES
from archive.read.registry import read_entities, read_registry
from archive.resolve.registry import load_registry
from tests.support.sites import brief, make_project, run_mkdocs
from tests.support.steps import count_steps

GOOD = brief()


def put(root: Path, path: str, text: str = GOOD) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def messages(root: Path) -> list[str]:
    briefs, problems = read_briefs(root, "briefs")
    for one in briefs:
        assert one.url.startswith("briefs/")
        assert ".." not in one.url
    return [str(problem) for problem in sorted(problems)]


LINK = "error: is a symbolic link, which is not followed (hint: put the file itself there)"


def test_links_are_refused_with_a_message(tmp_path: Path) -> None:
    root = tmp_path / "project"
    put(root, "briefs/2022/a.md")
    secret = put(tmp_path, "secret.md", "---\ntitle: secret\n---\n")
    (root / "briefs/2022/out.md").symlink_to(secret)
    (root / "briefs/2022/in.md").symlink_to("a.md")
    (root / "briefs/2022/gone.md").symlink_to("nowhere.md")
    (root / "briefs/2022/loop").symlink_to(".")
    (root / "briefs/2022/pic.png").symlink_to("/etc/passwd")
    (root / "briefs/away").symlink_to(tmp_path)
    assert messages(root) == [
        f"briefs/{path}:1:1: {LINK}"
        for path in (
            "2022/gone.md",
            "2022/in.md",
            "2022/loop",
            "2022/out.md",
            "2022/pic.png",
            "away",
        )
    ]
    assert len(read_briefs(root, "briefs")[0]) == 1


def test_a_folder_of_briefs_that_is_a_link_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "other/a.md")
    (tmp_path / "briefs").symlink_to("other")
    assert messages(tmp_path) == [f"briefs:1:1: {LINK}"]


def test_a_link_in_place_of_a_listed_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("/etc/passwd")
    brief_, problems = read_brief(tmp_path / "a.md", "briefs/a.md", "briefs")
    assert brief_ is None
    assert [str(one) for one in problems] == [f"briefs/a.md:1:1: {LINK}"]


def test_a_named_pipe_is_refused_and_does_not_block(tmp_path: Path) -> None:
    put(tmp_path, "briefs/a.md")
    os.mkfifo(tmp_path / "briefs/b.md")
    assert messages(tmp_path) == [
        "briefs/b.md:1:1: error: is not a regular file (hint: put the file itself there)"
    ]
    assert read_brief(tmp_path / "briefs/b.md", "briefs/b.md", "briefs")[0] is None


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """The file is sparse: it needs no disk space, and would not fit into memory."""
    file = put(tmp_path, "briefs/a.md")
    os.truncate(file, 10**12)
    [problem] = messages(tmp_path)
    size = "1,000,000,000,000 bytes"
    assert problem.startswith(
        f"briefs/a.md:1:1: error: is too large to read: {size}; at most {MAX_BYTES:,}"
    )


def test_folders_nested_too_deeply_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "briefs/" + "a/" * 30 + "b.md")
    [problem] = messages(tmp_path)
    assert "is more than 16 folders deep" in problem


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (b"a\nb.md", "contains a line end or an invisible character"),
        ("a\u202eb.md".encode(), "contains a line end or an invisible character"),
        (b"a\x1b[31m.md", "contains a line end or an invisible character"),
        (b"caf\xe9.md", "is not UTF-8"),
        (b"a\\b.md", "contains a backslash"),
    ],
)
def test_names_that_cannot_be_printed_in_messages_are_refused(
    tmp_path: Path, name: bytes, what: str
) -> None:
    folder = put(tmp_path, "briefs/good.md").parent
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(GOOD, encoding="utf-8")
    [problem] = messages(tmp_path)
    assert what in problem
    assert problem.isprintable()
    problem.encode()


@pytest.mark.parametrize(
    "name", ["a b", "a#b", "a?b", "a%20b", "a&b", "a:b", "'a'", "<a>", "x" * 240]
)
def test_names_with_punctuation_get_a_safe_address(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"briefs/2022/{name}.md")
    briefs, problems = read_briefs(tmp_path, "briefs")
    assert problems == ()
    assert set(briefs[0].url) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    assert len(briefs[0].url) < 130


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2022/Summit.md", "2022/summit.md"),
        ("2022/caf\u00e9.md", "2022/cafe\u0301.md"),
        ("2022/a b.md", "2022/a-b.md"),
        ("2022/the-summit.md", "2022/The Summit.md"),
        ("A/x.md", "a/x.md"),
    ],
)
def test_two_files_with_one_address_are_an_error_that_names_both(
    tmp_path: Path, one: str, two: str
) -> None:
    put(tmp_path, f"briefs/{one}")
    put(tmp_path, f"briefs/{two}")
    [problem] = messages(tmp_path)
    first, second = sorted((one, two), key=lambda path: path.split("/"))
    assert problem.startswith(
        f"briefs/{second}:1:1: error: has the same address as briefs/{first}:"
    )


def test_attachments_whose_names_differ_only_by_case_or_accents_are_reported(
    tmp_path: Path,
) -> None:
    for name in ("Map.png", "map.png", "caf\u00e9.pdf", "cafe\u0301.pdf"):
        put(tmp_path, f"briefs/2022/{name}")
    one, two = messages(tmp_path)
    assert 'the same name as "caf' in one
    assert two.startswith("briefs/2022/map.png:1:1: error: has the same name")


@pytest.mark.parametrize("name", ["a.MD", "a.Md", "a.markdown"])
def test_a_brief_with_another_extension_is_reported(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"briefs/2022/{name}")
    assert messages(tmp_path) == [
        (
            f"briefs/2022/{name}:1:1: warning: is not read: the name of a brief must end in .md "
            "(hint: rename it)"
        )
    ]


def test_a_slug_may_not_be_the_address_of_another_brief(tmp_path: Path) -> None:
    put(tmp_path, "briefs/2022/a.md")
    put(tmp_path, "briefs/2022/b.md", GOOD.replace("---\n", "---\nslug: a\n", 1))
    assert (
        "briefs/2022/b.md:1:1: error: has the same address as briefs/2022/a.md"
        in messages(tmp_path)[0]
    )


def test_a_file_and_a_folder_may_share_a_name(tmp_path: Path) -> None:
    put(tmp_path, "briefs/2022/x.md")
    put(tmp_path, "briefs/2022/x/index.md")
    assert messages(tmp_path) == []
    assert {one.url for one in read_briefs(tmp_path, "briefs")[0]} == {
        "briefs/2022/x/",
        "briefs/2022/x/index/",
    }


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "Aux"])
def test_reserved_names_are_an_error(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"briefs/2022/{name}.md")
    assert "a name that Windows reserves" in messages(tmp_path)[0]


def test_an_alias_belongs_to_one_brief_and_is_not_its_address(tmp_path: Path) -> None:
    put(tmp_path, "briefs/2022/a.md", GOOD.replace("---\n", "---\naliases: [old, /OLD/]\n", 1))
    put(tmp_path, "briefs/2022/b.md", GOOD.replace("---\n", "---\naliases: [old/]\n", 1))
    put(tmp_path, "briefs/2022/c.md", GOOD.replace("---\n", "---\naliases: [briefs/2022/a]\n", 1))
    errors = [one for one in messages(tmp_path) if ": error: " in one]
    assert errors == [
        (
            'briefs/2022/b.md:2:11: error: alias "old/" is also claimed by briefs/2022/a.md: /old/ '
            "(hint: keep it in only one of the two)"
        ),
        (
            'briefs/2022/c.md:2:11: error: alias "briefs/2022/a" is the address of '
            "briefs/2022/a.md: /briefs/2022/a/ (hint: delete the alias)"
        ),
    ]


@pytest.mark.parametrize("data", [b"\xff\xfea\0", b"caf\xe9: {}\n", b"a: \0\n", b"a: [" * 500])
def test_an_unreadable_registry_file_is_reported(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "people.yml").write_bytes(data)
    (tmp_path / "registry" / "events.yml").symlink_to("/etc/passwd")
    _, problems = load_registry([tmp_path / "registry"], tmp_path)
    assert {one.place.path for one in problems} == {"registry/people.yml", "registry/events.yml"}


@given(st.binary(max_size=400))
def test_any_bytes_give_a_brief_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.md"
    for content in (
        data,
        b"---\ntitle: A\ndate: 2022-02-01\nactors: [B]\n" + data + b"\n---\n" + data,
    ):
        file.write_bytes(content)
        brief_, problems = read_brief(file, "briefs/any.md", "briefs")
        assert brief_ is not None or problems
        for problem in problems:
            assert problem.place.line >= 1
            assert problem.place.column >= 1
            assert problem.place.line <= content.count(b"\n") + content.count(b"\r") + 1


YAML_CHARACTERS = st.text(alphabet="ab: -[]{}#&*!|>'\"%@`?,~<\n\t0", max_size=120)


@given(YAML_CHARACTERS)
def test_any_yaml_gives_entries_or_problems_without_an_exception(text: str) -> None:
    for kind in ("person", "organization"):
        entities, problems = read_entities(text, "registry/x.yml", kind)
        for problem in problems:
            assert str(problem).startswith("registry/x.yml:")
        for entity in entities:
            assert entity.name


@pytest.mark.parametrize(
    "repeated", ["[", "{", "- ", "? ", "a: ", "&a ", "!a ", "'", '"', "|\n ", "*a "]
)
def test_repeated_characters_are_refused_in_few_steps(repeated: str) -> None:
    (entities, problems), steps = count_steps(
        lambda: read_entities(repeated * 50_000, "registry/x.yml", "person")
    )
    assert not entities
    assert problems
    assert steps < 1_000


def put_special_files(registry: Path) -> None:
    """Puts everything into a registry that would hang or break whoever reads it without care."""
    put(registry, "_old.yml", "not: [yaml")
    (registry / "_zero.yml").symlink_to("/dev/zero")
    os.mkfifo(registry / "_pipe.yml")
    (registry / "old.yml").mkdir()


def test_special_files_of_a_registry_are_left_out_or_refused(tmp_path: Path) -> None:
    registry = tmp_path / "registry"
    put_special_files(registry)
    (registry / "people.yml").symlink_to("/dev/zero")
    os.mkfifo(registry / "events.yml")
    put(registry, "regions.yml/x.yml", "")
    read = read_registry([registry], tmp_path)
    assert [str(one) for one in read.problems] == [
        *(
            f'registry/{name}:1:1: notice: is skipped: its name begins with "_"'
            for name in ("_old.yml", "_pipe.yml", "_zero.yml")
        ),
        "registry/events.yml:1:1: error: is not a regular file (hint: put the file itself there)",
        f"registry/people.yml:1:1: {LINK}",
    ]


def test_the_digest_of_a_registry_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    registry = tmp_path / "registry"
    people = put(registry, "people.yml", "a: {name: A}\n")

    def digest() -> str:
        return read_registry([registry], tmp_path).digest

    first = digest()
    put_special_files(registry)
    assert digest() == first
    people.write_text("a: {name: B}\n", encoding="utf-8")
    second = digest()
    assert second != first
    people.rename(registry / "people.yaml")
    assert digest() not in (first, second)


def test_a_build_reads_no_special_file(tmp_path: Path) -> None:
    """It would never end, or take all memory."""
    project = make_project(tmp_path / "project", {"briefs/2022/a.md": GOOD})
    put_special_files(project / "registry")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert run.output.count('is skipped: its name begins with "_"') == 3
