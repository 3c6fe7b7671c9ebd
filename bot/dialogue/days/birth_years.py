"""Years of births: one in which somebody was born is not asked about, and that of a grown-up tells an age."""

import datetime
import re

from bot.rules.policy import Policy

_BORN = re.compile(r"(?P<year>(?:20)?\d\d)年?(?:\d{1,2}月)?(?:份|底|初)?(?:出)?(?:生(?!效|病|活)|养|落地|得的)")


def asked_apart_from_births(years: tuple[int, ...], text: str) -> tuple[int, ...]:
    """The years without those of births, where another one is left."""
    born = {int(found["year"]) % 100 + 2000 for found in _BORN.finditer(text)}
    return tuple(year for year in years if year not in born) or years


_PERSON = "爸妈爹娘爷奶公婆姥我他她汉头太父母哥姐叔伯姨姑舅老人伴夫妻"
# 1943年12月31日生, 43年生的; 我妈62年的.
_GROWN_UP = re.compile(
    r"(?<!\d)(?:19(?P<full>[2-9]\d)|(?P<year>[3-9]\d))年(?:(?P<month>\d{1,2})月(?:份|(?P<day>\d{1,2})[日号]?)?)?"
    r"(?:(?:的时候)?(?:出生|生人|生(?!效|病|活|育))的?|(?P<bare>的(?=[，。？]|$)))"
)


def tells_a_grown_up(text: str) -> bool:
    """Whether the birth of somebody is told who is no child: 我妈1943年生的."""
    return _birth_of_a_grown_up(text) is not None


def _birth_of_a_grown_up(text: str) -> re.Match[str] | None:
    told = _GROWN_UP.search(text)
    whose = told and (not told["bare"] or re.search(rf"[{_PERSON}](是|今年)?$", text[: told.start()]))
    return told if whose else None


def with_age(text: str, policy: Policy, today: datetime.date) -> str:
    """The text with a grown-up's birth as the age that it comes to: 我妈1943年12月31日生 as 我妈80岁.

    The age is of the day on which the notice counts it, where it names one, else of today.
    """
    told = _birth_of_a_grown_up(text)
    if told is None:
        return text
    categories = policy.aid.categories if policy.aid else ()
    on = next((category.age_on for category in categories if category.age_on), today)
    year = 1900 + int(told["full"] or told["year"])
    had_birthday = (on.month, on.day) >= (int(told["month"] or 1), int(told["day"] or 1))
    return f"{text[: told.start()]}{on.year - year - (not had_birthday)}岁{text[told.end() :]}"
