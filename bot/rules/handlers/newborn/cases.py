"""Which of the cases for newborns the facts leave open, and what would decide between them."""

import datetime
from dataclasses import replace

from bot.rules.calendar import last_day_within
from bot.rules.facts import Facts
from bot.rules.handlers.newborn.limits import all_limits
from bot.rules.inquiry import Inquiry
from bot.rules.newborns import holds_for_some, newborn_holds
from bot.rules.policy import Newborn, NewbornCase

# Which of several open facts to ask first: what the asker knows best. Nothing else is asked of a newborn.
_ASK_FIRST = ("born", "parent_enrolled", "both_parents_enrolled", "registered")


def first_to_ask(needs: list[str]) -> str | None:
    """The open fact to ask for, if one of those that would decide can be asked for."""
    return next((fact for fact in _ASK_FIRST if fact in needs), None)


def registering_late_today(inquiry: Inquiry, rules: Newborn | None) -> Inquiry:
    """With the time over already today, a registration that nobody dated can only be late."""
    facts = inquiry.facts
    span = rules.register_within if rules else None
    born = facts.earliest_and_latest("born")
    if born is None or facts.registered or rules is None:
        return inquiry
    dated = [facts.copy(update={"born": day, "months_only": frozenset(), "rough": ()}) for day in born]
    limits = [last for one in dated for last in all_limits(rules, one)]
    late = bool(limits) and inquiry.today > min(max(limits), last_day_within(born[1], span) if span else max(limits))
    recent = covered_by_birth(facts, rules) and (inquiry.today - born[0]).days < 366
    if not (late and recent):
        return inquiry
    return replace(inquiry, facts=facts.copy(update={"registered": inquiry.today}))


def covered_by_birth(facts: Facts, rules: Newborn) -> bool | None:
    """Whether the rule is for children of that birth; None where the days told lie on both sides."""
    days = facts.earliest_and_latest("born")
    if days is None:
        return True
    inside = {rules.born.holds(date) for date in days}
    return inside.pop() if len(inside) == 1 else None


def has_case(inquiry: Inquiry) -> bool:
    """Whether something is told that a case looks at."""
    facts = inquiry.facts
    dated = facts.born or facts.registered or facts.age_days is not None or facts.age_months is not None
    rules = inquiry.policy.newborn
    looked_at = {name for case in rules.cases for name in case.when.__fields_set__} if rules else set()
    parents = {name for name in ("parent_enrolled", "both_parents_enrolled") if getattr(facts, name) is False}
    return bool(dated or looked_at & parents)


def is_late(inquiry: Inquiry, rules: Newborn) -> bool:
    """Whether the span for registering is said to be over, without a date."""
    span = rules.register_within
    return span is not None and inquiry.facts.passed == span.text()


def parents_outside(inquiry: Inquiry) -> bool:
    """Whether the parents are insured elsewhere, and the county has a rule for their newborn."""
    late = inquiry.policy.late
    return bool(
        late and "newborn_parents_outside" in late.groups() and "newborn_parents_outside" in inquiry.facts.groups
    )


def case_on(rules: Newborn, facts: Facts, registered: datetime.date) -> NewbornCase | None:
    """The case that holds for a registration on that day; None where another fact is open."""
    then = facts.copy(update={"registered": registered})
    for case in rules.cases:
        truth = newborn_holds(case.when, then)
        if truth.value is None:
            return None
        if truth.value:
            return case
    return None


def open_cases_of(inquiry: Inquiry, rules: Newborn) -> tuple[list[NewbornCase], list[str]]:
    """The cases that may still hold, up to one that does, and the facts that would decide between them."""
    open_cases: list[NewbornCase] = []
    needs: list[str] = []
    for case in rules.cases:
        truth = newborn_holds(case.when, inquiry.facts)
        if truth.value is False:
            continue
        open_cases.append(case)
        if truth.value is True:
            break
        needs.extend(truth.needs)
    return open_cases, needs


def cases_for_some(inquiry: Inquiry, rules: Newborn, held: NewbornCase) -> list[NewbornCase]:
    """The cases before the one that holds that would if the child were of a group or township that nobody named."""
    before = rules.cases[: rules.cases.index(held)]
    return [case for case in before if holds_for_some(case.when, inquiry.facts)]
