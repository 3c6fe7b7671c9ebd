"""A policy as a whole."""

import datetime
from collections.abc import Collection

from pydantic import Field, PrivateAttr, validator

from bot.rules.base import Strict
from bot.rules.policy.aid import Aid
from bot.rules.policy.aspects import Point, Silence, Table
from bot.rules.policy.newborns import Newborn
from bot.rules.policy.offices import Channel, Contact
from bot.rules.policy.prices import Amount, Contribution, Premium
from bot.rules.policy.values import Identifier, Year
from bot.rules.policy.windows import Benefit, LateEnrollment, Window


class Notice(Strict):
    """One published document. ``file`` is the name of its text in the operator's folder of notices.

    ``untitled``: the published text bears no title, and ``title`` is ours.
    """

    id: Identifier
    title: str
    short: str
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: datetime.date | None = None
    file: str | None = None
    untitled: bool = False
    note: str | None = None


class Group(Strict):
    """A group of people that this county's notice names; ``aliases`` are what people call themselves."""

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()


class Policy(Strict):
    """All that a county's notices say for one insurance year."""

    insurance_year: Year
    year_name: str
    year_note: str | None = None
    clerk_notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...]
    contribution: Contribution
    fiscal_subsidy: Amount | None = None
    full_premium: Premium | None = None
    windows: tuple[Window, ...]
    late: LateEnrollment | None = None
    benefits: tuple[Benefit, ...] = ()
    newborn: Newborn | None = None
    aid: Aid | None = None
    channels: tuple[Channel, ...] = ()
    contacts: tuple[Contact, ...]
    groups: tuple[Group, ...] = ()
    tables: dict[str, Table] = Field(default_factory=dict)
    points: dict[str, tuple[Point, ...]] = Field(default_factory=dict)
    silent: tuple[Silence, ...] = ()

    # As the file has it, where windows were taken apart by months.
    _written: "Policy | None" = PrivateAttr(None)

    @property
    def as_written(self) -> "Policy":
        """The policy with the windows that its file names."""
        return self._written or self

    def names_of(self, windows: Collection[str]) -> str:
        """What the notice calls the windows with these ids, side by side."""
        return "、".join(window.name for window in self.as_written.windows if window.id in windows)

    def by_month(self) -> "Policy":
        """The policy with a window for each month in which one of its windows costs more."""
        months = {window.id: window.by_month() for window in self.windows}
        if all(len(parts) == 1 for parts in months.values()):
            return self
        windows = tuple(part for parts in months.values() for part in parts)
        benefits = tuple(
            row.copy(update={"window": name})
            for row in self.benefits
            for name in ([part.id for part in months[row.window]] if row.window in months else [row.window])
        )
        apart = self.copy(update={"windows": windows, "benefits": benefits})
        object.__setattr__(apart, "_written", self)
        return apart

    @validator("notices", "windows", "contacts")
    def not_empty(cls, rows: tuple[Strict, ...]) -> tuple[Strict, ...]:
        if not rows:
            raise ValueError("needs at least one entry")
        return rows

    def is_silent_on(self, aspect: str) -> Silence | None:
        """The record of silence on this aspect, if there is one."""
        return next((silence for silence in self.silent if silence.aspect == aspect), None)

    def group_name(self, group: str) -> str | None:
        """What this county's notice calls the group, if it names it."""
        for row in self.groups:
            if row.id == group:
                return row.name
        categories = self.aid.categories if self.aid else ()
        return next((row.name for row in categories if row.group == group), None)

    def closes(self) -> datetime.date | None:
        """The last day of the last window that has an end."""
        return max((window.end for window in self.windows if window.end), default=None)
