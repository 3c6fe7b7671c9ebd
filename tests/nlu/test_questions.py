"""What of a message asks, and how many things."""

import pytest

from bot.nlu.reading import questions


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("交多少钱，啥时候截止", 2),
        ("去哪办要带啥", 2),
        ("过了期还能交吗", 1),
        ("在哪看交没交上", 1),
        ("多少钱和截止时间", 2),
        ("电话", 1),
        ("随便哪个都行", 0),
        ("我是低保户", 0),
        ("我们家没啥困难", 0),
        ("交几多 么样交", 2),
        ("从啥时候开始到啥时候结束", 1),
        ("从哪天开始交到啥时候生效", 2),
    ],
)
def test_the_things_asked_are_counted_by_their_words(text: str, things: int) -> None:
    assert questions.count(text) == things


def test_the_parts_that_tell_are_told_from_those_that_ask() -> None:
    text = "钱是村里收走的，我想知道交上了没有"
    assert questions.telling(text) == ("钱是村里收走的",)
    assert questions.asking(text) == "我想知道交上了没有"


def test_where_nothing_is_asked_nothing_is_mere_circumstance() -> None:
    assert questions.telling("我是低保户，家里四口") == ()


@pytest.mark.parametrize(("text", "asks"), [("景县呢", True), ("钱交着呢", False), ("要是转走了呢", True)])
def test_a_final_ne_asks_only_where_it_takes_a_question_up(text: str, asks: bool) -> None:
    assert questions.asks(text) is asks
