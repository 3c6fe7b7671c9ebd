"""Circumstances that decide a case."""

from typing import Any

import pytest

from bot.nlu.reading.circumstances import read
from bot.nlu.reading.numbers import with_digits
from bot.rules.facts import Facts


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("我在外打工刚回来", "away", True),
        ("一直在家没出去打工", "away", False),
        ("我是续保", "renewing", True),
        ("第一次参保", "renewing", False),
        ("孩子爸妈都参保了", "parent_enrolled", True),
        ("爸妈都没参保", "parent_enrolled", False),
        ("两口子都没参保", "parent_enrolled", False),
        ("我和她妈医保都交着呢", "parent_enrolled", True),
        ("我没交，她妈交了", "parent_enrolled", True),
        ("孩子妈没参保", "parent_enrolled", None),
        ("我没交，她妈也没交", "parent_enrolled", False),
        ("俺俩都入了合作医疗", "parent_enrolled", True),
        ("没出过门，在家种田", "away", False),
        ("过年回来的", "away", True),
        ("超过三个月了", "passed", "3个月"),
        ("过了九十天才去登记", "passed", "90天"),
        ("待遇期已经开始了", "benefits_started", True),
        ("已经享受待遇了", "benefits_started", True),
        ("待遇享受期还没开始", "benefits_started", False),
        ("忘了交", "missed_window", True),
        ("没过期", "missed_window", False),
        ("老人去世了能退吗", "refund_reason", "death"),
        ("参加职工医保了，居民的能退吗", "refund_reason", "employee"),
        ("重复交了能退吗", "refund_reason", "duplicate"),
        ("在外地参保了，这边能退吗", "refund_reason", "elsewhere"),
        ("断缴四个月", "gap_months", 4),
        ("断了80天", "gap_days", 80),
        ("连续交了三年", "enrolled_years", 3),
    ],
)
def test_a_circumstance_is_read_from_the_words_people_use(text: str, fact: str, value: object) -> None:
    assert read(with_digits(text)).get(fact) == value


@pytest.mark.parametrize("text", ["医保多少钱", "老人去世了", "2021年的交了", "交3个月的", "什么时候交"])
def test_nothing_is_made_up(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize("text", ["断了4个月打工续保，爸妈参保了", "人去世了退费，待遇没开始，忘了交"])
def test_what_is_read_is_a_fact_of_the_rules(text: str) -> None:
    values: dict[str, Any] = read(text)
    assert Facts(**values).known() == values.keys()


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("断了三个月", 3),
        ("断缴三个月零两天", 4),
        ("断了三个多月", 4),
        ("停了三个半月", 4),
        ("断了俩月", 2),
        ("断了俩个月", 2),
        ("断了3月份的", None),
        ("9月给我办职工", None),
    ],
)
def test_a_gap_of_more_than_whole_months_is_longer_than_them(text: str, months: int | None) -> None:
    assert read(with_digits(text)).get("gap_months") == months


@pytest.mark.parametrize("text", ["父母都有", "2月3号生的，爸妈都有", "他妈在厂里有职工，我是居民的", "我是居民的"])
def test_parents_with_either_insurance_are_enrolled(text: str) -> None:
    assert read(with_digits(text))["parent_enrolled"] is True


def test_why_it_is_to_be_paid_back_is_read_where_that_is_spoken_of() -> None:
    assert "refund_reason" not in read("单位给我交了职工")
    assert read("单位给我交了职工", of_refund=True)["refund_reason"] == "employee"
    assert read("单位给我交了职工，能退吗")["refund_reason"] == "employee"
