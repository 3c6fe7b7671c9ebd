"""Conditions on the facts, by which a rule tells for whom it is."""

import datetime
from typing import Literal

from pydantic import root_validator

from bot.rules.base import Strict
from bot.rules.calendar import Span


class DateRange(Strict):
    """From and until, both days included; an absent end is open."""

    since: datetime.date | None = None
    until: datetime.date | None = None

    @root_validator(skip_on_failure=True)
    def in_order(cls, values: dict[str, datetime.date | None]) -> dict[str, datetime.date | None]:
        since, until = values["since"], values["until"]
        if since and until and since > until:
            raise ValueError(f"since ({since}) is after until ({until})")
        return values

    def holds(self, day: datetime.date) -> bool:
        """Whether the day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Number(Strict):
    """Bounds of a whole number: ``at_least`` and ``at_most`` include it, ``over`` and ``under`` do not."""

    at_least: int | None = None
    at_most: int | None = None
    over: int | None = None
    under: int | None = None

    @root_validator
    def bounds_something(cls, values: dict[str, int | None]) -> dict[str, int | None]:
        if all(bound is None for bound in values.values()):
            raise ValueError("names no bound: write {at_most: 60}, or at_least, over, under")
        return values


class Registered(Strict):
    """When a newborn was registered, counted from birth."""

    within: Span | None = None
    after: Span | None = None

    @root_validator
    def one_of_both(cls, values: dict[str, Span | None]) -> dict[str, Span | None]:
        if (values.get("within") is None) is (values.get("after") is None):
            raise ValueError("needs one of within and after, as {within: {days: 28}}")
        return values


class When(Strict):
    """A condition on the facts; all of the named ones must hold. Absent ones do not matter.

    ``minor``: a pupil, or a person under 18. ``age``: full years. ``townships``: the person is of one of them.
    ``registration``: registered in a town or in the country.
    ``applied``: the day on which something is asked for at the office, today unless another day is told.
    ``since_days``: how many days ago what makes the person one of the group happened (the discharge of a veteran, the
    release of a prisoner); ``since_months`` counts the same in calendar months.
    """

    born: DateRange | None = None
    paid: DateRange | None = None
    applied: DateRange | None = None
    registered: Registered | None = None
    groups: tuple[str, ...] = ()
    no_groups: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()
    age: Number | None = None
    minor: bool | None = None
    registration: Literal["urban", "rural"] | None = None
    parent_enrolled: bool | None = None
    both_parents_enrolled: bool | None = None
    renewing: bool | None = None
    away: bool | None = None
    benefits_started: bool | None = None
    refund_reason: tuple[str, ...] = ()
    enrolled_years: Number | None = None
    gap_months: Number | None = None
    gap_days: Number | None = None
    since_days: Number | None = None
    since_months: Number | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it hangs on how long ago something happened."""
        return bool(self.since_days or self.since_months or self.gap_days or self.gap_months)
