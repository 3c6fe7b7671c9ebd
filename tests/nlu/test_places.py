"""Where places lie, as far as it decides a case."""

import pytest

from bot.nlu.places import outside


@pytest.mark.parametrize("place", ["外省", "东莞", "东莞市", "广东"])
def test_a_place_of_another_province_is_outside(place: str) -> None:
    assert outside(place, "湖北省")


@pytest.mark.parametrize("place", ["武汉", "武汉市", "湖北", "随县", "县里"])
def test_a_place_of_the_province_or_an_unknown_one_is_not(place: str) -> None:
    assert not outside(place, "湖北省")
