"""云坪县: children pay less, a dearer grade may be chosen, early payers get a discount, aid is a percentage."""

import datetime

import pytest

from bot.policies.registry import Registry
from bot.rules import pricing
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.policy import Amount, Group, Policy
from tests.rules.conftest import Answers

D = datetime.date
EARLY, LATER, CLOSED = D(2025, 9, 10), D(2025, 10, 10), D(2026, 3, 1)


def said(answer: Answer) -> str:
    return "。".join(statement.text for statement in answer.statements)


def yuan(answer: Answer, name: str) -> set[int | str]:
    return {figure.value for figure in answer.figures if figure.name == name}


@pytest.fixture(scope="module")
def yunping(panting: Registry) -> Policy:
    return panting.policies["yunping"][2026]


@pytest.mark.parametrize(
    ("day", "facts", "amount"),
    [
        (EARLY, Facts(), 370),
        (EARLY, Facts(minor=True), 360),
        (EARLY, Facts(grade="二档"), 530),
        (EARLY, Facts(groups=frozenset({"subsistence"})), 400),
        (LATER, Facts(), 400),
        (LATER, Facts(minor=True), 360),
        (LATER, Facts(grade="二档"), 560),
        (LATER, Facts(grade="二档", minor=True), 360),
        (CLOSED, Facts(), 1000),
        (CLOSED, Facts(minor=True), 960),
        (CLOSED, Facts(grade="二档"), 1000),
    ],
)
def test_the_price_is_the_persons_on_the_day(yunping: Policy, day: D, facts: Facts, amount: int) -> None:
    price = pricing.on(yunping, day, facts)
    assert price is not None
    assert price.amount == amount


def test_while_it_is_unknown_who_is_meant_the_others_prices_are_named_too(yunping: Policy) -> None:
    price = pricing.on(yunping, LATER, Facts())
    assert price is not None
    assert price.each() == "每人400元（学生和未成年人每人360元；二档每人560元）"


def test_the_price_that_applies_today_leads(answer: Answers) -> None:
    assert said(answer("yunping", "fee", "多少钱", today=EARLY)).startswith("云坪县2026年度现在缴每人370元")


def test_a_price_that_is_over_is_not_named(answer: Answers) -> None:
    assert "370" not in said(answer("yunping", "fee", "多少钱", today=LATER))


def test_after_the_windows_the_late_price_of_a_child_is_named(answer: Answers) -> None:
    told = answer("yunping", "fee", "多少钱", today=CLOSED, asked_on=CLOSED, minor=True)
    assert yuan(told, "late_payment") == {960}


@pytest.mark.parametrize(
    ("group", "minor", "share"),
    [
        ("subsistence", False, {200, 360}),
        ("subsistence", True, {160}),
        ("edge_poor", False, {200, 360}),
        ("edge_poor", True, {180}),
        ("militia_family", True, {324}),
    ],
)
def test_aid_comes_off_the_price_that_applies(answer: Answers, group: str, minor: bool, share: set[int]) -> None:
    told = answer("yunping", "subsidy", "补多少", today=LATER, groups=[group], minor=minor)
    assert yuan(told, "own_share") == share


def test_a_percentage_of_the_contribution_is_not_one_of_the_late_price(answer: Answers) -> None:
    told = answer("yunping", "subsidy", "", today=CLOSED, groups=["edge_poor"], asked_on=CLOSED, minor=False)
    assert yuan(told, "own_share") == {800}


def test_what_comes_back_is_named_with_its_amount(answer: Answers) -> None:
    told = said(answer("yunping", "subsidy", "", today=LATER, groups=["out_of_poverty"]))
    assert "先自己缴400元，再由政府资助60元" in told


def test_an_amount_taken_off_is_not_said_to_come_back(answer: Answers) -> None:
    assert "社保卡" not in said(answer("yunping", "subsidy", "", today=LATER, groups=["subsistence"]))


def test_the_rule_for_several_kinds_of_aid_is_the_notices(answer: Answers) -> None:
    told = said(answer("yunping", "subsidy", "同时符合两种资助", today=LATER, groups=["subsistence", "edge_poor"]))
    assert "按资助最多的一项办" in told
    assert "就高不就低" not in told


@pytest.mark.parametrize("day", [EARLY, LATER])
def test_asking_for_a_discount_is_asking_for_the_price(answer: Answers, day: D) -> None:
    told = answer("yunping", "subsidy", "现在交还有优惠吗", today=day, asked_on=day, minor=False)
    assert 370 in yuan(told, "contribution") if day == EARLY else 370 not in yuan(told, "contribution")
    assert yuan(told, "contribution")


def test_a_group_that_only_this_county_names_is_called_by_its_name(panting: Registry) -> None:
    ship = Group(id="ferry_people", name="渡口船工")
    policy = panting.policies["yunping"][2026]
    held = Registry(
        panting.counties, {"yunping": {2026: policy.copy(update={"groups": (*policy.groups, ship)})}}, panting.catalogue
    )
    facts = Facts(groups=frozenset({"ferry_people"}))
    told = said(held.answer("yunping", Question(topic="subsidy", text="有资助吗"), facts, LATER))
    assert "没有写渡口船工的资助" in told


def test_somebody_who_does_not_fit_is_not_called_by_the_category(answer: Answers) -> None:
    told = said(
        answer("jingxian", "subsidy", "免不免", groups=["severe_disability"], not_groups=frozenset({"unable_to_work"}))
    )
    assert told.startswith("要自己缴280元。景县2021年度资助的是丧失劳动能力的重度（1-2级）残疾人")


def test_a_discount_price_is_not_called_the_standard(answer: Answers) -> None:
    told = said(answer("yunping", "fee", "多少钱", today=D(2025, 9, 10), minor=False, grade="一档"))
    assert "标准是每人每年370元" not in told


@pytest.mark.parametrize(("day", "said_too"), [(EARLY, True), (LATER, False)])
def test_beside_the_subsidy_stands_the_price_of_the_open_window(panting: Registry, day: D, said_too: bool) -> None:
    policy = panting.policies["yunping"][2026]
    subsidy = Amount(amount=610, clause="二（6）")
    held = Registry(
        panting.counties, {"yunping": {2026: policy.copy(update={"fiscal_subsidy": subsidy})}}, panting.catalogue
    )
    told = said(
        held.answer("yunping", Question(topic="fee", text="财政补助多少"), Facts(minor=False, grade="一档"), day)
    )
    assert ("现在缴每人370元" in told) is said_too
