"""The command line: results on stdout, progress on stderr, faults as sentences."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import structlog

from bot.cli import main

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures/counties"
CARD = {"status", "topic", "county", "insurance_year", "figures", "citations", "ask"}


def canbao(*arguments: str | Path, given: str = "", counties: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    env = {**os.environ, **({"CANBAO_COUNTIES": str(counties)} if counties else {})}
    command = [ROOT / ".venv/bin/canbao", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, env=env, cwd="/", timeout=300, check=False
    )


class Ended(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


Here = Callable[..., Ended]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Here]:
    """Runs a command in this process: for what ends before a model is needed."""

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["canbao", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main.main()
        said = capsys.readouterr()
        return Ended(int(end.value.code or 0), said.out, said.err)

    before = structlog.get_config()
    yield run
    # The command made it log to the stderr of this one test.
    structlog.configure(**before)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# ---- ask


def test_ask_prints_the_answer_alone() -> None:
    done = canbao("ask", "我今天交多少钱", "--county", "景县", "--today", "2021-02-20")
    assert done.returncode == 0, done.stderr
    assert "280元" in done.stdout
    assert done.stdout.rstrip().endswith("）")


def test_ask_as_json_prints_a_message_a_line() -> None:
    done = canbao("ask", "医保多少钱", "--json")
    assert done.returncode == 0, done.stderr
    (message,) = lines(done.stdout)
    assert message.keys() == {"text", "buttons", "custom"}
    assert message["custom"]["answer"].keys() == CARD
    assert message["custom"]["answer"]["status"] == "ask_county"


@pytest.mark.parametrize("today", ["yesterday", "2021-02-30", "20210220x"])
def test_a_day_that_is_none_is_refused_in_a_sentence(here: Here, today: str) -> None:
    done = here("ask", "多少钱", "--today", today)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--today: must be a date such as 2021-02-20" in done.stderr
    assert "Traceback" not in done.stderr


# ---- batch

CASES = [
    {"id": "b", "county": "鄢陵县", "turns": ["医保多少钱"]},
    {"id": "a", "county": None, "today": "2021-01-10", "turns": ["景县今天交多少钱", "那新生儿呢"]},
    {"id": "c", "county": None, "turns": ["医保多少钱"]},
]


@pytest.fixture(scope="module")
def batch() -> list[dict[str, Any]]:
    done = canbao("batch", given="\n".join(json.dumps(case, ensure_ascii=False) for case in CASES) + "\n")
    assert done.returncode == 0, done.stderr
    return lines(done.stdout)


def test_batch_answers_every_case_in_order(batch: list[dict[str, Any]]) -> None:
    assert [(row["id"], len(row["replies"])) for row in batch] == [("b", 1), ("a", 2), ("c", 1)]
    assert {frozenset(row) for row in batch} == {frozenset({"id", "replies"})}


def test_batch_gives_the_messages_of_each_turn(batch: list[dict[str, Any]]) -> None:
    first, second = batch[1]["replies"]
    assert "280元" in first[0]["text"]
    assert second[0]["custom"]["answer"]["topic"] == "newborn"
    assert first[0].keys() == {"text", "custom"}


def test_batch_takes_the_county_of_the_page(batch: list[dict[str, Any]]) -> None:
    assert "380元" in batch[0]["replies"][0][0]["text"]


def test_in_a_batch_each_case_is_a_new_conversation(batch: list[dict[str, Any]]) -> None:
    assert batch[2]["replies"][0][0]["custom"]["answer"]["status"] == "ask_county"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "must be an object"),
        ('{"id": "x"}', "turns: is missing"),
        ('{"id": "x", "turns": "a"}', "turns: must be a list of strings"),
        ('{"id": "x", "turns": ["a"], "today": "soon"}', "today: must be a date"),
        ('{"id": "x", "turns": ["a"], "county": 5}', "county: must be a string or null"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_answered(here: Here, tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(f'{{"id": "ok", "turns": ["a"]}}\n\n{line}\n', encoding="utf-8")
    done = here("batch", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{file}:3: " in done.stderr
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(here: Here, tmp_path: Path) -> None:
    done = here("batch", tmp_path / "nosuch.jsonl")
    assert done.returncode == 2
    assert "nosuch.jsonl: cannot be read" in done.stderr


def test_a_bad_line_ends_the_process_with_a_sentence() -> None:
    done = canbao("batch", given='{"id": "ok", "turns": ["a"]}\nno json\n')
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input:2: not JSON" in done.stderr
    assert "Traceback" not in done.stderr


# ---- parse and another folder of counties


def test_parse_tells_topics_confidence_and_entities_of_another_folders_county_without_training() -> None:
    rows = [{"id": "1", "text": "磐汀县医保多少钱"}, {"id": "2", "text": "😀"}, {"id": "3", "text": "你好"}]
    done = canbao("parse", given="\n".join(json.dumps(row) for row in rows), counties=FIXTURES)
    assert done.returncode == 0, done.stderr
    first, second, third = lines(done.stdout)
    assert {frozenset(row) for row in (first, second, third)} == {frozenset({"id", "topics", "confidence", "entities"})}
    assert (first["id"], first["topics"], first["entities"]) == ("1", ["fee"], {"county": "磐汀县"})
    assert 0.3 <= first["confidence"] <= 1
    assert (second["topics"], third["topics"]) == ([], [])


# ---- check


def test_check_finds_no_fault_in_the_project() -> None:
    done = canbao("check")
    assert (done.returncode, done.stdout) == (0, "5 counties, 5 policies: no fault\n"), done.stdout


def test_check_names_file_line_and_field_of_each_fault(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path / "counties")
    policy = tmp_path / "counties/panting/2026.yml"
    text = policy.read_text(encoding="utf-8")
    broken = text.replace("amount: 390, clause: 第三条 第一档期", "amount: -1, clause: 第三条 第一档期")
    policy.write_text(broken.replace("pay: 450\n  who:", "pay: many\n  who:"), encoding="utf-8")
    done = canbao("check", counties=tmp_path / "counties")
    rows = broken.splitlines()
    contribution = next(n for n, row in enumerate(rows, 1) if row.startswith("contribution:"))
    late = next(n for n, row in enumerate(rows, 1) if row == "late:")
    assert done.returncode == 1
    assert f"{policy}:{contribution}: contribution.amount: " in done.stdout
    assert f"{policy}:{late + 3}: late.pay: " in done.stdout


def test_a_folder_of_counties_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    done = canbao("check", counties=tmp_path / "nosuch")
    assert done.returncode == 1
    assert "no such folder of counties" in done.stdout


def test_serve_with_a_broken_policy_says_so_at_once(tmp_path: Path) -> None:
    (tmp_path / "panting").mkdir()
    (tmp_path / "panting/county.yml").write_text("id: panting\n", encoding="utf-8")
    done = canbao("serve", "--port", "5999", counties=tmp_path)
    assert done.returncode == 2
    assert "panting/county.yml:1: name: is missing" in done.stderr
    assert "Traceback" not in done.stderr
