"""What somebody takes for granted in a question, held against the notice."""

import datetime

import pytest

from bot.policies.registry import Registry
from bot.rules.answer import Question
from bot.rules.facts import Facts
from tests.rules.conftest import Answers


def first(text: str, topic: str, county: str, answer: Answers, **facts: object) -> str:
    return answer(county, topic, text, **facts).statements[0].text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2月25号截止是吧", "是的，"),
        ("截止日期是3月1号吗", "不是，"),
        ("2月28号最后一天对吧", "不是，"),
        ("交到2月25号对吧", "是的，"),
        ("12月4号开始收的吧", "是的，"),
        ("1月才开始收吧", "不是，"),
    ],
)
def test_the_limits_of_the_window_are_confirmed_or_denied(answer: Answers, text: str, verdict: str) -> None:
    assert first(text, "deadline", "jingxian", answer).startswith(verdict)


def test_the_limit_of_some_people_is_not_everybodys(answer: Answers) -> None:
    assert first("2月28号截止对吧", "deadline", "suixian", answer).startswith("不是，")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("25号以后还能交吗", "不能，"),
        ("过了25号能交不", "不能，"),
        ("10号以后能交吗", "征缴期里可以，"),
        ("25号能交吗", "征缴期里可以，"),
    ],
)
def test_after_a_day_of_the_month_is_not_on_it(answer: Answers, text: str, verdict: str) -> None:
    assert first(text, "deadline", "yangcheng", answer).startswith(verdict)


@pytest.mark.parametrize(
    ("county", "topic", "text"),
    [
        ("suixian", "eligibility", "职工和居民可以一起参加，对吗"),
        ("shandan", "eligibility", "外地户口不能参保对吧"),
        ("shandan", "fee", "小孩比大人便宜对吧"),
        ("yanling", "late_payment", "等待期是3个月吧"),
        ("jingxian", "contact", "医保中心电话是12345吧"),
        ("yangcheng", "deadline", "节假日顺延对吧"),
        ("yanling", "out_of_scope_medical", "最高能报20万吧"),
        ("suixian", "administration", "参保率要98%吧"),
    ],
)
def test_a_wrong_belief_is_denied_first(answer: Answers, county: str, topic: str, text: str) -> None:
    assert first(text, topic, county, answer).startswith("不是，")


@pytest.mark.parametrize(
    ("county", "topic", "text"),
    [
        ("suixian", "eligibility", "职工和居民不能一起参加，对吗"),
        ("shandan", "eligibility", "外地户口可以参保对吧"),
        ("yanling", "late_payment", "等待期是30天吧"),
        ("jingxian", "contact", "医保中心电话是4229363吧"),
        ("jingxian", "eligibility", "没有居住证不能参保对吧"),
        ("yangcheng", "deadline", "节假日不顺延对吧"),
        ("yanling", "out_of_scope_medical", "最高能报55万吧"),
        ("shandan", "eligibility", "外地户口能参保吗"),
    ],
)
def test_a_right_belief_or_an_open_question_is_not_denied(answer: Answers, county: str, topic: str, text: str) -> None:
    assert not first(text, topic, county, answer).startswith("不是，")


def test_what_an_amount_stands_for_is_told(registry: Registry) -> None:
    asked = Question(topic="fee", text="那830里都包括啥", claims=(830,))
    told = registry.answer("suixian", asked, Facts(), datetime.date(2020, 12, 10)).statements[0].text
    assert told == "随县2021年度个人和财政合计的筹资标准是每人830元"
