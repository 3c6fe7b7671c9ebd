"""What a policy can say of people and months: each sentence of the language, and what is no sentence of it."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.policies.load import load_county
from bot.rules import pricing
from bot.rules.facts import Facts
from bot.rules.policy import AidCategory, Channel, Closed, Number, Point, Policy, Rate, When, Window

D = datetime.date
LANHE = Path(__file__).parents[1] / "fixtures/counties/lanhe"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_county(LANHE)[1][2024]


@pytest.mark.parametrize(
    ("day", "minor", "price"),
    [
        (D(2023, 10, 10), False, 380),
        (D(2023, 11, 10), False, 400),
        (D(2024, 1, 10), False, 430),
        (D(2024, 2, 10), False, 460),
        (D(2024, 3, 10), False, 490),
        (D(2024, 3, 10), True, 440),
    ],
)
def test_each_month_late_costs_one_surcharge_more(policy: Policy, day: D, minor: bool, price: int) -> None:
    due = pricing.on(policy, day, Facts(minor=minor))
    assert due is not None
    assert due.amount == price


def test_the_file_keeps_its_own_windows(policy: Policy) -> None:
    assert [window.id for window in policy.as_written.windows] == ["early", "main", "extended"]
    assert [window.id for window in policy.windows][2:] == ["extended_1", "extended_2", "extended_3"]
    assert {row.window for row in policy.benefits} == {window.id for window in policy.windows}


def test_of_the_months_to_come_the_first_is_told_with_what_each_later_one_adds(policy: Policy) -> None:
    prices = pricing.from_today(policy, D(2023, 11, 10), Facts(minor=False))
    assert [(price.amount, price.rises) for price in prices] == [(400, 0), (430, 30)]


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ({"groups": {"subsistence"}, "minor": False}, 100),
        ({"groups": {"subsistence"}, "minor": True}, 80),
        ({"groups": {"subsistence"}}, 100),
        ({"groups": {"monitored"}, "minor": False}, 220),
        ({"groups": {"monitored"}, "minor": True}, 175),
        ({"groups": {"one_child"}, "age": 60}, 280),
    ],
)
def test_aid_goes_by_age_and_to_its_limit(policy: Policy, facts: dict[str, Any], left: int) -> None:
    person = Facts(**facts)
    price = pricing.of(policy, "contribution", facts=person.copy(update={"minor": bool(person.minor)}))
    assert price is not None
    assert pricing.rest_of(policy, pricing.aid_for(policy, person), price.amount, person) == left


def test_who_is_too_young_for_an_aid_does_not_get_it(policy: Policy) -> None:
    assert pricing.aid_for(policy, Facts(groups=frozenset({"one_child"}), age=59)) == ()
    assert pricing.aid_for(policy, Facts(groups=frozenset({"one_child"}))) == ()


def test_a_townships_own_aid_comes_beside_the_other(policy: Policy) -> None:
    both = pricing.aid_for(policy, Facts(groups=frozenset({"subsistence"}), township="石坪镇"))
    assert [(row.amount, row.beside) for row in both] == [(300, False), (50, True)]


def test_a_price_by_age_is_theirs_who_tell_it_and_named_to_others(policy: Policy) -> None:
    old = Rate(who="年满70周岁的老年人", when=When(age=Number(at_least=70)), pay=200, clause="二")
    own = policy.contribution.copy(update={"rates": (*policy.contribution.rates, old)})
    aged = policy.copy(update={"contribution": own})
    prices = {
        name: pricing.of(aged, "contribution", facts=facts)
        for name, facts in (
            ("old", Facts(age=72, minor=False)),
            ("young", Facts(age=40, minor=False)),
            ("unknown", Facts(minor=False)),
        )
    }
    told = {name: (price.amount, [other.amount for other in price.others]) for name, price in prices.items() if price}
    assert told == {"old": (200, []), "young": (400, []), "unknown": (400, [200])}


AID = {"name": "某类人", "clause": "一"}


@pytest.mark.parametrize(
    ("model", "values", "fault"),
    [
        (AidCategory, {**AID, "kind": "full"}, "is for nobody"),
        (AidCategory, {**AID, "group": "orphan", "kind": "fixed", "amount": 5, "at_most": 9}, "at_most limits"),
        (Point, {"say": "不能", "clause": "一", "alone": True}, "has no words"),
        (Closed, {"why": "结账"}, "closes nothing"),
        (
            Window,
            {
                "id": "late",
                "kind": "extended_window",
                "name": "延长期",
                "clause": "一",
                "surcharge": {"amount": 30, "each": "month"},
            },
            "needs the window's start and end",
        ),
        (Channel, {"id": "village", "name": "村里", "online": False, "clause": "一", "until": "十二月"}, "date"),
    ],
)
def test_what_makes_no_sense_is_told(model: Any, values: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        model(**values)


def test_a_stretch_of_days_may_be_closed() -> None:
    window = Window(
        id="main",
        kind="central_window",
        name="缴费期",
        clause="一",
        start=D(2022, 9, 15),
        end=D(2023, 2, 28),
        closed={"days": {"since": D(2022, 12, 27), "until": D(2022, 12, 31)}},
    )
    policy = Policy.construct(windows=(window,))
    states = {day: pricing.standings(policy, day, Facts())[0].state for day in (D(2022, 12, 26), D(2022, 12, 27))}
    assert list(states.values()) == ["open", "closed_today"]
