"""What is due today: the price in the windows, the late one after them, and no longer after the year."""

import datetime

import pytest

from bot.policies.registry import Registry
from bot.rules import due
from bot.rules.facts import Facts
from bot.rules.household import Household, Person
from tests.rules.conftest import Answers

D = datetime.date


@pytest.mark.parametrize(
    ("today", "amount"),
    [(D(2021, 2, 25), None), (D(2021, 2, 26), 830), (D(2021, 12, 31), 830), (D(2022, 1, 1), None)],
)
def test_the_late_price_is_due_from_the_day_after_the_last_one_to_the_years_end(
    registry: Registry, today: datetime.date, amount: int | None
) -> None:
    price = due.only_late(registry.policies["jingxian"][2021], today, Facts())
    assert (price.amount if price else None) == amount


@pytest.mark.parametrize(
    ("county", "year", "today"),
    [
        ("suixian", 2021, D(2021, 3, 1)),
        ("yangcheng", 2021, D(2021, 1, 5)),
        ("shandan", 2021, D(2021, 12, 31)),
        ("yanling", 2023, D(2023, 12, 31)),
    ],
)
def test_where_not_everybody_may_pay_late_no_late_price_is_due(
    registry: Registry, county: str, year: int, today: datetime.date
) -> None:
    assert due.only_late(registry.policies[county][year], today, Facts()) is None


def test_those_who_have_paid_pay_nothing_late(answer: Answers) -> None:
    family = Household(persons=(Person(kin="me", name="我"), Person(kin="child", name="娃", covered="paid")), size=2)
    told = answer("jingxian", "fee", "一共多少", today=D(2021, 3, 1), household=family, paid=D(2021, 2, 1))
    assert {figure.value for figure in told.figures if figure.name == "total"} == {830}


def test_a_familys_late_sum_leaves_out_those_who_are_aided(answer: Answers) -> None:
    family = Household(persons=(Person(groups=frozenset({"subsistence"})),) * 2, size=5)
    told = answer("jingxian", "late_payment", "补交呢", today=D(2021, 3, 1), household=family)
    assert {figure.value for figure in told.figures if figure.name == "total"} == {2490}


def test_the_difference_is_that_of_the_two_prices(answer: Answers) -> None:
    told = answer("jingxian", "late_payment", "晚一天要多花多少", today=D(2021, 2, 25))
    assert told.statements[0].text.startswith("每人要多缴550元")
