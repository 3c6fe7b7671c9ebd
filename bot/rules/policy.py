"""The shape of a policy: what a county's notices say for one insurance year, each value with its clause.

A ``clause`` covers every value of its block; a block inside may name its own. Sentences (``say``) are in our own words.
"""

import datetime
import re
from typing import Literal, TypeAlias

from pydantic import ConstrainedInt, ConstrainedStr, Field, PrivateAttr, StrictStr, root_validator, validator

from bot.rules.base import Strict
from bot.rules.calendar import Span, last_day_of_month


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


class Percent(ConstrainedInt):
    """1 to 100, whole."""

    strict = True
    ge = 1
    le = 100


class Year(ConstrainedInt):
    """A calendar year of this century."""

    strict = True
    ge = 2000
    le = 2100


Pay: TypeAlias = Yuan | Literal["contribution", "full_premium"]
# The last day on which something can be asked for; ``windows``: as long as one may pay.
ApplyBy: TypeAlias = datetime.date | Literal["windows"]


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
    """One thing that the notice says, in our own words, with the words of a question that it answers.

    ``alone``: where the question has one of its words, this is the whole answer, and else it is not said.
    """

    say: str
    clause: Clause
    about: tuple[str, ...] = ()
    only_asked: bool = False
    alone: bool = False
    steps: tuple[str, ...] = ()
    note: str | None = None

    @root_validator(skip_on_failure=True)
    def found_by_its_words(cls, values: dict[str, object]) -> dict[str, object]:
        if values["alone"] and not values["about"]:
            raise ValueError("is said alone where its words are met, but has no words: add about: [建行, 建设银行]")
        return values


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
    ``applied``: the day on which something is asked for at the office, today unless another day is told.
    ``since_days``: how many days ago what makes the person one of the group happened (the discharge of a veteran, the
    release of a prisoner).
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


class Rate(Strict):
    """Another price for the people whom ``when`` describes; ``who`` is what a reply calls them."""

    who: str
    when: When
    pay: Pay
    clause: Clause | None = None


def _amount_of_its_own(rate: Rate) -> Rate:
    """A block's own rates cannot refer to a block."""
    if not isinstance(rate.pay, int):
        raise ValueError(f"pay must be an amount here, not {rate.pay}")
    return rate


class Grade(Strict):
    """A dearer grade that people may choose; ``amount`` is its ordinary price, ``when`` who may choose it."""

    name: str
    amount: Yuan
    clause: Clause
    aliases: tuple[str, ...] = ()
    when: When = When()


class Case(Strict):
    """A row of a decision table: the first whose condition holds decides.

    ``verdict`` opens the reply. ``wait`` counts from the payment. ``apply_by`` is the last day to ask for it.
    ``silent`` marks a case that the notice leaves open.
    """

    when: When = When()
    say: str
    clause: Clause
    verdict: str | None = None
    pay: Pay | None = None
    wait: Span | None = None
    apply_by: ApplyBy | None = None
    silent: bool = False


class Table(Strict):
    """A decision table about one aspect; ``general`` tells the rule in short when the facts do not decide."""

    general: str
    clause: Clause
    cases: tuple[Case, ...]
    apply_by: ApplyBy | None = None


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
    _is_month: bool = PrivateAttr(False)

    @property
    def is_month(self) -> bool:
        """Whether it is one month of the window that the notice names; its name then says which."""
        return self._is_month

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
            object.__setattr__(month, "_is_month", True)
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
    cases: tuple[NewbornCase, ...]


class AidCategory(Strict):
    """A group whose contribution is paid or helped with.

    ``full``: nobody pays; ``fixed``: ``amount`` is taken off whatever price applies; ``percent``: that part of the
    person's price, or with ``of: contribution`` of the contribution alone; ``reimbursed``: pays first, ``amount`` (if
    the notice has one) comes back. ``requires``: a group to which the person must belong as well; asked of nobody, but whoever
    says not to belong to it does not fit. ``when``: who of the group, or of everybody where there is none, it is for.
    ``at_most`` limits a percentage; ``beside``: it is given beside other aid.
    """

    group: Identifier | None = None
    when: When = When()
    requires: Identifier | None = None
    name: str
    kind: Literal["full", "fixed", "percent", "reimbursed"]
    clause: Clause
    amount: Yuan | None = None
    percent: Percent | None = None
    of: Literal["price", "contribution"] = "price"
    at_most: Yuan | None = None
    beside: bool = False
    certified_by: str | None = None
    certified_clause: Clause | None = None
    age_on: datetime.date | None = None

    @root_validator(skip_on_failure=True)
    def whole(cls, values: dict[str, object]) -> dict[str, object]:
        if values["kind"] == "fixed" and values["amount"] is None:
            raise ValueError("is fixed, but names no amount: add amount: 180")
        if (values["kind"] == "percent") is (values["percent"] is None):
            raise ValueError("kind: percent and percent: 50 belong together")
        if values["kind"] == "percent" and values["amount"] is not None:
            raise ValueError("is percent: the amount follows from the price, leave it out; a limit is at_most: 180")
        if values["at_most"] is not None and values["kind"] != "percent":
            raise ValueError("at_most limits a percentage: it belongs with kind: percent")
        if values["group"] is None and values["when"] == When():
            raise ValueError("is for nobody: add group: subsistence, or when: {age: {at_least: 70}}")
        return values


class Aid(Strict):
    """Aid to enroll: the groups, and what holds where several fit.

    ``settled`` is how aid reaches people who need not pay it first, ``reimbursed`` how it reaches the others;
    ``several_says`` tells the rule for several in our own words. ``refunds_after_windows``: aided people who paid get
    their money back only when nobody can pay any more.
    """

    clause: Clause
    categories: tuple[AidCategory, ...]
    several: Literal["higher", "choose"] | None = None
    several_says: str | None = None
    several_clause: Clause | None = None
    settled: str | None = None
    settled_clause: Clause | None = None
    reimbursed: str | None = None
    refunds_after_windows: bool = False

    @root_validator(skip_on_failure=True)
    def told(cls, values: dict[str, object]) -> dict[str, object]:
        if values["several"] and not values["several_says"]:
            raise ValueError("several needs several_says: the rule in your own words, such as 按最高的一项资助")
        return values


class Channel(Strict):
    """A way to pay, with its steps; ``about`` are the words by which people name it, ``until`` its own last day."""

    id: Identifier
    name: str
    online: bool
    clause: Clause
    steps: tuple[str, ...] = ()
    say: str | None = None
    about: tuple[str, ...] = ()
    until: datetime.date | None = None


class Contact(Strict):
    """An office to ask, with its phone number where the notice gives one, and the townships it serves."""

    id: Identifier
    name: str
    clause: Clause
    phone: StrictStr | None = None
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
    """What a person pays for the year; windows may set other prices.

    ``rates`` are the prices of some people, wherever the price is the contribution; ``grades`` what one may choose
    instead of the ordinary ``grade``.
    """

    amount: Yuan
    clause: Clause
    per: str = "每人每年"
    note: str | None = None
    rates: tuple[Rate, ...] = ()
    grade: str | None = None
    grades: tuple[Grade, ...] = ()

    _amounts = validator("rates", each_item=True, allow_reuse=True)(_amount_of_its_own)


class Amount(Strict):
    """An amount in yuan a person; ``computed`` names the sum it comes from when the notice gives only the parts."""

    amount: Yuan
    clause: Clause
    computed: str | None = None


class Premium(Amount):
    """The full premium; ``rates`` where it is another one for some people."""

    rates: tuple[Rate, ...] = ()

    _amounts = validator("rates", each_item=True, allow_reuse=True)(_amount_of_its_own)


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

    def by_month(self) -> "Policy":
        """The policy with a window for each month in which one of its windows costs more."""
        months = {window.id: window.by_month() for window in self.windows}
        if all(len(parts) == 1 for parts in months.values()):
            return self
        windows = tuple(part for parts in months.values() for part in parts)
        benefits = tuple(
            row.copy(update={"window": part.id}) for row in self.benefits for part in months.get(row.window, ())
        ) + tuple(row for row in self.benefits if row.window not in months)
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
