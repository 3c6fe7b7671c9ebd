"""退 of somebody who left those who are aided is no refund."""

import pytest

from bot.dialogue.heard import Heard
from bot.dialogue.persons.aid_left import without_refund

RANKING = (("refund", 0.8), ("subsidy", 0.1))


def topics(text: str) -> list[str]:
    start = text.index("低保")
    heard = Heard(text=text, intent="refund", ranking=RANKING, groups=(("subsistence", start, start + 2),))
    return [name for name, _ in without_refund(heard).ranking]


@pytest.mark.parametrize(
    "text", ["低保退出了今年交多少", "我退出低保了咋交", "低保去年被清退了", "低保退了以后自己交不"]
)
def test_who_left_asks_for_no_refund(text: str) -> None:
    assert topics(text) == ["subsidy"]


@pytest.mark.parametrize("text", ["低保退出了，以前交的能退不", "低保户交了能退吗", "低保退了多少钱", "低保退费找谁"])
def test_money_that_is_to_come_back_is_a_refund(text: str) -> None:
    assert topics(text) == ["refund", "subsidy"]
