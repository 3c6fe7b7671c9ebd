"""What a message makes of the household: more of it, or another number where one was told wrong."""

import re
from collections.abc import Mapping, Sequence

from bot.dialogue.household.clauses import PREDICATES, clauses
from bot.dialogue.household.denying import denied
from bot.dialogue.household.reading import Reading
from bot.dialogue.household.recounting import recounted, restated
from bot.dialogue.household.unread import leaves_unread
from bot.dialogue.persons.words import RECKONED, Token
from bot.nlu.reading.people import wants_a_sum
from bot.rules.catalogue import Kin
from bot.rules.household import Household

_OF_THEM = ("among", "minus", "rest", "top")


def told_so_far(before: Household | None, asked_who: bool, tokens: Sequence[Token]) -> Household | None:
    """The household that the message goes on with: who they are is told anew where that was asked, unless the message
    speaks of some of them (其中2个低保)."""
    if not asked_who:
        return before
    first = next((token.kind for token in tokens if token.kind != "bound"), "")
    return before if first in _OF_THEM else None


def tell(
    before: Household | None, tokens: Sequence[Token], text: str, digits: str, kin: Mapping[str, Kin]
) -> Household | None:
    """The household after the message; None when it speaks of no family.

    ``digits`` is the text with its numerals in digits.
    """
    corrected = recounted(before, tokens, text, digits, kin) if before else None
    if corrected:
        return corrected
    tokens = [token for token in tokens if not (token.kind == "kin" and _names_a_price(token, text))]
    if not any(token.kind in ("total", "count", "kin", "me", *PREDICATES) for token in tokens):
        return None
    reading = Reading(text, kin, restated(before, tokens, text) if before else None)
    for clause in clauses(tokens):
        reading.clause(clause)
    household = reading.roster.household()
    if household and _reckons_beside_aid(tokens):
        return household.copy(update={"doubtful": True})
    if household and leaves_unread(text, tokens, len(household.everyone())):
        return household.copy(update={"doubtful": True})
    if before is None and household and not _adds_up(household, tokens, text, digits):
        return household.copy(update={"doubtful": True})
    return household


def _reckons_beside_aid(tokens: Sequence[Token]) -> bool:
    """三个280，还有一个低保: whether the three are all of them is not told."""
    kinds = {token.kind for token in tokens}
    return any(token.value in RECKONED for token in tokens) and bool(kinds & {"group", "covered", "unpaid"})


# 大人320: what one pays, and nobody in particular.
_PRICED = re.compile(r"(每人|每个|一个人?|一人|都是|是|交|缴)*\d{3,}")


def _names_a_price(token: Token, text: str) -> bool:
    return token.value in ("adult", "child", "elder") and token.number is None and bool(_PRICED.match(text, token.end))


# 特困1人低保2人: heads told of several groups; 五口人，其中两人: some of all.
_HEADS = re.compile(r"(?<![\d第])(\d)(?:个|口|位)?人(?!次|均)")
_SOME_OF_THEM = re.compile(r"其中|里面|里头|中有|有|是|都|另|还")


def _adds_up(household: Household, tokens: Sequence[Token], text: str, digits: str) -> bool:
    """Whether the persons are as many as were told, and somebody is aided where aid was told beside ordinary people."""
    heads, persons = [int(number) for number in _HEADS.findall(digits)], household.everyone()
    if len(heads) > 1 and len(persons) != sum(heads):
        return len(persons) == max(heads) and bool(_SOME_OF_THEM.search(digits))
    aided = any(token.kind == "group" and not denied(text, token.start, token.end) for token in tokens)
    ordinary = any(token.kind == "ordinary" for token in tokens)
    return not (aided and ordinary) or any(person.groups for person in persons)


def says_more_of(before: Household | None, household: Household) -> bool:
    """老两口交多少。老伴是低保呢: whether something is told of the very persons who were reckoned with."""
    same = before is not None and (before.size, len(before.persons)) == (household.size, len(household.persons))
    return same and household != before and not household.doubtful


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
