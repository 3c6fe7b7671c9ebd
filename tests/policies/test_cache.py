"""What was read of the counties is kept for the next start: never older than the files, never needed."""

import datetime
import os
import pickle
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.paths import DATA
from bot.policies import reading
from bot.policies.cache import load_held
from bot.policies.held import HeldCounty, Policies
from bot.policies.registry import Registry
from bot.policies.source import SourceError
from bot.policies.store import PolicyStore
from bot.rules.answer import Question
from bot.rules.facts import Facts

TODAY = datetime.date(2021, 1, 10)


@pytest.fixture
def counties(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "counties", tmp_path / "counties"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "counties.pickle"


def contribution(registry: Registry) -> object:
    answer = registry.answer("jingxian", Question(topic="fee"), Facts(), TODAY)
    return next(figure.value for figure in answer.figures if figure.name == "contribution")


def dearer(counties: Path) -> None:
    policy = counties / "jingxian/2021.yml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("280", "281"), encoding="utf-8")


def same_stamp(counties: Path, change: Callable[[str], str]) -> None:
    """Changes a file so that neither its time nor its size tells."""
    policy = counties / "jingxian/2021.yml"
    stat = policy.stat()
    policy.write_text(change(policy.read_text(encoding="utf-8")), encoding="utf-8")
    os.utime(policy, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def unpacked(county: HeldCounty | reading.Faults) -> object:
    """All that was read; sets are packed in another order by each process."""
    if not isinstance(county, HeldCounty):
        return county
    return county.county, Policies({"one": county})["one"], county.digest


def test_the_kept_counties_answer_as_those_that_were_read(counties: Path, cache: Path) -> None:
    first, second = (Registry.load(DATA, counties, cache) for _ in range(2))
    assert cache.is_file()
    assert dict(second.policies) == dict(first.policies)
    assert dict(second.counties) == dict(first.counties)
    assert second.digest == first.digest
    assert contribution(second) == 280


def test_what_did_not_change_is_not_read_again(counties: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_held(counties, cache)
    dearer(counties)
    read: list[str] = []
    real = reading.load_county
    monkeypatch.setattr(reading, "load_county", lambda folder: (read.append(folder.name), real(folder))[1])
    load_held(counties, cache)
    assert read == ["jingxian"]


def test_what_is_read_anew_is_not_taken_from_what_was_kept_but_kept(
    counties: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_held(counties, cache)
    same_stamp(counties, lambda text: text.replace("280", "281"))
    assert contribution(Registry.load(DATA, counties, cache)) == 280
    assert contribution(Registry.load(DATA, counties, cache, anew=True)) == 281
    assert contribution(Registry.load(DATA, counties, cache)) == 281


def test_several_processes_read_what_one_reads(counties: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (counties / "yanling/2023.yml").write_text("insurance_year: 2023\n", encoding="utf-8")
    folders = sorted(counties.iterdir())
    alone = list(reading.read_counties(folders))
    monkeypatch.setattr(reading, "_MANY", 2)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    together = list(reading.read_counties(folders))
    assert [type(county) for county in together] == [*[HeldCounty] * 4, tuple]
    assert list(map(unpacked, together)) == list(map(unpacked, alone))


def test_a_changed_figure_is_never_answered_from_what_was_kept(counties: Path, cache: Path) -> None:
    Registry.load(DATA, counties, cache)
    dearer(counties)
    assert contribution(Registry.load(DATA, counties, cache)) == 281


def test_a_county_that_is_gone_is_gone(counties: Path, cache: Path) -> None:
    Registry.load(DATA, counties, cache)
    shutil.rmtree(counties / "yanling")
    assert "yanling" not in Registry.load(DATA, counties, cache).counties


@pytest.mark.parametrize("content", [b"", b"no pickle", zlib.compress(b"no pickle"), zlib.compress(pickle.dumps([1]))])
def test_what_cannot_be_read_of_the_cache_is_read_anew(counties: Path, cache: Path, content: bytes) -> None:
    cache.parent.mkdir()
    cache.write_bytes(content)
    assert contribution(Registry.load(DATA, counties, cache)) == 280


def test_a_folder_that_cannot_be_written_costs_only_time(counties: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert contribution(Registry.load(DATA, counties, tmp_path / "file" / "counties.pickle")) == 280


def test_a_fault_is_told_however_often_it_is_read(counties: Path, cache: Path) -> None:
    (counties / "jingxian/2021.yml").write_text("insurance_year: 2021\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SourceError, match=r"jingxian.2021\.yml"):
            Registry.load(DATA, counties, cache)


def test_a_store_of_very_many_files_looks_at_them_beside_the_messages(
    counties: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.policies.store._MANY", 3)
    store = PolicyStore(DATA, counties, look_every=0)
    dearer(counties)
    deadline = datetime.datetime.now() + datetime.timedelta(seconds=20)
    while contribution(store.current()) != 281:
        assert datetime.datetime.now() < deadline, "the change was never seen"
