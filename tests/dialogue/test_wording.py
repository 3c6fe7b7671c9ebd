"""The words of every outcome stand in one file."""

import re

import pytest

from bot.dialogue.asks_to_act import DEEDS
from bot.dialogue.thresholds import SMALL_TALK
from bot.dialogue.wording import Wording, wording
from bot.policies.registry import Registry
from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.policy import Policy

# Each status of the interface, with the texts that the dialogue says for it; the rules' own have none.
TEXTS: dict[str, set[str]] = {
    "answered": set(),
    "ask": set(),
    "silent": set(),
    "other_year": set(),
    "ask_county": {"text", "again", "township"},
    "unknown_county": {"text"},
    "out_of_scope": {"medical", "medical_no_county", "other", "records", "medical_aside", "other_aside"},
    "not_understood": {"text", "nearest", "example", "refer"},
    "small_talk": {*SMALL_TALK, "grievance", "grievance_where", "grievance_no_county", "grievance_aside"},
    "refused_input": {"empty", "too_long", "no_words"},
    "handoff": {"text", "no_county"},
    "failed": {"text"},
}


@pytest.mark.parametrize("status", TEXTS)
def test_a_status_has_a_label_and_its_texts(status: str) -> None:
    assert {"label", *TEXTS[status]} <= wording().statuses[status].keys()


def test_every_deed_that_may_be_asked_for_has_its_refusal() -> None:
    assert {deed for deed, _, _ in DEEDS} == wording().cannot.keys()


def test_no_text_is_empty() -> None:
    assert [(s, n) for s, texts in wording().statuses.items() for n, text in texts.items() if not text.strip()] == []


def test_no_two_statuses_have_the_same_label() -> None:
    labels = [texts["label"] for texts in wording().statuses.values()]
    assert sorted(set(labels)) == sorted(labels)


def test_every_text_can_be_filled_in() -> None:
    names = {"counties", "county", "refer", "place", "topics", "example", "word", "other", "where"}
    texts = [text for texts in wording().statuses.values() for text in texts.values()]
    used = {name for text in texts for name in re.findall(r"\{(\w*)\}", text)}
    assert used <= names


def test_a_value_is_filled_in() -> None:
    said = wording().text("unknown_county", place="沁水县", counties="景县、随县")
    assert "沁水县" in said
    assert "景县、随县" in said
    assert "{" not in said


@pytest.mark.parametrize("place", ["{counties}县", "{0}", "{place.__class__}", "%s", "}{"])
def test_braces_in_a_value_stay_as_they_are(place: str) -> None:
    assert place in wording().text("unknown_county", place=place, counties="景县")


def test_an_unknown_name_of_a_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        wording().text("unknown_county", "nosuch")


def askable(policy: Policy) -> set[str]:
    """The facts that this policy's conditions can ask for."""
    conditions = [window.when for window in policy.windows]
    conditions += [case.when for table in policy.tables.values() for case in table.cases]
    conditions += [case.when for case in policy.newborn.cases] if policy.newborn else []
    conditions += [row.when for row in policy.late.who] if policy.late else []
    return {fact for condition in conditions for fact in holds(condition, Facts()).needs}


@pytest.mark.parametrize("county", ["jingxian", "shandan", "suixian", "yangcheng", "yanling", "panting", "yunping"])
def test_every_fact_that_a_policy_can_ask_for_has_its_question(
    registry: Registry, panting: Registry, county: str
) -> None:
    policies = (panting if county in panting.counties else registry).policies[county].values()
    assert {fact for policy in policies for fact in askable(policy)} <= wording().asks.keys()


def test_every_question_asks() -> None:
    texts: Wording = wording()
    assert [fact for fact, ask in texts.asks.items() if fact != "lunar" and "？" not in ask.question] == []
