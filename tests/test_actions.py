"""The action: whatever breaks inside, the resident gets a sentence and the operator a record."""

import datetime
import logging
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import actions
from bot.dialogue.state import State

SECRET = "the reason that only the log may tell"  # noqa: S105


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    return CollectingDispatcher()


def tracker(text: str, intent: str, slots: dict[str, Any] | None = None, **metadata: str) -> Tracker:
    """A tracker whose latest message is this."""
    ranking = [{"name": intent, "confidence": 0.9}]
    message = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": [], "metadata": metadata}
    return Tracker("sender", slots or State().to_slots(), message, [], False, None, {}, "action_listen")


def run(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    return actions.ActionAnswer().run(dispatcher, tracker, {})


def test_an_answer_is_one_message_and_the_state_goes_into_slots(dispatcher: CollectingDispatcher) -> None:
    events = run(dispatcher, tracker("多少钱", "fee", county="jingxian", today="2021-01-10"))
    (message,) = dispatcher.messages
    assert "280元" in message["text"]
    assert message["custom"]["answer"]["status"] == "answered"
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    assert State.from_slots(slots).county == "jingxian"


def test_the_day_is_the_one_given_and_else_today_in_china() -> None:
    assert actions.today({"today": "2021-02-20"}) == datetime.date(2021, 2, 20)
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    assert abs((actions.today({}) - now.date()).days) <= 1


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(actions, "respond", fail)


@pytest.mark.usefixtures("broken")
def test_a_failure_becomes_a_sentence(dispatcher: CollectingDispatcher) -> None:
    assert run(dispatcher, tracker("多少钱", "fee")) == []
    (message,) = dispatcher.messages
    assert message["custom"]["answer"]["status"] == "failed"
    assert message["text"]
    assert SECRET not in str(message)


@pytest.mark.usefixtures("broken")
def test_a_failure_tells_the_phone_number_of_a_county_that_is_known(dispatcher: CollectingDispatcher) -> None:
    run(dispatcher, tracker("多少钱", "fee", county="jingxian"))
    assert "4229363" in dispatcher.messages[0]["text"]


@pytest.mark.usefixtures("broken")
def test_a_failure_is_logged_with_its_traceback(
    dispatcher: CollectingDispatcher, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="actions.actions"):
        run(dispatcher, tracker("多少钱", "fee"))
    (record,) = caplog.records
    assert record.exc_info
    assert SECRET in caplog.text


def test_slots_that_cannot_be_read_become_a_sentence(dispatcher: CollectingDispatcher) -> None:
    run(dispatcher, tracker("多少钱", "fee", {"facts": {"born": "no date"}}))
    assert dispatcher.messages[0]["custom"]["answer"]["status"] == "failed"
