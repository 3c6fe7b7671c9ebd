"""Days told as a limit: 过了2月25日, 还没到一月, 错过12月."""

import datetime
import re
from dataclasses import replace
from typing import Any, NamedTuple

from bot.dialogue.days.season import in_season
from bot.nlu.reading import dates
from bot.rules.calendar import last_day_of_month
from bot.rules.policy import Policy
from bot.rules.windows import ONE_DAY

_AFTER = re.compile(r"(过了|错过|超过|过)了?$")
# 错过12月, 2月没赶上: what was missed, never the day on which somebody pays.
_MISSED_BEFORE = re.compile(r"(过了|错过|误|没赶上|超过)了?(缴费的?)?$")
_MISSED_AFTER = re.compile(
    r"^(份|底|末|那天)?(都|也)?(没|未)(能|有)?(去|顾上|来得及)?(赶上|(交|缴)(?!的|过)|来得及)|^(份)?(给)?(错过|耽误|忘)"
)
# 2月一直加班给忘了, 24号在医院陪床没顾上交: the same, with what came between.
_MISSED_IN_CLAUSE = re.compile(
    r"^[^，。？！；吗能才再]{0,20}?(忘(了|记|掉|得)*(交|缴)?|(没|未)(有)?(顾|来得及|赶上|腾出|抽出|空)[^，。？]{0,4}|(没|未)(有)?(去|能|办)?(交|缴)(?!的|过|钱|费)[^，。？吗]{0,2}|错过|耽误|耽搁|漏)了?$"
)
_NOT_YET = re.compile(r"(没|未|不)(有|等)?到(了)?(明年|今年|第二年|转年)?$")
_EARLIER = re.compile(r"^[日号]?(以前|之前)(能|可以|交|缴)")
LATER = re.compile(r"^[日号]?(以后|之后|过后|过完|过了|后)")


# 25号之前交都行吧, 月底前去: any day up to it.
_UP_TO = re.compile(r"^[日号]?(?:以|之)?前(?=(?:去|来|再|把|都|我|就|能|可以)*(?:交|缴|补|办|行|可以|弄))")


def up_to(text: str, mention: dates.Mention, policy: Policy, today: datetime.date) -> dates.Mention:
    """The stretch of days where any day before one is meant: from today or, out of season, from the first window on."""
    told = _UP_TO.match(text[mention.end :])
    starts = [window.start for window in policy.windows if window.start]
    if told is None or mention.until or not starts:
        return mention
    first = max(today, min(starts)) if in_season(policy, today) else min(starts)
    last = mention.date
    if mention.precision == "month":
        last = last.replace(day=1) - ONE_DAY
    if last <= min(starts) or first > last:
        return mention
    return replace(mention, date=first, until=last, end=mention.end + told.end())


class _Limit(NamedTuple):
    """What a day told as a limit comes to: facts at once, or a day that takes its place."""

    date: datetime.date
    facts: dict[str, Any]
    goes_on: bool


def as_limit(text: str, mention: dates.Mention, policy: Policy) -> _Limit:
    """还没到一月 is some day before it; 错过12月 and 过了2月25日 that it is past; 2月25日以后 the day after."""
    date, before, after = mention.date, text[: mention.start], text[mention.end :]
    whole_month = mention.precision == "month"
    if _NOT_YET.search(before):
        return _Limit(date, {"asked_on": (date.replace(day=1) if whole_month else date) - ONE_DAY}, False)
    clause = re.split(r"[，。？！；]", after)[0]
    missed_then = _MISSED_AFTER.search(after) or _MISSED_IN_CLAUSE.search(clause)
    if missed_then or (whole_month and _MISSED_BEFORE.search(before)):
        last = date if not whole_month else date.replace(day=last_day_of_month(date.year, date.month))
        missed = any(window.end and last >= window.end for window in policy.windows)
        return _Limit(date, {"missed_window": True} if missed else {}, False)
    if _is_limit(text, mention):
        ends = [window.end for window in policy.windows if window.end and window.who is None]
        if len(ends) > 1 and date >= max(ends):
            # Past the last of several: none of those between is still to come.
            return _Limit(date + ONE_DAY, {"missed_window": True}, True)
        if any(window.end and date >= window.end for window in policy.windows):
            return _Limit(date, {"missed_window": True}, False)
        return _Limit(date + ONE_DAY, {}, True)
    return _Limit(date - ONE_DAY if _EARLIER.search(after) else date, {}, True)


def _is_limit(text: str, mention: dates.Mention) -> bool:
    """过了2月25日, 2月25日以后: the day meant is the one after."""
    return bool(_AFTER.search(text[: mention.start]) or LATER.search(text[mention.end :]))
