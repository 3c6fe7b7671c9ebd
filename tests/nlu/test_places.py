"""Where places lie, as far as it decides a case."""

import pytest

from bot.nlu.places import outside, unknown_place


@pytest.mark.parametrize("place", ["外省", "东莞", "东莞市", "广东"])
def test_a_place_of_another_province_is_outside(place: str) -> None:
    assert outside(place, "湖北省")


@pytest.mark.parametrize("place", ["武汉", "武汉市", "湖北", "随县", "县里"])
def test_a_place_of_the_province_or_an_unknown_one_is_not(place: str) -> None:
    assert not outside(place, "湖北省")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("枣阳呢", "枣阳"),
        ("那衡水桃城的多少", "衡水桃城"),
        ("请问沁水医保怎么交", "沁水"),
        ("我是民勤的，多少钱", "民勤"),
    ],
)
def test_a_county_that_a_message_begins_with_is_known_by_its_bare_name(text: str, place: str) -> None:
    found = unknown_place(text, {"随县"})
    assert found
    assert found.text == place


@pytest.mark.parametrize(
    "text", ["老人呢", "合作医疗多少钱", "平安银行能交吗", "枣阳回来的怎么交", "我是枣阳的，能在你们这参保吗"]
)
def test_an_everyday_word_or_where_somebody_comes_from_is_no_county_asked_about(text: str) -> None:
    assert unknown_place(text, {"随县"}) is None


def test_a_county_that_is_held_or_around_is_not_unknown() -> None:
    assert unknown_place("枣阳呢", {"枣阳"}) is None
    assert unknown_place("枣阳呢", {"随县"}, frozenset({"枣阳"})) is None


@pytest.mark.parametrize("text", ["可以去县医保局吗", "退费是不是去县税务局", "有问题可以打县医保局吗", "要不要跑县里"])
def test_going_to_the_countys_office_names_no_county(text: str) -> None:
    assert unknown_place(text, {"随县"}) is None


@pytest.mark.parametrize("text", ["古交市医保多少钱", "泰来县怎么交"])
def test_a_county_whose_name_ends_like_a_verb_stays_one(text: str) -> None:
    assert unknown_place(text, {"随县"}) is not None
