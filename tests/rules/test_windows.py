"""Windows: which is open on a day, for whom, for how long, and when one may pay next."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policies.registry import Registry
from bot.rules.calendar import last_day_of_month
from bot.rules.facts import Facts
from bot.rules.policy import Closed, MonthDays, Window
from bot.rules.windows import paid_in, standing

D = datetime.date
ONE_DAY = datetime.timedelta(days=1)
DAYS = st.dates(D(2020, 6, 1), D(2021, 6, 30))
LIMITS = st.tuples(st.integers(1, 28), st.integers(1, 28)).map(
    lambda p: MonthDays.parse_obj({"first": min(p), "last": max(p)})
)
CLOSINGS = st.builds(
    Closed, last_days_of_month=st.integers(1, 5), but_not=st.lists(DAYS, max_size=2, unique=True).map(tuple)
)


def _window(dates: tuple[D, D], limits: MonthDays | None, closed: Closed | None) -> Window:
    start, end = sorted(dates)
    parts: dict[str, Any] = {"id": "w", "kind": "central_window", "name": "集中缴费期", "clause": "一"}
    return Window(**parts, start=start, end=end, month_days=limits, closed=closed)


WINDOWS = st.builds(_window, st.tuples(DAYS, DAYS), st.none() | LIMITS, st.none() | CLOSINGS)


@given(WINDOWS, DAYS)
def test_a_window_is_open_within_its_dates_on_days_on_which_one_may_pay(window: Window, day: D) -> None:
    assert window.start
    assert window.end
    limits, closed = window.month_days, window.closed
    in_limits = limits is None or limits.first <= day.day <= limits.last
    at_months_end = closed is not None and day.day > last_day_of_month(day.year, day.month) - closed.last_days_of_month
    shut = closed is not None and at_months_end and day not in closed.but_not
    expected = window.start <= day <= window.end and in_limits and not shut
    assert (standing(window, day, Facts()).state == "open") is expected


@given(st.data())
def test_the_next_day_is_the_first_on_which_one_may_pay(data: st.DataObject) -> None:
    start, length = data.draw(DAYS), data.draw(st.integers(31, 120))
    first, last = data.draw(st.integers(1, 14)), data.draw(st.integers(14, 27))
    window = _window(
        (start, start + ONE_DAY * length), MonthDays.parse_obj({"first": first, "last": last}), data.draw(CLOSINGS)
    )
    inside = [start + ONE_DAY * n for n in range(length + 1)]
    payable = [day for day in inside if standing(window, day, Facts()).state == "open"]
    day = data.draw(st.sampled_from([day for day in inside if day not in payable]))
    assert standing(window, day, Facts()).next_day == next((d for d in payable if d > day), None)


@given(WINDOWS, st.data())
def test_the_days_left_reach_to_the_last_day(window: Window, data: st.DataObject) -> None:
    assert window.start
    assert window.end
    day = data.draw(st.dates(window.start, window.end))
    left = standing(window, day, Facts()).days_left
    assert left is not None
    assert day + ONE_DAY * left == window.end


@given(WINDOWS, DAYS, DAYS)
def test_a_window_goes_from_not_yet_over_open_to_over(window: Window, one: D, other: D) -> None:
    order = {"not_yet": 0, "open": 1, "closed_today": 1, "over": 2}
    earlier, later = (order[standing(window, day, Facts()).state] for day in sorted((one, other)))
    assert earlier <= later


def test_before_it_opens_the_next_day_is_the_first() -> None:
    window = _window((D(2020, 9, 1), D(2020, 12, 25)), None, None)
    assert standing(window, D(2020, 8, 31), Facts()).next_day == D(2020, 9, 1)


def test_a_window_without_dates_is_neither_open_nor_over() -> None:
    window = Window.parse_obj({"id": "w", "kind": "extended_window", "name": "延长缴费期", "clause": "一"})
    assert standing(window, D(2020, 8, 31), Facts()).state == "undated"


@pytest.mark.parametrize(
    ("day", "state", "next_day"),
    [
        (D(2020, 10, 25), "open", None),
        (D(2020, 10, 26), "closed_today", D(2020, 11, 1)),
        (D(2020, 12, 25), "open", None),
        (D(2020, 12, 26), "over", None),
    ],
)
def test_yangcheng_takes_money_from_the_1st_to_the_25th(
    registry: Registry, day: D, state: str, next_day: D | None
) -> None:
    now = standing(registry.policies["yangcheng"][2021].windows[0], day, Facts())
    assert (now.state, now.next_day) == (state, next_day)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2025, 9, 28), "open"),
        (D(2025, 9, 29), "closed_today"),
        (D(2025, 9, 30), "closed_today"),
        (D(2025, 10, 1), "open"),
    ],
)
def test_panting_closes_on_a_months_last_two_days(panting: Registry, day: D, state: str) -> None:
    assert standing(panting.policies["panting"][2026].windows[0], day, Facts()).state == state


def test_panting_stays_open_on_the_two_days_that_are_excepted(panting: Registry) -> None:
    second = panting.policies["panting"][2026].windows[1]
    assert [standing(second, D(2026, 1, d), Facts()).state for d in (29, 30, 31)] == ["open", "open", "open"]


@pytest.mark.parametrize(
    ("day", "facts", "window"),
    [
        (D(2020, 8, 31), Facts(), None),
        (D(2020, 12, 31), Facts(), "central"),
        (D(2021, 2, 28), Facts(away=True, renewing=True), "extended"),
        (D(2021, 2, 28), Facts(away=True, renewing=False), "late"),
        (D(2021, 3, 1), Facts(away=True, renewing=True), "late"),
    ],
)
def test_a_payment_falls_in_the_window_open_to_the_person(
    registry: Registry, day: D, facts: Facts, window: str | None
) -> None:
    assert paid_in(registry.policies["suixian"][2021], day, facts) == window


def test_a_payment_after_the_dated_windows_falls_in_the_one_without_dates(registry: Registry) -> None:
    assert paid_in(registry.policies["yanling"][2023], D(2024, 1, 5), Facts()) == "extended"
