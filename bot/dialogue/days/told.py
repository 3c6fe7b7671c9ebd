"""The days that a message tells: of a birth, a registration, a payment, or those that are asked about."""

import datetime
import re
from dataclasses import dataclass, field, replace
from typing import Any

from bot.dialogue.days.birth_or_registration import CORRECTS, corrected
from bot.dialogue.days.limits import as_limit, up_to
from bot.dialogue.days.lunar import placed
from bot.dialogue.days.mentions import Lunar, dates_in
from bot.dialogue.days.roles import OTHERWISE, SINCE, role_of
from bot.dialogue.days.season import in_season
from bot.dialogue.days.treatment_words import asks_if_it_counts, is_treatment
from bot.nlu.reading import dates, questions
from bot.rules.calendar import add_months, last_day_of_month
from bot.rules.facts import Facts, Rough
from bot.rules.policy import Policy

NOTHING = Facts()


def read_dates(
    text: str, policy: Policy, today: datetime.date, asked: str | None, before: Facts = NOTHING
) -> dict[str, Any]:
    """The dates of the (digit-written) text by the names of ``Facts``; a bare one goes to the fact ``asked`` for.
    ``before`` is what is known of the case that the message goes on with."""
    told = _Told(text, policy, today)
    found = dates_in(text, policy, today, _spoken_of(asked, before))
    bare = len(found) == 1 and (len(text) <= _SHORT or bool(CORRECTS.search(text)))
    roles = []
    for position, mention in enumerate(found):
        end = found[position + 1].start if position + 1 < len(found) else len(text)
        waits_for = asked if bare else None
        after = text[mention.end : end]
        has_paid = len(found) > 1 and bool(_HAS_PAID.search(text)) or before.paid is not None
        treated = is_treatment(after) or has_paid and asks_if_it_counts(after)
        goes_on = before.treated is not None and bool(_ANOTHER_DAY.search(text)) and not _PAYS.search(text)
        roles.append("treated" if treated or goes_on else role_of(text, mention, end, waits_for))
    beside = _told_beside_the_question(text, found, roles)
    for mention, role in zip(found, roles, strict=True):
        if mention in beside:
            continue
        if isinstance(mention, Lunar):
            told.keep_lunar(mention, role)
        else:
            told.keep(mention, role)
    values = told.facts()
    return {**values, **corrected(values, text, before)}


_SHORT = 16


def _spoken_of(asked: str | None, before: Facts) -> datetime.date | None:
    """The day that was told or asked about last, to the day."""
    names = (asked,) if asked in ("born", "registered") else ("asked_on", "paid")
    return next((getattr(before, name) for name in names if before.to_the_day(name)), None)


_PAYS = re.compile(r"交|缴|付|补")
_HAS_PAID = re.compile(r"(交|缴|补)(的|了|过|上)")
# 10月15号住院能报吗。9月30号呢: another day of treatment.
_ANOTHER_DAY = re.compile(r"^[^，。]{1,12}呢[？?]?$")
_TREATED = re.compile(r"报|住院|看病|享受|生效|用")


_TO_BE_PAID = re.compile(r"(才|再|就|去|能|可以|要)*(交|缴)")
_TO_BE_COVERED = re.compile(r"(份|初|底)?(才|再|就|是不是|能|可以|开始)*(报|用|享受|生效)")


def _told_beside_the_question(
    text: str, found: list[dates.Mention | Lunar], roles: list[str]
) -> list[dates.Mention | Lunar]:
    """明天26号，今天去行吗: the days that are only told, where another is asked about; a day of paying is none of them."""
    undecided = [mention for mention, role in zip(found, roles, strict=True) if role == "asked_on"]
    taken_for_paid = [mention for mention, role in zip(found, roles, strict=True) if role == "paid"]
    covered = [mention for mention in taken_for_paid if _TO_BE_COVERED.match(text, mention.end)]
    if covered and any(_TO_BE_PAID.match(text, mention.end) for mention in found):
        # 今天交明年1月能用吧: the day of paying, and the one from which it would count.
        return covered
    parts = {mention: questions.clause_at(text, mention.start) for mention in undecided}
    asked = [m for m in undecided if questions.asks(parts[m]) and not _TREATED.search(parts[m])]
    return [m for m in undecided if not questions.asks(parts[m]) and not _PAYS.search(parts[m])] if asked else []


_CORRECTED = re.compile(r"(不对|说错|记错|错了|(?<!是)不是|应该是|哦不|更正)[^。，]{0,4}，?(应该|而)?是?$")
_TO_PAY = re.compile(r"交|缴|补|收|晚|赶|忘|过期|到期|截止|迟")
_CAME_TO_IT = re.compile(r"^[^，。]{0,4}才(知道|晓得|想起|发现|听说|看到|回|到家|出院|有空|有钱)")


@dataclass
class _Told:
    """The days of one message as they are read, one after the other."""

    text: str
    policy: Policy
    today: datetime.date
    values: dict[str, Any] = field(default_factory=dict)
    months: list[str] = field(default_factory=list)
    rough: list[Rough] = field(default_factory=list)
    last_role: str | None = None
    of_the_past: bool = False
    paid_twice: bool = False

    def keep_lunar(self, mention: Lunar, role: str) -> None:
        if role in SINCE or role == OTHERWISE:
            return
        row = placed(self.text, mention, role, self.policy, self.today)
        if row and row.fact not in self.values:
            self.rough.append(row)
            self.values[row.fact] = _middle(row)

    def keep_event(self, mention: dates.Mention, name: str) -> None:
        """The days since something happened; of a month the fewest and the most that it may be."""
        by_month = mention.precision == "month"
        date = mention.date.replace(day=1) if by_month else mention.date
        if mention.yearless and date > self.today:
            date = date.replace(year=date.year - 1) if (date.month, date.day) != (2, 29) else date
        if date > self.today or name in self.values:
            return
        last = date.replace(day=last_day_of_month(date.year, date.month)) if by_month else mention.until
        self.values[name] = max(0, (self.today - (last or date)).days)
        if last:
            self.values[f"{name}_at_most"] = (self.today - date).days

    def keep(self, mention: dates.Mention, role: str) -> None:
        if role == OTHERWISE:
            return
        if role in SINCE:
            self.keep_event(mention, role)
            return
        if role == "asked_on" and (_is_over(mention, self.today) or _is_told(self.text, mention, self.today)):
            self.of_the_past = True
            return
        if self.last_role in self.values and _CORRECTED.search(self.text[: mention.start]):
            # 2月20号交的，不对，是3月5号: the later word holds.
            role = self.last_role or role
            self.values.pop(role)
        if role == "paid" and mention.relative and mention.date > self.today and self.text[mention.start].isdigit():
            # On the 10th, 26号交的 was the month before.
            mention = replace(mention, date=add_months(mention.date, -1))
        if role == "paid" and self.values.get("paid", mention.date) != mention.date:
            # Two payments: of two people, or one of them told wrong.
            self.paid_twice = True
            return
        date = self._day(mention, role)
        if date is not None:
            self._put(mention, role, date)

    def _day(self, mention: dates.Mention, role: str) -> datetime.date | None:
        """The day that is meant; None where what is told is no day but that one is missed, or not yet there."""
        if role in ("asked_on", "paid"):
            limit = as_limit(self.text, mention, self.policy)
            self.values.update(limit.facts)
            self.of_the_past = self.of_the_past or (not limit.goes_on and mention.date <= self.today)
            return limit.date if limit.goes_on else None
        if role == "born" and mention.yearless and not mention.relative:
            return _birth_year(mention.date, self.policy, self.today)
        return mention.date

    def _put(self, mention: dates.Mention, role: str, date: datetime.date) -> None:
        if role == "treated" and role in self.values:
            # From the one day to the other: the first one decides.
            return
        if role in self.values:
            role = "registered" if role == "born" else "asked_on"
        if role in self.values and not (role == "asked_on" and self._asks_of(mention)):
            return
        self.values[role] = date
        self.last_role = role
        if mention.precision == "month":
            self.months.append(role)
        if role == "asked_on":
            mention = up_to(self.text, mention, self.policy, self.today)
            date = self.values[role] = mention.date if mention.until else date
        if mention.until:
            said = self.text[mention.start : mention.end]
            self.rough.append(Rough(fact=role, first=date, last=mention.until, said=said))
            self.values[role] = _middle(self.rough[-1])

    def _asks_of(self, mention: dates.Mention) -> bool:
        """今天银行关门了，明天交行吗: whether one may pay is asked of this day, and no day before it was asked of."""
        clause = re.split(r"[，。？！；]", self.text[mention.end :])[0]
        before = self.text[: mention.start]
        return bool(_MAY.search(clause)) and not _MAY.search(before) and not _TREATED.search(clause)

    def facts(self) -> dict[str, Any]:
        """What was told; of a day gone by on which nobody paid, that it is asked about today."""
        if self.paid_twice:
            self.values.pop("paid")
        undated = not self.values.keys() & {"asked_on", "paid"}
        if self.of_the_past and undated and _TO_PAY.search(self.text) and in_season(self.policy, self.today):
            self.values["asked_on"] = self.today
        if self.months:
            self.values["months_only"] = frozenset(self.months)
        if self.rough:
            self.values["rough"] = tuple(self.rough)
        return self.values


_MAY = re.compile(r"(行|中|成|可以|能|来得及|赶得上)[^，。？]{0,6}(吗|么|不|没)")


def _middle(rough: Rough) -> datetime.date:
    return rough.first + (rough.last - rough.first) / 2


def _birth_year(date: datetime.date, policy: Policy, today: datetime.date) -> datetime.date:
    """A birthday without a year is the last one before today; years later, that of the policy's year."""
    if (date.month, date.day) == (2, 29):
        return date
    if not in_season(policy, today, months=18):
        return date.replace(year=policy.insurance_year)
    this_year = date.replace(year=today.year)
    return this_year if this_year <= today else date.replace(year=today.year - 1)


def _is_over(mention: dates.Mention, today: datetime.date) -> bool:
    """昨天没赶上, 过完元旦才想起来: a day gone by, on which nobody can pay any more, tells when something happened."""
    return (mention.relative or mention.feast) and (mention.until or mention.date) < today


def _is_told(text: str, mention: dates.Mention, today: datetime.date) -> bool:
    """这周才知道: when somebody heard of it, not when anybody pays."""
    return mention.relative and mention.date <= today and bool(_CAME_TO_IT.search(text[mention.end :]))
