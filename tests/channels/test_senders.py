"""A conversation is gone on with only by an id that nobody could have guessed."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.senders import conversation_for, issue

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def test_an_id_that_we_issued_goes_on_with_its_conversation() -> None:
    sender = issue()
    assert conversation_for(sender) == sender


def test_a_clients_random_uuid_goes_on_with_its_conversation() -> None:
    sender = uuid.uuid4()
    assert conversation_for(str(sender)) == str(sender)
    assert conversation_for(sender.hex) == sender.hex
    assert conversation_for(f"client-{sender}") == f"client-{sender}"
    assert conversation_for("9f86d081884c7d659a2feaa0c55ad015") == "9f86d081884c7d659a2feaa0c55ad015"


@pytest.mark.parametrize(
    "sender",
    [
        "zhangsan-jingxian-2021",
        "my-widget-user-number-0123456789",
        str(uuid.uuid5(uuid.NAMESPACE_DNS, "alice")),
        "0" * 32,
    ],
)
def test_a_made_up_sender_shares_its_conversation_with_nobody(sender: str) -> None:
    assert len({sender, conversation_for(sender), conversation_for(sender)}) == 3


def test_no_two_ids_are_the_same() -> None:
    assert len({issue() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("sender", [None, "", "alice", "user", "1", "a" * 40, "abab" * 10, "default", "0" * 20])
def test_a_missing_or_guessable_sender_gets_a_new_id_each_time(sender: str | None) -> None:
    one, other = conversation_for(sender), conversation_for(sender)
    assert len({sender, one, other}) == 3


@pytest.mark.parametrize(
    "sender",
    [
        "../../etc/passwd-0123456789",
        "a b c d e f g h i j k l m n",
        "'; drop table events; --x",
        "张三李四王五赵六孙七周八吴九郑十甲乙丙丁",
    ],
)
def test_an_id_of_other_characters_is_not_taken(sender: str) -> None:
    assert conversation_for(sender) != sender


@given(st.text(max_size=300))
def test_every_conversation_has_an_id_of_plain_characters(sender: str) -> None:
    conversation = conversation_for(sender)
    assert 32 <= len(conversation) <= 128
    assert set(conversation) <= set(LETTERS)


def test_a_mobile_or_id_number_is_nobodys_conversation() -> None:
    assert conversation_for("13812345678") != "13812345678"
    assert conversation_for("11010119900101123X") != "11010119900101123X"
