"""The shape of a policy: what a county's notices say for one insurance year, each value with its clause.

A ``clause`` covers every value of its block; a block inside may name its own. Sentences (``say``) are in our own words.
"""

import datetime
import re
from typing import Literal, TypeAlias

from pydantic import ConstrainedInt, ConstrainedStr, Field, root_validator, validator

from bot.rules.base import Strict
from bot.rules.calendar import Span


class Identifier(ConstrainedStr):
    """A name for code: lower case, digits, underscores."""

    regex = re.compile(r"^[a-z][a-z0-9_]*$")


class Clause(ConstrainedStr):
    """A place in a notice, such as 五（6）."""

    min_length = 1


class Yuan(ConstrainedInt):
    """Whole yuan. Strict: 280.7 must be an error, not 280."""

    strict = True
    ge = 0
    le = 1_000_000


class DayOfMonth(ConstrainedInt):
    """1 to 31."""

    strict = True
    ge = 1
    le = 31


class Year(ConstrainedInt):
    """A calendar year of this century."""

    strict = True
    ge = 2000
    le = 2100


Pay: TypeAlias = Yuan | Literal["contribution", "full_premium"]


class Notice(Strict):
    """One published document. ``file`` is the name of its text in the operator's folder of notices."""

    id: Identifier
    title: str
    short: str
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: datetime.date | None = None
    file: str | None = None
    note: str | None = None


class Point(Strict):
    """One thing that the notice says, in our own words, with the words of a question that it answers."""

    say: str
    clause: Clause
    about: tuple[str, ...] = ()
    only_asked: bool = False
    steps: tuple[str, ...] = ()
    note: str | None = None


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
    """Bounds of a whole number, both included."""

    at_least: int | None = None
    at_most: int | None = None
    over: int | None = None
    under: int | None = None


class Registered(Strict):
    """When a newborn was registered, counted from birth."""

    within: Span | None = None
    after: Span | None = None


class When(Strict):
    """A condition on the facts; all of the named ones must hold. Absent ones do not matter."""

    born: DateRange | None = None
    paid: DateRange | None = None
    registered: Registered | None = None
    groups: tuple[str, ...] = ()
    no_groups: tuple[str, ...] = ()
    parent_enrolled: bool | None = None
    renewing: bool | None = None
    away: bool | None = None
    benefits_started: bool | None = None
    refund_reason: tuple[str, ...] = ()
    enrolled_years: Number | None = None
    gap_months: Number | None = None
    gap_days: Number | None = None


class Case(Strict):
    """A row of a decision table: the first whose condition holds decides.

    ``verdict`` opens the reply. ``wait`` counts from the payment. ``silent`` marks a case that the notice leaves open.
    """

    when: When = When()
    say: str
    clause: Clause
    verdict: str | None = None
    pay: Pay | None = None
    wait: Span | None = None
    silent: bool = False


class Table(Strict):
    """A decision table about one aspect; ``general`` tells the rule in short when the facts do not decide."""

    general: str
    clause: Clause
    cases: tuple[Case, ...]


class MonthDays(Strict):
    """The days of a month on which one may pay."""

    first: DayOfMonth = DayOfMonth(1)
    last: DayOfMonth = DayOfMonth(31)


class Closed(Strict):
    """Days on which one may not pay although the window is open."""

    clause: Clause | None = None
    last_days_of_month: DayOfMonth
    but_not: tuple[datetime.date, ...] = ()
    why: str | None = None


class Window(Strict):
    """A time in which one may pay; ``who`` and ``when`` limit it to some people, absent dates are not in the notice."""

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
        return values


class Midway(Strict):
    """A group that may still enroll after the windows, under a condition where the notice has one."""

    group: Identifier
    when: When = When()


class LateEnrollment(Strict):
    """Paying after the windows: whether, at what price, and the wait for benefits.

    ``accepted``: ``all`` anyone may; ``listed`` only those in ``who``; ``no`` (or ``as_a_rule_no``) nobody. A group
    without a condition may stand in ``who`` by its id alone.
    """

    clause: Clause
    accepted: Literal["all", "listed", "no", "as_a_rule_no"]
    pay: Pay | None = None
    pay_clause: Clause | None = None
    wait: Span | None = None
    wait_clause: Clause | None = None
    who: tuple[Midway, ...] = ()
    says: str | None = None

    @validator("who", pre=True, each_item=True)
    def by_id(cls, row: object) -> object:
        return {"group": row} if isinstance(row, str) else row

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


class NewbornCase(Strict):
    """What a newborn pays and from when it is covered; ``silent`` marks a case that the notice leaves open.

    ``birth_year_only``: what is free is the year of birth, so that a child born before the insurance year pays for it.
    """

    when: When = When()
    clause: Clause
    pay: Pay | None = None
    covered: Literal["birth", "after_payment"] | None = None
    wait: Span | None = None
    says: str | None = None
    silent: bool = False
    birth_year_only: bool = False


class Newborn(Strict):
    """The newborn's rules; ``register_within`` counts from birth, the day of birth not counted.

    The cases cover every newborn: what the notice leaves open has a silent case of its own.
    """

    clause: Clause
    general: str
    born: DateRange
    register_within: Span | None = None
    as_a_rule: bool = False
    window_note: str | None = None
    cases: tuple[NewbornCase, ...]


class AidCategory(Strict):
    """A group whose contribution is paid or helped with.

    ``full``: nobody pays; ``fixed``: ``amount`` is taken off; ``reimbursed``: pays first, ``amount`` (if the notice
    has one) comes back. ``requires``: a group to which the person must belong as well; asked of nobody, but whoever
    says not to belong to it does not fit.
    """

    group: Identifier
    requires: Identifier | None = None
    name: str
    kind: Literal["full", "fixed", "reimbursed"]
    clause: Clause
    amount: Yuan | None = None
    certified_by: str | None = None
    certified_clause: Clause | None = None
    age_on: datetime.date | None = None


class Aid(Strict):
    """Aid to enroll: the groups, and what holds where several fit."""

    clause: Clause
    categories: tuple[AidCategory, ...]
    several: Literal["higher", "choose"] | None = None
    several_clause: Clause | None = None
    settled: str | None = None
    settled_clause: Clause | None = None
    reimbursed: str | None = None
    list_decides: str | None = None


class Channel(Strict):
    """A way to pay, with its steps; ``about`` are the words by which people name it."""

    id: Identifier
    name: str
    online: bool
    clause: Clause
    steps: tuple[str, ...] = ()
    say: str | None = None
    about: tuple[str, ...] = ()


class Contact(Strict):
    """An office to ask, with its phone number where the notice gives one, and the townships it serves."""

    id: Identifier
    name: str
    clause: Clause
    phone: str | None = None
    townships: tuple[str, ...] = ()
    hours: str | None = None
    about: tuple[str, ...] = ()
    main: bool = False


class Group(Strict):
    """A group of people that this county's notice names; ``aliases`` are what people call themselves."""

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()


class Contribution(Strict):
    """What a person pays for the year; windows may set other prices."""

    amount: Yuan
    clause: Clause
    per: str = "每人每年"
    note: str | None = None


class Amount(Strict):
    """An amount in yuan a person; ``computed`` names the sum it comes from when the notice gives only the parts."""

    amount: Yuan
    clause: Clause
    computed: str | None = None


class Silence(Strict):
    """An aspect on which the notice says nothing; ``but`` is what it says nearby."""

    aspect: str
    but: str | None = None
    clause: Clause | None = None


class Policy(Strict):
    """All that a county's notices say for one insurance year."""

    insurance_year: Year
    year_name: str
    year_note: str | None = None
    clerk_notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...]
    contribution: Contribution
    fiscal_subsidy: Amount | None = None
    full_premium: Amount | None = None
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

    @validator("notices", "windows", "contacts")
    def not_empty(cls, rows: tuple[Strict, ...]) -> tuple[Strict, ...]:
        if not rows:
            raise ValueError("needs at least one entry")
        return rows

    def yuan(self, pay: Pay) -> int | None:
        """The amount that ``pay`` names; None when the notice does not give the full premium."""
        if isinstance(pay, int):
            return pay
        if pay == "contribution":
            return self.contribution.amount
        return self.full_premium.amount if self.full_premium else None

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


class Township(Strict):
    """A township, town or farm, with what people call it."""

    name: str
    aliases: tuple[str, ...] = ()


class County(Strict):
    """The authority whose notices apply; ``id`` is its folder's name."""

    id: Identifier
    name: str
    province: str
    city: str
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    townships: tuple[Township, ...] = ()
