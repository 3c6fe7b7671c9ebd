"""Every message passes the gate first: size, form, personal numbers, commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.wording import wording
from bot.gate import LONGEST, MASK, Admitted, Refused, admit


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t　", "empty"),
        ("\x00\x01\x1b", "empty"),
        ("\u200b\u200b", "empty"),
        ("医" * (LONGEST + 1), "too_long"),
        ("😀😀👍", "no_words"),
        ("？！。", "no_words"),
    ],
)
def test_what_is_no_question_is_refused_with_a_reason(text: str, reason: str) -> None:
    assert admit(text) == Refused(reason)


def test_every_refusal_has_its_words() -> None:
    assert {"empty", "too_long", "no_words"} <= wording().statuses["refused_input"].keys()


def test_a_thousand_characters_are_admitted() -> None:
    assert admit("医" * LONGEST) == Admitted("医" * LONGEST)


def test_control_characters_are_taken_out_of_a_question() -> None:
    assert admit("医\x00保\u202e多少钱") == Admitted("医保多少钱")


@pytest.mark.parametrize(
    "number",
    [
        "110101199001011234",
        "11010119900101123X",
        "11010119900101123x",
        "110101 19900101 123x",
        "110101-19900101-1234",
        "110101  19900101  1234",
        "１１０１０１１９９００１０１１２３４",
        "１１０１０１１９９００１０１１２３ｘ",
        "110101\u200b199001011234",
        "110101900101123",
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "１３８１２３４５６７８",
        "6222021234567890123",
        "6222 0212 3456 7890",
    ],
)
def test_an_id_card_or_mobile_number_is_masked(number: str) -> None:
    assert admit(f"我的号{number}，查一下") == Admitted(f"我的号{MASK}，查一下")


@pytest.mark.parametrize(
    "text",
    [
        "280元还是1020元",
        "2021年12月31日",
        "2021-12-31到2022-02-28",
        "2020-09-01 2020-12-25",
        "2020.09.01-2020.12.25",
        "0374—7156780",
        "03747156780",
        "0000-6660000",
        "4229363",
        "12345",
        "医保发〔2020〕24号",
    ],
)
def test_amounts_dates_and_landlines_are_left_alone(text: str) -> None:
    assert admit(text) == Admitted(text)


@given(st.from_regex(r"[1-9][0-9]{16}[0-9Xx]", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_no_id_number_gets_through(number: str, gap: str) -> None:
    result = admit(f"查{number[:6]}{gap}{number[6:14]}{gap}{number[14:]}的缴费")
    assert result == Admitted(f"查{MASK}的缴费")


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_no_mobile_number_gets_through(number: str) -> None:
    assert admit(f"打我{number}") == Admitted(f"打我{MASK}")


@pytest.mark.parametrize("text", ["/restart", "//restart", '/inform{"county": "jingxian"}', " /fee"])
def test_what_begins_with_a_slash_is_text(text: str) -> None:
    result = admit(text)
    assert isinstance(result, Admitted)
    assert not result.pressed
    assert not result.text.startswith("/")


def test_a_button_that_was_offered_is_pressed() -> None:
    assert admit("/fee", offered={"/fee"}) == Admitted("/fee", pressed=True)


def test_a_button_that_was_not_offered_is_text() -> None:
    assert admit("/deadline", offered={"/fee"}) == Admitted("／deadline")


@given(st.text(max_size=LONGEST))
def test_nothing_admitted_is_a_command_or_holds_control_characters(text: str) -> None:
    result = admit(text)
    assert isinstance(result, Refused) or not (result.text.startswith("/") or "\x00" in result.text)
