"""A new insurance year is a new file, and nothing else."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from bot.paths import DATA
from bot.policies import consistency
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts

D = datetime.date


def next_year(text: str) -> str:
    """The policy a year later, 30 yuan dearer."""
    text = re.sub(r"20(20|21)", lambda match: f"20{int(match.group(1)) + 1}", text)
    return text.replace("280", "310").replace("830", "860")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counties")
    county = Path(shutil.copytree(DATA / "counties/jingxian", folder / "jingxian"))
    text = (county / "2021.yml").read_text(encoding="utf-8")
    (county / "2022.yml").write_text(next_year(text), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def two_years(folder: Path) -> Registry:
    return Registry.load(DATA, folder)


def fee(registry: Registry, year: int | None = None, facts: Facts | None = None) -> Answer:
    question = Question(topic="fee", year=year)
    return registry.answer("jingxian", question, facts or Facts(), D(2022, 1, 10))


def yuan(answer: Answer) -> list[int | str]:
    return [figure.value for figure in answer.figures if figure.unit == "元"]


def test_the_new_year_is_without_fault(two_years: Registry, folder: Path) -> None:
    county, policies = two_years.counties["jingxian"], two_years.policies["jingxian"]
    assert consistency.check(folder / "jingxian", county, policies, two_years.catalogue) == []


def test_without_a_year_the_newest_is_answered_and_named(two_years: Registry) -> None:
    answer = fee(two_years)
    assert (answer.insurance_year, yuan(answer)) == (2022, [310])
    assert "2022年度" in answer.statements[0].text


@pytest.mark.parametrize(("year", "amount"), [(2021, 280), (2022, 310)])
def test_each_year_is_answered_with_its_own_figures(two_years: Registry, year: int, amount: int) -> None:
    answer = fee(two_years, year)
    assert (answer.insurance_year, yuan(answer)) == (year, [amount])
    assert f"{year}年度" in answer.citations[0].notice


@pytest.mark.parametrize(("year", "amount"), [(2021, 830), (2022, 860)])
def test_each_year_has_its_own_late_price(two_years: Registry, year: int, amount: int) -> None:
    answer = fee(two_years, year, Facts(missed_window=True))
    assert yuan(answer) == [amount]


@pytest.mark.parametrize("year", [2020, 2023])
def test_for_a_third_year_both_are_named_and_no_figure_is_given(two_years: Registry, year: int) -> None:
    answer = fee(two_years, year)
    said = "。".join(statement.text for statement in answer.statements)
    assert (answer.status, answer.figures) == ("other_year", ())
    assert f"{year}年" in said
    assert "2021年度、2022年度" in said
