"""Which insurance year 今年 and 明年 are while a year is being collected."""

import datetime
import re
from collections.abc import Mapping

from bot.dialogue.days.season import season
from bot.nlu.reading import dates
from bot.rules.policy import Policy

# What differs from year to year; the rest is asked of the notice that is held, whatever year is named.
_YEARLY = ("fee", "deadline", "late_payment", "newborn", "subsidy")
# 明年1月交, 明年再交, 孩子明年上学: a day to come, or what happens then.
_NO_INSURANCE_YEAR = re.compile(
    r"(?:明年|后年|来年|下一?1?年)(?:的|我|娃|孩子|他|她|才|就|快|要|该|都|正好|刚|打算|准备|想)*"
    r"(?:\d{1,2}月|元月|正月|年初|年底|开?春|初|过年|元旦|上半年|再|补|去|回|到|满|上|读|念|毕业|结婚|嫁|娶|退休|生(?!效)|出生|[1-9]\d岁?)"
)


def asked_year(text: str, today: datetime.date) -> tuple[int | None, bool]:
    """The year asked for in a (digit-written) text, and whether it was said relative to today; 下1年度 is 明年.

    2020年8月能交下1年的吗: the one after the year that is named, and no year of its own.
    """
    return dates.asked_year(text if _NAMED.search(text) else _NEXT.sub("明年", text), today)


_NAMED = re.compile(r"20\d\d")
_NEXT = re.compile(r"下1个?年度?")


def year_meant(
    year: int | None, relative: bool, topic: str, text: str, policies: Mapping[int, Policy], today: datetime.date
) -> int | None:
    """The insurance year that is asked for: 今年 in the autumn is the year for which one pays now."""
    if not (relative and year):
        return None if year and year not in policies and _of_its_treatment(year, text, policies) else year
    collected = [policy for policy in policies.values() if _collecting(policy, today)]
    if collected:
        ago = today.year - year
        newest = max(policy.insurance_year for policy in collected)
        if ago > 0:
            year = newest - ago
        elif ago == 0 or _NO_INSURANCE_YEAR.search(text) or any(_is_for(policy, year) for policy in collected):
            return None
    return year if year in policies or topic in _YEARLY else None


def _of_its_treatment(year: int, text: str, policies: Mapping[int, Policy]) -> bool:
    """2024年看病的那份: named by the year in which it pays, and held under the one in which it was paid for."""
    named = re.search(rf"{year % 100}年度?(?:里|内)?(?:能|可以)?的?(?:看病|住院|报销|享受|待遇|用)", text)
    return bool(named) and any(_is_for(policy, year) for policy in policies.values())


def _is_for(policy: Policy, year: int) -> bool:
    """Whether what is paid under the policy covers that year."""
    starts = {benefit.since.year for benefit in policy.benefits if benefit.since}
    return year == policy.insurance_year or year in starts


def _collecting(policy: Policy, today: datetime.date) -> bool:
    closes = policy.closes()
    return bool(closes and season(policy).since <= today <= closes)
