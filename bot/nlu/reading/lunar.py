"""Dates of the lunar calendar: the solar days between which they can lie.

No table of new moons is kept. The month m always holds the sun's m-th principal term, so that its first day lies at
most 29 days before that term; a day too many on either side is allowed for.
"""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

# The principal terms: 雨水 falls into 正月, 春分 into the second month, … 大寒 into 腊月.
_TERMS = {1: (2, 19), 2: (3, 21), 3: (4, 20), 4: (5, 21), 5: (6, 21), 6: (7, 23)}
_TERMS |= {7: (8, 23), 8: (9, 23), 9: (10, 23), 10: (11, 22), 11: (12, 22), 12: (1, 20)}
# A lunar year ends in the solar year after the one in which it began: its last two months belong to a winter.
_WINTER = (11, 12)
_NAMED = {"正月": 1, "冬月": 11, "腊月": 12}
_DAY = r"(?:初?(?P<day>30|[12]\d|[1-9])(?![\d个])[日号]?|廿(?P<tens>[1-9])|(?P<part>初|头|底|末|尾))?"
_MONTH = re.compile(
    rf"(?P<said_year>今年|去年|明年|20\d\d年)?的?(?:(?:农历|阴历|老历|旧历)(?P<number>1[0-2]|[1-9])月|(?:农历|阴历|老历|旧历)?(?P<name>正月|腊月|冬月)"
    rf"|(?P<bare>1[0-2]|[1-9])月(?=初\d|廿))(?:里头|里|间|份)?的?{_DAY}"
)
_NEW_YEAR = re.compile(r"(?:大年|年)初(?P<day>1\d|[1-9])(?!\d)")
_FEASTS: tuple[tuple[re.Pattern[str], int, int, int], ...] = (
    # After the new year: any day from the second on, with no end that is sure.
    (
        re.compile(
            r"(?:过完|过了|过罢)(?:这个)?年(?!初|底|末|终)|(?:(?<!错)过年(?!底|末|终)|春节)(?:以后|之后|过后|后|完|过完|过了)|年后"
        ),
        1,
        2,
        45,
    ),
    (re.compile(r"除夕|大年30|年30|年三十"), 12, 29, 30),
    (re.compile(r"春节"), 1, 1, 7),
    (re.compile(r"(?<!错)过年(?!底|末|终)"), 1, -9, 15),
    (re.compile(r"元宵"), 1, 15, 15),
    (re.compile(r"端午"), 5, 5, 5),
    # 八月十五 in words is mostly the feast; the solar day is not ruled out.
    (re.compile(r"八月十五(?![日号])"), 8, -8, 15),
    (re.compile(r"中秋"), 8, 15, 15),
    (re.compile(r"重阳"), 9, 9, 9),
    (re.compile(r"小年(?!轻)"), 12, 23, 24),
)
_PARTS = {"初": (1, 10), "头": (1, 10), "底": (24, 30), "末": (24, 30), "尾": (24, 30)}
_WORDS = re.compile(
    r"腊月|正月|农历|阴历|冬月|除夕|端午|中秋|八月十五(?![日号])|春节|过完年|(?<!错)过年(?!底|末|终)|元宵|重阳|大年|小年(?!轻)|年初\d|老历|旧历|(?<=月)(?:初[一二三四五六七八九十\d]|廿)"
)


class Days(NamedTuple):
    """Solar days, both included, between which a lunar date lies."""

    first: datetime.date
    last: datetime.date


class Named(NamedTuple):
    """A lunar date in the text: month, first and last day of it that may be meant, and the year said with it."""

    start: int
    end: int
    month: int
    since: int
    until: int
    said_year: str | None = None

    def in_year(self, year: int) -> Days:
        """The days in which it can lie if its month's solar term falls into ``year``."""
        term = datetime.date(year, *_TERMS[self.month])
        return Days(term + datetime.timedelta(days=self.since - 31), term + datetime.timedelta(days=self.until + 1))


def word(text: str) -> str | None:
    """The first word of the lunar calendar in the text."""
    match = _WORDS.search(text)
    return match.group() if match else None


def named(text: str) -> tuple[Named, ...]:
    """The lunar dates in the (digit-written) text, in order."""
    kept: list[Named] = []
    for one in sorted(_all(text), key=lambda found: (found.start, -found.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _all(text: str) -> Iterator[Named]:
    for match in _MONTH.finditer(text):
        month = _NAMED.get(match["name"] or "") or int(match["number"] or match["bare"])
        since, until = _days(match)
        yield Named(*match.span(), month, since, until, match["said_year"])
    for match in _NEW_YEAR.finditer(text):
        yield Named(*match.span(), 1, int(match["day"]), int(match["day"]))
    for pattern, month, since, until in _FEASTS:
        for match in pattern.finditer(text):
            yield Named(*match.span(), month, since, until)


def _days(match: re.Match[str]) -> tuple[int, int]:
    if match["part"]:
        return _PARTS[match["part"]]
    day = int(match["day"] or 0) or (20 + int(match["tens"]) if match["tens"] else 0)
    return (day, day) if day else (1, 30)


def past(one: Named, today: datetime.date, home_year: int | None) -> Days | None:
    """The last time before ``today`` that it was so, no later than today; None where the year is in doubt.

    ``home_year`` is the year that is talked of long after it, when today says nothing.
    """
    if home_year is not None:
        return None if one.month in _WINTER else one.in_year(home_year)
    year = _said(one, today)
    if year is None and one.said_year:
        return None
    years = [year] if year else [today.year, today.year - 1]
    days = next((days for days in map(one.in_year, years) if days.first <= today), None)
    return Days(days.first, min(days.last, today)) if days else None


def coming(one: Named, today: datetime.date) -> Days | None:
    """The next time that it can be so, no earlier than today; None where the year is in doubt."""
    year = _said(one, today)
    if year is None and one.said_year:
        return None
    years = [year] if year else [today.year, today.year + 1]
    days = next((days for days in map(one.in_year, years) if days.last >= today), None)
    return Days(max(days.first, today), days.last) if days else None


def _said(one: Named, today: datetime.date) -> int | None:
    """The solar year meant by 2021年, 今年, 去年, 明年; a winter month's is clear only outside winter."""
    if one.said_year is None:
        return None
    named_year = one.said_year[:4].isdigit()
    year = int(one.said_year[:4]) if named_year else today.year + {"今年": 0, "去年": -1, "明年": 1}[one.said_year]
    if one.month not in _WINTER:
        return year
    if named_year or today.month in (1, 2, 12):
        return None
    return year + 1 if one.month == max(_WINTER) else year
