"""The dates that stand in a message, of both calendars, without those that only tell who said something when."""

import datetime
import re
from dataclasses import replace
from typing import NamedTuple

from bot.dialogue.days.bare_days import with_months
from bot.dialogue.days.coming_days import coming
from bot.dialogue.days.season import season
from bot.nlu.reading import dates, lunar
from bot.rules.policy import Policy

# 昨天跟我说380: when it was said, not when anybody pays.
_HEARSAY = re.compile(r"^[^，。？]{0,6}(说|告诉|讲|问过|打(了)?电话|看到|听)")
# 村里说25号前都行: somebody else's word for the limit.
_SAID_BEFORE = re.compile(r"(说|讲|告诉我?|听说|通知)(是|到|的|要)?$")
# 人家能交到2月25号: another county's limit.
_OTHERS_LIMIT = re.compile(r"(人家|别人|别的?县|隔壁|邻县|他们(县|那))[^，。？]{0,10}(到|截止|是|前)$")
# 鄢陵12月31日截止，随县是几号: a limit that is told, where another is asked for.
_ENDS_THEN = re.compile(
    r"^[日号]?(就|才|已经)?(截止|为止|结束|到期)(了|的)?，[^？]*(几号|哪天|哪一天|什么时候|啥时候|何时)"
)
# 腊月二十也就是2月1号: one day, told in both calendars.
_SAME_DAY = re.compile(r"^[^，。]{0,4}(，|,)?(也?就是|也是|即|[(（]|阳历|公历|新历|对应|换成)[^，。]{0,6}$")


class Lunar(NamedTuple):
    """A date of the lunar calendar among the others; what it was told to be comes with its role."""

    named: lunar.Named
    start: int
    end: int


def dates_in(
    text: str, policy: Policy, today: datetime.date, before: datetime.date | None = None
) -> list[dates.Mention | Lunar]:
    """The dates of the message in order; a lunar one with its solar day beside it is that day. ``before`` is the day
    that was spoken of last, if the message goes on with it."""
    solar = [m for m in _solar(text, policy, today, before) if not _is_hearsay(text, m)]
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


def _solar(text: str, policy: Policy, today: datetime.date, before: datetime.date | None) -> list[dates.Mention]:
    """The days of our calendar, by their names, by their number alone, or counted forward."""
    named = with_months(text, list(dates.mentions(text, today, season(policy))), today, before)
    counted = list(coming(text, today, before))
    apart = [m for m in named if not any(one.start < m.end and m.start < one.end for one in counted)]
    return [*apart, *counted]


def _is_hearsay(text: str, mention: dates.Mention) -> bool:
    told_as_a_limit = _SAID_BEFORE.search(text[: mention.start]) and re.match(
        r"(以|之)?前|为止|截止", text[mention.end :]
    )
    if _ENDS_THEN.match(text[mention.end :]):
        return True
    if _OTHERS_LIMIT.search(text[: mention.start]):
        return True
    return bool(told_as_a_limit) or (mention.relative and bool(_HEARSAY.search(text[mention.end :])))
