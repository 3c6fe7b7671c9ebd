"""Conditions are true, false or unknown, and unknown names what would decide."""

import datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rules.calendar import Span
from bot.rules.conditions import Truth, holds, registered_in_time
from bot.rules.facts import Facts
from bot.rules.policy import DateRange, Number, Registered, When

D = datetime.date
DAYS = st.dates(D(2020, 1, 1), D(2022, 12, 31))
GROUPS = ("orphan", "subsistence", "veteran")
REASONS = ("death", "employee", "duplicate", "elsewhere", "aided")
SPANS = st.one_of(st.builds(Span, months=st.integers(1, 6)), st.builds(Span, days=st.integers(1, 180)))
BOUNDS = st.dictionaries(st.sampled_from(("at_least", "at_most", "over", "under")), st.integers(0, 12), min_size=1).map(
    lambda bounds: Number(**bounds)
)
RANGES = st.one_of(
    st.builds(DateRange, since=DAYS),
    st.builds(DateRange, until=DAYS),
    st.tuples(DAYS, DAYS).map(lambda pair: DateRange(since=min(pair), until=max(pair))),
)
FLAGS = ("minor", "parent_enrolled", "both_parents_enrolled", "renewing", "away", "benefits_started")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "born": DAYS,
    "registered": DAYS,
    "paid": DAYS,
    "refund_reason": st.sampled_from(REASONS),
    "enrolled_years": st.integers(0, 12),
    "gap_months": st.integers(0, 12),
    "gap_days": st.integers(0, 12),
    "since_days": st.integers(0, 12),
    **{flag: st.booleans() for flag in FLAGS},
}
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "born": RANGES,
    "paid": RANGES,
    "registered": st.one_of(st.builds(Registered, within=SPANS), st.builds(Registered, after=SPANS)),
    "groups": st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2, unique=True).map(tuple),
    "refund_reason": st.lists(st.sampled_from(REASONS), min_size=1, max_size=3, unique=True).map(tuple),
    "enrolled_years": BOUNDS,
    "gap_months": BOUNDS,
    "gap_days": BOUNDS,
    "since_days": BOUNDS,
    **{flag: st.booleans() for flag in FLAGS},
}
TIMES = frozenset({"gap_months", "gap_days", "since_days"})
WHENS = st.fixed_dictionaries({}, optional=PARTS).map(lambda parts: When(**parts))
KNOWN = st.fixed_dictionaries({}, optional=VALUES).map(lambda values: Facts(**values))


@pytest.mark.parametrize(
    ("registered", "within"),
    [(D(2021, 4, 14), True), (D(2021, 4, 15), True), (D(2021, 4, 16), False)],
)
def test_three_months_from_birth_end_on_the_day_of_birth(registered: D, within: bool) -> None:
    facts = Facts(born=D(2021, 1, 15), registered=registered)
    assert holds(When(registered=Registered(within=Span(months=3))), facts) == Truth(within)
    assert holds(When(registered=Registered(after=Span(months=3))), facts) == Truth(not within)


@pytest.mark.parametrize(("days", "within"), [(89, True), (90, None), (92, None), (93, False)])
def test_an_age_in_days_decides_where_no_month_length_could_change_it(days: int, within: bool | None) -> None:
    assert registered_in_time(Registered(within=Span(months=3)), Facts(age_days=days)).value is within


def test_an_age_that_hangs_on_the_length_of_months_asks_for_the_dates() -> None:
    truth = registered_in_time(Registered(within=Span(months=3)), Facts(age_days=91))
    assert truth == Truth(None, ("born", "registered"))


def test_a_condition_without_parts_always_holds() -> None:
    assert holds(When(), Facts()) == Truth(True)


def test_one_false_part_decides_although_others_are_unknown() -> None:
    assert holds(When(away=True, renewing=True), Facts(renewing=False)) == Truth(False)


def test_an_unknown_part_names_its_fact() -> None:
    assert holds(When(away=True, renewing=True), Facts(renewing=True)) == Truth(None, ("away",))


def test_a_group_that_was_denied_decides() -> None:
    assert holds(When(groups=("orphan",)), Facts(not_groups=frozenset({"orphan"}))) == Truth(False)


def test_nobody_is_in_a_group_until_it_is_told() -> None:
    assert holds(When(groups=("orphan",)), Facts()) == Truth(None, ("groups",))


@pytest.mark.parametrize(
    ("bounds", "value", "inside"),
    [
        (Number(over=3), 3, False),
        (Number(over=3), 4, True),
        (Number(at_most=3), 3, True),
        (Number(at_least=2), 2, True),
        (Number(under=90), 90, False),
        (Number(under=90), 89, True),
    ],
)
def test_bounds_are_met_on_the_side_that_their_name_says(bounds: Number, value: int, inside: bool) -> None:
    assert holds(When(gap_months=bounds), Facts(gap_months=value)) == Truth(inside)


@given(WHENS, KNOWN)
def test_unknown_exactly_where_a_fact_is_named(when: When, facts: Facts) -> None:
    truth = holds(when, facts)
    assert (truth.value is None) == bool(truth.needs)


@pytest.mark.parametrize(
    ("facts", "old"),
    [
        ({"age": 70}, True),
        ({"age": 69}, False),
        ({"age": 60, "age_at_most": 69}, False),
        ({"age": 70, "age_at_most": 79}, True),
        ({"groups": {"aged_80"}}, True),
        ({"groups": {"aged_60"}}, None),
        ({"minor": True}, False),
        ({"minor": False}, None),
        ({}, None),
    ],
)
def test_an_age_counts_as_far_as_it_is_known(facts: dict[str, Any], old: bool | None) -> None:
    assert holds(When(age=Number(at_least=70)), Facts(**facts)).value is old


def test_of_a_township_is_who_says_so() -> None:
    of_hill = When(townships=("山前镇",))
    assert holds(of_hill, Facts()) == Truth(None, ("township",))
    assert holds(of_hill, Facts(township="山前镇")) == Truth(True)
    assert holds(of_hill, Facts(township="河口镇")) == Truth(False)


@pytest.mark.parametrize(
    ("facts", "early"),
    [
        ({"applied": D(2023, 12, 31)}, True),
        ({"applied": D(2024, 1, 1)}, False),
        ({"applied": D(2024, 2, 1), "asked_on": D(2023, 12, 1)}, True),
        ({"asked_on": D(2023, 12, 1), "months_only": {"asked_on"}}, True),
        ({}, None),
    ],
)
def test_an_application_is_made_on_the_day_told_else_today(facts: dict[str, Any], early: bool | None) -> None:
    assert holds(When(applied=DateRange(until=D(2023, 12, 31))), Facts(**facts)).value is early


@pytest.mark.parametrize(
    ("facts", "in_time"),
    [
        ({"since_days": 90}, True),
        ({"since_days": 60, "since_days_at_most": 90}, True),
        ({"since_days": 62, "since_days_at_most": 92}, None),
        ({"since_days": 112, "since_days_at_most": 141}, False),
        ({"gap_days": 40}, True),
        ({"gap_months": 4}, False),
    ],
)
def test_days_since_an_event_may_be_told_by_the_month_or_as_a_break(
    facts: dict[str, int], in_time: bool | None
) -> None:
    assert holds(When(since_days=Number(at_most=90)), Facts(**facts)).value is in_time


@given(WHENS, KNOWN)
def test_only_facts_that_are_unknown_are_named(when: When, facts: Facts) -> None:
    assert not set(holds(when, facts).needs) & facts.known()
    assert set(holds(when, facts).needs) <= set(Facts.__fields__)


@given(WHENS, KNOWN, KNOWN)
def test_once_decided_more_facts_do_not_change_it(when: When, facts: Facts, more: Facts) -> None:
    # A stretch of time is told once: in days or months, as a break or as what happened.
    told_again = TIMES if facts.known() & TIMES else frozenset()
    added = {name: value for name, value in more if name in more.known() - facts.known() - told_again}
    assume(holds(when, facts).value is not None)
    assert holds(when, facts.copy(update=added)) == holds(when, facts)


@given(WHENS, st.fixed_dictionaries(VALUES), st.frozensets(st.sampled_from(GROUPS), min_size=1))
def test_with_every_fact_known_every_condition_is_decided(
    when: When, values: dict[str, Any], groups: frozenset[str]
) -> None:
    assert holds(when, Facts(**values, groups=groups)).value is not None
