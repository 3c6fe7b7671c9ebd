"""How politely one asks does not change what is asked."""

import pytest

from bot.nlu.courtesy import without_courtesies


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("尊敬的领导：您好！合作医疗怎么交，盼复，谢谢！", "合作医疗怎么交"),
        ("领导您好！请问新生儿多少钱", "新生儿多少钱"),
        ("投诉：村里不给交医保！", "村里不给交医保！"),
        ("我想咨询一下，转学的娃娃在哪交", "转学的娃娃在哪交"),
        ("你好，请问几号截止？", "几号截止？"),
    ],
)
def test_greeting_and_thanks_are_taken_off(said: str, asked: str) -> None:
    assert without_courtesies(said) == asked


@pytest.mark.parametrize("said", ["你好", "谢谢", "好的谢谢", "您好请问一下"])
def test_courtesies_alone_stay(said: str) -> None:
    assert without_courtesies(said) == said


@pytest.mark.parametrize(
    "said", ["老师收的医保钱退吗", "主任收了钱没给票", "咨询电话多少", "好多人没交怎么办", "谢谢你告诉我怎么交"]
)
def test_words_of_the_question_itself_stay(said: str) -> None:
    assert without_courtesies(said) == said
