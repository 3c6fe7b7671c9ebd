"""One way of writing, whatever the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.normalize import Normalizer, normalizer
from bot.paths import VARIANTS

normalize = normalizer(VARIANTS)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("景縣醫保繳費", "景县医保缴费"),
        ("２８０元", "280元"),
        ("ｙｂ怎么交", "医保怎么交"),
        ("xnh多少前", "新农合多少钱"),
        ("XNH", "新农合"),
        ("医\u200b保", "医保"),
        ("景县 医保 多少钱", "景县，医保，多少钱"),
        ("医保\n多少钱", "医保，多少钱"),
        ("多少钱？？？", "多少钱？"),
        ("你好,多少钱?", "你好，多少钱？"),
        ("1,020元", "1,020元"),
        ("  医保  ", "医保"),
        ("户口薄带吗", "户口簿带吗"),
    ],
)
def test_a_message_is_written_in_the_one_way(written: str, normal: str) -> None:
    assert normalize(written) == normal


@pytest.mark.parametrize("word", ["Abc", "nhs", "ybx", "wxid"])
def test_an_abbreviation_inside_a_latin_word_is_left_alone(word: str) -> None:
    assert normalize(word) == word


def test_the_longest_spelling_is_mended_first() -> None:
    assert Normalizer({"多少": "几", "多少前": "多少钱"}, {})("多少前") == "多少钱"


def test_a_spelling_s_special_characters_are_letters() -> None:
    assert Normalizer({"a.c": "x"}, {})("abc a.c") == "abc x"


@given(st.text(max_size=200))
def test_any_text_becomes_one_line_without_blanks_at_its_ends(text: str) -> None:
    normal = normalize(text)
    assert normal == normal.strip()
    assert "\n" not in normal


@given(st.text("景县醫保 ,?！1２ab多少前\n", max_size=60))
def test_normalizing_twice_changes_nothing(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
