"""Dates as people say them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.reading import lunar
from bot.nlu.reading.dates import Season, asked_year, asked_years, asks_which_year, mentions
from bot.nlu.reading.numbers import with_digits

D = datetime.date
TODAY = D(2020, 12, 10)
SEASON = Season(D(2020, 7, 1), 2021)
DAYS = st.dates(D(2000, 1, 1), D(2099, 12, 31))
FORMS = {
    "2021年3月5日": "{0.year}年{0.month}月{0.day}日",
    "2021年3月5号": "{0.year}年{0.month}月{0.day}号",
    "2021-03-05": "{0:%Y-%m-%d}",
    "2021.3.5": "{0.year}.{0.month}.{0.day}",
    "2021/3/5": "{0.year}/{0.month}/{0.day}",
}
NUMERALS = ["", *"一二三四五六七八九", "十", *(f"十{n}" for n in "一二三四五六七八九"), "二十"]
NUMERALS += [*(f"二十{n}" for n in "一二三四五六七八九"), "三十", "三十一"]


def read(text: str, today: D = TODAY) -> list[D]:
    return [mention.date for mention in mentions(with_digits(text), today, SEASON)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(day=DAYS)
def test_a_full_date_is_read_back(form: str, day: D) -> None:
    assert read(form.format(day)) == [day]


@given(DAYS)
def test_a_date_in_chinese_numerals_is_read_back(day: D) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    assert read(f"{year}年{NUMERALS[day.month]}月{NUMERALS[day.day]}日") == [day]


@given(DAYS, st.sampled_from(list(FORMS.values())))
def test_a_date_is_read_inside_a_sentence(day: D, form: str) -> None:
    assert read(f"孩子{form.format(day)}出生的要交钱吗") == [day]


@given(DAYS)
def test_today_is_the_day_of_the_question(today: D) -> None:
    assert read("今天能交吗", today) == [today]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明天还收吗", D(2020, 12, 11)),
        ("昨天交的", D(2020, 12, 9)),
        ("大后天去交", D(2020, 12, 13)),
        ("上个月5号", D(2020, 11, 5)),
        ("下下个月3号", D(2021, 2, 3)),
        ("25号还能交吗", D(2020, 12, 25)),
        ("去年12月31号", D(2019, 12, 31)),
        ("12月底", D(2020, 12, 31)),
        ("2021年2月底", D(2021, 2, 28)),
        ("21年3月5号", D(2021, 3, 5)),
    ],
)
def test_a_date_relative_to_today_is_placed(text: str, day: D) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(("text", "day"), [("11月20号", D(2020, 11, 20)), ("3月5号", D(2021, 3, 5))])
def test_a_date_without_a_year_falls_nearest_to_today_while_the_season_lasts(text: str, day: D) -> None:
    assert read(text) == [day]


def test_years_after_the_season_a_date_without_a_year_falls_in_it() -> None:
    assert read("3月5号", D(2026, 5, 1)) == [D(2021, 3, 5)]
    assert read("11月20号", D(2026, 5, 1)) == [D(2020, 11, 20)]


def test_the_end_of_a_range_follows_its_beginning() -> None:
    assert read("2020年12月1日到2月28日") == [D(2020, 12, 1), D(2021, 2, 28)]


def test_a_day_that_the_month_lacks_is_its_last() -> None:
    assert read("2021年2月30日") == [D(2021, 2, 28)]


def test_a_month_alone_is_known_to_the_month_only() -> None:
    assert [mention.precision for mention in mentions("2021年3月交的", TODAY, SEASON)] == ["month"]


@pytest.mark.parametrize("text", ["3个月内", "等30天", "13800001111", "0374—7156780", "二（三）", "一共12口人"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "word"), [("腊月二十", "腊月"), ("过年前", "过年"), ("十二月二十", None)])
def test_a_lunar_date_is_known_as_one(text: str, word: str | None) -> None:
    assert lunar.word(text) == word


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年多少钱", (2022, False)),
        ("22年度多少钱", (2022, False)),
        ("2021年度", (2021, False)),
        ("明年多少钱", (2021, True)),
        ("今年多少钱", (2020, True)),
        ("2021年3月5日出生", (None, False)),
        ("去年交的今年还要交吗", (None, False)),
        ("多少钱", (None, False)),
    ],
)
def test_the_insurance_year_asked_for(text: str, year: tuple[int | None, bool]) -> None:
    assert asked_year(text, TODAY) == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年和2022年各多少", (2021, 2022)),
        ("2020年的我交了，2021还要登记么", (2021,)),
        ("2020年没交，2021年能直接交吗", (2021,)),
        ("2020年没交还能补吗", (2020,)),
        ("交的是2020年度还是2021年度的", ()),
    ],
)
def test_the_years_asked_for_are_told_from_those_in_which_something_was_done(text: str, years: tuple[int, ...]) -> None:
    assert asked_years(text) == years


def test_of_the_years_said_the_one_that_is_not_settled_is_asked_for() -> None:
    assert asked_year("今年的不用交那明年的也不用交吗", TODAY) == (2021, True)
    assert asked_year("今年的交过了，明年的还要交吗", TODAY) == (2021, True)


@pytest.mark.parametrize("text", ["是2020的还是2021的", "算今年的还是明年的", "交的是2020年度还是2021年度的"])
def test_which_of_two_years_it_is_can_be_asked(text: str) -> None:
    assert asks_which_year(text)


@pytest.mark.parametrize("text", ["今年交还是明年交", "2020年交过", "280还是320"])
def test_another_choice_is_not_one_of_years(text: str) -> None:
    assert not asks_which_year(text)


def test_a_week_is_a_stretch_of_days() -> None:
    week = mentions("下周能交吗", D(2020, 12, 10), SEASON)[0]
    assert (week.date, week.until) == (D(2020, 12, 14), D(2020, 12, 20))


@pytest.mark.parametrize("text", ["我爸今年67，家里低收入", "俺娘今年都80了", "我今年刚毕业", "娃今年出生的"])
def test_how_old_somebody_is_this_year_asks_for_no_year(text: str) -> None:
    assert asked_year(text, TODAY) == (None, False)


@pytest.mark.parametrize("text", ["今年320吗", "今年25号截止吗", "今年多少钱", "2020年停了，今年想再交"])
def test_this_year_with_a_price_or_a_day_is_the_year_asked_for(text: str) -> None:
    assert asked_year(text, TODAY) == (TODAY.year, True)


def test_the_year_of_a_break_is_not_asked_for_by_who_goes_on_paying() -> None:
    assert asked_years("2020年断了，现在想重新参保") == ()
    assert asked_years("2020年没交，能补吗") == (2020,)


def test_a_year_in_which_somebody_paid_is_not_the_year_asked_for() -> None:
    assert asked_year("我2020年交过，还要登记吗", TODAY) == (None, False)
    assert asked_year("2020年交多少", TODAY) == (2020, False)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("宝宝3.28生", [D(2021, 3, 28)]),
        ("9.1号出生", [D(2020, 9, 1)]),
        ("21.3.10交的", [D(2021, 3, 10)]),
        ("3.5元", []),
        ("涨了1.2倍", []),
        ("版本3.2的", []),
    ],
)
def test_a_day_with_a_dot_is_one_where_something_was_done_on_it(text: str, days: list[D]) -> None:
    assert read(text) == days


def test_the_month_in_which_an_employer_paid_is_no_insurance_year() -> None:
    assert asked_year("今年3月单位给我交了职工", D(2024, 3, 15)) == (None, False)
    assert asked_year("今年交多少", D(2024, 3, 15)) == (2024, True)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024年一个人交多少", 2024), ("22年三口人多少", 2022), ("2023年380元对吗", 2023), ("2021年度一个人", 2021)],
)
def test_a_year_right_before_a_number_is_a_year(text: str, year: int) -> None:
    assert asked_years(with_digits(text)) == (year,)


@pytest.mark.parametrize("text", ["2021年3月5号生的", "2021年9到12月交", "断了10年1个月", "2021年度12月"])
def test_a_year_that_belongs_to_a_date_or_is_a_span_is_not_asked_for(text: str) -> None:
    assert asked_years(with_digits(text)) == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [("去年多少", 2019), ("前年呢", 2018), ("大前年一个人交多少", 2017), ("上一年标准是多少", 2019)],
)
def test_a_year_gone_by_that_is_asked_about_counts_from_today(text: str, year: int) -> None:
    assert asked_year(with_digits(text), TODAY) == (year, False)


@pytest.mark.parametrize("text", ["去年我交了280，今年多少", "去年交过，要重新登记吗", "去年没交，现在补多少"])
def test_a_year_in_which_something_was_done_is_not_asked_about(text: str) -> None:
    assert asked_year(with_digits(text), TODAY)[0] != 2019


@pytest.mark.parametrize(
    ("text", "day"),
    [("三个月前的今天生的", D(2020, 9, 10)), ("半年前的今天", D(2020, 6, 10)), ("20天前交的", D(2020, 11, 20))],
)
def test_a_day_can_be_counted_back_from_today(text: str, day: D) -> None:
    assert read(text) == [day]


def test_a_span_before_a_limit_is_no_day() -> None:
    assert read("要在90天前登记吗") == []


@pytest.mark.parametrize("text", ["随政发〔2019〕10号是什么文件", "张医保发[2021]51号讲啥", "(2020)24号文"])
def test_the_year_in_a_documents_number_is_not_asked_for(text: str) -> None:
    assert asked_years(text) == ()


@pytest.mark.parametrize("text", ["这是哪1年度的通知", "预收年度"])
def test_of_which_year_a_notice_is_names_none(text: str) -> None:
    assert asks_which_year(text)
