"""娃2020年生的，2021年要交多少: a year in which somebody was born is not asked about."""

import re

_BORN = re.compile(r"(?P<year>(?:20)?\d\d)年?(?:\d{1,2}月)?(?:份|底|初)?(?:出)?(?:生(?!效|病|活)|养|落地|得的)")


def asked_apart_from_births(years: tuple[int, ...], text: str) -> tuple[int, ...]:
    """The years without those of births, where another one is left."""
    born = {int(found["year"]) % 100 + 2000 for found in _BORN.finditer(text)}
    return tuple(year for year in years if year not in born) or years
