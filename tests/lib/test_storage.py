"""A cache file is loaded only if it is intact and has the right type and version."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.lib.digest import digest_bytes
from archive.lib.output_files import Written, WrittenFiles
from archive.lib.storage import MAGIC, load, save, save_bytes

FILES: WrittenFiles = {"a/index.html": Written("k" * 40, 7, 1_600_000_000)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved file; tests damage copies of its bytes."""
    file = tmp_path_factory.mktemp("kept") / "files.bin"
    save(file, FILES, WrittenFiles, "one")
    return file


def loaded(file: Path, data: bytes) -> WrittenFiles | None:
    other = file.with_name("damaged.bin")
    other.write_bytes(data)
    return load(other, WrittenFiles, "one")


def test_saved_values_are_loaded(whole: Path) -> None:
    assert load(whole, WrittenFiles, "one") == FILES
    assert loaded(whole, whole.read_bytes()) == FILES


def test_a_missing_file_is_not_loaded(tmp_path: Path) -> None:
    assert load(tmp_path / "files.bin", WrittenFiles) is None


def test_a_truncated_file_is_not_loaded(whole: Path) -> None:
    data = whole.read_bytes()
    assert all(loaded(whole, data[:end]) is None for end in range(len(data)))


def test_a_file_with_a_flipped_bit_is_not_loaded(whole: Path) -> None:
    data = whole.read_bytes()
    for at in range(len(data)):
        assert loaded(whole, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) is None


def test_another_version_is_not_loaded(whole: Path) -> None:
    assert load(whole, WrittenFiles, "two") is None
    assert load(whole, WrittenFiles) is None


def test_another_type_is_not_loaded_even_if_its_bytes_would_decode(whole: Path) -> None:
    assert load(whole, dict[str, tuple[str, int, int]], "one") is None


def version_in(file: Path) -> bytes:
    """Returns the digits before the value in a file, which identify its type and version."""
    return file.read_bytes().partition(b"\n")[2][:32]


def sealed(body: bytes) -> bytes:
    """Returns bytes with the hash that makes them count as intact."""
    return MAGIC + b" " + digest_bytes(body).encode() + b"\n" + body


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_loaded_or_rejected_without_an_exception(whole: Path, data: bytes) -> None:
    own = version_in(whole)
    for content in (data, sealed(data), sealed(own + data)):
        found = loaded(whole, content)
        assert found is None or isinstance(found, dict)


def test_a_value_of_another_shape_is_not_loaded(whole: Path, tmp_path: Path) -> None:
    """Hash and version are right, as in a forged cache."""
    save_bytes(tmp_path / "forged.bin", version_in(whole) + b"\x93\x01\x02\x03")
    assert load(tmp_path / "forged.bin", WrittenFiles, "one") is None
