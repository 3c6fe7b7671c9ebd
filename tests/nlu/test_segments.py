"""A message of several questions is cut where one ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.segments import LONGEST_MESSAGE, MOST, SHORTEST, asking, segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("多少钱？怎么交？", ("多少钱", "怎么交")),
        ("景县医保多少钱，什么时候交", ("景县医保多少钱", "什么时候交")),
        ("多少钱呢 怎么交", ("多少钱呢", "怎么交")),
        ("医保多少钱还有新生儿怎么办", ("医保多少钱", "新生儿怎么办")),
        ("多少钱", ()),
        ("嗯？好", ()),
    ],
)
def test_the_parts_that_could_be_questions(text: str, parts: tuple[str, ...]) -> None:
    assert segments(text) == parts


def test_a_letter_is_one_piece() -> None:
    assert segments("多少钱？" * LONGEST_MESSAGE) == ()


_STORY = "我家住在山脚下，去年修了新房，欠了亲戚不少钱。" * 5


def test_of_a_letter_the_sentences_that_ask_are_heard_apart_from_the_story() -> None:
    assert asking(_STORY + "请问孩子和大人交的一样多吗？") == "请问孩子和大人交的一样多吗？"


def test_a_short_message_is_heard_as_a_whole() -> None:
    assert asking("我家刚修了房。多少钱？") == ""


def test_a_letter_that_only_asks_is_heard_as_a_whole() -> None:
    assert asking("今年医保多少钱一个人？" * 20) == ""


@given(st.text("多少钱怎么交还有，？。 \n吗呢", max_size=LONGEST_MESSAGE))
def test_parts_are_few_long_enough_and_of_the_text(text: str) -> None:
    parts = segments(text)
    assert len(parts) != 1
    assert len(parts) <= MOST
    assert all(part in text and part == part.strip("，, ") for part in parts)


@given(st.text("多少钱怎么交，？。", max_size=LONGEST_MESSAGE))
def test_no_part_is_too_short_to_be_a_question(text: str) -> None:
    assert all(len(part) >= SHORTEST for part in segments(text))
