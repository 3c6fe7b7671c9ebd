"""Words typed in pinyin become the words meant; other Latin text stays."""

import pytest

from bot.nlu.normalize import normalizer
from bot.nlu.pinyin import PinyinReader
from bot.paths import VARIANTS

READ = PinyinReader(["怎么", "缴费", "交费", "低保户", "免缴", "多少钱", "人"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("zenme jiaofei", "怎么缴费"),
        ("zenmejiaofei", "怎么缴费"),
        ("dibaohu可以mianjiao吗", "低保户可以免缴吗"),
        ("一个ren duoshaoqian", "一个人多少钱"),
        ("di bao hu mian jiao", "低保户免缴"),
        ("duo shao qian？", "多少钱？"),
    ],
)
def test_pinyin_is_read_as_the_words_meant(typed: str, read: str) -> None:
    assert READ(typed) == read


@pytest.mark.parametrize("text", ["hello world", "用wifi和app", "wechat上交", "a b c", "", "2021-03-01", "zenmeX"])
def test_what_is_no_pinyin_of_known_words_stays(text: str) -> None:
    assert READ(text) == text


def test_the_products_own_words_are_known() -> None:
    assert normalizer(VARIANTS)("yibao zenme jiaofei") == "医保怎么缴费"
