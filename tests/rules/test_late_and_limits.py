"""云坪县: paying late comes to an end, groups have waits of their own, and refunds must be asked for in time."""

import datetime

import pytest

from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question
from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.policy import Case, Number, When
from tests.rules.conftest import Answers

D = datetime.date
OVER = D(2026, 6, 10)


def said(answer: Answer) -> str:
    return "。".join(statement.text for statement in answer.statements)


def test_the_last_day_of_paying_late_is_told(answer: Answers) -> None:
    told = said(answer("yunping", "late_payment", "补缴", today=D(2026, 3, 1)))
    assert "1000元" in told
    assert "最晚到2026年5月31日" in told


def test_what_the_notice_adds_about_paying_late_is_said(answer: Answers) -> None:
    assert "补缴不分档" in said(answer("yunping", "late_payment", "补缴", today=D(2026, 3, 1)))


@pytest.mark.parametrize(("day", "may"), [(D(2026, 5, 31), True), (D(2026, 6, 1), False)])
def test_nobody_pays_late_after_the_last_day(answer: Answers, day: D, may: bool) -> None:
    told = said(answer("yunping", "late_payment", "补缴", today=day, asked_on=day))
    assert told.startswith("算晚了，要缴1000元" if may else "不能缴了，云坪县2026年度补缴到2026年5月31日为止")


@pytest.mark.parametrize(
    ("facts", "may"), [({"since_days": 90}, True), ({"since_days": 91}, False), ({"since_months": 4}, False)]
)
def test_a_veteran_may_within_so_many_days_of_the_discharge(answer: Answers, facts: dict[str, int], may: bool) -> None:
    told = said(answer("yunping", "late_payment", "能补吗", today=OVER, groups=["veteran"], **facts))
    assert told.startswith("可以" if may else "不能缴了")


def test_a_veteran_who_does_not_say_when_is_asked(answer: Answers) -> None:
    assert answer("yunping", "late_payment", "能补吗", today=OVER, groups=["veteran"]).ask == "since_days"


def test_a_group_without_a_wait_has_none(answer: Answers) -> None:
    told = said(answer("yunping", "late_payment", "要等多久", today=OVER, groups=["veteran"], since_days=10))
    assert "没有等待期，从缴费当天起享受待遇" in told


def test_a_group_has_its_own_wait(answer: Answers) -> None:
    told = said(answer("yunping", "late_payment", "要等多久", today=OVER, groups=["graduate"]))
    assert "满20天后" in told
    assert "45" not in told


def test_a_table_answers_an_aspect_that_has_a_handler(answer: Answers) -> None:
    told = answer("yunping", "late_payment", "要等多久", today=D(2026, 3, 1), groups=["subsistence"])
    assert said(told).startswith("不用等。")


@pytest.mark.parametrize(("day", "may"), [(D(2026, 4, 30), True), (D(2026, 5, 1), False)])
def test_a_refund_must_be_asked_for_in_time(answer: Answers, day: D, may: bool) -> None:
    told = said(answer("yunping", "refund", "能退吗", today=day, refund_reason="duplicate"))
    assert told.startswith(
        "多缴的一份可以退。" if may else "2026年5月1日已经过了申请的期限（到2026年4月30日），不能申请了"
    )


def test_a_conscript_gets_a_refund(answer: Answers) -> None:
    assert said(answer("yunping", "refund", "能退吗", today=D(2025, 12, 1), refund_reason="enlisted")).startswith(
        "可以退。"
    )


@pytest.mark.parametrize(
    ("day", "opening"),
    [
        (D(2025, 12, 28), "还能缴"),
        (D(2025, 12, 29), "能缴，云坪县2026年度集中缴费期的截止日2025年12月28日是星期日"),
        (D(2025, 12, 30), "算晚了"),
    ],
)
def test_an_end_on_a_sunday_moves_to_the_monday(answer: Answers, day: D, opening: str) -> None:
    assert said(answer("yunping", "deadline", "能缴吗", today=day, asked_on=day)).startswith(opening)


@pytest.mark.parametrize(("both", "opening"), [(True, "不用缴费"), (False, "要缴360元")])
def test_both_parents_must_be_enrolled_for_a_free_newborn(answer: Answers, both: bool, opening: str) -> None:
    born = {"born": D(2026, 2, 10), "registered": D(2026, 3, 1)}
    told = said(answer("yunping", "newborn", "", today=D(2026, 3, 1), both_parents_enrolled=both, **born))
    assert told.startswith(opening)


def test_a_newborn_registered_late_pays_a_childs_full_premium(answer: Answers) -> None:
    told = answer("yunping", "newborn", "", today=D(2026, 3, 30), born=D(2026, 2, 10), registered=D(2026, 3, 20))
    assert said(told).startswith("要缴960元")


VETERAN = {"groups": ["veteran"], "since_days": 20}


@pytest.mark.parametrize("topic", ["late_payment", "fee"])
def test_a_groups_own_wait_holds_before_the_last_day_of_paying_late(answer: Answers, topic: str) -> None:
    told = said(answer("yunping", topic, "补缴", today=D(2026, 3, 1), asked_on=D(2026, 3, 1), **VETERAN))
    assert "没有等待期" in told
    assert "45" not in told


def test_a_wait_that_hangs_on_the_day_of_discharge_is_asked_for(answer: Answers) -> None:
    told = answer("yunping", "late_payment", "补缴", today=D(2026, 3, 1), asked_on=D(2026, 3, 1), groups=["veteran"])
    assert told.ask == "since_days"


def test_whoever_was_discharged_too_long_ago_waits_like_everybody(answer: Answers) -> None:
    told = said(
        answer(
            "yunping",
            "late_payment",
            "补缴",
            today=D(2026, 3, 1),
            paid=D(2026, 3, 1),
            groups=["veteran"],
            since_days=91,
        )
    )
    assert "2026年4月16日起" in told


def test_the_day_of_coverage_counts_the_groups_own_wait(answer: Answers) -> None:
    day = D(2026, 3, 1)
    told = said(answer("yunping", "benefit_period", "哪天能用", today=day, paid=day, groups=["graduate"]))
    assert "2026年3月21日起" in told


@pytest.mark.parametrize(("county", "month"), [("yunping", False), ("shandan", True)])
def test_the_month_of_the_aid_is_reckoned_only_where_it_follows_the_payment(
    answer: Answers, county: str, month: bool
) -> None:
    day = D(2025, 11, 5) if county == "yunping" else D(2020, 11, 5)
    told = said(answer(county, "subsidy", "资助", today=day, paid=day, groups=["out_of_poverty"], minor=False))
    assert (f"就是{day.year}年12月" in told) is month


@pytest.mark.parametrize(
    ("facts", "may"), [({"gap_months": 1}, True), ({"gap_months": 4}, False), ({"gap_months": 3}, None)]
)
def test_months_without_insurance_are_days_where_the_rule_counts_days(facts: dict[str, int], may: bool | None) -> None:
    assert holds(When(gap_days=Number(at_most=90)), Facts(**facts)).value is may


def test_a_table_that_looks_at_the_payment_counts_the_day_asked_about(panting: Registry) -> None:
    """The longer wait of a window is not that of a group that the table frees from it."""
    policy = panting.policies["yunping"][2026]
    table = policy.tables["waiting_period"]
    case = {
        "when": {"groups": ["veteran"], "since_days": {"at_most": 90}, "paid": {"since": D(2026, 1, 1)}},
        "say": "退役90日内的，缴费次日起享受",
        "wait": {"days": 0, "then": "next_day"},
        "clause": "四（3）",
    }
    tables = {**policy.tables, "waiting_period": table.copy(update={"cases": (Case.parse_obj(case),)})}
    who = tuple(row.copy(update={"wait": None}) for row in policy.late.who) if policy.late else ()
    late = policy.late.copy(update={"who": who}) if policy.late else None
    held = Registry(
        panting.counties,
        {"yunping": {2026: policy.copy(update={"tables": tables, "late": late})}},
        panting.catalogue,
    )
    facts = Facts(groups=frozenset({"veteran"}), since_days=20, asked_on=D(2026, 3, 1))
    for topic, text in (("late_payment", "要等多久"), ("benefit_period", "哪天能用")):
        told = said(held.answer("yunping", Question(topic=topic, text=text), facts, D(2026, 3, 1)))
        assert "2026年3月2日起" in told
        assert "45" not in told
