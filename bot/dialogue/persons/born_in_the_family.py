"""A child of the family whose birth was told by its date: in the insurance year it is a newborn, whatever it is called."""

import datetime
import re

from bot.dialogue.heard import Heard
from bot.dialogue.persons.words import reader_for
from bot.rules.catalogue import Catalogue
from bot.rules.household import Household

_BIRTH = re.compile(
    r"(?:[\d零〇○一二两三四五六七八九十]{2,4}年|今年)?[\d一二三四五六七八九十]{1,2}月(?:份|初|底|中旬)?(?:[\d一二三四五六七八九十]{1,3}[日号]?)?"
    r"[^，。；！？\d]{0,3}?(?:出生|降生|落地|添丁|添|生)(?:的|人|了|下来?的?)?"
)


def with_birth(heard: Heard, born: datetime.date | None, insurance_year: int, catalogue: Catalogue) -> Heard:
    """The message with its birth date read as what it says of somebody of the family, where it makes them a newborn."""
    if born is None or born.year < insurance_year or any(group == "newborn" for group, _, _ in heard.groups):
        return heard
    told = _BIRTH.search(heard.text)
    if told is None:
        return heard
    groups = (*heard.groups, ("newborn", told.start(), told.end()))
    return heard.copy(update={"persons": reader_for(catalogue).read(heard.text, tuple(sorted(groups, key=_start)))})


def _start(group: tuple[str, int, int]) -> int:
    return group[1]


def without_birth_names(household: Household | None) -> Household | None:
    """The family without 2021年2月生的 for a name: a birth date tells of one child."""
    if household is None or not household.assumed:
        return household
    return household.copy(update={"assumed": tuple(name for name in household.assumed if not _BIRTH.fullmatch(name))})
