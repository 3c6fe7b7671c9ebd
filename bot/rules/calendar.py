"""Date arithmetic as the notices mean it: calendar months with end-of-month care, days, months' limits."""

import calendar
import datetime
from typing import Literal

from pydantic import root_validator

from bot.rules.base import Strict


class Span(Strict):
    """A length of time: calendar months or days, never both.

    ``then`` says on which day something starts once the span is full: on the day that fills it (满3个月后即从该日),
    on the day after (满15日的次日), or on the first of the month after (次月1日).
    """

    months: int | None = None
    days: int | None = None
    then: Literal["same_day", "next_day", "next_month"] = "same_day"

    @root_validator(skip_on_failure=True)
    def months_or_days(cls, values: dict[str, object]) -> dict[str, object]:
        if (values["months"] is None) is (values["days"] is None):
            raise ValueError("needs either months or days, as {days: 60} or {months: 3}")
        return values

    def text(self) -> str:
        """The span as a resident reads it: 3个月, 30天."""
        return f"{self.amount}{self.unit}"

    @property
    def amount(self) -> int:
        """How many of its unit."""
        return self.months if self.months is not None else self.days or 0

    @property
    def unit(self) -> Literal["个月", "天"]:
        """What it counts."""
        return "个月" if self.months is not None else "天"

    @property
    def is_none(self) -> bool:
        """Whether nothing is waited for but the next day."""
        return self.amount == 0 and self.then != "next_month"

    def from_payment(self) -> str:
        """From when on, counted from the payment: 从缴费之日起满3个月后; for a span of no days 从缴费当天起."""
        if self.amount == 0:
            return f"从缴费{_AT_ONCE[self.then]}起"
        return f"从缴费之日起{self.once_full()}"

    def once_full(self) -> str:
        """From when on, as the end of 满……: 满3个月后, 满15天的次日起."""
        return f"满{self.text()}{_ONCE_FULL[self.then]}"


_AT_ONCE = {"same_day": "当天", "next_day": "次日", "next_month": "次月1日"}
_ONCE_FULL = {"same_day": "后", "next_day": "的次日起", "next_month": "的次月1日起"}


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month, ``months`` later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, last_day_of_month(year, month + 1)))


def last_day_of_month(year: int, month: int) -> int:
    """28 to 31."""
    return calendar.monthrange(year, month)[1]


def days_of_months(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many months can have: 3 months are 89 to 92 days."""
    starts = [datetime.date(year, month, 1) for year in (2023, 2024) for month in range(1, 13)]
    lengths = [(add_months(start, months) - start).days for start in starts]
    return min(lengths), max(lengths)


def last_day_within(start: datetime.date, span: Span) -> datetime.date:
    """The last day that still counts as within ``span`` of ``start``; the start day itself is not counted."""
    if span.months is not None:
        return add_months(start, span.months)
    return start + datetime.timedelta(days=span.days or 0)


def day_after_full(start: datetime.date, span: Span) -> datetime.date:
    """The day on which something starts that begins once ``span`` from ``start`` is full."""
    full = last_day_within(start, span)
    if span.then == "next_month":
        return add_months(full.replace(day=1), 1)
    return full + datetime.timedelta(days=1) if span.then == "next_day" else full
