"""云坪县 without sentences of its own on coverage: a newborn's coverage is told when it is asked."""

import datetime

import pytest

from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts

D = datetime.date
TODAY = D(2026, 3, 20)


@pytest.fixture(scope="module")
def held(panting: Registry) -> Registry:
    policy = panting.policies["yunping"][2026]
    assert policy.newborn is not None
    cases = tuple(case.copy(update={"says": None}) for case in policy.newborn.cases)
    newborn = policy.newborn.copy(update={"cases": cases})
    return Registry(panting.counties, {"yunping": {2026: policy.copy(update={"newborn": newborn})}}, panting.catalogue)


def ask(held: Registry, text: str, facts: Facts) -> str:
    answer: Answer = held.answer("yunping", Question(topic="newborn", text=text), facts, TODAY)
    return "。".join(statement.text for statement in answer.statements)


IN_TIME = Facts(born=D(2026, 3, 1), registered=TODAY, both_parents_enrolled=False)
LATE = Facts(born=D(2026, 1, 1), registered=TODAY, asked_on=TODAY)


@pytest.mark.parametrize("text", ["能从出生起报吗", "啥时候能用", "从哪天享受"])
def test_coverage_from_birth_is_told_when_asked(held: Registry, text: str) -> None:
    assert "从出生之日起享受待遇" in ask(held, text, IN_TIME)


def test_coverage_is_not_told_when_the_price_is_asked(held: Registry) -> None:
    assert "出生之日起享受" not in ask(held, "多少钱", IN_TIME)


def test_coverage_after_the_payment_is_counted_from_the_day_asked_about(held: Registry) -> None:
    told = ask(held, "今天交啥时候能用", LATE)
    assert "2026年3月21日起" in told
    assert "出生之日起" not in told
