"""Dates of the lunar calendar."""

import datetime

import pytest

from bot.nlu.reading.lunar import coming, named, past
from bot.nlu.reading.numbers import with_digits

D = datetime.date
# New Year's days as they were, the earliest and the latest of the century among them.
NEW_YEARS = [D(2020, 1, 25), D(2021, 2, 12), D(2022, 2, 1), D(2023, 1, 22), D(2024, 2, 10), D(2015, 2, 19)]
NEW_YEARS += [D(2034, 2, 19), D(1985, 2, 20), D(1966, 1, 21)]


@pytest.mark.parametrize("new_year", NEW_YEARS, ids=str)
def test_the_days_that_are_told_hold_the_true_one(new_year: D) -> None:
    def holds(text: str, day: D) -> bool:
        days = named(with_digits(text))[0].in_year(new_year.year)
        return days.first <= day <= days.last

    assert holds("正月里", new_year)
    assert holds("正月里", new_year + datetime.timedelta(days=28))
    assert holds("正月初八", new_year + datetime.timedelta(days=7))
    assert holds("正月十五", new_year + datetime.timedelta(days=14))
    assert holds("除夕", new_year - datetime.timedelta(days=1))
    assert holds("腊月底", new_year - datetime.timedelta(days=1))
    assert holds("腊月", new_year - datetime.timedelta(days=29))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("端午", D(2021, 6, 14)),
        ("中秋", D(2023, 9, 29)),
        ("八月十五", D(2023, 9, 29)),
        ("重阳", D(2020, 10, 25)),
        ("七月初五", D(2021, 8, 12)),
        ("农历五月初五", D(2021, 6, 14)),
    ],
)
def test_a_feast_is_among_the_days_told(text: str, day: D) -> None:
    days = named(with_digits(text))[0].in_year(day.year)
    assert days.first <= day <= days.last


def test_what_was_done_lies_before_today_and_what_will_be_done_after() -> None:
    month = named("腊月里")[0]
    today = D(2021, 1, 18)
    before, after = past(month, today, None), coming(month, today)
    assert before
    assert before.last == today
    assert after
    assert after.first == today


def test_a_winter_month_of_last_year_is_in_doubt_while_it_is_winter() -> None:
    assert past(named("去年腊月")[0], D(2021, 1, 10), None) is None
    assert past(named("去年腊月")[0], D(2021, 4, 1), None) is not None


def test_a_month_of_a_named_year_is_that_years() -> None:
    days = past(named("2019年正月")[0], D(2021, 4, 1), None)
    assert days is not None
    assert days.first.year == 2019
    assert past(named("2020年腊月")[0], D(2021, 4, 1), None) is None


@pytest.mark.parametrize("text", ["一个月", "3月5号", "12月底", "小年轻", "八月十五号", "年底", "今年"])
def test_what_is_no_lunar_date_is_none(text: str) -> None:
    assert named(with_digits(text)) == ()
