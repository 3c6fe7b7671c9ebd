"""The day since which somebody need not be insured here any more: 12月老人走了, 1月找了单位."""

import datetime
import re

from bot.dialogue.days.mentions import dates_in
from bot.nlu.reading import dates
from bot.rules.calendar import last_day_of_month
from bot.rules.policy import Policy

_CAME = re.compile(
    r"^[日号]?(份|初|底|中旬|的时候)?[^，。？]{0,6}(去世|过世|没了|走了|走的|没的|不在了|病故|身故|离世|死了|死的|"
    r"(找|进|换|有|上|去|到|入)[了]?[^，。？]{0,4}(单位|公司|厂|工作|班|职)|单位|公司|厂里|职工|参军|入伍|当兵|出国)"
)


def came_on(text: str, policy: Policy, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day on which it can have come, where one day or month is told of it."""
    found = dates_in(text, policy, today)
    ends = [*(mention.start for mention in found), len(text)][1:]
    told = [
        mention
        for mention, end in zip(found, ends, strict=True)
        if isinstance(mention, dates.Mention) and _CAME.match(text[mention.end : end])
    ]
    if not told:
        return _in_a_month_near(text, today)
    if len(told) != 1 or told[0].until:
        return None
    date = told[0].date
    if told[0].precision == "day":
        return date, date
    return date.replace(day=1), date.replace(day=last_day_of_month(date.year, date.month))


_MONTHS_ON = {"上": -1, "这": 0, "本": 0, "下": 1}
_NEAR = re.compile(r"(?P<which>[上这本下])个?月")


def _in_a_month_near(text: str, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """下个月才去世: the whole of that month."""
    for near in _NEAR.finditer(text):
        if _CAME.match(text[near.end() :]):
            months = today.year * 12 + today.month - 1 + _MONTHS_ON[near["which"]]
            year, month = divmod(months, 12)
            last = last_day_of_month(year, month + 1)
            return datetime.date(year, month + 1, 1), datetime.date(year, month + 1, last)
    return None
