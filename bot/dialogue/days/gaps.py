"""How long somebody was not enrolled, where it is told in years: 断了半年, 停保1年, 去年没交, 2年没缴."""

import re
from collections.abc import Mapping
from typing import Any

_LONG = re.compile(
    r"(?:断|中断|停)(?:缴费?|交|了|保|档)*(?:[大快有小])?(?:(?P<half>半年)|(?P<years>\d+)年(?!\d|度|前))"
)
_NOT_PAID = r"(?:就|都|也|是|根本)*(?:没有?|未|忘了?)(?:参|交|缴|买|续)(?!多少|够|对|上)"
_YEARS = re.compile(
    rf"(?<!\d)(?P<years>\d)年(?:时间)?{_NOT_PAID}|{_NOT_PAID}[^，。\d]{{0,4}}(?P<years_after>\d)年(?!\d|度|前)"
)
_LAST_YEAR = re.compile(rf"(?:去年|上年度?|上一年度?)[^，。？！]{{0,6}}?{_NOT_PAID}")


_TWO_YEARS = re.compile(
    rf"(?:前年[、和跟，]?(?:到|至)?(?:去年|上年)|去年[、和跟，]?前年)[^，。？！]{{0,4}}?{_NOT_PAID}"
)
_NAMED_YEAR = re.compile(rf"(?P<year>20\d\d)年度?(?:医保|的?钱|的?费)?{_NOT_PAID}[^，。]{{0,4}}")
# 2025年没交，2026年5月10号补的: the day that is asked about is another one's.
_PAID_LATER = re.compile(r"\d月(?:\d+[日号])?[^，。？！]{0,6}(?:补|交|缴)")


def without_missed_year(text: str) -> str:
    """The words without a year that was only missed, where a later payment is what is asked about."""
    missed = _NAMED_YEAR.search(text)
    return text if missed is None or not _PAID_LATER.search(text[missed.end() :]) else _NAMED_YEAR.sub("", text)


def told_gap(text: str, values: Mapping[str, Any], insurance_year: int) -> dict[str, int]:
    """The months between, where they are not told in months or days."""
    if {"gap_months", "gap_days"} & values.keys():
        return {}
    gap = _LONG.search(text)
    if gap:
        return {"gap_months": 6 if gap["half"] else 12 * int(gap["years"])}
    missed = _YEARS.search(text)
    if missed:
        return {"gap_months": 12 * int(missed["years"] or missed["years_after"])}
    if _TWO_YEARS.search(text):
        return {"gap_months": 24}
    named = _NAMED_YEAR.search(text)
    last = _LAST_YEAR.search(text) or (named and int(named["year"]) == insurance_year - 1)
    return {"gap_months": 12} if last else {}
