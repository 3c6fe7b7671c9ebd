"""What was worked out once is what would be worked out again: remembered turns against fresh ones."""

from __future__ import annotations

import asyncio
import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from actions import actions
from bot import outcomes as module
from bot.direct import DirectAgent
from bot.gate import Admitted, admit
from bot.outcomes import LONGEST, Outcome, Outcomes
from bot.paths import DATA, ROOT
from bot.policies.store import PolicyStore
from bot.standing import Slots

if TYPE_CHECKING:
    from bot.assistant import Assistant

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
CASES: list[dict[str, Any]] = [case for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
TODAY = "2021-01-10"
FEE = "医保一个人交多少钱"


@pytest.fixture
def outcomes(assistant: Assistant) -> Outcomes:
    """With nothing remembered."""
    agent = assistant.agent
    assert isinstance(agent, DirectAgent)
    return Outcomes(agent._parse)


def of(outcomes: Outcomes, text: str = FEE, slots: Slots | None = None, **metadata: str) -> Outcome:
    return outcomes.of(text, slots or Slots(), {"today": TODAY, **metadata}, "web")


def said(outcome: Outcome) -> str:
    return "\n".join(str(part["text"]) for part in outcome.said)


def turns(outcomes: Outcomes) -> Iterator[tuple[str, Slots, dict[str, str], Outcome]]:
    """Every turn of every conversation that the assistant is tested with."""
    for case in CASES:
        slots = Slots()
        metadata = {"today": case["today"].isoformat() if case.get("today") else TODAY}
        metadata |= {"county": case["county"]} if case.get("county") else {}
        for turn in case["turns"]:
            admitted = admit(turn)
            if isinstance(admitted, Admitted):
                outcome = outcomes.of(admitted.text, slots, metadata, "web")
                yield admitted.text, slots, metadata, outcome
                slots = outcome.slots


def test_what_is_remembered_of_every_conversation_is_what_is_worked_out_again(
    outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 100_000)
    first = list(turns(outcomes))
    again = list(turns(outcomes))
    recurring = [row for row, before in zip(again, first, strict=True) if row[-1] is before[-1]]
    assert len(recurring) > 1000
    for text, slots, metadata, outcome in again:
        assert outcomes.work_out(text, slots, metadata, "web") == outcome, text


def test_what_works_an_answer_out_looks_at_no_clock_and_takes_no_chance() -> None:
    """What is remembered must not depend on what is not in its case."""
    forbidden = re.compile(
        r"\bnow\(|\btoday\(\)|\btime\.|\brandom\b(?!_state)|\buuid|\bsecrets\b|\benviron\b|\bsender\b"
    )
    training = ("topic_training.py",)
    modules = [path for room in ("dialogue", "rules", "nlu") for path in (ROOT / "bot" / room).rglob("*.py")]
    assert len(modules) > 50
    found = {path.name: forbidden.findall(path.read_text(encoding="utf-8")) for path in modules}
    assert {name: words for name, words in found.items() if words and name not in training} == {}


def test_the_same_message_in_the_same_case_is_worked_out_once(outcomes: Outcomes) -> None:
    assert of(outcomes, county="jingxian") is of(outcomes, county="jingxian")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"county": "jingxian"}, {"county": "yanling"}),
        ({"county": "jingxian"}, {"county": "jingxian", "today": "2021-03-10"}),
    ],
    ids=["another page's county", "another day"],
)
def test_another_page_and_another_day_are_other_cases(
    outcomes: Outcomes, one: dict[str, str], other: dict[str, str]
) -> None:
    assert said(of(outcomes, "现在还能交吗", **one)) != said(of(outcomes, "现在还能交吗", **other))


def test_the_day_goes_by_itself(outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch) -> None:
    days = {"now": datetime.date(2021, 1, 10)}
    for place in (actions, module):
        monkeypatch.setattr(place, "today", lambda metadata: days["now"])
    before = outcomes.of("现在还能交吗", Slots(), {"county": "jingxian"}, "web")
    days["now"] = datetime.date(2021, 3, 10)
    assert said(outcomes.of("现在还能交吗", Slots(), {"county": "jingxian"}, "web")) != said(before)


def test_what_was_said_before_makes_another_case(outcomes: Outcomes) -> None:
    in_jingxian, in_yanling = (of(outcomes, f"我是{county}的").slots for county in ("景县", "鄢陵县"))
    assert "280元" in said(of(outcomes, FEE, in_jingxian))
    assert "380元" in said(of(outcomes, FEE, in_yanling))
    assert "ask_county" in str(of(outcomes, FEE).said)


def test_a_changed_policy_is_answered_from_at_once(
    outcomes: Outcomes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counties = Path(shutil.copytree(DATA / "counties", tmp_path / "counties"))
    store = PolicyStore(DATA, counties, look_every=0)
    for place in (actions, module):
        monkeypatch.setattr(place, "policy_store", lambda: store)
    assert "280元" in said(of(outcomes, county="jingxian"))
    policy = counties / "jingxian/2021.yml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("280", "281"), encoding="utf-8")
    assert "281元" in said(of(outcomes, county="jingxian"))


def test_files_that_change_while_an_answer_is_worked_out_leave_nothing_remembered(
    outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch
) -> None:
    registries = [object(), object()]

    class Changing:
        def current(self) -> object:
            return registries.pop(0)

    monkeypatch.setattr(module, "policy_store", Changing)
    of(outcomes)
    monkeypatch.undo()
    assert not outcomes._remembered


def test_a_failure_is_not_remembered(outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "respond", broken)
    assert of(outcomes).failed
    monkeypatch.undo()
    assert not of(outcomes).failed


def test_a_long_story_is_nobody_elses_and_is_not_remembered(outcomes: Outcomes) -> None:
    of(outcomes, FEE + "，" + "我" * LONGEST)
    assert not outcomes._remembered


def test_the_last_ones_are_remembered_and_no_more(outcomes: Outcomes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 3)
    first = of(outcomes, "第0句多少钱")
    for number in range(1, 3):
        of(outcomes, f"第{number}句多少钱")
    assert of(outcomes, "第0句多少钱") is first
    of(outcomes, "第3句多少钱")
    assert of(outcomes, "第0句多少钱") is first
    assert len(outcomes._remembered) == 3


def test_nothing_that_is_remembered_says_who_asked(assistant: Assistant, loop: asyncio.AbstractEventLoop) -> None:
    sender, number = "sender-nobody-else-has", "13812345678"
    loop.run_until_complete(assistant.handle(sender, f"我是景县的，电话{number}，{FEE}", {"today": TODAY}))
    agent = assistant.agent
    assert isinstance(agent, DirectAgent)
    kept = repr(agent._outcomes._remembered)
    assert "号码已隐去" in kept
    assert sender not in kept
    assert number not in kept
