"""Proof of a policy against its notice: each figure, date, span and phone number stands in the clause that it cites.

A block's ``clause`` covers all of its values and the blocks inside, unless one names its own; ``pay_clause`` covers
``pay`` alone. What has no clause at all (notes, titles) is looked for in the whole notice.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.policies.clauses import find, without_numbering
from bot.policies.quantities import (
    NUMERALS,
    Day,
    Quantity,
    days,
    digit_groups,
    normal,
    quantities,
    without_days,
)
from bot.policies.source import Fault, FieldPath, line_of
from bot.rules.calendar import last_day_of_month
from bot.rules.policy import Policy

# Names, not statements: ids, file names, and the words by which people ask.
UNPROVEN = frozenset(
    {"id", "kind", "file", "about", "aliases", "group", "window", "aspect", "covered", "townships", "then"}
)
# What names the policy or its notice: its year stands in the notice itself, not only as 次年.
NAMES = frozenset({"year_name", "title", "short"})
UNITS = {
    "amount": "元", "pay": "元", "months": "个月", "days": "日", "first": "日", "last": "日",
    "last_days_of_month": "日", "insurance_year": "年", "enrolled_years": "年", "gap_months": "个月", "gap_days": "日",
}  # fmt: skip
# A clause of its own whose name is not that of the field it covers.
COVERS = {"certified_by": "certified_clause"}

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_FREE = re.compile(r"不(?:再|用|需|必|须)?[缴交]|[免无][须需]?(?:个人)?[缴交]|免费|全额资助|个人不")
_NEXT_YEAR = re.compile(r"次年|下一?年|明年|翌年")
_SOME_YEAR = re.compile("当年|本年|每年(?!度)|自然年")
_AT_ONCE = re.compile(r"即日|(?:印发|发布|公布|下发)之日")
_REFERENCE = re.compile(rf"第[{NUMERALS}\d]+[条项章款节](?:第\d+项)?|[{NUMERALS}]+\([{NUMERALS}\d]+\)\d*")
_THUS = re.compile(rf"(^|[:;,。])[{NUMERALS}]是")
# Counting what the notice lists (三种人, 这两家) is our own; 十分 and 五险 are words.
_COUNTED = "类种项家样位字条处部"
_WORDS = re.compile("十分|万一|千万|五险|四川|三峡|[上下前后哪同每某这]一(?:个月|年|月|天|日)")
_MEASURES = frozenset({"元", "个月", "月", "年", "日", "级", "岁", "点", "%", "档", "份"})
_QUOTED = re.compile("[“《](?P<words>[^”》]+)[”》]")
_DOCUMENT = re.compile(r"(?P<words>[\u4e00-\u9fff]{0,2}〔\d{4}〕第?\d+号)")


class Evidence:
    """A text that figures are looked for in, and what a message calls it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = normal(without_numbering(text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers beside the days that are named: the 31 of 12月31日 is no span of 31 days."""
        return (*quantities(without_days(self.text)), *_months(self.days))

    @cached_property
    def years(self) -> frozenset[int]:
        named = {int(q.value) for q in quantities(self.text) if q.unit in ("年", "") and _is_year(q.value)}
        return frozenset(named | {day.year for day in self.days if day.year})

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return days(self.text)

    @cached_property
    def phones(self) -> frozenset[str]:
        return frozenset(digits for digits, _ in digit_groups(self.text))

    def has(self, wanted: Quantity) -> bool:
        return any(held.proves(wanted) for held in self.quantities)

    def has_number(self, value: float, unit: str) -> bool:
        return self.has(Quantity(value, unit, ""))


def prove(path: Path, policy: Policy, notice_text: str) -> list[Fault]:
    """What in the policy at ``path`` its notice does not bear out, in the order of the policy's fields."""
    proof = _Proof(path, policy, notice_text)
    return [
        Fault(path, line_of(path, field), ".".join(str(part) for part in field), message)
        for field, message in proof.block((), policy.dict(exclude_unset=True), proof.notice)
    ]


_Found = Iterator[tuple[FieldPath, str]]


class _Proof:
    def __init__(self, path: Path, policy: Policy, notice_text: str) -> None:
        self.policy = policy
        self.notice_text = notice_text
        self.notice = Evidence("the notice", notice_text)
        self.words = _bare(notice_text)
        self._clauses: dict[str, Evidence | None] = {}

    def clause(self, name: str) -> Evidence | None:
        """The clause's evidence; None when the notice has no such clause."""
        if name not in self._clauses:
            text = find(self.notice_text, name)
            self._clauses[name] = None if text is None else Evidence(f"clause {name}", text)
        return self._clauses[name]

    def block(self, field: FieldPath, values: Mapping[str, Any], inherited: Evidence | None) -> _Found:
        """The faults of a mapping; ``inherited`` is None inside a block whose clause is missing, which is told once."""
        own = values.get("clause")
        covering = self.clause(own) if own else inherited
        for key, value in values.items():
            if key == "clause" or key.endswith("_clause"):
                if value is not None and self.clause(value) is None:
                    yield (*field, key), f"the notice has no clause {value}"
                continue
            named = values.get(COVERS.get(key, f"{key}_clause"))
            evidence = self.clause(named) if named else covering
            if evidence is not None and key not in UNPROVEN:
                yield from self._field((*field, key), key, value, evidence, values)

    def _field(self, field: FieldPath, key: str, value: Any, evidence: Evidence, block: Mapping[str, Any]) -> _Found:
        if key == "amount" and block.get("computed"):
            yield from self._sum(field, value, block["computed"])
        elif key == "phone" and value:
            yield from self._phone(field, value, block, evidence)
        elif key == "document_number" and value:
            if _bare(value) not in self.words:
                yield field, f"{value} does not occur in the notice"
        elif field == ("newborn", "general"):
            yield from self._value(field, key, value, self._with_prices(evidence))
        else:
            yield from self._value(field, key, value, evidence)

    def _with_prices(self, evidence: Evidence) -> Evidence:
        """The newborn's rule in short may name the price, which stands in the clause of the price."""
        prices = [price for price in (self.policy.contribution, self.policy.full_premium) if price]
        texts = [found.text for found in (self.clause(price.clause) for price in prices) if found]
        return Evidence(evidence.name, ";".join([evidence.text, *texts]))

    def _value(self, field: FieldPath, key: str, value: Any, evidence: Evidence) -> _Found:
        if isinstance(value, dict):
            if key in UNITS:
                yield from self._bounds(field, UNITS[key], value, evidence)
            else:
                yield from self.block(field, value, evidence)
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                yield from self._value((*field, index), key, item, evidence)
        elif isinstance(value, datetime.date):
            yield from ((field, message) for message in self._date(field, value, evidence))
        elif isinstance(value, str) and not _IDENTIFIER.fullmatch(value):
            yield from ((field, message) for message in self._sentence(key, value, evidence))
        elif isinstance(value, int) and not isinstance(value, bool):
            yield from self._number(field, key, value, evidence)

    def _bounds(self, field: FieldPath, unit: str, bounds: Mapping[str, Any], evidence: Evidence) -> _Found:
        for key, value in bounds.items():
            if value is not None and not evidence.has_number(value, unit):
                yield (*field, key), f"{value}{unit} does not occur in {evidence.name}"

    def _number(self, field: FieldPath, key: str, value: int, evidence: Evidence) -> _Found:
        if key == "pay" and value == 0:
            if not _FREE.search(evidence.text):
                yield field, f"{evidence.name} does not say that nothing is paid"
        elif key == "insurance_year":
            if value not in self.notice.years:
                yield field, f"the year {value} does not occur in the notice"
        elif not evidence.has_number(value, UNITS.get(key, "")):
            yield field, f"{value} does not occur in {evidence.name}"

    def _sum(self, field: FieldPath, amount: int, computed: str) -> _Found:
        """An amount that the notice gives only in parts: the sum is right and each part stands in the notice."""
        if not re.fullmatch(r"\d+(?:\+\d+)+", computed):
            yield (*field[:-1], "computed"), f"{computed} is not a sum such as 380+640"
            return
        parts = [int(part) for part in computed.split("+")]
        if sum(parts) != amount:
            yield field, f"{amount} is not {computed}, which is {sum(parts)}"
        for part in parts:
            if not self.notice.has_number(part, "元"):
                yield (*field[:-1], "computed"), f"{part} does not occur in the notice"

    def _phone(self, field: FieldPath, phone: str, contact: Mapping[str, Any], evidence: Evidence) -> _Found:
        wanted = frozenset(digits for digits, _ in digit_groups(normal(phone)))
        if not wanted or not wanted <= evidence.phones:
            yield field, f"{phone} does not occur in {evidence.name}"
            return
        parts = _parts_on(contact["name"], evidence.text)
        if parts and not any(_first_phones(part) & wanted for part in parts):
            yield field, f"{phone} stands beside another office than {contact['name']} in {evidence.name}"
        for place in contact.get("townships", ()):
            if parts and not any(place in part for part in parts):
                yield (*field[:-1], "townships"), f"{place} does not stand beside {contact['name']} in {evidence.name}"

    def _date(self, field: FieldPath, date: datetime.date, evidence: Evidence) -> Iterator[str]:
        if self._follows_on(field, date) or (date in self._issued() and _AT_ONCE.search(evidence.text)):
            return
        whole_years = "born" in field or field[0] == "benefits"
        if not self._year(date.year, evidence):
            yield f"{date}: the year {date.year} does not occur in {evidence.name}"
        elif not _names_day(evidence, date.month, date.day, date.year, whole_years):
            yield f"{date.month}月{date.day}日 ({date}) does not occur in {evidence.name}"

    def _follows_on(self, field: FieldPath, date: datetime.date) -> bool:
        """A window may open on the day after another one closes without the notice naming that day."""
        before = date - datetime.timedelta(days=1)
        return field[:1] == ("windows",) and field[-1] == "start" and before in [w.end for w in self.policy.windows]

    def _issued(self) -> list[datetime.date]:
        return [notice.issued for notice in self.policy.notices if notice.issued]

    def _year(self, year: int, evidence: Evidence) -> bool:
        """Whether the clause's own years allow it; a clause that names none means a year that the notice names."""
        years = evidence.years if evidence.years and not _SOME_YEAR.search(evidence.text) else self.notice.years
        return year in years or (year - 1 in years and bool(_NEXT_YEAR.search(evidence.text)))

    def _sentence(self, key: str, sentence: str, evidence: Evidence) -> Iterator[str]:
        for quoted in [*_QUOTED.finditer(sentence), *_DOCUMENT.finditer(sentence)]:
            if _bare(quoted["words"]) not in self.words:
                yield f"{quoted.group()} does not occur in the notice in these words"
        text = _THUS.sub(r"\1", _REFERENCE.sub("", _WORDS.sub("", normal(sentence))))
        for day in days(text):
            yield from self._day_in_sentence(day, evidence)
        for quantity in quantities(without_days(text)):
            if quantity.unit == "年" and _is_year(quantity.value):
                year = int(quantity.value)
                if year not in self.notice.years if key in NAMES else not self._year(year, evidence):
                    yield f"the year {year} does not occur in {evidence.name}"
            elif _states(quantity) and not evidence.has(quantity):
                yield f"{quantity.written} does not occur in {evidence.name}"

    def _day_in_sentence(self, day: Day, evidence: Evidence) -> Iterator[str]:
        issued = self._issued() if _AT_ONCE.search(evidence.text) else []
        if any((date.month, date.day, day.year or date.year) == (day.month, day.day, date.year) for date in issued):
            return
        if day.year and not self._year(day.year, evidence):
            yield f"the year {day.year} does not occur in {evidence.name}"
        elif not _names_day(evidence, day.month, day.day, day.year):
            yield f"{day.month}月{day.day}日 does not occur in {evidence.name}"


def _months(named: tuple[Day, ...]) -> Iterator[Quantity]:
    return (Quantity(day.month, "月", "") for day in named)


def _names_day(evidence: Evidence, month: int, day: int, year: int | None, whole_years: bool = False) -> bool:
    """Whether the text names the day: itself, as a month's end or beginning, or by naming a whole year."""
    if any((held.month, held.day) == (month, day) and held.year in (None, year or held.year) for held in evidence.days):
        return True
    whole = _SOME_YEAR.search(evidence.text) or re.search(rf"{year}年(?!\d)", evidence.text)
    if whole_years and whole and (month, day) in ((1, 1), (12, 31)):
        return True
    if not 1 <= month <= 12:
        return False
    is_last = day in {last_day_of_month(y, month) for y in ((year,) if year else (2023, 2024))}
    if is_last and re.search(rf"(?<!\d){month}月(?:底|末|份?(?!\d))", evidence.text):
        return bool(re.search(rf"(?<!\d){month}月[底末]|[-~至到](?:\d{{4}}年)?{month}月(?!\d)", evidence.text))
    return day == 1 and bool(re.search(rf"(?<!\d){month}月(?:份|起|初|开始|[-~至到])", evidence.text))


def _parts_on(office: str, text: str) -> list[str]:
    """What the text says from each mention of the office to the end of the part that has the next phone number."""
    parts = []
    for mention in re.finditer(re.escape(_bare(office)), text):
        phone = re.compile(r"\d[\d() -]{3,}\d").search(text, mention.end())
        if phone:
            stop = re.compile("[;。]").search(text, phone.end())
            parts.append(text[mention.start() : stop.start() if stop else len(text)])
    return parts


def _first_phones(part: str) -> frozenset[str]:
    """The phone numbers of the part up to the next word after them."""
    groups = [(digits, start) for digits, start in digit_groups(part) if len(digits) >= 5]
    phones = {digits for digits, _ in groups[:1]}
    for (_, start), (digits, after) in pairwise(groups):
        if re.search(r"[\u4e00-\u9fff]", part[start:after]):
            break
        phones.add(digits)
    return frozenset(phones)


def _is_year(value: float) -> bool:
    return 1900 < value < 2200


def _states(quantity: Quantity) -> bool:
    """Whether a number of a sentence states something of the notice's: not 统一, 一次, or a count of what is listed."""
    if not quantity.chinese:
        return True
    if quantity.value == 1:
        return quantity.unit in _MEASURES
    return bool(quantity.unit) or quantity.after not in _COUNTED or not quantity.after


def _bare(text: str) -> str:
    """The text for comparing words: no blanks, one width, no marks of Markdown."""
    return re.sub(r"[\s#*]+", "", normal(text))
