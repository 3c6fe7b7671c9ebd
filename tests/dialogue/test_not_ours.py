"""Questions that use our words and are somebody else's."""

import pytest

from bot.dialogue.topics.not_ours import not_ours


@pytest.mark.parametrize(
    "text", ["职工医保缴费基数是多少", "灵活就业医保一个月扣多少", "职工医保个人交多少钱", "五险一金比例是多少"]
)
def test_a_quantity_of_the_employees_insurance_is_not_ours(text: str) -> None:
    assert not_ours(text)


@pytest.mark.parametrize(
    "text",
    [
        "有职工医保的还要交多少",
        "职工医保转居民要多少钱",
        "我爸职工医保，我妈交多少",
        "爸是职工医保妈交多少",
        "参加职工医保的交多少",
    ],
)
def test_what_residents_pay_beside_it_is_ours(text: str) -> None:
    assert not not_ours(text)


@pytest.mark.parametrize("text", ["身份证丢了去哪补", "社保卡坏了怎么办", "挂失银行卡找谁"])
def test_a_lost_document_is_not_ours(text: str) -> None:
    assert not_ours(text)


@pytest.mark.parametrize("text", ["身份证丢了还能交医保吗", "户口本找不到了，新生儿登记咋办"])
def test_paying_or_enrolling_without_the_document_is_ours(text: str) -> None:
    assert not not_ours(text)
