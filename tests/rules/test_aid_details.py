"""Who pays for aid, lists the people and does their papers, and what an office is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Answers

    from bot.rules.answer import Answer


def said(answer: Answer) -> str:
    return "".join(statement.text for statement in answer.statements)


def test_a_detail_is_told_of_the_persons_own_group_alone(answer: Answers) -> None:
    result = said(answer("suixian", "subsidy", "名单是谁报的", groups=["mental_illness"]))
    assert "县卫生健康局" in result
    assert "县残联" not in result


def test_a_plain_word_gets_the_groups_that_it_may_mean(answer: Answers) -> None:
    result = said(answer("suixian", "subsidy", "名单是谁报的", groups=["disability"]))
    assert "县残联" in result
    assert "县民政局" not in result


def test_of_a_group_that_is_not_aided_no_payer_is_told(answer: Answers) -> None:
    result = said(answer("shandan", "subsidy", "谁出钱", groups=["severe_disability"]))
    assert "没有写" in result
    assert "医疗救助资金" not in result


def test_what_one_pays_stands_before_who_pays_the_rest(answer: Answers) -> None:
    result = answer("yanling", "subsidy", "谁出钱，我要不要交", groups=["orphan", "subsistence"])
    assert result.statements[0].text.startswith("不用自己缴")
    assert said(result).count("县财政") == 1


def test_where_the_notice_names_nobody_who_carries_the_aid_out_it_is_silent(answer: Answers) -> None:
    result = answer("yanling", "subsidy", "由哪个部门落实", groups=["subsistence"])
    assert result.status == "silent"
    assert "资助由哪个部门落实" in said(result)


def test_an_invented_county_without_the_details_answers_with_what_they_are_details_of(answer: Answers) -> None:
    result = said(answer("panting", "subsidy", "谁出钱", groups=["orphan"]))
    assert "县医保局在第一档期内统一代缴" in result


def test_an_office_of_which_the_notice_names_no_duty_gets_no_other_ones(answer: Answers) -> None:
    result = answer("panting", "administration", "残联负责什么")
    assert "未载明" in said(result)
    assert "民政" not in said(result)


def test_an_office_that_is_named_gets_its_own_duties_alone(answer: Answers) -> None:
    result = said(answer("panting", "administration", "公安局管什么"))
    assert "名单" in result
    assert "税务" not in result


def test_going_to_another_county_is_told_from_coming_home(answer: Answers) -> None:
    leaves = said(answer("shandan", "registration", "去年在山丹交的，今年去甘州参保，先办什么"))
    comes = said(answer("shandan", "registration", "去年在甘州交的，今年回山丹参保，先办什么"))
    assert "再到县外登记" in leaves
    assert "再在山丹办理参保登记" in comes


def test_who_was_insured_here_last_year_does_not_move_in(answer: Answers) -> None:
    result = said(answer("shandan", "registration", "去年在山丹参的保，今年怎么办"))
    assert "不用重新登记" in result
    assert "注销" not in result


def test_who_does_a_deed_is_told_by_the_offices_whose_business_it_is(answer: Answers) -> None:
    result = answer("panting", "administration", "学校登记谁组织")
    assert "县教育局" in result.statements[0].text


def test_a_deed_of_which_the_notice_does_not_tell_gets_no_other_offices_business(answer: Answers) -> None:
    result = answer("panting", "administration", "哪个部门宣传")
    assert result.status == "silent"
    assert "税务" not in said(result)
