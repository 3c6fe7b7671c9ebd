"""Whether the paper that somebody has will do to pay at a counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Answers


def first(answer: Answers, county: str, text: str) -> str:
    return answer(county, "channel", text).statements[0].text


@pytest.mark.parametrize(
    "text", ["身份证丢了拿社保卡能交吗", "没带身份证，用户口本可以交吗", "身份证丢了还能去银行交吗"]
)
def test_any_of_those_listed_will_do(answer: Answers, text: str) -> None:
    assert first(answer, "shandan", text).startswith("可以，")


def test_one_that_is_not_listed_gets_the_list_and_no_yes(answer: Answers) -> None:
    assert not first(answer, "shandan", "拿医保卡能交吗").startswith("可以")


@pytest.mark.parametrize("county", ["yangcheng", "suixian", "jingxian"])
def test_where_the_notice_leaves_papers_open_there_is_no_yes(answer: Answers, county: str) -> None:
    assert not first(answer, county, "身份证丢了拿社保卡去银行能交吗").startswith("可以")
