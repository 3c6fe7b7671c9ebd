"""Rules of the invented 苇塘县: aid in some windows, months since an event, the month after the payment, returning workers."""

import datetime
from pathlib import Path

import pytest

from bot.policies.load import load_county
from bot.rules import pricing
from bot.rules.calendar import Span, day_after_full
from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.policy import Number, Policy, Rate, When
from bot.rules.windows import paid_in

D = datetime.date
WEITANG = Path(__file__).parents[1] / "fixtures/counties/weitang"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_county(WEITANG)[1][2026]


@pytest.mark.parametrize(("day", "aided"), [(D(2025, 10, 1), True), (D(2026, 2, 1), True), (D(2026, 4, 1), False)])
def test_aid_is_given_only_in_the_windows_that_the_notice_names(policy: Policy, day: D, aided: bool) -> None:
    due = pricing.on(policy, day, Facts(minor=False))
    assert due is not None
    assert policy.aid is not None
    assert policy.aid.given_in(due.window, policy.aid.categories[0]) is aided


def test_a_category_may_be_aided_in_every_window_and_late(policy: Policy) -> None:
    assert policy.aid is not None
    anytime = policy.aid.categories[0].copy(update={"windows": "all"})
    assert policy.aid.given_in(None, anytime)


def test_who_pays_too_late_for_any_window_is_not_aided_either(policy: Policy) -> None:
    assert policy.aid is not None
    assert not policy.aid.given_in(None, policy.aid.categories[0])


@pytest.mark.parametrize(
    ("facts", "within"),
    [
        ({"since_months": 2}, True),
        ({"since_months": 3}, True),
        ({"since_months": 4}, False),
        ({"gap_months": 3}, True),
        ({"since_days": 89}, True),
        ({"since_days": 90}, None),
        ({"since_days": 93}, False),
        ({}, None),
    ],
)
def test_three_months_are_no_fixed_number_of_days(facts: dict[str, int], within: bool | None) -> None:
    assert holds(When(since_months=Number(at_most=3)), Facts(**facts)).value is within


@pytest.mark.parametrize(("days", "under"), [(75, True), (88, True), (90, None), (93, False)])
def test_less_than_three_months_may_be_a_third_one_begun(days: int, under: bool | None) -> None:
    assert holds(When(since_months=Number(under=3)), Facts(since_days=days)).value is under


@pytest.mark.parametrize(
    ("paid", "covered"),
    [(D(2026, 1, 31), D(2026, 2, 1)), (D(2026, 2, 1), D(2026, 3, 1)), (D(2025, 12, 5), D(2026, 1, 1))],
)
def test_the_month_after_begins_on_its_first(paid: D, covered: D) -> None:
    assert day_after_full(paid, Span(months=0, then="next_month")) == covered


@pytest.mark.parametrize(
    ("away", "window", "price"), [(True, "returned", 410), (None, "makeup", 760), (False, "makeup", 760)]
)
def test_a_window_of_some_is_theirs_alone_who_say_so(
    policy: Policy, away: bool | None, window: str, price: int
) -> None:
    facts = Facts(away=away, minor=False)
    due = pricing.on(policy, D(2026, 3, 10), facts)
    assert due is not None
    assert (paid_in(policy, D(2026, 3, 10), facts), due.amount) == (window, price)


def test_who_does_not_tell_the_registration_hears_both_prices(policy: Policy) -> None:
    town = Rate(who="城镇户籍居民", when=When(registration="urban"), pay=460, clause="二")
    rates = (town, *policy.contribution.rates)
    apart = policy.copy(update={"contribution": policy.contribution.copy(update={"rates": rates})})
    unknown = pricing.of(apart, "contribution", facts=Facts(minor=False))
    assert unknown is not None
    assert (unknown.amount, [(other.who, other.amount) for other in unknown.others]) == (410, [("城镇户籍居民", 460)])
    for told, amount in (("urban", 460), ("rural", 410)):
        own = pricing.of(apart, "contribution", facts=Facts(minor=False, registration=told))
        assert own is not None
        assert (own.amount, own.others) == (amount, ())


def test_a_rate_that_a_window_sets_itself_bears_no_surcharge_whoever_else_it_may_be(policy: Policy) -> None:
    due = pricing.on(policy, D(2026, 5, 10), Facts(groups=frozenset({"veteran"}), since_months=2))
    assert due is not None
    assert (due.amount, [other.amount for other in due.others]) == (410, [350])
