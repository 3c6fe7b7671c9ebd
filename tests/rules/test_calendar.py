"""Spans of months and days, counted as the notices mean them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import Span, add_months, day_after_full, last_day_of_month, last_day_within

D = datetime.date
DAYS = st.dates(D(2015, 1, 1), D(2035, 12, 31))
MONTHS = st.integers(0, 24)
SPANS = st.one_of(
    st.builds(Span, months=st.integers(1, 24)),
    st.builds(Span, days=st.integers(1, 400)),
)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (D(2021, 1, 15), 3, D(2021, 4, 15)),
        (D(2020, 11, 30), 3, D(2021, 2, 28)),
        (D(2019, 11, 30), 3, D(2020, 2, 29)),
        (D(2021, 1, 31), 1, D(2021, 2, 28)),
        (D(2021, 3, 31), 1, D(2021, 4, 30)),
        (D(2020, 2, 29), 12, D(2021, 2, 28)),
        (D(2021, 10, 31), 3, D(2022, 1, 31)),
        (D(2021, 3, 31), -1, D(2021, 2, 28)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_months_last(start: D, months: int, end: D) -> None:
    assert add_months(start, months) == end


@given(DAYS, MONTHS)
def test_months_move_the_month_by_so_many(start: D, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months


@given(DAYS, MONTHS)
def test_months_keep_the_day_unless_the_month_is_too_short(start: D, months: int) -> None:
    end = add_months(start, months)
    assert end.day == start.day or end.day == last_day_of_month(end.year, end.month) < start.day


@given(DAYS, DAYS, MONTHS)
def test_an_earlier_start_never_ends_later(one: D, other: D, months: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, months) <= add_months(later, months)


@given(DAYS, MONTHS, MONTHS)
def test_more_months_never_end_earlier(start: D, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert add_months(start, fewer) <= add_months(start, more)


@given(DAYS)
def test_a_months_last_day_is_followed_by_the_first(day: D) -> None:
    last = day.replace(day=last_day_of_month(day.year, day.month))
    assert (last + datetime.timedelta(days=1)).day == 1


def test_the_day_of_birth_is_not_counted_in_days() -> None:
    assert last_day_within(D(2026, 1, 1), Span(days=60)) == D(2026, 3, 2)


def test_the_last_day_of_three_months_is_the_day_of_birth() -> None:
    assert last_day_within(D(2021, 1, 15), Span(months=3)) == D(2021, 4, 15)


@given(DAYS, SPANS)
def test_the_last_day_within_a_span_is_after_its_start(start: D, span: Span) -> None:
    assert last_day_within(start, span) > start


@given(DAYS, st.integers(1, 400))
def test_days_are_counted_one_by_one(start: D, days: int) -> None:
    assert (last_day_within(start, Span(days=days)) - start).days == days


def test_what_begins_when_a_span_is_full_begins_on_the_day_that_fills_it() -> None:
    assert day_after_full(D(2021, 3, 1), Span(months=3)) == D(2021, 6, 1)


def test_what_begins_on_the_day_after_begins_one_day_later() -> None:
    assert day_after_full(D(2026, 3, 1), Span(days=15, then="next_day")) == D(2026, 3, 17)


@given(DAYS, st.integers(1, 400))
def test_the_next_day_is_one_day_after_the_same_day(start: D, days: int) -> None:
    same = day_after_full(start, Span(days=days))
    following = day_after_full(start, Span(days=days, then="next_day"))
    assert following - same == datetime.timedelta(days=1)


def test_a_span_reads_as_a_resident_says_it() -> None:
    assert [Span(months=3).text(), Span(days=30).text()] == ["3个月", "30天"]
