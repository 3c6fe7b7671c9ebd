"""What goes before counties side by side: where a newborn is free, how many days apart they close."""

import datetime
import re

from bot.policies.registry import Registry
from bot.rules.policy import Policy

_FREE = re.compile(r"不用(交|缴|掏|花)|不(交|缴|收)|免费|免(交|缴)|不要钱|白")
_APART = re.compile(r"(差|隔|晚|早)(了|着)?(几|多少)天|相差")


def free_newborns(counties: tuple[str, ...], text: str, registry: Registry) -> str:
    """Where a newborn is, or may be, free and where it is to be paid for; nothing where a notice leaves it open."""
    if not _FREE.search(text):
        return ""
    prices = {county: _payments(registry.newest(county)) for county in counties}
    if not all(prices.values()):
        return ""
    names = {county: registry.counties[county].name for county in counties}
    always = [names[county] for county, paid in prices.items() if paid == {True}]
    partly = [names[county] for county, paid in prices.items() if paid == {True, False}]
    never = [names[county] for county, paid in prices.items() if paid == {False}]
    if not never or not (always or partly):
        return ""
    said = [f"{'、'.join(always)}不用缴"] if always else []
    said += [f"{'、'.join(partly)}符合条件的不用缴"] if partly else []
    return f"{'，'.join(said)}，{'、'.join(never)}要缴费。"


def _payments(policy: Policy) -> set[bool]:
    """Whether a newborn is free, in each of the cases that the notice settles; empty where it settles no price."""
    cases = policy.newborn.cases if policy.newborn else ()
    if any(case.pay is None and not case.silent for case in cases):
        return set()
    return {case.pay == 0 for case in cases if case.pay is not None}


def last_day_for_everybody(policy: Policy) -> datetime.date | None:
    """The end of the last window that is not for some people only; None where the notice gives none."""
    return max((window.end for window in policy.windows if window.end and window.who is None), default=None)


def days_apart(counties: tuple[str, ...], text: str, registry: Registry) -> str:
    """How many days lie between the last days of two counties; of different years, that it is not worked out."""
    if len(counties) != 2 or not _APART.search(text):
        return ""
    policies = [registry.newest(county) for county in counties]
    first, second = map(last_day_for_everybody, policies)
    if first is None or second is None:
        return ""
    if policies[0].insurance_year != policies[1].insurance_year:
        years = "、".join(policy.year_name for policy in policies)
        return f"两份通知的年度不同（{years}），截止日期不能直接相减。"
    return f"相差{abs((first - second).days)}天。"
