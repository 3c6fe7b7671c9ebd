"""A way to put a question to the rules."""

import datetime
from typing import Any, Protocol

import pytest

from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts


class Answers(Protocol):
    """The rules' answer; ``today`` lies in every county's year unless it is given."""

    def __call__(
        self,
        county: str,
        topic: str,
        text: str = "",
        *,
        year: int | None = None,
        today: datetime.date | None = None,
        **facts: Any,
    ) -> Answer: ...


@pytest.fixture(scope="session")
def answer(registry: Registry, panting: Registry) -> Answers:
    """Asks the five counties or an invented one."""

    def ask(
        county: str,
        topic: str,
        text: str = "",
        *,
        year: int | None = None,
        today: datetime.date | None = None,
        **facts: Any,
    ) -> Answer:
        held = panting if county in panting.counties else registry
        question = Question(topic=topic, text=text, year=year)
        groups = frozenset(facts.pop("groups", ()))
        return held.answer(county, question, Facts(groups=groups, **facts), today or datetime.date(2020, 12, 10))

    return ask
