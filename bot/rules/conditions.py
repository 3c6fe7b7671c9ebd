"""Three-valued evaluation of conditions: true, false, or unknown with the fact that would decide."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from bot.rules.calendar import Span, days_of_months, last_day_within
from bot.rules.facts import Facts
from bot.rules.policy import DateRange, Number, Registered, When


class Truth(NamedTuple):
    """``value`` is None when unknown; ``needs`` then names the facts that would decide, most telling first."""

    value: bool | None
    needs: tuple[str, ...] = ()


def holds(when: When, facts: Facts) -> Truth:
    """Whether the condition holds; false as soon as one part is false, unknown when a part is and none is false."""
    needs: list[str] = []
    for truth in _parts(when, facts):
        if truth.value is False:
            return Truth(False)
        if truth.value is None:
            needs.extend(truth.needs)
    return Truth(None, tuple(dict.fromkeys(needs))) if needs else Truth(True)


def _parts(when: When, facts: Facts) -> Iterator[Truth]:
    yield from _dates(when, facts)
    for name in ("minor", "parent_enrolled", "both_parents_enrolled", "renewing", "away", "benefits_started"):
        wanted: bool | None = getattr(when, name)
        if wanted is not None:
            known: bool | None = getattr(facts, name)
            yield Truth(None, (name,)) if known is None else Truth(known is wanted)
    yield from _person(when, facts)
    if when.refund_reason:
        reason = facts.refund_reason
        yield Truth(None, ("refund_reason",)) if reason is None else Truth(reason in when.refund_reason)
    yield from _spans(when, facts)


def _dates(when: When, facts: Facts) -> Iterator[Truth]:
    for name in ("born", "paid"):
        limits: DateRange | None = getattr(when, name)
        if limits:
            yield in_range(limits, facts, name)
    if when.applied:
        yield in_range(when.applied, facts, "asked_on" if facts.asked_on else "applied")
    if when.registered:
        yield registered_in_time(when.registered, facts)


def _person(when: When, facts: Facts) -> Iterator[Truth]:
    """Who the person is: of which groups, of which township, how old."""
    if when.groups:
        yield _in_groups(when.groups, facts)
    if when.no_groups:
        yield Truth(not facts.groups & set(when.no_groups))
    if when.registration:
        told = facts.registration
        yield Truth(None, ("registration",)) if told is None else Truth(told == when.registration)
    if when.townships:
        yield Truth(None, ("township",)) if facts.township is None else Truth(facts.township in when.townships)
    if when.age:
        yield _of_age(when.age, facts)


def _spans(when: When, facts: Facts) -> Iterator[Truth]:
    for name in ("enrolled_years", "gap_months"):
        bounds: Number | None = getattr(when, name)
        if bounds:
            # Who was insured the year before has no break of a year.
            whole = name == "gap_months" and facts.renewing and facts.gap_months is None
            yield (
                Truth(False) if whole and (bounds.at_least or 0) >= 12 else _bounded(bounds, getattr(facts, name), name)
            )
    for name, other in (("gap_days", "since_days"), ("since_days", "gap_days")):
        days: Number | None = getattr(when, name)
        if days:
            yield _days_since(days, facts, name, other)
    if when.since_months:
        yield _months_since(when.since_months, facts)


def _days_since(bounds: Number, facts: Facts, name: str, other: str) -> Truth:
    """Days since an event, of which a month or so many months may be all that is known.

    停保三个月 may be told as a break or as something that happened: either of the two facts will do.
    """
    for told in (name, other):
        possible = {_bounded(bounds, days, name).value for days in _possible_days(facts, told)}
        if possible:
            return Truth(possible.pop()) if len(possible) == 1 else Truth(None, (name,))
    return Truth(None, (name,))


def _months_since(bounds: Number, facts: Facts) -> Truth:
    """Calendar months since an event, told as months or as days; days that lie about a limit leave it open."""
    for months in (facts.since_months, facts.gap_months):
        if months is not None:
            return Truth(_in_months(bounds, months, months))
    for told in ("since_days", "gap_days"):
        possible = {_in_months(bounds, *months) for days in _possible_days(facts, told) for months in _months_of(days)}
        if possible:
            return Truth(possible.pop()) if len(possible) == 1 else Truth(None, ("since_days",))
    return Truth(None, ("since_days",))


def _in_months(bounds: Number, begun: int, full: int) -> bool:
    """Whether a time of so many months begun and so many that are full lies within the bounds."""
    return (
        (bounds.at_most is None or begun <= bounds.at_most)
        and (bounds.over is None or begun > bounds.over)
        and (bounds.at_least is None or full >= bounds.at_least)
        and (bounds.under is None or full < bounds.under)
    )


def _months_of(days: int) -> Iterator[tuple[int, int]]:
    """So many days as months begun and months that are full: where the months are long, and where they are short."""
    for long in (True, False):
        full = next(n for n in itertools.count(days // 32) if days_of_months(n + 1)[long] > days)
        yield full + (days > days_of_months(full)[long]), full


def _possible_days(facts: Facts, name: str) -> tuple[int, ...]:
    """The least and the most days that it may be; months have 28 to 31 days."""
    days: int | None = getattr(facts, name)
    if days is not None:
        most: int | None = getattr(facts, f"{name}_at_most")
        return days, days if most is None else most
    months: int | None = getattr(facts, name.replace("days", "months"))
    return () if months is None else (months * 28, months * 31)


def in_range(limits: DateRange, facts: Facts, name: str) -> Truth:
    """Whether the date that ``name`` tells lies within the limits; unknown where only a month that crosses one is told."""
    days = facts.earliest_and_latest(name)
    if days is None:
        return Truth(None, (name,))
    inside = {limits.holds(day) for day in days}
    return Truth(inside.pop()) if len(inside) == 1 else Truth(None, (name,))


def _in_groups(groups: tuple[str, ...], facts: Facts) -> Truth:
    if facts.groups & set(groups):
        return Truth(True)
    return Truth(False) if set(groups) <= facts.not_groups or facts.groups else Truth(None, ("groups",))


OF_AGE = 18
# Groups that tell no more of an age than from where on it lies.
AGED = {"aged_60": 60, "aged_80": 80}
_OLDEST = 130


def _of_age(bounds: Number, facts: Facts) -> Truth:
    """By the years told; else by what is known of them: of age or not, over sixty or eighty."""
    grown = OF_AGE if facts.minor is False else 0
    first = max((years for group, years in AGED.items() if group in facts.groups), default=grown)
    last = OF_AGE - 1 if facts.minor and "student" not in facts.groups else _OLDEST
    if facts.age is not None:
        first, last = facts.age, facts.age_at_most or facts.age
    possible = {_bounded(bounds, years, "age").value for years in range(first, last + 1)}
    return Truth(possible.pop()) if len(possible) == 1 else Truth(None, ("age",))


def _bounded(bounds: Number, value: int | None, name: str) -> Truth:
    if value is None:
        return Truth(None, (name,))
    return Truth(
        (bounds.at_least is None or value >= bounds.at_least)
        and (bounds.at_most is None or value <= bounds.at_most)
        and (bounds.over is None or value > bounds.over)
        and (bounds.under is None or value < bounds.under)
    )


def registered_in_time(rule: Registered, facts: Facts) -> Truth:
    """Whether the registration lies within (or after) the span from birth, by dates or by the child's age."""
    span = rule.within or rule.after
    if span is None:
        return Truth(True)
    within = _within(span, facts)
    if within is None:
        open_dates = ("born", "registered")
        needs = tuple(n for n in open_dates if not facts.to_the_day(n))
        return Truth(None, needs)
    return Truth(within if rule.within else not within)


def _within(span: Span, facts: Facts) -> bool | None:
    born, registered = facts.earliest_and_latest("born"), facts.earliest_and_latest("registered")
    if born and registered:
        if registered[1] <= last_day_within(born[0], span):
            return True
        return False if registered[0] > last_day_within(born[1], span) else None
    days = facts.age_days
    if days is None and facts.age_months is not None:
        if span.months is not None:
            return facts.age_months <= span.months
        # So many months are 28 to 31 days each.
        if facts.age_months * 31 <= (span.days or 0):
            return True
        return False if facts.age_months * 28 > (span.days or 0) else None
    if days is None:
        return None
    if span.days is not None:
        return days <= span.days
    # Months differ: a child of so many days is within for certain, beyond for certain, or unknown.
    fewest, most = days_of_months(span.months or 0)
    if days <= fewest:
        return True
    return False if days > most else None
