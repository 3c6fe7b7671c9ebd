"""When one may pay, what paying late comes to, and when treatment is covered."""

import datetime
from collections.abc import Collection
from typing import Literal

from pydantic import PrivateAttr, root_validator, validator

from bot.rules.base import Strict
from bot.rules.calendar import Span, last_day_of_month
from bot.rules.policy.prices import Pay, Rate
from bot.rules.policy.values import Clause, DayOfMonth, Identifier, Yuan
from bot.rules.policy.when import DateRange, When


class MonthDays(Strict):
    """The days of a month on which one may pay."""

    clause: Clause | None = None
    first: DayOfMonth = DayOfMonth(1)
    last: DayOfMonth = DayOfMonth(31)


class Closed(Strict):
    """Days on which one may not pay although the window is open: the last ones of each month, or a stretch of days."""

    clause: Clause | None = None
    last_days_of_month: DayOfMonth | None = None
    days: DateRange | None = None
    but_not: tuple[datetime.date, ...] = ()
    why: str | None = None

    @root_validator(skip_on_failure=True)
    def closes_something(cls, values: dict[str, object]) -> dict[str, object]:
        if values["last_days_of_month"] is None and values["days"] is None:
            raise ValueError(
                "closes nothing: add last_days_of_month: 3, or days: {since: 2025-12-27, until: 2025-12-31}"
            )
        return values


class Surcharge(Strict):
    """What a window costs on top of its price; ``each: month`` again for every calendar month begun since its start."""

    amount: Yuan
    each: Literal["window", "month"] = "window"
    clause: Clause | None = None


class Window(Strict):
    """A time in which one may pay; ``who`` and ``when`` limit it to some people, absent dates are not in the notice.

    A window inside another one, at a price of its own, stands before it. ``rates`` are prices of some people in this
    window alone, and as they are written: a ``surcharge`` comes on top of everybody else's. ``grades: false`` where the
    grades of the contribution cannot be chosen.
    """

    id: Identifier
    kind: Literal["central_window", "extended_window"]
    name: str
    clause: Clause
    start: datetime.date | None = None
    start_say: str | None = None
    end: datetime.date | None = None
    end_say: str | None = None
    end_note: str | None = None
    pay: Pay = "contribution"
    rates: tuple[Rate, ...] = ()
    surcharge: Surcharge | None = None
    grades: bool = True
    month_days: MonthDays | None = None
    closed: Closed | None = None
    holidays_extend: bool | None = None
    who: str | None = None
    when: When = When()

    @root_validator(skip_on_failure=True)
    def in_order(cls, values: dict[str, object]) -> dict[str, object]:
        start, end = values["start"], values["end"]
        if isinstance(start, datetime.date) and isinstance(end, datetime.date) and start > end:
            raise ValueError(f"start ({start}) is after end ({end})")
        surcharge = values["surcharge"]
        if isinstance(surcharge, Surcharge) and surcharge.each == "month" and not (start and end):
            raise ValueError("a surcharge for each month needs the window's start and end")
        return values

    # Set for one month of a window that costs more from month to month.
    _month_of: str | None = PrivateAttr(None)

    @property
    def month_of(self) -> str | None:
        """The id of the window that the notice names, where this is one month of it; its name then says which."""
        return self._month_of

    def is_one_of(self, names: Collection[str]) -> bool:
        """Whether these ids name the window, or the one of which it is a month."""
        return (self.month_of or self.id) in names

    def by_month(self) -> tuple["Window", ...]:
        """The window, or where it costs more from month to month one for each of them, at that month's surcharge."""
        surcharge, start, end = self.surcharge, self.start, self.end
        if surcharge is None or surcharge.each == "window" or start is None or end is None:
            return (self,)
        months: list[Window] = []
        while start <= end:
            last = min(end, start.replace(day=last_day_of_month(start.year, start.month)))
            dearer = surcharge.copy(update={"amount": surcharge.amount * (len(months) + 1), "each": "window"})
            values = {"id": f"{self.id}_{len(months) + 1}", "name": f"{self.name}（{start.year}年{start.month}月）"}
            month = self.copy(update={**values, "start": start, "end": last, "surcharge": dearer})
            object.__setattr__(month, "_month_of", self.id)
            months.append(month)
            start = last + datetime.timedelta(days=1)
        return tuple(months)


class Midway(Strict):
    """A group that may still enroll after the windows, under a condition where the notice has one.

    ``name`` is what a reply calls those whom the condition lets in (退役60日内的退役军人); ``wait`` is the group's own, ``{days: 0}`` where it has none.
    """

    group: Identifier
    name: str | None = None
    when: When = When()
    wait: Span | None = None
    wait_clause: Clause | None = None


class LateEnrollment(Strict):
    """Paying after the windows: whether, at what price, and the wait for benefits.

    ``accepted``: ``all`` anyone may; ``listed`` only those in ``who``; ``no`` (or ``as_a_rule_no``) nobody. A group
    without a condition may stand in ``who`` by its id alone. ``until`` is the last day; after it, ``after_says`` holds
    for all but those in ``who``.
    """

    clause: Clause
    accepted: Literal["all", "listed", "no", "as_a_rule_no"]
    pay: Pay | None = None
    pay_clause: Clause | None = None
    rates: tuple[Rate, ...] = ()
    wait: Span | None = None
    wait_clause: Clause | None = None
    who: tuple[Midway, ...] = ()
    says: str
    until: datetime.date | None = None
    after_says: str | None = None
    after_clause: Clause | None = None

    @validator("who", pre=True, each_item=True)
    def by_id(cls, row: object) -> object:
        return {"group": row} if isinstance(row, str) else row

    @root_validator(skip_on_failure=True)
    def whole(cls, values: dict[str, object]) -> dict[str, object]:
        if values["accepted"] == "all" and values["pay"] is None:
            raise ValueError("accepts all, but names no price: add pay, such as full_premium")
        if values["accepted"] == "listed" and not values["who"]:
            raise ValueError("accepts those listed, but lists nobody: add who")
        if (values["until"] is None) is not (values["after_says"] is None):
            raise ValueError("until and after_says belong together: what holds after that day")
        if values["until"] and values["accepted"] != "all":
            raise ValueError("until is for accepted: all; nobody else's paying late comes to an end")
        return values

    def groups(self) -> frozenset[str]:
        """The groups that may, whatever their conditions."""
        return frozenset(row.group for row in self.who)


class Benefit(Strict):
    """When treatment is covered for those who paid in a window (or ``late``), ``paid`` within the dates given."""

    window: Identifier
    clause: Clause
    paid: DateRange | None = None
    since: datetime.date | None = None
    wait: Span | None = None
    until: datetime.date | None = None
    says: str | None = None
