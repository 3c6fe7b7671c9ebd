"""What is told of a newborn: its age by a feast, and where its parents are insured."""

from typing import Any

import pytest

from bot.dialogue.persons.newborn_told import GOES_NOW, age_by_feast, with_parents

OUTSIDE = frozenset({"newborn_parents_outside"})


def told(text: str, of_child: bool = True) -> dict[str, Any]:
    nothing: dict[str, Any] = {"groups": frozenset(), "not_groups": frozenset()}
    return with_parents(nothing, text, "湖北省", of_child)


@pytest.mark.parametrize(
    ("text", "age"),
    [("今天刚满月", (1, None)), ("昨天满月了", (1, None)), ("上周过的百天", (None, 100)), ("刚过百天", (None, 100))],
)
def test_a_feast_tells_the_age(text: str, age: tuple[int | None, int | None] | None) -> None:
    assert age_by_feast(text) == age


@pytest.mark.parametrize("text", ["还没满月", "满月酒啥时候办", "今天不满月"])
def test_a_feast_that_is_not_yet_kept_tells_nothing(text: str) -> None:
    assert age_by_feast(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "父母在广东参保",
        "我们两口子都在浙江上班交的社保",
        "我俩在深圳打工，医保也交在那边",
        "爹娘在东莞打工，社保在东莞",
        "爸妈没在湖北交",
    ],
)
def test_parents_insured_in_another_province_are_outside(text: str) -> None:
    assert told(text) == {"groups": OUTSIDE}


@pytest.mark.parametrize("text", ["爹妈都在武汉交的职工医保", "父母在本县参保", "我们俩在襄阳上班，医保交在那边"])
def test_parents_insured_in_the_province_are_not_outside(text: str) -> None:
    assert told(text) == {"not_groups": OUTSIDE}


@pytest.mark.parametrize("text", ["父母在广东打工", "父母都参保了", "我们两口子没交"])
def test_where_they_are_insured_is_left_open_when_it_is_not_told(text: str) -> None:
    assert told(text) == {}


def test_nothing_is_told_of_parents_where_no_child_is_spoken_of() -> None:
    assert told("我俩在深圳打工，医保也交在那边", of_child=False) == {}


@pytest.mark.parametrize(("text", "goes"), [("今天去行不行", True), ("现在去还来得及吗", True), ("今天生的", False)])
def test_going_today_is_registering_today(text: str, goes: bool) -> None:
    assert bool(GOES_NOW.search(text)) is goes
