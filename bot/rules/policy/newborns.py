"""The rules for newborns."""

from typing import Literal

from bot.rules.base import Strict
from bot.rules.calendar import Span
from bot.rules.policy.prices import Pay
from bot.rules.policy.values import Clause
from bot.rules.policy.when import DateRange, When


class NewbornCase(Strict):
    """What a newborn pays and from when it is covered; ``silent`` marks a case that the notice leaves open.

    ``birth_year_only``: what is free is the year of birth, so that a child born before the insurance year pays for it.
    """

    when: When = When()
    clause: Clause
    pay: Pay | None = None
    covered: Literal["birth", "after_payment"] | None = None
    wait: Span | None = None
    says: str | None = None
    silent: bool = False
    birth_year_only: bool = False


class Newborn(Strict):
    """The newborn's rules; ``register_within`` counts from birth, the day of birth not counted.

    The cases cover every newborn: what the notice leaves open has a silent case of its own.
    """

    clause: Clause
    general: str
    born: DateRange
    register_within: Span | None = None
    as_a_rule: bool = False
    cases: tuple[NewbornCase, ...]
