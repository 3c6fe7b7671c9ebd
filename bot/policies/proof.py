"""Proof of a policy against its notice: each figure, date, span and phone number stands in the clause that it cites.

A block's ``clause`` covers all of its values and the blocks inside, unless one names its own; ``pay_clause`` covers
``pay`` alone. What has no clause at all (notes, titles) is looked for in the whole notice.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.policies.clauses import find
from bot.policies.evidence import Evidence, bare, first_phones, is_year
from bot.policies.quantities import NUMERALS, Day, Quantity, days, digit_groups, normal, quantities, without_days
from bot.policies.source import Fault, FieldPath, line_of
from bot.rules.policy import Policy

# Names, not statements: ids, file names, and the words by which people ask.
UNPROVEN = frozenset(
    {"id", "kind", "file", "about", "aliases", "group", "window", "aspect", "covered", "townships", "then", "computed"}
)
# What names the policy or its notice: its year stands in the notice itself, not only as 次年.
NAMES = frozenset({"year_name", "title", "short"})
UNITS = {
    "amount": "元", "pay": "元", "months": "个月", "days": "日", "first": "日", "last": "日",
    "last_days_of_month": "日", "insurance_year": "年", "enrolled_years": "年", "gap_months": "个月", "gap_days": "日",
    "age": "岁", "less": "元", "since_months": "个月",
}  # fmt: skip
# A clause of its own whose name is not that of the field it covers.
COVERS = {"certified_by": "certified_clause"}

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_REFERENCE = re.compile(rf"第[{NUMERALS}\d]+[条项章款节](?:第\d+项)?|[{NUMERALS}]+\([{NUMERALS}\d]+\)\d*")
_THUS = re.compile(rf"(^|[:;,。])[{NUMERALS}]是")
# Counting what the notice lists (三种人, 这两家) is our own; 十分 and 五险 are words.
_COUNTED = "类种项家样位字条处部"
_WORDS = re.compile("十分|万一|千万|五险|四川|三峡|[上下前后哪同每某这]一(?:个月|年|月|天|日)")
_MEASURES = frozenset({"元", "个月", "月", "年", "日", "级", "岁", "点", "%", "档", "份"})
_QUOTED = re.compile("[“《](?P<words>[^”》]+)[”》]")
_DOCUMENT = re.compile(r"(?P<words>[\u4e00-\u9fff]{0,2}〔\d{4}〕第?\d+号)")


def prove(path: Path, policy: Policy, notice_text: str) -> list[Fault]:
    """What in the policy at ``path`` its notice does not bear out, in the order of the policy's fields."""
    policy = policy.as_written
    proof = _Proof(policy, notice_text)
    return [
        Fault(path, line_of(path, field), ".".join(str(part) for part in field), message)
        for field, message in proof.block((), policy.dict(exclude_unset=True), proof.notice)
    ]


_Found = Iterator[tuple[FieldPath, str]]


class _Proof:
    def __init__(self, policy: Policy, notice_text: str) -> None:
        self.policy = policy
        self.notice_text = notice_text
        self.notice = Evidence("the notice", notice_text)
        self.words = bare(notice_text)
        self._clauses: dict[str, Evidence | None] = {}

    def clause(self, name: str) -> Evidence | None:
        """The clause's evidence; None when the notice has no such clause."""
        if name not in self._clauses:
            text = find(self.notice_text, name)
            self._clauses[name] = None if text is None else Evidence(f"clause {name}", text)
        return self._clauses[name]

    def _meant(self, name: str) -> str:
        """Where the notice numbers it in another way, how: 第六条 for 六, 三（五） for the missing one of two."""
        places = re.split("[；;]", name)
        missing = [place for place in places if self.clause(place) is None]
        hint = f": {missing[0]} is missing" if len(places) > 1 and missing else ""
        for place in missing:
            number = re.fullmatch(rf"第([{NUMERALS}]+)条|([{NUMERALS}]+)", place)
            other = number and (number[1] or f"第{number[2]}条")
            if other and self.clause(other):
                return f"{hint}; it numbers it {other}"
        return hint

    def block(self, field: FieldPath, values: Mapping[str, Any], inherited: Evidence | None) -> _Found:
        """The faults of a mapping; ``inherited`` is None inside a block whose clause is missing, which is told once."""
        own = values.get("clause")
        covering = self.clause(own) if own else inherited
        for key, value in values.items():
            if key == "clause" or key.endswith("_clause"):
                if value is not None and self.clause(value) is None:
                    yield (*field, key), f"the notice has no clause {value}{self._meant(value)}"
                continue
            named = values.get(COVERS.get(key, f"{key}_clause"))
            evidence = self.clause(named) if named else covering
            if evidence is not None and key not in UNPROVEN:
                yield from self._field((*field, key), key, value, evidence, values)

    def _field(self, field: FieldPath, key: str, value: Any, evidence: Evidence, block: Mapping[str, Any]) -> _Found:
        if key == "amount" and block.get("computed"):
            yield from self._sum(field, value, block["computed"], "元", self.notice)
        elif key == "wait" and block.get("computed"):
            unit = "months" if value.get("months") else "days"
            yield from self._sum((*field, unit), value.get(unit), block["computed"], UNITS[unit], evidence)
        elif key in ("say", "verdict") and block.get("computed"):
            total = normal(_in_words(block["wait"]))
            yield from self._value(field, key, value, Evidence(evidence.name, f"{evidence.text};{total}"))
        elif key == "phone" and value:
            yield from self._phone(field, value, block, evidence)
        elif key == "document_number" and value:
            if bare(value) not in self.words:
                yield field, f"{value} does not occur in the notice"
        elif key == "general":
            yield from self._value(field, key, value, self._summed_up(evidence, block))
        else:
            yield from self._value(field, key, value, evidence)

    def _summed_up(self, evidence: Evidence, block: Mapping[str, Any]) -> Evidence:
        """A rule in short sums up its cases and may name the price, each of which has a clause of its own."""
        prices = (price for price in (self.policy.contribution, self.policy.full_premium) if price)
        clauses = [case["clause"] for case in block.get("cases", ())] + [price.clause for price in prices]
        texts = [found.text for found in map(self.clause, dict.fromkeys(clauses)) if found]
        return Evidence(evidence.name, ";".join([evidence.text, *texts]))

    def _value(self, field: FieldPath, key: str, value: Any, evidence: Evidence) -> _Found:
        if isinstance(value, dict):
            if key in UNITS and not {"since", "until"} & value.keys():
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
            if value is not None and not (evidence.has_number(value, unit) or _is_in_years(field, value, evidence)):
                yield (*field, key), f"{value}{unit} does not occur in {evidence.name}"

    def _number(self, field: FieldPath, key: str, value: int, evidence: Evidence) -> _Found:
        if key == "pay" and value == 0:
            if not evidence.says_free:
                yield field, f"{evidence.name} does not say that nothing is paid"
        elif key in ("days", "months") and value == 0:
            if not evidence.says_no_wait:
                yield field, f"{evidence.name} does not say that there is no wait"
        elif key == "insurance_year":
            if value not in self.notice.years:
                yield field, f"the year {value} does not occur in the notice"
        elif "month_days" in field and evidence.has_number(value + (1 if key == "last" else -1), "日"):
            # 每月26日至月底停缴 is the same as until the 25th.
            return
        elif not evidence.has_number(value, UNITS.get(key, "")):
            yield field, f"{value} does not occur in {evidence.name}"

    def _sum(self, field: FieldPath, amount: int, computed: str, unit: str, evidence: Evidence) -> _Found:
        """A number that the notice gives only in parts: the sum is right and each part stands there."""
        if not re.fullmatch(r"\d+(?:\+\d+)+", computed):
            yield (*field[:-1], "computed"), f"{computed} is not a sum such as 380+640"
            return
        parts = [int(part) for part in computed.split("+")]
        if sum(parts) != amount:
            yield field, f"{amount} is not {computed}, which is {sum(parts)}"
        for part in parts:
            if not evidence.has_number(part, unit):
                yield (*field[:-1], "computed"), f"{part} does not occur in {evidence.name}"

    def _phone(self, field: FieldPath, phone: str, contact: Mapping[str, Any], evidence: Evidence) -> _Found:
        wanted = frozenset(digits for digits, _ in digit_groups(normal(phone)))
        if not wanted or not wanted <= evidence.phones:
            yield field, f"{phone} does not occur in {evidence.name}"
            return
        parts = evidence.parts_on(contact["name"])
        if parts and not any(first_phones(part) & wanted for part in parts):
            yield field, f"{phone} stands beside another office than {contact['name']} in {evidence.name}"
        for place in contact.get("townships", ()):
            if parts and not any(place in part for part in parts):
                yield (*field[:-1], "townships"), f"{place} does not stand beside {contact['name']} in {evidence.name}"

    def _date(self, field: FieldPath, date: datetime.date, evidence: Evidence) -> Iterator[str]:
        if self._follows_on(field, date) or (date in self._issued() and evidence.says_at_once):
            return
        in_period = "born" in field or field[0] == "benefits"
        if not self._year(date.year, evidence):
            yield f"{date}: the year {date.year} does not occur in {evidence.name}"
        elif not evidence.names_day(date.month, date.day, date.year) and not (
            in_period and evidence.bounds_period(date.month, date.day, date.year)
        ):
            yield f"{date.month}月{date.day}日 ({date}) does not occur in {evidence.name}"

    def _follows_on(self, field: FieldPath, date: datetime.date) -> bool:
        """A window may open on the day after another one closes without the notice naming that day."""
        before = date - datetime.timedelta(days=1)
        return field[:1] == ("windows",) and field[-1] == "start" and before in [w.end for w in self.policy.windows]

    def _issued(self) -> list[datetime.date]:
        return [notice.issued for notice in self.policy.notices if notice.issued]

    def _year(self, year: int, evidence: Evidence) -> bool:
        """Whether the clause's own years allow it; a clause that names none means a year that the notice names."""
        years = evidence.years if evidence.years and not evidence.says_some_year else self.notice.years
        return year in years or (year - 1 in years and evidence.says_next_year)

    def _sentence(self, key: str, sentence: str, evidence: Evidence) -> Iterator[str]:
        for quoted in [*_QUOTED.finditer(sentence), *_DOCUMENT.finditer(sentence)]:
            if bare(quoted["words"]) not in self.words:
                yield f"{quoted.group()} does not occur in the notice in these words"
        text = _THUS.sub(r"\1", _REFERENCE.sub("", _WORDS.sub("", normal(sentence))))
        for day in days(text):
            yield from self._day_in_sentence(day, evidence)
        for quantity in quantities(without_days(text)):
            if quantity.unit == "年" and is_year(quantity.value):
                year = int(quantity.value)
                if year not in self.notice.years if key in NAMES else not self._year(year, evidence):
                    yield f"the year {year} does not occur in {evidence.name}"
            elif _states(quantity) and not evidence.has(quantity):
                yield f"{quantity.written} does not occur in {evidence.name}"

    def _day_in_sentence(self, day: Day, evidence: Evidence) -> Iterator[str]:
        issued = self._issued() if evidence.says_at_once else []
        if any((date.month, date.day, day.year or date.year) == (day.month, day.day, date.year) for date in issued):
            return
        if day.year and not self._year(day.year, evidence):
            yield f"the year {day.year} does not occur in {evidence.name}"
        elif not evidence.names_day(day.month, day.day, day.year):
            yield f"{day.month}月{day.day}日 does not occur in {evidence.name}"


# A year not paid for: 2025年度也未参保的, 断保的.
_A_YEAR_MISSED = re.compile("未(?:曾)?(?:参保|缴费)|没有?(?:参保|缴费)|断保|断缴|中断")


def _is_in_years(field: FieldPath, months: int, evidence: Evidence) -> bool:
    """Whether the break that a condition has in months stands in the clause as years, or as the one year missed."""
    years, rest = divmod(months, 12)
    if field[-1] != "gap_months" or rest or not years:
        return False
    return evidence.has_number(years, "年") or years == 1 and bool(_A_YEAR_MISSED.search(evidence.text))


def _in_words(span: Mapping[str, Any]) -> str:
    """3个月, 45天."""
    return f"{span['months']}个月" if span.get("months") else f"{span.get('days')}天"


def _states(quantity: Quantity) -> bool:
    """Whether a number of a sentence states something of the notice's: not 统一, 一次, or a count of what is listed."""
    if not quantity.chinese:
        return True
    if quantity.value == 1:
        return quantity.unit in _MEASURES
    return bool(quantity.unit) or quantity.after not in _COUNTED or not quantity.after
