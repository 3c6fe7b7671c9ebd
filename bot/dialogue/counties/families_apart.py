"""A family whose members pay in several counties: who pays where, and what the rules say it comes to there.

Each clause that names one county tells of those who pay there. Where a clause leaves anybody unread, or the heads do not
come to the number told, there is no sum: a wrong one is worse than none.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue import household as household_of
from bot.dialogue.heard import Heard
from bot.dialogue.persons.words import Token, reader_for
from bot.nlu.reading import numbers
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question, yuan
from bot.rules.facts import Facts
from bot.rules.household import Household, Person

_CLAUSE = re.compile(r"[^，。；！？,.;!?、 ]+")
_PEOPLE = ("kin", "me", "count", "total", "group", "all", "covered")
# 一口在阳城: one head, which alone is no family.
_ONE = re.compile(r"(?<!\d)1(?:口|个人|个|人|位)(?!多少)")


@dataclass(frozen=True)
class Part:
    """Those of the family who pay in one county; ``total`` is what the rules say they pay together, in yuan."""

    county: str
    heads: int
    total: int
    answer: Answer


def names_people(heard: Heard) -> bool:
    """Whether the message says whose payments are added up, so that one of each county is not what is meant."""
    return any(token.kind in _PEOPLE for token in heard.persons)


def parts_of(
    counties: Sequence[str], heard: Heard, registry: Registry, today: datetime.date
) -> tuple[Part, ...] | None:
    """One part for each county, in their order; None where not everybody's county and share is certain."""
    clauses = [(match.start(), match.group()) for match in _CLAUSE.finditer(heard.text)]
    told: dict[str, Household] = {}
    heads: int | None = None
    for start, text in clauses:
        here = [county for county in counties if _names(county, text, registry)]
        tokens = _tokens(start, text, heard, registry)
        if len(here) > 1 or (len(here) == 1 and here[0] in told):
            return None
        if here:
            # 我们在景县参保: for the one county that is named, that is here and not elsewhere.
            tokens = [one for one in tokens if one.value != "elsewhere" or not _names(here[0], one.text, registry)]
            household = _household(text, tokens, registry)
            if household is None:
                return None
            told[here[0]] = household
        elif any(token.kind in _PEOPLE for token in tokens):
            heads = next((token.number for token in tokens if token.kind == "total"), None)
            if heads is None or len(tokens) > 1:
                return None
    if set(told) != set(counties) or heads not in (None, sum(len(one.everyone()) for one in told.values())):
        return None
    parts = [_part(county, told[county], registry, today) for county in counties]
    return tuple(part for part in parts if part) if all(parts) else None


def _names(county: str, text: str, registry: Registry) -> bool:
    return any(name in text for name in registry.own_names(county))


def _tokens(start: int, text: str, heard: Heard, registry: Registry) -> list[Token]:
    end = start + len(text)
    groups = tuple((group, a - start, b - start) for group, a, b in heard.groups if start <= a and b <= end)
    return list(reader_for(registry.catalogue).read(text, groups))


def _household(text: str, tokens: Sequence[Token], registry: Registry) -> Household | None:
    """Those of whom the clause tells; None where it is not certain who they are."""
    digits = numbers.with_digits(text)
    household = household_of.tell(None, tokens, text, digits, registry.catalogue.kin)
    if household:
        return None if household.doubtful else household
    people = [token for token in tokens if token.kind in ("kin", "me")]
    groups = frozenset(token.value for token in tokens if token.kind == "group")
    others = any(token.kind not in ("kin", "me", "group", "so", "family", "bound") for token in tokens)
    if others or not (len(people) == 1 and people[0].number is None or not tokens and _ONE.search(digits)):
        return None
    name = people[0].text if people else ""
    return (
        Household(persons=(Person(kin=people[0].value or "person", name=name, groups=groups),))
        if people
        else Household(size=1)
    )


def _part(county: str, household: Household, registry: Registry, today: datetime.date) -> Part | None:
    question = Question(topic="fee", text="一共多少钱")
    answer = registry.answer(county, question, Facts(household=household), today)
    totals = {figure.value for figure in answer.figures if figure.name == "total"}
    if answer.ask or len(totals) != 1:
        return None
    return Part(county, len(household.everyone()), int(totals.pop()), answer)


def said(parts: Sequence[Part], registry: Registry) -> str:
    """一共1200元（景县2人560元＋山丹县2人640元）。"""
    each = "＋".join(f"{registry.counties[part.county].name}{part.heads}人{yuan(part.total)}" for part in parts)
    return f"一共{yuan(sum(part.total for part in parts))}（{each}）。"
