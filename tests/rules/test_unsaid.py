"""What is asked of a matter and not told by the notice's sentences on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Answers


@pytest.mark.parametrize(
    ("county", "topic", "text", "label"),
    [
        ("shandan", "registration", "注销登记多久能办好", "要多久"),
        ("shandan", "registration", "注销登记要带什么材料", "要带什么材料"),
        ("jingxian", "voucher_query", "缴费证明收费吗", "收不收钱"),
        ("suixian", "registration", "登记表去哪下载", "在哪里下载"),
        ("jingxian", "eligibility", "居住证要办满几个月才能参保", "要满多久"),
    ],
)
def test_what_is_asked_and_not_told_comes_first(
    answer: Answers, county: str, topic: str, text: str, label: str
) -> None:
    result = answer(county, topic, text)
    assert result.statements[0].text.startswith(f"{label}，")
    assert result.statements[0].text.endswith("未载明")


@pytest.mark.parametrize(
    ("county", "topic", "text"),
    [
        ("jingxian", "voucher_query", "缴费证明多久能打"),
        ("shandan", "registration", "新参保登记要带什么材料"),
        ("panting", "eligibility", "外地人要住满多久才能参保"),
    ],
)
def test_what_is_told_is_not_called_open(answer: Answers, county: str, topic: str, text: str) -> None:
    assert "未载明" not in answer(county, topic, text).statements[0].text


def test_whom_to_ask_is_told_beside_it(answer: Answers) -> None:
    assert "4229363" in answer("jingxian", "voucher_query", "缴费证明收费吗").statements[-1].text
