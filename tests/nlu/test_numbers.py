"""Chinese numerals and amounts of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.reading.numbers import amounts, to_int, with_digits

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below 10,000 as people write it: 一千零二十."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = bool(text) and bool(number)
    return text[1:] if text.startswith("一十") else text


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("二百八", 280),
        ("三百二十", 320),
        ("一千零二十", 1020),
        ("两千零五", 2005),
        ("一百零八", 108),
        ("二〇二一", 2021),
        ("十二", 12),
        ("俩", 2),
        ("两万五", 25000),
        ("叁佰捌拾", 380),
    ],
)
def test_a_numeral_is_read(numeral: str, number: int) -> None:
    assert to_int(numeral) == number


@given(st.integers(1, 9999))
def test_every_number_is_read_back_as_people_write_it(number: int) -> None:
    assert to_int(written(number)) == number


@given(st.integers(2000, 2099))
def test_a_year_is_read_back_digit_by_digit(year: int) -> None:
    assert to_int("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))) == year


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("我家四口人", "我家4口人"),
        ("二百八十块钱", "280块钱"),
        ("十二月二十五号", "12月25号"),
        ("俩大人仨娃", "2大人3娃"),
        ("一千零二十元", "1020元"),
        ("280一个人", "280 1个人"),
        ("最高55万", "最高55万"),
        ("3百块", "3百块"),
    ],
)
def test_numerals_in_a_sentence_become_digits(text: str, digits: str) -> None:
    assert with_digits(text) == digits


@pytest.mark.parametrize(
    "text", ["一共交", "一样吗", "三级残疾", "五保户", "万一错过", "第一次参保", "一卡通", "统一办理", "万福店农场"]
)
def test_a_word_that_contains_a_numeral_is_left_alone(text: str) -> None:
    assert with_digits(text) == text


@pytest.mark.parametrize("text", ["两三个月", "两三个人"])
def test_two_or_three_is_not_twenty_three(text: str) -> None:
    assert "23" not in with_digits(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("交280元", (280,)),
        ("280块钱", (280,)),
        ("830还是280", (830, 280)),
        ("交280，不是280", (280,)),
        ("280 元", (280,)),
        ("380.0元", (380,)),
        ("一年280元", (280,)),
        ("1,020元", (1020,)),
    ],
)
def test_amounts_are_found_in_order_each_once(text: str, found: tuple[int, ...]) -> None:
    assert amounts(with_digits(text)) == found


@pytest.mark.parametrize(
    "text", ["2021年", "12月31日", "25号", "4229363", "第380条", "80岁", "0374—7156780", "2021-02-20", "12345号"]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("二一年五月生的", "21年5月生的"),
        ("一九年交的", "19年交的"),
        ("二三年五月生的", "23年5月生的"),
        ("断了二三年", "断了二三年"),
        ("一二年没交", "一二年没交"),
    ],
)
def test_two_numerals_before_a_year_are_a_short_year_unless_they_are_a_few(text: str, written: str) -> None:
    assert with_digits(text) == written
