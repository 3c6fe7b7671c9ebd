"""Which fact a day in a message is: of a discharge, a birth, a payment, or the one that is asked about."""

import datetime
from typing import Any

import pytest

from bot.dialogue.days.told import read_dates
from bot.paths import DATA
from bot.policies.registry import Registry

D = datetime.date
POLICY = Registry.load(DATA).policies["jingxian"][2021]
TODAY = D(2021, 1, 20)


def read(text: str, asked: str | None = None) -> dict[str, Any]:
    return read_dates(text, POLICY, TODAY, asked)


@pytest.mark.parametrize(
    ("text", "fact", "days"),
    [
        ("我去年12月20号退伍的，交多少", "since_days", 31),
        ("2020年12月21日退役，要等多久", "since_days", 30),
        ("1月10号才刑满释放", "since_days", 10),
        ("退伍时间是12月20号", "since_days", 31),
        ("我12月10号从单位离职停了社保", "gap_days", 41),
        ("1月5号辞职的，交多少", "gap_days", 15),
        ("单位12月31号给我停保的", "gap_days", 20),
        ("12月31号社保就断了", "gap_days", 20),
    ],
)
def test_the_day_of_a_discharge_is_counted_from_and_is_no_day_of_paying(text: str, fact: str, days: int) -> None:
    assert read(text) == {fact: days}


def test_of_a_discharge_told_by_the_month_the_fewest_and_the_most_days_are_known() -> None:
    assert read("我去年9月停保的") == {"gap_days": 112, "gap_days_at_most": 141}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1月5号毕业交的费几时能用", {"paid": D(2021, 1, 5)}),
        ("退役军人2月10号交行不行", {"asked_on": D(2021, 2, 10)}),
        ("我1月3号交的，12月退伍", {"paid": D(2021, 1, 3), "since_days": 20, "since_days_at_most": 50}),
        ("2月10号交医保，我退伍了", {"asked_on": D(2021, 2, 10)}),
        ("2月20号我能交职工医保吗", {"asked_on": D(2021, 2, 20)}),
    ],
)
def test_a_day_of_paying_stays_one_beside_a_discharge(text: str, told: dict[str, Any]) -> None:
    assert read(text) == told


@pytest.mark.parametrize("text", ["今天交啥时候能用", "今天去办什么时候能报", "明天登记来得及吗"])
def test_the_day_of_paying_is_not_the_birth_that_was_asked_for(text: str) -> None:
    assert "born" not in read(text, asked="born")


@pytest.mark.parametrize("text", ["1月3号", "1月3号生的", "昨天"])
def test_a_bare_day_answers_what_was_asked(text: str) -> None:
    assert "born" in read(text, asked="born")


@pytest.mark.parametrize(
    "text",
    [
        "我爹1月8号没了，医保刚交",
        "奶奶1月8号走了，钱才交的",
        "预产期1月18号",
        "生了个丫头，今天刚满月",
        "孩子昨天过百天",
    ],
)
def test_the_day_of_a_death_or_a_feast_is_neither_of_paying_nor_of_a_birth(text: str) -> None:
    assert not read(text).keys() & {"paid", "born", "asked_on"}


def test_of_two_days_it_is_the_one_of_which_it_is_asked() -> None:
    assert read("今天银行关门了，明天手机交行吗")["asked_on"] == D(2021, 1, 21)
    assert read("今天交行吗，明天就要走了")["asked_on"] == TODAY


def test_going_somewhere_today_is_no_birthday() -> None:
    assert "born" not in read("今天去行不行", asked="born")


def test_the_day_told_for_a_lunar_one_is_the_one_that_was_asked_about() -> None:
    assert read("2月26号", asked="asked_on") == {"asked_on": D(2021, 2, 26)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明天21号，今天去行吗", TODAY),
        ("村里讲2月20号截止，我2月22号回来还能交吗", D(2021, 2, 22)),
        ("我今天补交，3月份住院能报吗", TODAY),
        ("我2月20号才回，能交吗", D(2021, 2, 20)),
    ],
)
def test_of_several_days_the_one_in_the_question_is_asked_about(text: str, day: D) -> None:
    assert read(text)["asked_on"] == day


def test_whether_paying_has_begun_tells_of_no_payment() -> None:
    assert read("今天开始交了吗") == {"asked_on": TODAY}


def test_past_the_last_of_several_windows_it_is_asked_of_the_day_after_it(panting: Registry) -> None:
    policy = panting.policies["panting"][2026]
    told = read_dates("过了2026年1月31日还能补交吗", policy, D(2025, 10, 10), None)
    assert told == {"asked_on": D(2026, 2, 1), "missed_window": True}
    assert read_dates("过了11月10日还能交吗", policy, D(2025, 10, 10), None) == {"missed_window": True}
