"""A family whose members pay different prices: each pays the own one, and no sum is made where it is not known."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.household import Household, Person
from bot.rules.policy import Policy, Window

D = datetime.date
OPEN, EXTENDED = D(2025, 10, 10), D(2026, 1, 20)
AIDED = Person(name="爸", kin="father", groups=frozenset({"subsistence"}))
VETERAN = Person(name="我", kin="me", groups=frozenset({"veteran"}))
ME, SPOUSE = Person(kin="me", plain=True), Person(kin="spouse")


@pytest.fixture(scope="module")
def held(panting: Registry) -> Registry:
    """云坪县 without grades and children's rates, with a dearer extended window in which some pay the ordinary price."""
    policy = panting.policies["yunping"][2026]
    extended = Window.parse_obj(
        {
            "id": "extended",
            "kind": "extended_window",
            "name": "延长缴费期",
            "clause": "三（3）",
            "start": D(2026, 1, 1),
            "end": D(2026, 2, 28),
            "pay": 520,
            "rates": [
                {"who": "低保对象", "when": {"groups": ["subsistence"]}, "pay": "contribution"},
                {
                    "who": "退役90日内的退役军人",
                    "when": {"groups": ["veteran"], "since_days": {"at_most": 90}},
                    "pay": "contribution",
                },
            ],
        }
    )
    contribution = policy.contribution.copy(update={"rates": (), "grades": (), "grade": None})
    mended = policy.copy(update={"contribution": contribution, "windows": (policy.windows[1], extended)})
    return Registry(panting.counties, {"yunping": {2026: mended}}, panting.catalogue)


def ask(held: Registry, today: D, *persons: Person, **facts: Any) -> Answer:
    household = Household(persons=persons, ordinary=True)
    return held.answer("yunping", Question(topic="fee", text="一共多少"), Facts(household=household, **facts), today)


def total(answer: Answer) -> list[int | str]:
    return [figure.value for figure in answer.figures if figure.name == "total"]


@pytest.mark.parametrize("dated", [True, False])
def test_each_pays_the_price_that_the_window_has_for_them(held: Registry, dated: bool) -> None:
    facts: Mapping[str, Any] = {"asked_on": EXTENDED} if dated else {}
    told = ask(held, EXTENDED, ME, SPOUSE, AIDED, groups=frozenset({"subsistence"}), **facts)
    assert total(told) == [520 + 520 + 200]


def test_the_group_of_one_member_lowers_nobody_elses_price(held: Registry) -> None:
    assert total(ask(held, EXTENDED, AIDED, ME, groups=frozenset({"subsistence"}))) == [200 + 520]


@pytest.mark.parametrize(("days", "own"), [(20, 400), (120, 520)])
def test_the_time_since_the_discharge_is_the_veterans(held: Registry, days: int, own: int) -> None:
    assert total(ask(held, EXTENDED, VETERAN, SPOUSE, since_days=days)) == [own + 520]


def test_a_veteran_who_does_not_say_since_when_makes_no_sum(held: Registry) -> None:
    told = ask(held, EXTENDED, VETERAN, SPOUSE)
    assert (total(told), told.ask) == ([], "household")


def test_of_two_veterans_it_is_not_known_whose_discharge_was_told(held: Registry) -> None:
    brother = VETERAN.copy(update={"kin": "brother"})
    assert total(ask(held, EXTENDED, VETERAN, brother, since_days=20)) == []


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ((Person(kin="son", age=8), Person(kin="daughter", age=10)), [720]),
        ((Person(kin="son"), Person(kin="daughter", age=10)), []),
        ((Person(kin="son", age=8), Person(kin="child", age=20)), []),
    ],
)
def test_a_childs_price_is_the_childs_alone(
    panting: Registry, persons: tuple[Person, ...], expected: list[int]
) -> None:
    # The adult may choose a grade, so that there is no one price either.
    assert total(ask(panting, OPEN, *persons, minor=True)) == expected


def test_children_and_grown_ups_pay_their_own_rates(panting: Registry) -> None:
    policy: Policy = panting.policies["yunping"][2026]
    plain = policy.copy(update={"contribution": policy.contribution.copy(update={"grades": ()})})
    held = Registry(panting.counties, {"yunping": {2026: plain}}, panting.catalogue)
    assert total(ask(held, OPEN, ME, SPOUSE, Person(kin="son", age=8), minor=True)) == [400 + 400 + 360]
