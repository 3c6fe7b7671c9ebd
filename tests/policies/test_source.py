"""A policy file that cannot be used is refused with its file, its line and the field."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.policies.load import load_county, load_model
from bot.policies.source import Fault, SourceError, line_of, read
from bot.rules.policy import Policy

Spoil = Callable[[str, str], Path]


def fault_of(path: Path) -> Fault:
    """The one fault for which the file is refused."""
    with pytest.raises(SourceError) as refusal:
        load_model(path, Policy)
    assert len(refusal.value.faults) == 1, refusal.value
    assert refusal.value.faults[0].file == path
    return refusal.value.faults[0]


def test_a_sound_policy_loads(policy_file: Path) -> None:
    assert load_model(policy_file, Policy).contribution.amount == 400


def test_an_unknown_key_is_refused(spoil: Spoil) -> None:
    fault = fault_of(spoil("  accepted: all", "  accepted: all\n  acepted: no"))
    assert (fault.line, fault.field, fault.message) == (19, "late.acepted", "unknown key; did you mean accepted?")


def test_a_missing_clause_is_refused_at_its_block(spoil: Spoil) -> None:
    fault = fault_of(spoil("{amount: 400, clause: 一}", "{amount: 400}"))
    assert (fault.line, fault.field, fault.message) == (5, "contribution.clause", "is missing")


def test_a_day_that_no_calendar_has_is_refused(spoil: Spoil) -> None:
    fault = fault_of(spoil("start: 2023-09-01", "start: 2021-02-30"))
    assert (fault.line, fault.field) == (13, "windows.0.start")
    assert "2021-02-30 is no day of the calendar" in fault.message


def test_a_negative_amount_is_refused(spoil: Spoil) -> None:
    fault = fault_of(spoil("{amount: 400, clause: 一}", "{amount: -400, clause: 一}"))
    assert (fault.line, fault.field) == (5, "contribution.amount")
    assert "greater than or equal to 0" in fault.message


def test_a_key_given_twice_is_refused(spoil: Spoil) -> None:
    fault = fault_of(spoil("  pay: 1070", "  pay: 1070\n  pay: 400"))
    assert (fault.line, fault.field) == (20, "late.pay")
    assert "stands twice" in fault.message


def test_a_window_that_ends_before_it_starts_is_refused(spoil: Spoil) -> None:
    fault = fault_of(spoil("end: 2023-12-25", "end: 2023-08-25"))
    assert (fault.line, fault.field) == (9, "windows.0")


def test_text_in_another_encoding_is_refused(policy_file: Path) -> None:
    policy_file.write_bytes("year_name: 二〇二四年度".encode("gb18030"))
    fault = fault_of(policy_file)
    assert (fault.line, fault.field) == (1, "")
    assert "not UTF-8 text" in fault.message


def test_an_empty_file_is_refused(policy_file: Path) -> None:
    policy_file.write_text("", encoding="utf-8")
    fault = fault_of(policy_file)
    assert (fault.line, fault.field, fault.message) == (1, "", "must be a mapping of fields to values")


def test_broken_yaml_is_refused_at_its_line(policy_file: Path) -> None:
    policy_file.write_text("insurance_year: 2024\nyear_name: [2024年度\n", encoding="utf-8")
    assert fault_of(policy_file).line == 3


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path / "2024.yml")


def test_a_fault_reads_as_file_line_field_and_message(spoil: Spoil) -> None:
    path = spoil("{amount: 400, clause: 一}", "{amount: 400}")
    assert str(fault_of(path)) == f"{path}:5: contribution.clause: is missing"


def test_every_wrong_field_of_a_file_is_told_at_once(spoil: Spoil) -> None:
    path = spoil("contribution: {amount: 400, clause: 一}", "contribution: {amont: 400}")
    with pytest.raises(SourceError) as refusal:
        load_model(path, Policy)
    fields = {fault.field for fault in refusal.value.faults}
    assert fields == {"contribution.amount", "contribution.clause", "contribution.amont"}


def test_the_line_of_a_field_that_is_absent_is_that_of_its_block(policy_file: Path) -> None:
    assert line_of(policy_file, ("windows", 0, "end_say")) == 9


def test_a_policy_of_another_year_than_its_file_name_is_refused(tmp_path: Path, policy_file: Path) -> None:
    folder = tmp_path / "qingshi"
    folder.mkdir()
    (folder / "county.yml").write_text(
        "{id: qingshi, name: 青石县, province: 河北省, city: 石家庄市}", encoding="utf-8"
    )
    (folder / "2025.yml").write_bytes(policy_file.read_bytes())
    with pytest.raises(SourceError, match="is 2024 but the file is 2025.yml"):
        load_county(folder)


@pytest.mark.parametrize(
    ("passage", "replacement", "field", "message"),
    [
        ("{amount: 400, clause: 一}", "{amount: 400元, clause: 一}", "contribution.amount", "must be a whole number without a unit (元, 日) and without a decimal point"),
        ("{amount: 400, clause: 一}", "{amount: 400, clause: 一, per：每人}", "contribution.per：每人", "unknown key: write an English colon and a blank after the field's name, as “per: 每人”"),
        ("end: 2023-12-25", "end: 2023年12月25日", "windows.0.end", "must be a day written as 2021-12-20"),
        ("wait: {months: 3}", "wait: 3个月", "late.wait", "must be a block of fields: write {days: 60} or {months: 3}"),
        ("wait: {months: 3}", "wait: {}", "late.wait", "needs either months or days, as {days: 60} or {months: 3}"),
        ("wait: {months: 3}", "wait: {months: 3, days: 90}", "late.wait", "needs either months or days, as {days: 60} or {months: 3}"),
        ("month_days: {first: 1, last: 25}", "month_days: 1到25日", "windows.0.month_days", "must be a block of fields: write {first: 1, last: 20}"),
        ("phone: 0311—1234567", "phone: 3111234567", "contacts.0.phone", "must be text; put a number in quotes: '0788-6620101'"),
        ("say: 在“便民服务中心”登记", "say: 可以, 在“便民服务中心”登记", "points.newborn_place.0.在“便民服务中心”登记", "unknown key: inside {…} a text with a comma or colon must stand in quotes: say: '……'"),
        ("  accepted: all\n  pay: 1070\n", "  accepted: all\n", "late", "accepts all, but names no price: add pay, such as full_premium"),
        ("  accepted: all\n", "  accepted: listed\n", "late", "accepts those listed, but lists nobody: add who"),
        ("  accepted: all\n", "  accepted: all\n  until: 2024-06-30\n", "late", "until and after_says belong together: what holds after that day"),
    ],
)  # fmt: skip
def test_a_fault_says_what_to_write(spoil: Spoil, passage: str, replacement: str, field: str, message: str) -> None:
    fault = fault_of(spoil(passage, replacement))
    assert (fault.field, fault.message) == (field, message)


@pytest.mark.parametrize(
    ("category", "message"),
    [
        ("kind: fixed", "is fixed, but names no amount: add amount: 180"),
        ("kind: percent, amount: 50", "kind: percent and percent: 50 belong together"),
        ("kind: fixed, amount: 50, percent: 50", "kind: percent and percent: 50 belong together"),
    ],
)
def test_aid_that_could_not_be_worked_out_is_refused(spoil: Spoil, category: str, message: str) -> None:
    aid = f"aid:\n  clause: 一\n  categories:\n    - {{group: orphan, name: 孤儿, clause: 一, {category}}}\nnewborn:\n"
    assert fault_of(spoil("newborn:\n", aid)).message == message


def test_several_kinds_of_aid_need_their_rule_in_words(spoil: Spoil) -> None:
    fault = fault_of(spoil("newborn:\n", "aid:\n  clause: 一\n  several: higher\n  categories: []\nnewborn:\n"))
    assert fault.message.startswith("several needs several_says")


def test_a_rate_of_the_contribution_is_an_amount(spoil: Spoil) -> None:
    rates = "{amount: 400, clause: 一, rates: [{who: 学生, when: {minor: true}, pay: contribution}]}"
    assert fault_of(spoil("{amount: 400, clause: 一}", rates)).message == "pay must be an amount here, not contribution"


def test_a_list_is_no_key(spoil: Spoil) -> None:
    fault = fault_of(spoil("  accepted: all", "  [accepted]: all"))
    assert (fault.field, fault.message) == ("late.?", "a list or a block cannot be a key")


def test_a_tab_is_told_in_plain_words(spoil: Spoil) -> None:
    assert fault_of(spoil("  accepted: all", "\taccepted: all")).message.startswith("a tab stands here")
