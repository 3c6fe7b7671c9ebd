"""What a message makes of the household: more of it, or another number where one was told wrong."""

from collections.abc import Mapping, Sequence

from bot.dialogue.household.clauses import PREDICATES, clauses
from bot.dialogue.household.reading import Reading
from bot.dialogue.household.recounting import recounted, restated
from bot.nlu.reading.people import wants_a_sum
from bot.nlu.reading.persons import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household


def tell(
    before: Household | None, tokens: Sequence[Token], text: str, digits: str, kin: Mapping[str, Kin]
) -> Household | None:
    """The household after the message; None when it speaks of no family.

    ``digits`` is the text with its numerals in digits.
    """
    corrected = recounted(before, tokens, text, digits, kin) if before else None
    if corrected:
        return corrected
    if not any(token.kind in ("total", "count", "kin", "me", *PREDICATES) for token in tokens):
        return None
    reading = Reading(text, kin, restated(before, tokens, text) if before else None)
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
