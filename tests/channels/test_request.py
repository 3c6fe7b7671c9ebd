"""A request is checked field by field before anything uses it."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.request import MOST_BYTES, BadRequest, WebFeedback, WebMessage, read, read_feedback, read_sender


def body(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_a_request_has_a_message_and_may_have_a_sender_and_a_county() -> None:
    message = read(body(message="多少钱", sender="s", metadata={"county": "jingxian"}))
    assert message == WebMessage(sender="s", message="多少钱", county="jingxian")
    assert message.metadata() == {"county": "jingxian"}


def test_only_the_message_is_needed() -> None:
    assert read(body(message="多少钱")) == WebMessage(message="多少钱")


def test_fields_that_we_do_not_know_are_let_be() -> None:
    message = read(body(message="多少钱", stream=True, input_channel="x", metadata={"page": "/"}))
    assert message.metadata() == {}


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "JSON object"),
        (b'"text"', "JSON object"),
        (b"null", "JSON object"),
        (b'{"message": ' + b"9" * 5000 + b"}", "not JSON"),
        (body(), "message: is missing"),
        (body(message=None), "message: must be a string"),
        (body(message=1), "message: must be a string"),
        (body(message=["a"]), "message: must be a string"),
        (body(message="a", sender=1), "sender: must be a string"),
        (body(message="a", metadata=[1]), "metadata: must be an object"),
        (body(message="a", metadata={"county": 5}), "metadata.county: must be a string"),
    ],
)
def test_what_is_wrong_is_named(raw: bytes, complaint: str) -> None:
    with pytest.raises(BadRequest, match=complaint) as refusal:
        read(raw)
    assert refusal.value.status == 400


def test_a_request_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(BadRequest) as refusal:
        read(b"x" * (MOST_BYTES + 1))
    assert refusal.value.status == 413


def test_deep_nesting_is_refused_and_not_a_crash() -> None:
    with pytest.raises(BadRequest):
        read(b"[" * 60_000)


def test_a_visitor_cannot_set_the_day() -> None:
    assert read(body(message="a", metadata={"today": "2021-02-20"})).today is None


def test_a_trusted_face_may_set_the_day() -> None:
    assert read(body(message="a", metadata={"today": "2021-02-20"}), trusted=True).today == "2021-02-20"


@pytest.mark.parametrize("today", ["2021-02-30", "yesterday", 20210220, "", {}])
def test_a_day_that_is_none_is_refused(today: Any) -> None:
    with pytest.raises(BadRequest, match=r"metadata\.today"):
        read(body(message="a", metadata={"today": today}), trusted=True)


@pytest.mark.parametrize("message_id", ["a" * 8, "Z9_-" * 16, "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_a_message_may_have_an_id(message_id: str) -> None:
    assert read(body(message="a", message_id=message_id)).message_id == message_id


@pytest.mark.parametrize(
    "message_id", ["", "a" * 7, "a" * 65, "a b c d e f g", "消息消息消息消息", "a" * 8 + "\n", 12345678, []]
)
def test_an_id_of_another_form_is_refused(message_id: Any) -> None:
    with pytest.raises(BadRequest, match="message_id: must be 8 to 64"):
        read(body(message="a", message_id=message_id))


def test_feedback_needs_a_sender_a_message_and_a_verdict() -> None:
    said = read_feedback(body(sender="s", message_id="message-1", helpful=False))
    assert said == WebFeedback(sender="s", message_id="message-1", helpful=False, comment="")


def test_feedback_may_have_a_comment_of_five_hundred_characters() -> None:
    fields = {"sender": "s", "message_id": "message-1", "helpful": True}
    assert read_feedback(body(**fields, comment="长" * 500)).comment == "长" * 500
    with pytest.raises(BadRequest, match="comment: is longer than 500 characters"):
        read_feedback(body(**fields, comment="长" * 501))


def test_what_a_client_says_of_the_answer_is_not_looked_at() -> None:
    said = read_feedback(body(sender="s", message_id="message-1", helpful=True, topic="fee", county="x"))
    assert said.dict().keys() == {"sender", "message_id", "helpful", "comment"}


def test_erasing_needs_a_sender() -> None:
    assert read_sender(body(sender="s")) == "s"
    with pytest.raises(BadRequest, match="sender: is missing"):
        read_sender(body())


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(raw: bytes) -> None:
    with suppress(BadRequest):
        assert isinstance(read(raw).message, str)
