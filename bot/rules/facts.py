"""What is known of the asker's case. Everything absent is unknown, never false."""

import datetime
from typing import Literal

from bot.rules.base import Strict
from bot.rules.calendar import last_day_of_month
from bot.rules.household import Covered, Household, Person

RefundReason = Literal["death", "employee", "duplicate", "elsewhere", "aided", "enlisted", "emigrated"]


class Rough(Strict):
    """A date of which only the days between which it lies are known, and the words it was told in: 农历正月."""

    fact: str
    first: datetime.date
    last: datetime.date
    said: str


class Facts(Strict):
    """The asker's case; dates are calendar days, spans are whole months or days.

    ``treated`` is a day of treatment, of which it is asked whether it is covered. ``groups`` are ids of groups of people (see ``data/people.yml`` and the policies) that the person belongs to;
    ``not_groups`` those that the person said not to belong to; ``covered`` is why nothing is to be paid for the person
    here. ``household`` are the persons of a family; ``people`` those of whom
    something was told one after the other, the last one being who is spoken of. ``months_only`` names the dates of which only the month was told,
    ``rough`` those that were told in another way than as a day. ``passed`` is the span, as
    ``Span.text`` writes it (3个月), that is said to be over without a date. ``minor`` is whether a child or pupil is
    meant, ``age`` the person's years (70多岁: ``age`` 70, ``age_at_most`` 79), ``applied`` the day of an application where none is told, ``grade`` the name of the grade that is asked about. ``since_days`` and ``since_months`` count from what made
    the person one of its group (a discharge, a release); ``…_at_most`` is the most that it may be where only a month was told.
    ``left_on`` the first and last day on which somebody can have died or left
    for another insurance. ``late_heads`` is how many of the household pay too late.
    """

    born: datetime.date | None = None
    registered: datetime.date | None = None
    paid: datetime.date | None = None
    asked_on: datetime.date | None = None
    treated: datetime.date | None = None
    left_on: tuple[datetime.date, datetime.date] | None = None
    applied: datetime.date | None = None
    groups: frozenset[str] = frozenset()
    not_groups: frozenset[str] = frozenset()
    covered: Covered | None = None
    household: Household | None = None
    people: tuple[Person, ...] = ()
    late_heads: int | None = None
    minor: bool | None = None
    registration: Literal["urban", "rural"] | None = None
    age: int | None = None
    age_at_most: int | None = None
    grade: str | None = None
    parent_enrolled: bool | None = None
    both_parents_enrolled: bool | None = None
    renewing: bool | None = None
    away: bool | None = None
    benefits_started: bool | None = None
    missed_window: bool | None = None
    refund_reason: RefundReason | None = None
    enrolled_years: int | None = None
    gap_months: int | None = None
    gap_days: int | None = None
    gap_days_at_most: int | None = None
    since_days: int | None = None
    since_days_at_most: int | None = None
    since_months: int | None = None
    age_months: int | None = None
    age_days: int | None = None
    passed: str | None = None
    township: str | None = None
    months_only: frozenset[str] = frozenset()
    rough: tuple[Rough, ...] = ()

    def known(self) -> frozenset[str]:
        """The names of the facts that are known."""
        return frozenset(
            name
            for name, value in self
            if value not in (None, frozenset(), ()) and not (isinstance(value, Household) and value.doubtful)
        )

    @property
    def pays_on(self) -> datetime.date | None:
        """The day of paying, as it was told, else the day that is asked about."""
        return self.paid or self.asked_on

    @property
    def heads(self) -> int:
        """How many people pay: those of the household, else the one person that is asked about."""
        return len(self.household.payers()) if self.household and not self.household.doubtful else 1

    def merged(self, newer: "Facts") -> "Facts":
        """These facts with all that ``newer`` knows on top.

        A group named now takes the place of those named before (another person is meant).
        """
        values = {**dict(self), **{name: getattr(newer, name) for name in newer.known()}}
        values["groups"] = newer.groups or self.groups - newer.not_groups
        values["not_groups"] = (self.not_groups - newer.groups) | newer.not_groups
        values["household"] = newer.household or self.household
        for name in ("gap_days", "since_days"):
            if getattr(newer, name) is not None:
                values[f"{name}_at_most"] = getattr(newer, f"{name}_at_most")
        if newer.age is not None or newer.minor is not None:
            values["age"], values["age_at_most"] = newer.age, newer.age_at_most
        told = newer.known()
        values["months_only"] = (self.months_only - told) | newer.months_only
        values["rough"] = (*(row for row in self.rough if row.fact not in told), *newer.rough)
        if newer.born and not newer.registered:
            values["registered"] = None
        if newer.asked_on and not newer.paid:
            # 要是拖到1月15号呢: another day is asked about.
            values["paid"] = None
        values["rough"] = tuple(row for row in values["rough"] if values[row.fact] is not None)
        return Facts(**values)

    def earliest_and_latest(self, name: str) -> tuple[datetime.date, datetime.date] | None:
        """The days between which a date lies: the day itself, or its whole month where only that was told."""
        date: datetime.date | None = getattr(self, name)
        rough = self.roughly(name)
        if rough:
            return rough.first, rough.last
        if date is None or name not in self.months_only:
            return (date, date) if date else None
        return date.replace(day=1), date.replace(day=last_day_of_month(date.year, date.month))

    def roughly(self, name: str) -> Rough | None:
        """The stretch of days that was told for a date, where no day or month was."""
        return next((row for row in self.rough if row.fact == name), None)

    def to_the_day(self, name: str) -> bool:
        """Whether the date is known, and to the day."""
        return getattr(self, name) is not None and name not in self.months_only and self.roughly(name) is None
