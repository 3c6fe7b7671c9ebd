"""What one person pays on a day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policies.registry import Registry
from bot.rules import pricing
from bot.rules.facts import Facts
from bot.rules.policy import AidCategory, Policy

D = datetime.date


@pytest.fixture(scope="module")
def jingxian(registry: Registry) -> Policy:
    return registry.policies["jingxian"][2021]


@pytest.fixture(scope="module")
def two_prices(panting: Registry) -> Policy:
    return panting.policies["panting"][2026]


def amount_on(policy: Policy, day: D, facts: Facts | None = None) -> int | None:
    price = pricing.on(policy, day, facts or Facts())
    return price.amount if price else None


@pytest.mark.parametrize(
    ("day", "amount"), [(D(2020, 12, 4), 280), (D(2021, 2, 25), 280), (D(2021, 2, 26), 830), (D(2021, 12, 31), 830)]
)
def test_jingxian_costs_280_in_the_window_and_830_after_it(jingxian: Policy, day: D, amount: int) -> None:
    assert amount_on(jingxian, day) == amount


def test_before_the_window_the_price_is_the_windows(jingxian: Policy) -> None:
    assert amount_on(jingxian, D(2020, 11, 1)) == 280


@pytest.mark.parametrize(("day", "amount"), [(D(2025, 11, 10), 390), (D(2025, 11, 11), 450), (D(2026, 1, 31), 450)])
def test_panting_costs_more_in_the_second_window(two_prices: Policy, day: D, amount: int) -> None:
    assert amount_on(two_prices, day) == amount


def test_after_panting_s_windows_nobody_has_a_price_but_those_listed(two_prices: Policy) -> None:
    assert amount_on(two_prices, D(2026, 2, 1)) is None
    assert amount_on(two_prices, D(2026, 2, 1), Facts(groups=frozenset({"veteran"}))) == 450


def test_a_listed_group_whose_condition_fails_has_no_price(two_prices: Policy) -> None:
    stopped = frozenset({"employee_stopped"})
    assert amount_on(two_prices, D(2026, 2, 1), Facts(groups=stopped, gap_days=89)) == 450
    assert amount_on(two_prices, D(2026, 2, 1), Facts(groups=stopped, gap_days=90)) is None


@pytest.mark.parametrize(
    ("county", "year", "day"), [("yangcheng", 2021, D(2021, 1, 1)), ("shandan", 2021, D(2022, 1, 1))]
)
def test_where_the_notice_has_no_rule_for_paying_late_there_is_no_price(
    registry: Registry, county: str, year: int, day: D
) -> None:
    assert amount_on(registry.policies[county][year], day) is None


def test_every_standard_price_is_named_once_in_order(two_prices: Policy, jingxian: Policy) -> None:
    assert [price.amount for price in pricing.standard(two_prices)] == [390, 450]
    assert [price.amount for price in pricing.standard(jingxian)] == [280]


def test_a_price_carries_the_clause_it_comes_from(jingxian: Policy) -> None:
    assert pricing.standard(jingxian)[0].clauses == ("二",)
    late = pricing.late(jingxian)
    assert late
    assert late.clauses == ("五（6）",)


def test_the_most_generous_aid_comes_first(registry: Registry) -> None:
    both = pricing.aid_for(
        registry.policies["suixian"][2021], Facts(groups=frozenset({"ordinary_poor", "subsistence"}))
    )
    assert [category.kind for category in both] == ["full", "fixed"]


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_an_own_share_is_never_negative_and_never_more_than_the_price(price: int, aid: int) -> None:
    row = {"group": "orphan", "name": "孤儿", "clause": "一", "amount": aid}
    kinds = ("full", "fixed", "reimbursed")
    shares = {
        kind: pricing.own_share(Policy.construct(), AidCategory.parse_obj({**row, "kind": kind}), price)
        for kind in kinds
    }
    assert shares == {"full": 0, "fixed": max(0, price - aid), "reimbursed": price}


@given(st.dates(D(2020, 12, 4), D(2022, 6, 30)), st.dates(D(2020, 12, 4), D(2022, 6, 30)))
def test_paying_later_never_costs_less_in_jingxian(jingxian: Policy, one: D, other: D) -> None:
    earlier, later = (amount_on(jingxian, day) for day in sorted((one, other)))
    assert earlier is not None
    assert later is not None
    assert earlier <= later


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        (Facts(born=D(2021, 1, 15), registered=D(2021, 4, 15), parent_enrolled=True), 0),
        (Facts(born=D(2021, 1, 15), registered=D(2021, 4, 16)), 830),
        (Facts(born=D(2021, 1, 15)), None),
        (Facts(), None),
    ],
)
def test_a_newborn_s_price_is_open_until_the_facts_decide(jingxian: Policy, facts: Facts, amount: int | None) -> None:
    assert pricing.newborn_pay(jingxian, facts) == amount
