"""A day without its month: 3号去行吗 at the month's end, 那28号呢 after a day was asked about."""

import datetime
import re
from dataclasses import replace

from bot.nlu.reading import dates
from bot.rules.calendar import add_months, last_day_of_month

_BARE = re.compile(r"(?<![\d月.第/\-])(?P<day>3[01]|[12]\d|0?[1-9])[号日](?!线|楼|文|通知|子|常)")
# 那28号呢, 换成3号行不行: another day of the month that was spoken of.
_INSTEAD = re.compile(
    r"^(?:那|那么|要是|如果|假如|换成?|改成?|改到|换到|拖到|推到|等到?|到|是|我|再|，|不对|说错了?|打错了?|错了)*$"
)
_STILL_TO_COME = re.compile(r"去|再|能|可以|行|中不|成不|来得及|赶|呢|才|(?:交|缴|办)(?:吗|不|么|还|晚|也)")
_GONE_BY = re.compile(r"没|未|忘|错过|截止|结束|到期|过了|(?:交|缴|生|办|登记)(?:的|了|过)|以?前|之后|以后")


def with_months(
    text: str, found: list[dates.Mention], today: datetime.date, before: datetime.date | None
) -> list[dates.Mention]:
    """The dates of the (digit-written) text with its bare days in the month that is meant: that of the day spoken of
    ``before``, else the month to come where a day that is gone by in this one is still ahead."""
    kept = {mention.start: mention for mention in found}
    for match in _BARE.finditer(text):
        told = next((m for m in found if m.start <= match.start() < m.end), None)
        if told and told.start != match.start():
            continue
        clause = re.split(r"[，。？！；]", text[match.end() :])[0]
        if before and _INSTEAD.match(text[: match.start()]):
            date = _in_month(before, int(match["day"]))
            if date < today <= before:
                date = add_months(date, 1)
            kept[match.start()] = dates.Mention(date, *match.span())
        elif told and told.date < today and _STILL_TO_COME.search(clause) and not _GONE_BY.search(clause):
            kept[match.start()] = replace(told, date=add_months(told.date, 1))
    return sorted(kept.values(), key=lambda mention: mention.start)


def _in_month(month: datetime.date, day: int) -> datetime.date:
    return month.replace(day=min(day, last_day_of_month(month.year, month.month)))
