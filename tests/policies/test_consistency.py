"""The policies hold together without their notices: aspects, groups, windows, contacts, names."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.policies.consistency import check, check_names
from bot.policies.load import load_catalogue, load_county
from bot.policies.registry import Registry

DATA = Path(__file__).parents[2] / "data"
HELD = Registry.load(DATA)
COUNTIES, POLICIES = HELD.counties, HELD.policies
CATALOGUE = load_catalogue(DATA)
Changed = Callable[[str, str], list[str]]


@pytest.mark.parametrize("county", COUNTIES)
def test_the_held_counties_hold_together(county: str) -> None:
    assert check(DATA / "counties" / county, COUNTIES[county], POLICIES[county], CATALOGUE) == []


def test_no_two_held_counties_share_a_name() -> None:
    assert check_names(Registry(COUNTIES, POLICIES, CATALOGUE), DATA / "counties") == []


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """What is told of a copy of 鄢陵县 in which one passage is replaced: “line: field: message”."""

    def faults(passage: str, replacement: str) -> list[str]:
        folder = tmp_path / "yanling"
        shutil.copytree(DATA / "counties/yanling", folder)
        path = folder / "2023.yml"
        text = path.read_text(encoding="utf-8")
        assert text.count(passage) == 1, f"{passage!r} must stand in the policy once"
        path.write_text(text.replace(passage, replacement), encoding="utf-8")
        line = text[: text.index(passage)].count("\n") + 1
        found = check(folder, *load_county(folder), CATALOGUE)
        return [f"{fault.field}: {fault.message}" for fault in found if fault.file == path and fault.line >= line - 30]

    return faults


def test_an_aspect_that_is_neither_answered_nor_silent_is_told(changed: Changed) -> None:
    assert changed("  - {aspect: cash}\n", "") == [
        "silent: cash (能不能交现金) is neither answered nor recorded silent"
    ]


def test_a_detail_is_settled_together_with_what_it_is_a_detail_of(changed: Changed) -> None:
    faults = changed("  - {aspect: aid_certifier}\n", "")
    assert [fault.split()[1] for fault in faults] == ["aid_certifier", "aid_list", "aid_executor"]


def test_an_aspect_that_is_answered_and_silent_is_told(changed: Changed) -> None:
    faults = changed(
        "  - {aspect: cash}\n", "  - {aspect: cash}\n  - {aspect: ceiling, but: 只写了最高额度, clause: 六}\n"
    )
    assert [fault for fault in faults if "ceiling is recorded silent, yet the policy answers it" in fault]


def test_an_aspect_that_a_block_answers_must_not_be_silent(changed: Changed) -> None:
    faults = changed("  - {aspect: cash}\n", "  - {aspect: cash}\n  - {aspect: benefit}\n")
    assert [fault for fault in faults if "benefit is recorded silent, yet the policy answers it" in fault]


def test_an_aspect_recorded_silent_twice_is_told(changed: Changed) -> None:
    faults = changed("  - {aspect: cash}\n", "  - {aspect: cash}\n  - {aspect: cash}\n")
    assert [fault.split(": ", 1)[1] for fault in faults] == ["cash is recorded silent twice"] * 2


def test_points_on_an_unknown_aspect_are_told(changed: Changed) -> None:
    faults = changed("  ceiling:\n", "  celing:\n")
    assert "points.celing: the catalogue has no aspect celing" in faults


def test_silence_on_an_unknown_aspect_is_told(changed: Changed) -> None:
    faults = changed("  - {aspect: cash}\n", "  - {aspect: cash}\n  - {aspect: caash}\n")
    assert [fault for fault in faults if fault.endswith("the catalogue has no aspect caash")]


def test_an_unknown_group_is_told(changed: Changed) -> None:
    faults = changed("{group: child_in_need,", "{group: child_in_ned,")
    assert faults == ["aid.categories.8.group: no group child_in_ned in data/people.yml or in this policy's groups"]


def test_a_group_of_the_policys_own_is_known(changed: Changed) -> None:
    own = "groups:\n  - {id: fisher, name: 渔民}\naid:\n  clause: 三·特别提醒五\n"
    table = own + "  categories:\n    - {group: fisher, name: 渔民, kind: full, clause: 三·特别提醒五}\n"
    passage = "aid:\n  clause: 三·特别提醒五\n  refunds_after_windows: true\n  settled: 资助的钱由县财政出，个人无需缴纳\n  settled_clause: 三·特别提醒五\n"
    assert changed(passage + "  categories:\n", table) == []


def test_an_unknown_group_in_a_condition_is_told(changed: Changed) -> None:
    faults = changed("- when: {refund_reason: [aided]}", "- when: {refund_reason: [aided], groups: [nobody]}")
    assert [fault for fault in faults if "no group nobody" in fault]


def test_a_refund_reason_that_no_fact_can_have_is_told(changed: Changed) -> None:
    faults = changed("- when: {refund_reason: [aided]}", "- when: {refund_reason: [moved]}")
    assert [fault for fault in faults if "no reason moved" in fault]


def test_benefits_of_an_unknown_window_are_told(changed: Changed) -> None:
    faults = changed("{window: extended, clause", "{window: extnded, clause")
    assert faults == ["benefits.1.window: no window extnded; there are central, extended"]


def test_late_benefits_without_a_late_block_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "yanling"
    shutil.copytree(DATA / "counties/yanling", folder)
    text = (folder / "2023.yml").read_text(encoding="utf-8")
    start, end = text.index("late:\n"), text.index("benefits:\n")
    without = (text[:start] + text[end:]).replace("{window: extended, clause", "{window: late, clause")
    (folder / "2023.yml").write_text(without, encoding="utf-8")
    messages = [fault.message for fault in check(folder, *load_county(folder), CATALOGUE)]
    assert "is late, but the policy has no late block" in messages


def test_a_township_that_the_county_does_not_have_is_told(changed: Changed) -> None:
    faults = changed("townships: [马坊镇, 彭店镇]", "townships: [马坊镇, 彭家镇]")
    assert faults == ["contacts.2.townships: county.yml has no township 彭家镇"]


def test_contacts_without_a_main_one_are_told(changed: Changed) -> None:
    assert changed("main: true, ", "") == ["contacts: no contact has main: true"]


@pytest.mark.parametrize(
    ("passage", "replacement", "fault"),
    [
        ("id: mini\n", "id: app\n", "channels.3.id: app stands twice"),
        ("{id: mafang,", "{id: malan,", "contacts.2.id: malan stands twice"),
        ("  - id: extended\n", "  - id: central\n", "windows.1.id: central stands twice"),
    ],
)
def test_an_id_that_stands_twice_is_told(changed: Changed, passage: str, replacement: str, fault: str) -> None:
    assert fault in changed(passage, replacement)


def test_a_name_that_two_counties_share_is_told() -> None:
    twin = COUNTIES["jingxian"].copy(update={"id": "twin", "name": "双县", "aliases": ("双县", "景县")})
    registry = Registry({**COUNTIES, "twin": twin}, POLICIES, CATALOGUE)
    messages = [(fault.field, fault.message) for fault in check_names(registry, DATA / "counties")]
    assert ("aliases.1", "景县 is also a name of 景县 (jingxian)") in messages


def test_a_name_that_contains_another_countys_is_no_fault() -> None:
    longer = COUNTIES["suixian"].copy(update={"id": "longer", "name": "大随县", "aliases": (), "misspellings": ()})
    assert check_names(Registry({**COUNTIES, "longer": longer}, POLICIES, CATALOGUE)) == []


YUNPING = Path(__file__).parents[1] / "fixtures/counties/yunping"
OVERLAP = "overlaps with early at another price, so nobody knows which one holds"


def test_the_invented_county_holds_together() -> None:
    assert check(YUNPING, *load_county(YUNPING), CATALOGUE) == []


@pytest.mark.parametrize(
    ("passage", "replacement", "field", "message"),
    [
        ("end: 2025-09-30\n", "end: 2026-01-15\n", "windows.1", OVERLAP),
        ("percent: 10, clause", "percent: 33, clause", "aid.categories.3.percent", "33% of 360 is no whole yuan"),
        ("    - {when: {registered: {after: {days: 30}}},", "    - {when: {registered: {after: {days: 60}}},", "newborn.cases", "no case for a child born 2026-01-01, registered after 31 days"),
        ("group: subsistence, name", "group: subsistence, requires: nobody, name", "aid.categories.1.requires", "no group nobody"),
        ("when: {groups: [subsistence, edge_poor, militia_family]}", "when: {groups: [subsistance]}", "windows.0.rates.1.when.groups", "no group subsistance"),
        ("  grade: 一档\n", "", "contribution", "has grades, but the ordinary one has no name"),
    ],
)  # fmt: skip
def test_what_no_reply_could_be_right_about_is_told(
    tmp_path: Path, passage: str, replacement: str, field: str, message: str
) -> None:
    folder = Path(shutil.copytree(YUNPING, tmp_path / "yunping"))
    text = (folder / "2026.yml").read_text(encoding="utf-8")
    assert text.count(passage) == 1
    (folder / "2026.yml").write_text(text.replace(passage, replacement), encoding="utf-8")
    faults = [(fault.field, fault.message) for fault in check(folder, *load_county(folder), CATALOGUE)]
    assert [fault for fault in faults if fault[0] == field and fault[1].startswith(message)], faults
