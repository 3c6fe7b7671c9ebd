"""What a notice or a clause of it bears out: the numbers, days, years and phone numbers that stand in its text."""

import re
from functools import cached_property
from itertools import pairwise

from bot.policies.clauses import without_numbering
from bot.policies.quantities import Day, Quantity, days, digit_groups, normal, quantities, without_days
from bot.rules.calendar import last_day_of_month

_FREE = re.compile(r"不(?:再|用|需|必|须)?[缴交]|[免无][须需]?(?:个人)?[缴交]|免费|全额资助|个人不")
_NEXT_YEAR = re.compile("次年|下一?年|明年|翌年")
_SOME_YEAR = re.compile("当年|本年|每年(?!度)|自然年")
_NO_WAIT = re.compile("(?:没有|无|不设|免除?)(?:待遇)?等待期|[当次][日天]起?|次月")
_AT_ONCE = re.compile("即日|(?:印发|发布|公布|下发)之日")
_PHONE = re.compile(r"\d[\d() -]{3,}\d")


class Evidence:
    """A text that figures are looked for in, and what a message calls it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = normal(without_numbering(text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers beside the days that are named: the 31 of 12月31日 is no span of 31 days."""
        return (*quantities(without_days(self.text)), *(Quantity(day.month, "月", "") for day in self.days))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return days(self.text)

    @cached_property
    def years(self) -> frozenset[int]:
        named = {int(q.value) for q in quantities(self.text) if q.unit in ("年", "") and is_year(q.value)}
        return frozenset(named | {day.year for day in self.days if day.year})

    @cached_property
    def phones(self) -> frozenset[str]:
        return frozenset(digits for digits, _ in digit_groups(self.text))

    @property
    def says_free(self) -> bool:
        return bool(_FREE.search(self.text))

    @property
    def says_no_wait(self) -> bool:
        """Whether something follows on a payment without a wait."""
        return bool(_NO_WAIT.search(self.text))

    @property
    def says_at_once(self) -> bool:
        """Whether something begins on the day of the notice."""
        return bool(_AT_ONCE.search(self.text))

    @property
    def says_next_year(self) -> bool:
        return bool(_NEXT_YEAR.search(self.text))

    @property
    def says_some_year(self) -> bool:
        """Whether it speaks of a year without its number: 当年, 每年."""
        return bool(_SOME_YEAR.search(self.text))

    def has(self, wanted: Quantity) -> bool:
        return any(held.proves(wanted) for held in self.quantities)

    def has_number(self, value: float, unit: str) -> bool:
        return self.has(Quantity(value, unit, ""))

    def names_day(self, month: int, day: int, year: int | None) -> bool:
        """Whether the text names the day: itself, or as a month's beginning or end (9月至12月, 2月底)."""
        if any((d.month, d.day) == (month, day) and d.year in (None, year or d.year) for d in self.days):
            return True
        if 1 <= month <= 12 and day in {last_day_of_month(y, month) for y in ((year,) if year else (2023, 2024))}:
            return bool(re.search(rf"(?<!\d){month}月[底末]|[-~至到](?:\d{{4}}年)?{month}月(?!\d)", self.text))
        return day == 1 and bool(re.search(rf"(?<!\d){month}月(?:份|起|初|开始|[-~至到])", self.text))

    def bounds_period(self, month: int, day: int, year: int) -> bool:
        """Whether the day is the first or last of a whole month or year that the text names (1月缴费的, 当年)."""
        if (month, day) in ((1, 1), (12, 31)) and (self.says_some_year or re.search(rf"{year}年(?!\d)", self.text)):
            return True
        whole = re.search(rf"(?<![-~至到\d]){month}月(?![-~至到底末初起份\d])", self.text)
        return bool(whole) and day in (1, last_day_of_month(year, month))

    def parts_on(self, office: str) -> list[str]:
        """What the text says from each mention of the office to the end of the part with the next phone number."""
        parts = []
        for mention in re.finditer(re.escape(bare(office)), self.text):
            phone = _PHONE.search(self.text, mention.end())
            if phone:
                stop = re.compile("[;。]").search(self.text, phone.end())
                parts.append(self.text[mention.start() : stop.start() if stop else len(self.text)])
        return parts


def first_phones(part: str) -> frozenset[str]:
    """The phone numbers of a part up to the next word after them."""
    groups = [(digits, start) for digits, start in digit_groups(part) if len(digits) >= 5]
    phones = {digits for digits, _ in groups[:1]}
    for (_, start), (digits, after) in pairwise(groups):
        if re.search(r"[\u4e00-\u9fff]", part[start:after]):
            break
        phones.add(digits)
    return frozenset(phones)


def is_year(value: float) -> bool:
    return 1900 < value < 2200


def bare(text: str) -> str:
    """The text for comparing words: no blanks, one width, no marks of Markdown."""
    return re.sub(r"[\s#*]+", "", normal(text))
