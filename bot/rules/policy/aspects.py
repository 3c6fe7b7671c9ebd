"""What the notice says on an aspect: points, decision tables, or nothing."""

import datetime
from typing import Literal, TypeAlias

from pydantic import root_validator

from bot.rules.base import Strict
from bot.rules.calendar import Span
from bot.rules.policy.prices import Pay
from bot.rules.policy.values import Clause, Identifier
from bot.rules.policy.when import When

# The last day on which something can be asked for; ``windows``: as long as one may pay.
ApplyBy: TypeAlias = datetime.date | Literal["windows"]


class Point(Strict):
    """One thing that the notice says, in our own words, with the words of a question that it answers, or the groups of
    people of whom alone it says it.

    ``alone``: where the question has one of its words, this is the whole answer, and else it is not said.
    """

    say: str
    clause: Clause
    about: tuple[str, ...] = ()
    groups: tuple[Identifier, ...] = ()
    only_asked: bool = False
    alone: bool = False
    steps: tuple[str, ...] = ()
    note: str | None = None

    @root_validator(skip_on_failure=True)
    def found_by_its_words(cls, values: dict[str, object]) -> dict[str, object]:
        if values["alone"] and not values["about"]:
            raise ValueError("is said alone where its words are met, but has no words: add about: [建行, 建设银行]")
        return values


class Case(Strict):
    """A row of a decision table: the first whose condition holds decides.

    ``verdict`` opens the reply. ``wait`` counts from the payment. ``apply_by`` is the last day to ask for it.
    ``silent`` marks a case that the notice leaves open. ``computed`` names the sum of which ``wait`` comes, where the notice
    gives only the parts (2+1).
    """

    when: When = When()
    say: str
    clause: Clause
    verdict: str | None = None
    pay: Pay | None = None
    wait: Span | None = None
    computed: str | None = None
    apply_by: ApplyBy | None = None
    silent: bool = False

    @root_validator(skip_on_failure=True)
    def computes_its_wait(cls, values: dict[str, object]) -> dict[str, object]:
        if values["computed"] and values["wait"] is None:
            raise ValueError("computed is the sum that a wait comes from, but there is no wait")
        return values


class Table(Strict):
    """A decision table about one aspect; ``general`` tells the rule in short when the facts do not decide."""

    general: str
    clause: Clause
    cases: tuple[Case, ...]
    apply_by: ApplyBy | None = None


class Silence(Strict):
    """An aspect on which the notice says nothing; ``but`` is what it says nearby."""

    aspect: str
    but: str | None = None
    clause: Clause | None = None
