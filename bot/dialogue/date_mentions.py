"""The dates that stand in a message, of both calendars, without those that only tell who said something when."""

import datetime
import re
from dataclasses import replace
from typing import NamedTuple

from bot.dialogue.season import season
from bot.nlu.reading import dates, lunar
from bot.rules.policy import Policy

# 昨天跟我说380: when it was said, not when anybody pays.
_HEARSAY = re.compile(r"^[^，。？]{0,6}(说|告诉|讲|问过|打(了)?电话|看到|听)")
# 村里说25号前都行: somebody else's word for the limit.
_SAID_BEFORE = re.compile(r"(说|讲|告诉我?|听说|通知)(是|到|的|要)?$")
# 腊月二十也就是2月1号: one day, told in both calendars.
_SAME_DAY = re.compile(r"^[^，。]{0,4}(，|,)?(也?就是|也是|即|[(（]|阳历|公历|新历|对应|换成)[^，。]{0,6}$")


class Lunar(NamedTuple):
    """A date of the lunar calendar among the others; what it was told to be comes with its role."""

    named: lunar.Named
    start: int
    end: int


def dates_in(text: str, policy: Policy, today: datetime.date) -> list[dates.Mention | Lunar]:
    """The dates of the message in order; a lunar one with its solar day beside it is that day."""
    solar = [m for m in dates.mentions(text, today, season(policy)) if not _is_hearsay(text, m)]
    found: list[dates.Mention | Lunar] = []
    for one in lunar.named(text):
        solar = [m for m in solar if not one.start <= m.start < one.end]
        same = [m for m in solar if m.start >= one.end and _SAME_DAY.match(text[one.end : m.start])]
        if not same:
            found.append(Lunar(one, one.start, one.end))
            continue
        known = same[-1]
        solar = [m for m in solar if m not in same]
        found.append(replace(known, start=one.start, end=one.end))
    return sorted([*found, *solar], key=lambda mention: mention.start)


def _is_hearsay(text: str, mention: dates.Mention) -> bool:
    told_as_a_limit = _SAID_BEFORE.search(text[: mention.start]) and re.match(
        r"(以|之)?前|为止|截止", text[mention.end :]
    )
    return bool(told_as_a_limit) or (mention.relative and bool(_HEARSAY.search(text[mention.end :])))
