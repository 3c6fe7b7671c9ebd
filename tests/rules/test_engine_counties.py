"""What the counties' notices say, sentence by sentence."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.rules.answer import Answer, Figure
from bot.rules.household import Household, Person

if TYPE_CHECKING:
    from conftest import Answers

D = datetime.date


def family(size: int, group: str) -> Household:
    """A family one of whom belongs to the group."""
    return Household(persons=(Person(groups=frozenset({group})),), size=size)


def said(answer: Answer) -> str:
    return "。".join(part for s in answer.statements for part in (s.text, *s.steps))


def value(answer: Answer, name: str) -> int | str | None:
    """The figure of this name; None when there is none. More than one is a fault of the test."""
    values = [figure.value for figure in answer.figures if figure.name == name]
    assert len(values) <= 1, values
    return values[0] if values else None


def clauses(answer: Answer) -> set[str]:
    return {citation.clause for citation in answer.citations}


# ---- 景县: newborns


def test_jingxian_a_newborn_of_enrolled_parents_registered_on_the_last_day_of_three_months_is_free(
    answer: Answers,
) -> None:
    result = answer("jingxian", "newborn", born=D(2021, 1, 15), registered=D(2021, 4, 15), parent_enrolled=True)
    assert (result.status, value(result, "newborn_pay")) == ("answered", 0)
    assert "已经超过" not in said(result)
    assert "五（7）" in clauses(result)


def test_jingxian_a_newborn_registered_a_day_after_three_months_pays_the_full_830(answer: Answers) -> None:
    result = answer("jingxian", "newborn", born=D(2021, 1, 15), registered=D(2021, 4, 16), parent_enrolled=True)
    assert (result.status, value(result, "newborn_pay")) == ("answered", 830)
    assert {"五（7）", "五（6）"} <= clauses(result)


def test_jingxian_three_months_from_the_end_of_november_end_with_february(answer: Answers) -> None:
    result = answer("jingxian", "newborn", born=D(2021, 11, 30))
    assert value(result, "register_by") == "2022-02-28"


def test_jingxian_after_three_months_the_parents_do_not_matter_and_are_not_asked_for(answer: Answers) -> None:
    result = answer("jingxian", "newborn", born=D(2021, 1, 15), registered=D(2021, 4, 16))
    assert (result.status, result.ask, value(result, "newborn_pay")) == ("answered", None, 830)


def test_jingxian_within_three_months_it_hangs_on_the_parents(answer: Answers) -> None:
    result = answer("jingxian", "newborn", born=D(2021, 1, 15), registered=D(2021, 4, 15))
    assert (result.status, result.ask) == ("ask", "parent_enrolled")


def test_jingxian_the_notice_does_not_say_what_a_newborn_of_parents_not_enrolled_pays(answer: Answers) -> None:
    result = answer("jingxian", "newborn", born=D(2021, 1, 15), registered=D(2021, 4, 15), parent_enrolled=False)
    assert (result.status, value(result, "newborn_pay")) == ("silent", None)


def test_jingxian_with_nothing_known_the_rule_is_told_in_short_and_the_question_offered(answer: Answers) -> None:
    result = answer("jingxian", "newborn")
    assert result.status == "ask"
    assert "3个月" in said(result)
    assert "830元" in said(result)


def test_jingxian_a_child_of_four_months_is_late(answer: Answers) -> None:
    assert value(answer("jingxian", "newborn", age_months=4), "newborn_pay") == 830


# ---- 景县: paying late


def test_jingxian_on_the_last_day_one_pays_280(answer: Answers) -> None:
    result = answer("jingxian", "deadline", asked_on=D(2021, 2, 25))
    assert (result.status, value(result, "contribution")) == ("answered", 280)


def test_jingxian_a_day_later_one_pays_830_and_waits_three_months(answer: Answers) -> None:
    result = answer("jingxian", "late_payment", paid=D(2021, 2, 26))
    assert value(result, "late_payment") == 830
    assert value(result, "waiting_period") == 3
    assert value(result, "covered_from") == "2021-05-26"
    assert "2021年5月26日" in said(result)
    assert "五（6）" in clauses(result)


def test_jingxian_three_months_after_the_end_of_november_end_with_february(answer: Answers) -> None:
    result = answer("jingxian", "benefit_period", paid=D(2021, 11, 30))
    assert value(result, "covered_from") == "2022-02-28"


def test_jingxian_before_the_window_one_is_told_when_it_opens(answer: Answers) -> None:
    result = answer("jingxian", "deadline", asked_on=D(2020, 12, 3))
    assert value(result, "start") == "2020-12-04"
    assert value(result, "contribution") == 280


def test_jingxian_whoever_pays_in_the_window_is_covered_from_new_year(answer: Answers) -> None:
    result = answer("jingxian", "benefit_period", paid=D(2021, 2, 25))
    assert value(result, "covered_from") == "2021-01-01"


def test_jingxian_a_family_of_four_that_pays_late_pays_four_times_830(answer: Answers) -> None:
    result = answer("jingxian", "fee", household=Household(size=4), paid=D(2021, 3, 1))
    assert value(result, "total") == 3320


# ---- 景县: aid, silence, years


@pytest.mark.parametrize(
    "group", ["registered_poor", "extreme_poor", "subsistence", "orphan", "low_income_60", "severe_disability"]
)
def test_jingxian_six_groups_pay_nothing(answer: Answers, group: str) -> None:
    result = answer("jingxian", "subsidy", groups=[group])
    assert value(result, "own_share") == 0
    assert "二" in clauses(result)


def test_jingxian_a_disability_of_the_third_grade_pays_like_everyone(answer: Answers) -> None:
    result = answer("jingxian", "subsidy", groups=["mild_disability"])
    assert (value(result, "own_share"), value(result, "contribution")) == (None, 280)


def test_jingxian_an_aided_person_has_no_fee(answer: Answers) -> None:
    assert value(answer("jingxian", "fee", groups=["orphan"]), "own_share") == 0


def test_jingxian_of_a_family_of_three_with_one_orphan_two_pay(answer: Answers) -> None:
    result = answer("jingxian", "fee", household=family(3, "orphan"))
    assert value(result, "total") == 560


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("refund", "交了能退吗"),
        ("fee", "国家补助多少钱"),
        ("channel", "能交给村里代收吗"),
        ("deadline", "元旦放假顺延吗"),
        ("eligibility", "居民医保转职工医保怎么转"),
    ],
)
def test_jingxian_what_the_notice_does_not_say_is_silence_with_a_phone_number(
    answer: Answers, topic: str, text: str
) -> None:
    result = answer("jingxian", topic, text)
    assert result.status == "silent"
    assert "未载明" in said(result)
    assert "4229363" in said(result)
    assert result.figures == ()


def test_jingxian_a_year_that_is_not_held_gets_no_figure(answer: Answers) -> None:
    result = answer("jingxian", "fee", year=2022)
    assert (result.status, result.figures) == ("other_year", ())
    assert "2022年" in said(result)
    assert "2021年度" in said(result)
    assert "元" not in said(result)


def test_jingxian_the_year_that_is_held_may_be_named(answer: Answers) -> None:
    assert answer("jingxian", "fee", year=2021).status == "answered"


def test_jingxian_a_birth_years_later_is_another_year(answer: Answers) -> None:
    assert answer("jingxian", "newborn", born=D(2024, 3, 1), today=D(2024, 5, 1)).status == "other_year"


def test_jingxian_after_the_season_the_answer_says_that_it_is_over(answer: Answers) -> None:
    result = answer("jingxian", "fee", today=D(2023, 1, 1))
    assert value(result, "contribution") == 280
    assert "2021年2月25日结束" in said(result)
    assert "4229363" in said(result)


def test_jingxian_the_phone_numbers_are_printed_as_in_the_notice(answer: Answers) -> None:
    result = answer("jingxian", "contact")
    assert {figure.value for figure in result.figures} == {"4229363", "5830138"}
    assert {figure.unit for figure in result.figures} == {"电话"}


def test_jingxian_the_answer_names_its_figure_year_and_clause(answer: Answers) -> None:
    result = answer("jingxian", "fee")
    assert result.figures == (Figure(name="contribution", value=280, unit="元"),)
    assert (result.county, result.insurance_year, result.topic) == ("jingxian", 2021, "fee")
    assert [(c.notice, c.clause) for c in result.citations] == [("景县2021年度参保缴费通知", "二")]


# ---- 阳城县


def test_yangcheng_on_the_25th_one_may_pay(answer: Answers) -> None:
    result = answer("yangcheng", "deadline", asked_on=D(2020, 10, 25), today=D(2020, 10, 25))
    assert said(result).startswith("能缴")
    assert value(result, "days_left") == 61


def test_yangcheng_on_the_26th_one_may_pay_again_on_the_1st(answer: Answers) -> None:
    result = answer("yangcheng", "deadline", asked_on=D(2020, 10, 26))
    assert "不能缴" in said(result)
    assert value(result, "next_day") == "2020-11-01"
    assert "二（三）" in clauses(result)


def test_yangcheng_on_the_last_day_a_holiday_does_not_move_it(answer: Answers) -> None:
    result = answer("yangcheng", "deadline", asked_on=D(2020, 12, 25))
    assert "最后一天" in said(result)
    assert "不顺延" in said(result)


def test_yangcheng_after_the_last_day_the_notice_is_silent(answer: Answers) -> None:
    result = answer("yangcheng", "deadline", asked_on=D(2020, 12, 26))
    assert (result.status, result.figures) == ("silent", ())


def test_yangcheng_every_newborn_is_free_and_nothing_is_asked(answer: Answers) -> None:
    result = answer("yangcheng", "newborn")
    assert (result.status, result.ask, value(result, "newborn_pay")) == ("answered", None, 0)


def test_yangcheng_after_the_window_no_refund_can_be_asked_for(answer: Answers) -> None:
    result = answer("yangcheng", "refund", "能退吗", asked_on=D(2021, 1, 10))
    assert "不能申请" in said(result)
    assert "2020年12月25日" in said(result)


def test_yangcheng_in_the_window_a_refund_can_be_asked_for(answer: Answers) -> None:
    result = answer("yangcheng", "refund", "能退吗", asked_on=D(2020, 12, 25))
    assert "不能申请" not in said(result)
    assert "集中征缴期内申请" in said(result)


# ---- 随县


def test_suixian_returning_workers_who_renew_may_pay_until_the_end_of_february(answer: Answers) -> None:
    result = answer("suixian", "deadline", asked_on=D(2021, 2, 28), away=True, renewing=True)
    assert result.status == "answered"
    assert said(result).startswith("能缴")


@pytest.mark.parametrize("facts", [{"away": True, "renewing": False}, {"away": False}, {"renewing": False}])
def test_suixian_nobody_else_may_pay_in_february(answer: Answers, facts: dict[str, Any]) -> None:
    result = answer("suixian", "deadline", asked_on=D(2021, 2, 28), **facts)
    assert result.status == "answered"
    assert said(result).startswith("不能缴了")


def test_suixian_in_february_it_hangs_on_who_is_asking(answer: Answers) -> None:
    result = answer("suixian", "deadline", asked_on=D(2021, 2, 10))
    assert (result.status, result.ask) in {("ask", "away"), ("ask", "renewing")}


def test_suixian_in_march_it_is_too_late_for_returning_workers_too(answer: Answers) -> None:
    result = answer("suixian", "deadline", asked_on=D(2021, 3, 1), away=True, renewing=True)
    assert said(result).startswith("不能缴了")


def test_suixian_the_extended_window_has_its_price_among_the_figures(answer: Answers) -> None:
    result = answer("suixian", "deadline", asked_on=D(2021, 2, 10), away=True, renewing=True)
    assert value(result, "contribution") == 280


def test_suixian_a_graduate_may_join_midway_and_waits_three_months(answer: Answers) -> None:
    result = answer("suixian", "late_payment", paid=D(2021, 3, 31), groups=["graduate"])
    assert value(result, "late_payment") == 280
    assert value(result, "covered_from") == "2021-06-30"


def test_suixian_others_may_not_join_midway(answer: Answers) -> None:
    result = answer("suixian", "late_payment", asked_on=D(2021, 4, 1))
    assert value(result, "late_payment") is None
    assert said(result).startswith("不能缴了")


def test_suixian_an_ordinary_poor_household_pays_140_of_280(answer: Answers) -> None:
    result = answer("suixian", "subsidy", groups=["ordinary_poor"])
    assert (value(result, "own_share"), value(result, "aid")) == (140, 140)


def test_suixian_of_two_aids_the_higher_holds(answer: Answers) -> None:
    result = answer("suixian", "subsidy", groups=["ordinary_poor", "orphan"])
    assert value(result, "own_share") == 0
    assert "就高不就低" in said(result)


def test_suixian_a_family_with_one_ordinary_poor_member_pays_140_for_that_one(answer: Answers) -> None:
    result = answer("suixian", "fee", household=family(3, "ordinary_poor"))
    assert value(result, "total") == 280 + 280 + 140


def test_suixian_the_subsidy_is_550_beside_280(answer: Answers) -> None:
    result = answer("suixian", "fee", "财政补助多少")
    assert (value(result, "fiscal_subsidy"), value(result, "contribution")) == (550, 280)


# ---- 山丹县


def test_shandan_adults_and_children_pay_320(answer: Answers) -> None:
    result = answer("shandan", "fee", "大人和小孩一样吗")
    assert value(result, "contribution") == 320
    assert "不区分成人和儿童" in said(result)


@pytest.mark.parametrize("group", ["extreme_poor", "orphan"])
def test_shandan_two_groups_are_aided_in_full(answer: Answers, group: str) -> None:
    assert value(answer("shandan", "subsidy", groups=[group]), "own_share") == 0


@pytest.mark.parametrize("group", ["subsistence", "fell_back", "out_of_poverty", "monitored"])
def test_shandan_four_groups_pay_first_and_are_aided_the_month_after(answer: Answers, group: str) -> None:
    result = answer("shandan", "subsidy", groups=[group], paid=D(2021, 12, 31))
    assert value(result, "own_share") == 320
    assert "2022年1月" in said(result)


def test_shandan_how_much_comes_back_the_notice_does_not_say(answer: Answers) -> None:
    result = answer("shandan", "subsidy", groups=["subsistence"])
    assert value(result, "aid") is None
    assert "资助多少元通知未载明" in said(result)


def test_shandan_a_newborn_registered_on_the_last_day_pays_320(answer: Answers) -> None:
    result = answer("shandan", "newborn", born=D(2021, 7, 20), registered=D(2021, 10, 20))
    assert (result.status, value(result, "newborn_pay")) == ("answered", 320)


def test_shandan_what_holds_a_day_later_the_notice_does_not_say(answer: Answers) -> None:
    result = answer("shandan", "newborn", born=D(2021, 7, 20), registered=D(2021, 10, 21))
    assert (result.status, value(result, "newborn_pay")) == ("silent", None)


def test_shandan_two_years_and_a_gap_of_three_months_are_covered_at_once(answer: Answers) -> None:
    result = answer("shandan", "eligibility", "居民医保转职工医保", gap_months=3, enrolled_years=2)
    assert (result.status, said(result)[:6]) == ("answered", "当月就能用。")


def test_shandan_a_gap_of_four_months_waits_three_whatever_the_years(answer: Answers) -> None:
    result = answer("shandan", "eligibility", "居民医保转职工医保", gap_months=4)
    assert (result.status, result.ask) == ("answered", None)
    assert "要等3个月" in said(result)


def test_shandan_after_that_gap_the_day_is_worked_out_from_the_payment(answer: Answers) -> None:
    result = answer("shandan", "eligibility", "居民医保转职工医保", gap_months=4, paid=D(2021, 8, 31))
    assert value(result, "covered_from") == "2021-11-30"


def test_shandan_within_the_gap_it_hangs_on_the_years(answer: Answers) -> None:
    result = answer("shandan", "eligibility", "居民医保转职工医保", gap_months=3)
    assert (result.status, result.ask) == ("ask", "enrolled_years")


def test_shandan_less_than_two_years_the_notice_leaves_open(answer: Answers) -> None:
    result = answer("shandan", "eligibility", "居民医保转职工医保", gap_months=3, enrolled_years=1)
    assert result.status == "silent"


def test_shandan_a_duplicate_payment_is_not_refunded_once_benefits_started(answer: Answers) -> None:
    result = answer("shandan", "refund", refund_reason="duplicate", benefits_started=True)
    assert said(result).startswith("不能退")


def test_shandan_before_benefits_start_the_notice_leaves_it_open(answer: Answers) -> None:
    result = answer("shandan", "refund", refund_reason="duplicate", benefits_started=False)
    assert result.status == "silent"


def test_shandan_it_hangs_on_whether_benefits_started(answer: Answers) -> None:
    result = answer("shandan", "refund", refund_reason="duplicate")
    assert (result.status, result.ask) == ("ask", "benefits_started")


# ---- 鄢陵县


def test_yanling_a_payment_in_the_window_is_covered_next_year(answer: Answers) -> None:
    result = answer("yanling", "benefit_period", paid=D(2023, 12, 31))
    assert (value(result, "covered_from"), value(result, "covered_until")) == ("2024-01-01", "2024-12-31")


def test_yanling_a_later_payment_waits_30_days(answer: Answers) -> None:
    result = answer("yanling", "benefit_period", paid=D(2024, 1, 5))
    assert value(result, "covered_from") == "2024-02-04"
    assert "三·特别提醒三" in clauses(result)


def test_yanling_after_the_window_one_may_not_pay_as_a_rule(answer: Answers) -> None:
    result = answer("yanling", "late_payment", asked_on=D(2024, 1, 5))
    assert said(result).startswith("原则上不能")
    assert [figure for figure in result.figures if figure.unit == "元"] == []


@pytest.mark.parametrize("reason", ["death", "employee"])
def test_yanling_before_benefits_start_there_is_a_refund(answer: Answers, reason: str) -> None:
    result = answer("yanling", "refund", refund_reason=reason, asked_on=D(2023, 12, 31))
    assert said(result).startswith("可以退")


@pytest.mark.parametrize("reason", ["death", "employee"])
def test_yanling_once_benefits_started_there_is_none(answer: Answers, reason: str) -> None:
    result = answer("yanling", "refund", refund_reason=reason, asked_on=D(2024, 1, 1))
    assert said(result).startswith("不能退")


def test_yanling_who_may_have_no_refund_is_not_told_where_to_apply(answer: Answers) -> None:
    result = answer("yanling", "refund", refund_reason="death", benefits_started=True)
    assert "医保经办机构办理" not in said(result)


def test_yanling_an_aided_person_who_paid_is_refunded_by_the_department_after_the_window(answer: Answers) -> None:
    result = answer("yanling", "refund", refund_reason="aided", asked_on=D(2023, 12, 31))
    assert "2023年12月31日" in said(result)
    assert "行业部门" in said(result)


def test_yanling_a_newborn_registered_on_the_90th_day_is_in_time(answer: Answers) -> None:
    result = answer("yanling", "newborn", born=D(2023, 10, 1), registered=D(2023, 12, 30))
    assert result.status == "answered"


def test_yanling_what_holds_on_the_91st_day_the_notice_does_not_say(answer: Answers) -> None:
    result = answer("yanling", "newborn", born=D(2023, 10, 1), registered=D(2023, 12, 31))
    assert result.status == "silent"


def test_yanling_380_and_640_are_1020(answer: Answers) -> None:
    result = answer("yanling", "fee", "财政和个人加起来一共多少")
    assert value(result, "full_premium") == 1020
    assert (value(result, "contribution"), value(result, "fiscal_subsidy")) == (380, 640)


def test_yanling_a_township_has_its_own_tax_office(answer: Answers) -> None:
    result = answer("yanling", "contact", township="马坊镇")
    assert (value(result, "mafang"), value(result, "bureau")) == ("0374—7189005", "0374—7156780")
    assert value(result, "malan") is None


# ---- 磐汀县: an invented county, rules that none of the others has


def test_panting_the_price_hangs_on_the_window(answer: Answers) -> None:
    result = answer("panting", "fee", today=D(2025, 9, 10))
    assert [figure.value for figure in result.figures] == [390, 450]
    assert "2025年11月10日" in said(result)


@pytest.mark.parametrize(
    ("born", "registered", "pay", "covered"),
    [
        (D(2026, 6, 30), D(2026, 8, 29), 390, "从出生之日起"),
        (D(2026, 6, 30), D(2026, 8, 30), 390, "满30日的次日"),
        (D(2026, 7, 1), D(2026, 8, 30), 195, "从出生之日起"),
        (D(2026, 7, 1), D(2026, 8, 31), 195, "满30日的次日"),
    ],
)
def test_panting_the_day_of_birth_sets_a_newborns_price_and_the_60th_day_its_cover(
    answer: Answers, born: D, registered: D, pay: int, covered: str
) -> None:
    result = answer("panting", "newborn", born=born, registered=registered, today=D(2026, 6, 1))
    assert (result.status, value(result, "newborn_pay")) == ("answered", pay)
    assert covered in said(result)


def test_panting_the_day_a_late_newborn_is_covered_from_is_worked_out_from_the_payment(answer: Answers) -> None:
    facts: dict[str, Any] = {"born": D(2026, 7, 1), "registered": D(2026, 9, 1), "paid": D(2026, 9, 1)}
    result = answer("panting", "newborn", today=D(2026, 9, 1), **facts)
    assert value(result, "covered_from") == "2026-10-02"


@pytest.mark.parametrize(
    ("paid", "since"),
    [
        (D(2025, 11, 10), "2026-01-01"),
        (D(2025, 12, 31), "2026-01-01"),
        (D(2026, 1, 1), "2026-02-01"),
        (D(2026, 1, 31), "2026-02-01"),
        (D(2026, 2, 5), "2026-02-21"),
    ],
)
def test_panting_the_day_of_payment_sets_the_day_of_cover(answer: Answers, paid: D, since: str) -> None:
    result = answer("panting", "benefit_period", paid=paid, today=D(2025, 12, 1))
    assert value(result, "covered_from") == since


def test_panting_a_veteran_may_join_midway_for_450_from_the_day_after_15_days(answer: Answers) -> None:
    result = answer("panting", "late_payment", asked_on=D(2026, 2, 5), groups=["veteran"], today=D(2026, 2, 5))
    assert (value(result, "late_payment"), value(result, "covered_from")) == (450, "2026-02-21")


def test_panting_employees_stopped_for_89_days_may_join_and_for_90_may_not(answer: Answers) -> None:
    facts: dict[str, Any] = {"asked_on": D(2026, 2, 5), "groups": ["employee_stopped"], "today": D(2026, 2, 5)}
    assert value(answer("panting", "late_payment", gap_days=89, **facts), "late_payment") == 450
    assert value(answer("panting", "late_payment", gap_days=90, **facts), "late_payment") is None


def test_panting_how_long_an_employee_stopped_decides_and_is_asked(answer: Answers) -> None:
    result = answer("panting", "late_payment", asked_on=D(2026, 2, 5), groups=["employee_stopped"], today=D(2026, 2, 5))
    assert (result.status, result.ask) == ("ask", "gap_days")


def test_panting_an_employee_stopped_for_90_days_who_asks_to_join_midway_is_told_no(answer: Answers) -> None:
    result = answer(
        "panting", "late_payment", "能中途参保吗", gap_days=90, groups=["employee_stopped"], today=D(2026, 2, 5)
    )
    assert said(result).startswith("不能")


def test_panting_a_fixed_aid_is_taken_off_the_windows_price(answer: Answers) -> None:
    first = answer("panting", "subsidy", groups=["subsistence"], paid=D(2025, 9, 10))
    second = answer("panting", "subsidy", groups=["subsistence"], paid=D(2025, 12, 1))
    assert (value(first, "own_share"), value(second, "own_share")) == (390 - 260, 450 - 260)


def test_panting_of_two_aids_the_person_chooses(answer: Answers) -> None:
    result = answer("panting", "subsidy", groups=["subsistence", "monitored"], paid=D(2025, 9, 10))
    assert "选择其中一项" in said(result)
    assert "第十一条" in clauses(result)


def test_panting_the_age_for_aid_counts_to_the_end_of_the_year_before(answer: Answers) -> None:
    result = answer("panting", "subsidy", groups=["aged_80"], paid=D(2025, 9, 10))
    assert value(result, "own_share") == 290
    assert "2025年12月31日" in said(result)


def test_panting_a_refund_ends_when_benefits_start(answer: Answers) -> None:
    facts: dict[str, Any] = {"refund_reason": "death", "paid": D(2025, 10, 1)}
    assert said(answer("panting", "refund", asked_on=D(2025, 12, 31), **facts)).startswith("可以退")
    assert said(answer("panting", "refund", asked_on=D(2026, 1, 1), **facts)).startswith("不能退")


def test_panting_on_a_closed_day_one_may_pay_again_on_the_1st(answer: Answers) -> None:
    result = answer("panting", "deadline", asked_on=D(2025, 9, 29), today=D(2025, 9, 29))
    assert value(result, "next_day") == "2025-10-01"
    assert "第五条" in clauses(result)
