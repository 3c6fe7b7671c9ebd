"""The last days that a newborn's case hangs on: so long after the birth, or a day of the calendar."""

import datetime

from bot.rules.calendar import Span, last_day_within
from bot.rules.facts import Facts
from bot.rules.newborns import newborn_holds
from bot.rules.policy import Newborn, NewbornCase
from bot.rules.windows import ONE_DAY


def limits_of(rules: Newborn, facts: Facts, today: datetime.date) -> dict[datetime.date, Span | None]:
    """The last days that the child's cases name, in order, with the span each is counted by; those gone by are left out.

    A day of the calendar has no span. Where no case names a last day, it is the one that the rule names.
    """
    limits = all_limits(rules, facts)
    over = {last for last in limits if last < today <= max(limits)}
    return {last: limits[last] for last in sorted(limits.keys() - over)}


def all_limits(rules: Newborn, facts: Facts) -> dict[datetime.date, Span | None]:
    """As ``limits_of``, with those gone by; nothing for a birth without a date."""
    born = facts.born
    if born is None:
        return {}
    limits: dict[datetime.date, Span | None] = {}
    for case in rules.cases:
        for last, span in _named(case, born).items():
            until = not (case.when.registered and case.when.registered.after and span)
            then = facts.copy(update={"registered": last if until else last + ONE_DAY})
            if newborn_holds(case.when, then).value is not False:
                limits.setdefault(last, span)
    if rules.register_within and not limits:
        limits[last_day_within(born, rules.register_within)] = rules.register_within
    return limits


def _named(case: NewbornCase, born: datetime.date) -> dict[datetime.date, Span | None]:
    """The last days that the case's condition names."""
    named: dict[datetime.date, Span | None] = {}
    for limits in (case.when.applied, case.when.paid):
        if limits and limits.until:
            named[limits.until] = None
    registered = case.when.registered
    span = registered and (registered.within or registered.after)
    if span:
        named[last_day_within(born, span)] = span
    return named


def first_limit(rules: Newborn, facts: Facts) -> tuple[datetime.date, Span | None] | None:
    """The first last day of all, gone by or not: whoever registers up to it is not late."""
    limits = all_limits(rules, facts)
    return (min(limits), limits[min(limits)]) if limits else None
