"""The proof tells each figure, date, number and clause that the notice does not bear out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from held import HELD, ROOT

from bot.policies.load import load_model
from bot.policies.proof import prove
from bot.policies.quantities import Day, days, normal, quantities, whole_number
from bot.rules.policy import Policy

Spoil = Callable[[str, str], Path]


def told(path: Path, notice: str) -> list[str]:
    """The faults without the file's name: 5: contribution.amount: …"""
    faults = prove(path, load_model(path, Policy), notice)
    return [str(fault).removeprefix(f"{path}:") for fault in faults]


def test_a_policy_that_its_notice_bears_out_has_no_fault(policy_file: Path, notice: str) -> None:
    assert told(policy_file, notice) == []


SPOILT = {
    "amount": (
        "contribution: {amount: 400",
        "contribution: {amount: 401",
        "5: contribution.amount: 401 does not occur in clause 一",
    ),
    "clause without the figure": (
        "fiscal_subsidy: {amount: 670, clause: 一}",
        "fiscal_subsidy: {amount: 670, clause: 三2}",
        "6: fiscal_subsidy.amount: 670 does not occur in clause 三2",
    ),
    "clause that does not exist": (
        "{amount: 400, clause: 一}",
        "{amount: 400, clause: 一（五）}",
        "5: contribution.clause: the notice has no clause 一（五）",
    ),
    "clause that is numbered in another way": (
        "{amount: 400, clause: 一}",
        "{amount: 400, clause: 第一条}",
        "5: contribution.clause: the notice has no clause 第一条; it numbers it 一",
    ),
    "one of two clauses": (
        "{amount: 400, clause: 一}",
        "{amount: 400, clause: 一；第九条}",
        "5: contribution.clause: the notice has no clause 一；第九条: 第九条 is missing",
    ),
    "day": (
        "end: 2023-12-25",
        "end: 2023-12-24",
        "14: windows.0.end: 12月24日 (2023-12-24) does not occur in clause 二（一）",
    ),
    "year of a date": (
        "end: 2023-12-25",
        "end: 2024-12-25",
        "14: windows.0.end: 2024-12-25: the year 2024 does not occur in clause 二（一）",
    ),
    "days of the month": (
        "last: 25}",
        "last: 26}",
        "15: windows.0.month_days.last: 26 does not occur in clause 二（一）",
    ),
    "span in months": (
        "wait: {months: 3}",
        "wait: {months: 6}",
        "20: late.wait.months: 6 does not occur in clause 二（二）",
    ),
    "months taken for days": (
        "wait: {months: 3}",
        "wait: {days: 3}",
        "20: late.wait.days: 3 does not occur in clause 二（二）",
    ),
    "price": ("pay: 1070", "pay: 1170", "19: late.pay: 1170 does not occur in clause 二（二）"),
    "number in a sentence": (
        "says: 要缴1070元",
        "says: 要缴一千二百元",
        "21: late.says: 一千二百元 does not occur in clause 二（二）",
    ),
    "date in a sentence": (
        "says: 要缴1070元",
        "says: 12月31日以后缴1070元",
        "21: late.says: 12月31日 does not occur in clause 二（二）",
    ),
    "free where the clause has a price": (
        "{clause: 三（1）, pay: 0,",
        "{clause: 二（二）, pay: 0,",
        "28: newborn.cases.0.pay: clause 二（二） does not say that nothing is paid",
    ),
    "quotation": (
        "say: 在“便民服务中心”登记",
        "say: 在“政务大厅”登记",
        "34: points.newborn_place.0.say: “政务大厅” does not occur in the notice in these words",
    ),
    "phone number": (
        "phone: 0311—1234567",
        "phone: 0311—1234568",
        "30: contacts.0.phone: 0311—1234568 does not occur in clause 四",
    ),
    "another office's phone number": (
        "phone: 0311—1234567",
        "phone: 0311—7654321",
        "30: contacts.0.phone: 0311—7654321 stands beside another office than 县医保局 in clause 四",
    ),
    "sum": (
        "amount: 1070, clause",
        "amount: 1080, clause",
        "7: full_premium.amount: 1080 is not 400+670, which is 1070",
    ),
    "part of a sum": (
        "computed: 400+670",
        "computed: 390+680",
        "7: full_premium.computed: 390 does not occur in the notice",
    ),
    "insurance year": (
        "insurance_year: 2024",
        "insurance_year: 2026",
        "1: insurance_year: the year 2026 does not occur in the notice",
    ),
    "issue date": (
        "issued: 2023-08-30",
        "issued: 2023-08-31",
        "4: notices.0.issued: 8月31日 (2023-08-31) does not occur in the notice",
    ),
}


@pytest.mark.parametrize(("passage", "replacement", "message"), SPOILT.values(), ids=SPOILT)
def test_what_the_notice_does_not_bear_out_is_told(
    spoil: Spoil, notice: str, passage: str, replacement: str, message: str
) -> None:
    assert message in told(spoil(passage, replacement), notice)


def test_a_missing_clause_is_told_once_and_not_for_each_value_under_it(spoil: Spoil, notice: str) -> None:
    assert told(spoil("late:\n  clause: 二（二）", "late:\n  clause: 二（三）"), notice) == [
        "17: late.clause: the notice has no clause 二（三）"
    ]


def test_a_clause_of_its_own_covers_its_field_alone(spoil: Spoil, notice: str) -> None:
    faults = told(spoil("  wait: {months: 3}", "  wait: {months: 3}\n  wait_clause: 二（一）"), notice)
    assert faults == ["20: late.wait.months: 3 does not occur in clause 二（一）"]


def test_a_window_may_open_on_the_day_after_another_closes(spoil: Spoil, notice: str) -> None:
    extended = "  - {id: more, kind: extended_window, name: 延长期, clause: 二（二）, start: 2023-12-26}\nlate:\n"
    assert told(spoil("late:\n", extended), notice) == []


def test_next_year_in_words_proves_the_year_after_one_that_is_named(spoil: Spoil, notice: str) -> None:
    benefits = "benefits:\n  - {window: central, clause: 一, since: 2025-01-01}\nlate:\n"
    said = notice.replace("财政补助670元。", "财政补助670元。次年1月1日起享受待遇。")
    assert told(spoil("late:\n", benefits), said) == []
    assert told(spoil("late:\n", benefits.replace("2025", "2026")), said) != []


def test_a_months_end_in_words_proves_its_last_day(spoil: Spoil, notice: str) -> None:
    said = notice.replace("12月25日，", "次年2月底，")
    assert told(spoil("end: 2023-12-25", "end: 2024-02-29"), said) == []
    assert told(spoil("end: 2023-12-25", "end: 2024-02-28"), said) != []


def test_a_whole_month_in_words_proves_the_bounds_of_a_payment(spoil: Spoil, notice: str) -> None:
    paid = "benefits:\n  - {window: central, clause: 二（二）, paid: {since: 2023-12-01, until: 2023-12-31}}\nlate:\n"
    assert told(spoil("late:\n", paid), notice.replace("错过的可以", "2023年12月缴费的可以")) == []
    assert told(spoil("late:\n", paid), notice) != []


def test_a_date_of_at_once_is_the_day_of_the_notice(spoil: Spoil, notice: str) -> None:
    said = notice.replace("为2023年9月1日至12月25日", "为即日起至2023年12月25日")
    assert told(spoil("start: 2023-09-01", "start: 2023-08-30"), said) == []


def test_a_rule_in_short_may_name_the_price_and_what_its_cases_say(spoil: Spoil, notice: str) -> None:
    assert told(spoil("general: 出生后90天内登记的，当年不缴费", "general: 90天内不缴费，不是400元"), notice) == []
    assert told(spoil("general: 出生后90天内登记的，当年不缴费", "general: 90天内不缴费，不是670元"), notice) == []
    assert told(spoil("general: 出生后90天内登记的，当年不缴费", "general: 90天内不缴费，不是401元"), notice) != []


def test_counting_what_the_notice_lists_needs_no_proof(spoil: Spoil, notice: str) -> None:
    assert told(spoil("say: 在“便民服务中心”登记", "say: 统一办理，三种人一次办好，一起带来"), notice) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", 12),
        ("二百八", 280),
        ("两千零五", 2005),
        ("二〇二一", 2021),
        ("三百八十", 380),
        ("两万五", 25000),
        ("⑫", 12),
    ],
)
def test_chinese_numerals_are_read(written: str, number: int) -> None:
    assert whole_number(written) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每人 ２８０ 元", [(280, "元")]),
        ("满三个月", [(3, "个月")]),
        ("两到三个工作日", [(2, "工作日"), (3, "工作日")]),
        ("每月1-25 日", [(1, "日"), (25, "日")]),
        ("最高55万元", [(550000, "元")]),
        ("不低于百分之九十八", [(98, "%")]),
        ("万福店农场", []),
        ("1,020元", [(1020, "元")]),
    ],
)
def test_numbers_are_read_with_their_units(text: str, found: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(normal(text))] == found


def test_the_end_of_a_range_has_the_year_of_its_beginning() -> None:
    assert days("2020年9月1日至12月31日") == (Day(9, 1, 2020), Day(12, 31, 2020))
    assert days("2020年12月1日至2月28日") == (Day(12, 1, 2020), Day(2, 28, 2021))


def test_the_held_policies_are_borne_out_by_their_notices() -> None:
    faults = []
    for county, policy, file in HELD:
        path = ROOT / "data/counties" / county / f"{policy.insurance_year}.yml"
        faults += [str(fault) for fault in prove(path, policy, file.read_text(encoding="utf-8"))]
    assert faults == []


def test_closed_days_of_a_window_are_dates_of_its_clause(spoil: Spoil, notice: str) -> None:
    closed = "closed: {days: {since: 2023-11-10, until: 2023-11-12}}\n    end: 2023-12-25"
    said = notice.replace("每月1-25日可以办理", "11月10日至12日暂停，每月1-25日可以办理")
    assert told(spoil("end: 2023-12-25", closed), said) == []
    assert told(spoil("end: 2023-12-25", closed), notice) != []
