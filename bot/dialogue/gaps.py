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


def told_gap(text: str, values: Mapping[str, Any]) -> dict[str, int]:
    """The months between, where they are not told in months or days."""
    if {"gap_months", "gap_days"} & values.keys():
        return {}
    gap = _LONG.search(text)
    if gap:
        return {"gap_months": 6 if gap["half"] else 12 * int(gap["years"])}
    missed = _YEARS.search(text)
    if missed:
        return {"gap_months": 12 * int(missed["years"] or missed["years_after"])}
    return {"gap_months": 12} if _LAST_YEAR.search(text) else {}
