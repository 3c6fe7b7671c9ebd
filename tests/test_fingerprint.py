"""Whether files have changed, told by one hash."""

from pathlib import Path

import pytest

from bot.fingerprint import fingerprint


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    one, other = tmp_path / "one.yml", tmp_path / "other.yml"
    one.write_text("one", encoding="utf-8")
    other.write_text("other", encoding="utf-8")
    return [one, other]


def test_files_that_stay_as_they_are_keep_their_fingerprint(files: list[Path]) -> None:
    before = fingerprint(files)
    files[0].touch()
    assert fingerprint(files) == before


def test_another_content_is_another_fingerprint(files: list[Path]) -> None:
    before = fingerprint(files)
    files[1].write_text("else", encoding="utf-8")
    assert fingerprint(files) != before


def test_another_name_is_another_fingerprint(files: list[Path]) -> None:
    before = fingerprint(files)
    assert fingerprint([files[0].rename(files[0].with_name("renamed.yml")), files[1]]) != before


def test_a_file_that_comes_is_another_fingerprint(files: list[Path], tmp_path: Path) -> None:
    coming = tmp_path / "coming.yml"
    before = fingerprint([*files, coming])
    coming.write_text("", encoding="utf-8")
    assert fingerprint([*files, coming]) != before
