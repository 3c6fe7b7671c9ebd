"""What a message makes of the household: more of it, or another number where one was told wrong."""

import re
from collections.abc import Mapping, Sequence

from bot.dialogue.household.clauses import PREDICATES, clauses
from bot.dialogue.household.reading import Reading
from bot.nlu.reading.people import wants_a_sum
from bot.nlu.reading.persons import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household

# 不是两个，是一个: the number told before is another one.
_NOT_BUT = re.compile(
    r"不是[^，。\d]{0,3}(?P<wrong>\d+)(?:个|口|人|位)?人?[，, ]?(?:而)?是(?P<right>\d+)(?:个|口|人|位)?"
)


def tell(
    before: Household | None, tokens: Sequence[Token], text: str, digits: str, kin: Mapping[str, Kin]
) -> Household | None:
    """The household after the message; None when it speaks of no family.

    ``digits`` is the text with its numerals in digits.
    """
    numbers = _NOT_BUT.search(digits)
    if before and numbers:
        corrected = _corrected(before, int(numbers["wrong"]), int(numbers["right"]))
        if corrected:
            return corrected
    if not any(token.kind in ("total", "count", "kin", "me", *PREDICATES) for token in tokens):
        return None
    reading = Reading(text, kin, before)
    for clause in clauses(tokens):
        reading.clause(clause)
    return reading.roster.household()


def reckoned_with(household: Household, tokens: Sequence[Token], text: str, kin: Mapping[str, Kin]) -> bool:
    """Whether these persons are a family to reckon with, rather than two who happen to be named: they are counted, a
    sum is asked for, or what is said of them differs."""
    counted = any(
        (token.number or 0) > 1 or (token.value in kin and kin[token.value].both)
        for token in tokens
        if token.kind in ("kin", "count", "total")
    )
    said = {(person.groups, person.covered) for person in household.persons if person.groups or person.covered}
    return bool(household.size or counted or wants_a_sum(text) or len(said) > 1 or len(household.persons) > 2)


def _corrected(before: Household, wrong: int, right: int) -> Household | None:
    """The household with another number where ``wrong`` was told: of all, or of those in a group."""
    if before.size == wrong:
        return before.copy(update={"size": right, "doubtful": right < len(before.persons)})
    for group in {group for person in before.persons for group in person.groups}:
        having = [number for number, person in enumerate(before.persons) if group in person.groups]
        if len(having) == wrong and all(before.persons[number].kin == "person" for number in having):
            mold = before.persons[having[0]]
            others = [person for number, person in enumerate(before.persons) if number not in having]
            return before.copy(update={"persons": (*others, *[mold] * right)})
    return None
