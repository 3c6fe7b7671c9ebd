"""Conversations with residents, written by people who read the notices: what a reply must and must not say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Compare, Converse

    from bot.assistant import Assistant

    Say = Callable[[dict[str, Any]], list[dict[str, Any]]]

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
CASES: list[dict[str, Any]] = [case for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
FIELDS = {"id", "county", "today", "turns", "must", "must_not", "why"}


def test_every_case_has_an_id_of_its_own() -> None:
    ids = [case["id"] for case in CASES]
    assert sorted(set(ids)) == sorted(ids)


def test_every_case_demands_something_and_has_no_unknown_field() -> None:
    assert [case["id"] for case in CASES if not case["turns"] or not (case["must"] or case["must_not"])] == []
    assert [case["id"] for case in CASES if not case.keys() <= FIELDS] == []


@pytest.fixture(scope="module")
def say(assistant: Assistant, converse: Converse) -> Say:
    """The messages of a case's last turn; each case is talked through once."""
    said: dict[str, list[dict[str, Any]]] = {}

    def messages(case: dict[str, Any]) -> list[dict[str, Any]]:
        if case["id"] not in said:
            today = case["today"].isoformat() if case.get("today") else None
            said[case["id"]] = converse(assistant, *case["turns"], county=case.get("county"), today=today)
        return said[case["id"]]

    return messages


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_reply_says_what_it_must_and_not_what_it_must_not(say: Say, case: dict[str, Any]) -> None:
    parts = [part for m in say(case) for part in (m["text"], *(b["title"] for b in m.get("buttons", ())))]
    said = "\n".join(parts)
    missing = [wanted for wanted in case["must"] if not re.search(wanted, said)]
    forbidden = [banned for banned in case["must_not"] if re.search(banned, said)]
    assert not missing, f"{missing} not in {said!r} ({case['why']})"
    assert not forbidden, f"{forbidden} in {said!r} ({case['why']})"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_cards_say_what_the_texts_say(say: Say, disagreements: Compare, case: dict[str, Any]) -> None:
    cards = [message for message in say(case) if "card" in message["custom"]]
    assert [wrong for message in cards for wrong in disagreements(message)] == []


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_answer_from_the_rules_has_a_card(say: Say, case: dict[str, Any]) -> None:
    cited = [message["custom"] for message in say(case) if message["custom"]["answer"]["citations"]]
    assert [custom["answer"]["topic"] for custom in cited if "card" not in custom] == []
