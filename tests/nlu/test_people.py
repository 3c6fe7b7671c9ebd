"""How old somebody is."""

import pytest

from bot.nlu.reading.numbers import with_digits
from bot.nlu.reading.people import age_years, child_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("孩子3个月了", (3, None)),
        ("娃都五个月了", (5, None)),
        ("出生第91天", (None, 91)),
        ("出生3个月内", (None, None)),
        ("等3个月", (None, None)),
    ],
)
def test_how_old_a_newborn_is(text: str, age: tuple[int | None, int | None]) -> None:
    assert child_age(with_digits(text)) == age


@pytest.mark.parametrize(("text", "years"), [("85岁", 85), ("八十多岁", 80), ("65周岁", 65), ("2021年", None)])
def test_how_old_a_person_is(text: str, years: int | None) -> None:
    assert age_years(with_digits(text)) == years
