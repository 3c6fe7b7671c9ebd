"""Windows: which one is open on a day, for whom, how many days are left, and when the next day to pay is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.rules.calendar import add_months, last_day_of_month
from bot.rules.conditions import Truth, holds
from bot.rules.facts import Facts
from bot.rules.policy import Policy, Window

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Standing:
    """A window on a day.

    ``closed_today`` means inside the window on a day when nobody may pay; ``extended`` that its last day was a Saturday
    or Sunday, so that it lasts to the first working day after it.
    """

    window: Window
    state: Literal["undated", "not_yet", "open", "closed_today", "extended", "over"]
    applies: Truth
    days_left: int | None = None
    next_day: datetime.date | None = None

    @property
    def for_everyone(self) -> bool:
        return self.window.who is None

    @property
    def is_within(self) -> bool:
        """Whether the day lies between the window's first and last, whether or not one may pay on it."""
        return self.state in ("open", "closed_today")

    @property
    def is_left(self) -> bool:
        """Whether the window goes on, or is still to come."""
        return self.is_within or self.state in ("extended", "not_yet")


def standing(window: Window, day: datetime.date, facts: Facts) -> Standing:
    """How the window stands on ``day`` for a person with these facts."""
    applies = holds(window.when, facts)
    if window.start is None and window.end is None:
        return Standing(window, "undated", applies)
    if window.start and day < window.start:
        return Standing(window, "not_yet", applies, next_day=window.start)
    if window.end and day > window.end:
        return Standing(window, "extended" if day <= last_day(window.end, window) else "over", applies)
    left = (window.end - day).days if window.end else None
    if may_pay(window, day):
        return Standing(window, "open", applies, days_left=left)
    return Standing(window, "closed_today", applies, days_left=left, next_day=next_day(window, day))


def last_day(end: datetime.date, window: Window) -> datetime.date:
    """The Monday after an end at a weekend where the notice moves it; public holidays are in no calendar of ours."""
    if not window.holidays_extend or end.weekday() < SATURDAY:
        return end
    return end + datetime.timedelta(days=7 - end.weekday())


def standings(policy: Policy, day: datetime.date, facts: Facts) -> tuple[Standing, ...]:
    """All windows on ``day``, in the policy's order."""
    return tuple(standing(window, day, facts) for window in policy.windows)


def paying_in(now: Iterable[Standing]) -> Standing | None:
    """Of the windows that go on, in the policy's order, the one in which the person pays.

    One of some people alone is theirs if they are known to be such, or if nobody else may pay.
    """
    going_on = [
        one
        for one in now
        if one.is_within and one.applies.value is not False or one.state == "extended" and one.for_everyone
    ]
    known = (one for one in going_on if one.for_everyone or one.applies.value)
    return next(known, going_on[0] if going_on else None)


def may_pay(window: Window, day: datetime.date) -> bool:
    """Whether the day is one of the window's days of the month and not a closed one."""
    if window.month_days and not window.month_days.first <= day.day <= window.month_days.last:
        return False
    closed = window.closed
    if closed is None or day in closed.but_not:
        return True
    at_month_end = day.day > last_day_of_month(day.year, day.month) - (closed.last_days_of_month or 0)
    return not at_month_end and not (closed.days and closed.days.holds(day))


def next_day(window: Window, day: datetime.date) -> datetime.date | None:
    """The first day after ``day`` on which one may pay within the window."""
    candidate = day
    for _ in range(62):
        candidate += ONE_DAY
        if window.end and candidate > window.end:
            return None
        if may_pay(window, candidate):
            return candidate
    return None


def near_opening(policy: Policy) -> datetime.date | None:
    """The day two months before the first window; None where no window has a first day."""
    starts = [window.start for window in policy.windows if window.start]
    return add_months(min(starts), -2) if starts else None


def season_begins(policy: Policy) -> datetime.date:
    """From when paying under the policy is asked about: two months before the first window, or in January of its year.

    A year in which the windows open late begins in January all the same: 现在还来得及吗 is asked in it.
    """
    new_year = datetime.date(policy.insurance_year, 1, 1)
    return min(near_opening(policy) or new_year, new_year)


def in_season(policy: Policy, day: datetime.date) -> bool:
    """Whether the day lies so near the windows that paying on it is a question of this policy."""
    closes = policy.closes()
    if near_opening(policy) is None or closes is None:
        return False
    return season_begins(policy) <= day <= add_months(closes, 12)


def alike(policy: Policy, first: datetime.date, last: datetime.date, facts: Facts) -> bool:
    """Whether the same windows are open, not yet open or over on all days from ``first`` to ``last``."""
    edges = {first, last}
    for window in policy.windows:
        edges |= {window.start or first, window.start - ONE_DAY if window.start else first}
        edges |= {window.end or last, window.end + ONE_DAY if window.end else last}
        if window.month_days or window.closed:
            edges |= {first + ONE_DAY * number for number in range((last - first).days)}
    states = {
        tuple((now.window.id, now.state) for now in standings(policy, day, facts) if now.applies.value is not False)
        for day in edges
        if first <= day <= last
    }
    return len(states) == 1


def open_throughout(policy: Policy, first: datetime.date, last: datetime.date, facts: Facts) -> bool:
    """Whether the days run over several windows, all at the ordinary price, of which one is open to this person on each
    day: 2月底前, of somebody who goes on with the insurance and works away."""
    if alike(policy, first, last, facts) or any(window.pay != "contribution" for window in policy.windows):
        return False
    days = [first + ONE_DAY * number for number in range((last - first).days + 1)]
    return all(
        any(now.state == "open" and (now.for_everyone or now.applies.value) for now in standings(policy, day, facts))
        for day in days
    )


def may_be_for(window: Window, facts: Facts) -> bool:
    """Whether the window is for everybody, or for people of whom the asker seems to be one."""
    told = window.when.__fields_set__ & facts.known()
    return window.who is None or (bool(told) and holds(window.when, facts).value is not False)


def paid_in(policy: Policy, day: datetime.date, facts: Facts) -> str | None:
    """The id of the window in which a payment on ``day`` falls; ``late`` after all of them, None before them.

    A window without dates takes what comes after the dated ones.
    """
    now = standings(policy, day, facts)
    mine = paying_in(now)
    if mine:
        return mine.window.id if mine.state != "extended" else None
    if any(one.state == "not_yet" and one.for_everyone for one in now):
        return None
    undated = next((one for one in now if one.state == "undated"), None)
    return undated.window.id if undated else "late"
