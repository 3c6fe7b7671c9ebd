"""Who is meant by a number, who is apart, and what of a message about a family is left unread."""

import pytest

from bot.rules.household import Household
from tests.dialogue.test_household import heads, known, read


def payers(household: Household | None) -> int:
    return len(household.payers()) if household else 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("三个孩子，其余的和我俩", 5),
        ("我俩带仨娃", 5),
        ("弟兄仨加老娘", 4),
        ("奶奶爸妈俺姊妹俩", 5),
        ("俺两口，俺婆婆，俩小子", 5),
        ("我妈和我弟一家三口", 4),
        ("我家五口再加我哥家三口", 8),
        ("我、媳妇、俩儿、俩儿媳、仨孙子", 9),
        ("大儿小儿俩儿媳仨孙，老两口", 9),
        ("大舅二舅小姨和我妈", 4),
        ("两大一小", 3),
        ("俩老俩小加我们两口子", 6),
        ("爷爷90奶奶88，爸60妈59我30", 5),
        ("老娘83，老头85，还有我", 3),
        ("老公公司交着，我和婆婆", 3),
        ("大人320，我家三个大人两个娃", 5),
        ("除了老大都交，一共四个娃加我们两口子", 6),
    ],
)
def test_a_number_belongs_to_those_it_stands_with(text: str, count: int) -> None:
    household = read(text)
    assert household
    assert (heads(household), household.doubtful) == (count, False)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("四口人，俩在县城上班单位给交，俩在家", 2),
        ("我家八口，仨在外头有职工医保", 5),
        ("我弟当兵去了，爸妈和我", 3),
        ("姐姐嫁到外县在那边交，爸妈和我", 3),
        ("奶奶去年没了，爷爷、爸妈和我", 4),
        ("五口人，老人两个都没了", 3),
        ("公公婆婆不跟我们一块交，我们小两口和闺女", 3),
        ("家里四个人都在外地参保", 0),
        ("四口人，老大在学校交了，剩下的都在单位交", 0),
        ("六口人，孙子在幼儿园交了", 5),
    ],
)
def test_who_is_dead_apart_or_insured_elsewhere_does_not_pay_here(text: str, left: int) -> None:
    household = read(text)
    assert household
    assert (payers(household), household.doubtful) == (left, False)


@pytest.mark.parametrize(
    ("text", "aided"),
    [
        ("五口人，两个低保，其中一个还是一级残疾", 2),
        ("五口人，我和媳妇普通，剩下的都是低保", 3),
        ("五个人，爸妈在家，别人都是低保", 3),
        ("五口人里俩是低保", 2),
    ],
)
def test_the_aid_of_some_of_them_is_counted_once(text: str, aided: int) -> None:
    household = read(text)
    assert household
    assert (known(household, lambda person: person.groups), household.doubtful) == (aided, False)


@pytest.mark.parametrize(
    "text",
    [
        "全家六口，一半是低保",
        "四口人，闺女出嫁了",
        "五口人，一个去了新疆",
        "四口人，我妈是不是低保不知道",
        "我家三口加她",
        "家里原来四口，媳妇刚生了双胞胎",
        "两口人，一个早就交了380",
        "爸妈和我，还有个亲戚住在家里",
        "爸妈加我仨",
    ],
)
def test_what_is_said_of_them_in_unknown_words_is_doubtful(text: str) -> None:
    household = read(text)
    assert household
    assert household.doubtful


@pytest.mark.parametrize(
    ("turns", "count"),
    [
        (("我们四口", "对了还有我岳母"), 5),
        (("家里六个人多少钱", "记错了，五个"), 5),
        (("四口人多少", "还有我弟媳"), 5),
    ],
)
def test_who_is_remembered_later_comes_on_top(turns: tuple[str, ...], count: int) -> None:
    household = read(*turns)
    assert household
    assert (heads(household), household.doubtful) == (count, False)


def test_the_same_reason_is_told_of_another_without_saying_it_again() -> None:
    assert payers(read("三个孩子和我俩一共多少", "老大在学校交了", "老二也是")) == 3


def test_the_number_of_aided_ones_put_right_behind_their_word_holds() -> None:
    assert known(read("俺家5口，低保1个", "不对，低保是2个"), lambda person: person.groups) == 2
