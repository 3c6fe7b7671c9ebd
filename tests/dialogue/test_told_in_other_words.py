"""What people tell of a case in words of their own: where they are registered, years not paid, an employer's insurance that ended."""

from pathlib import Path

import pytest

from bot.dialogue.days.gaps import told_gap, without_missed_year
from bot.dialogue.persons import registration
from bot.dialogue.persons.left_job import stopped_groups
from bot.policies.load import load_county
from bot.rules.policy import Policy

WEITANG = Path(__file__).parents[1] / "fixtures/counties/weitang"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_county(WEITANG)[1][2026]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我们是城里户口", "urban"),
        ("户口是农村的", "rural"),
        ("非农户口交多少", "urban"),
        ("我不是农村户口", "urban"),
        ("城镇户口和农村户口一样吗", None),
        ("村里的户口本找不到了", "rural"),
        ("户口在外地", None),
        ("农村合作医疗多少钱", None),
    ],
)
def test_where_somebody_is_registered(text: str, told: str | None) -> None:
    assert registration.told(text) == told


def test_the_bare_word_will_do_once_it_was_asked() -> None:
    assert registration.told("都是农村的", asked=True) == "rural"
    assert registration.told("都是农村的") is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("断了半年", 6),
        ("停保1年", 12),
        ("去年没交", 12),
        ("上年度忘了缴", 12),
        ("2025年没参保", 12),
        ("2年没交了", 24),
        ("没交2年了", 24),
        ("2023年没交", None),
        ("去年交了", None),
        ("去年没交多少钱", None),
    ],
)
def test_years_without_paying_are_a_break_in_months(text: str, months: int | None) -> None:
    assert told_gap(text, {}, 2026).get("gap_months") == months


def test_a_year_that_was_only_missed_is_not_the_year_asked_for() -> None:
    assert without_missed_year("2025年没交，2026年5月10日补缴等多久").startswith("，2026年5月10日补缴")
    assert without_missed_year("2025年没交，2025年的还能补吗") == "2025年没交，2025年的还能补吗"


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("单位断了医保2个月", True),
        ("公司不给交职工医保了", True),
        ("厂里停了我的职工医保", True),
        ("离职了想参居民医保", True),
        ("想辞职", False),
        ("单位给交着职工医保", False),
        ("居民医保转职工医保，要停居民的吗", False),
        ("单位停保了，钱能退吗", False),
    ],
)
def test_whose_employer_pays_no_more(policy: Policy, text: str, stopped: bool) -> None:
    assert stopped_groups(text, policy) == ({"employee_stopped"} if stopped else set())


def test_a_county_that_treats_them_like_everybody_has_no_such_group(policy: Policy) -> None:
    alike = policy.copy(update={"late": None, "windows": policy.windows[:1]})
    assert stopped_groups("单位断了医保2个月", alike) == set()
