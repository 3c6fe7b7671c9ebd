"""Who is meant, and how many."""

import pytest

from bot.nlu.reading.numbers import with_digits
from bot.nlu.reading.people import age_years, among, child_age, members


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我家四口人", 4),
        ("一家五口一共多少", 5),
        ("俩大人仨娃", 5),
        ("2个大人1个老人", 3),
        ("三个孩子", 3),
        ("一家5口其中2个孩子", 5),
        ("两个人一共多少钱", 2),
        ("我一个人", None),
        ("多少钱", None),
        ("3个人民币", None),
        ("全县40口", None),
    ],
)
def test_how_many_people_pay(text: str, count: int | None) -> None:
    assert members(with_digits(text)) == count


@pytest.mark.parametrize(
    ("text", "group", "count"),
    [
        ("我家4口人里有个低保", "低保", 1),
        ("4口人其中2个低保", "低保", 2),
        ("我是低保", "低保", 1),
        ("我家低保", "低保", None),
    ],
)
def test_how_many_of_them_are_in_a_group(text: str, group: str, count: int | None) -> None:
    assert among(text, text.index(group)) == count


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
