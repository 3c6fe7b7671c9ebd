"""Of several who send a message at once one may answer it, and who sends it again gets the same answer."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import remembered
from bot.database import sqlite_engine
from bot.remembered import KEPT, Answered, Claim, Key, Remembered, UnderWay

KEY = Key("sender", "message-1")
REPLIES = [{"recipient_id": "sender", "text": "景县280元。", "custom": {"answer": {"status": "answered"}}}]


@pytest.fixture
def engine(tmp_path: Path) -> sa.engine.Engine:
    return sqlite_engine(sa.engine.make_url(f"sqlite:///{tmp_path}/conversations.db"))


@pytest.fixture
def store(engine: sa.engine.Engine) -> Remembered:
    return Remembered(engine)


def claimed(store: Remembered, key: Key = KEY) -> Claim:
    claim = store.claim(key)
    assert isinstance(claim, Claim)
    return claim


def later(monkeypatch: pytest.MonkeyPatch, by: datetime.timedelta) -> None:
    """Lets time pass for the store."""
    monkeypatch.setattr(remembered, "_now", lambda: datetime.datetime.utcnow() + by)


def test_a_message_is_claimed_by_the_first_and_under_way_for_the_second(store: Remembered) -> None:
    claimed(store)
    assert isinstance(store.claim(KEY), UnderWay)


def test_of_many_at_once_one_claims(store: Remembered) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: store.claim(KEY), range(16)))
    assert sum(isinstance(claim, Claim) for claim in found) == 1


def test_once_answered_everybody_gets_the_answer(store: Remembered) -> None:
    store.keep(claimed(store), REPLIES)
    assert store.claim(KEY) == Answered(REPLIES)
    assert store.answer_to(KEY) == Answered(REPLIES)


def test_another_start_of_the_program_finds_the_answer(store: Remembered, engine: sa.engine.Engine) -> None:
    store.keep(claimed(store), REPLIES)
    engine.dispose()
    assert Remembered(sqlite_engine(engine.url)).claim(KEY) == Answered(REPLIES)


def test_the_same_id_of_another_conversation_is_another_message(store: Remembered) -> None:
    store.keep(claimed(store), REPLIES)
    assert isinstance(store.claim(Key("other", KEY.message_id)), Claim)


def test_a_message_that_is_under_way_has_no_answer_yet(store: Remembered) -> None:
    assert store.answer_to(KEY) is None
    claimed(store)
    assert store.answer_to(KEY) is None


def test_a_claim_that_was_given_up_is_free_again(store: Remembered) -> None:
    store.give_up(claimed(store))
    assert isinstance(store.claim(KEY), Claim)


def test_the_claim_of_a_program_that_died_is_taken_over(store: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    died = claimed(store)
    later(monkeypatch, remembered.ABANDONED + datetime.timedelta(seconds=1))
    taken = claimed(store)
    store.keep(died, [{"text": "too late"}])
    assert store.answer_to(KEY) is None
    store.keep(taken, REPLIES)
    assert store.answer_to(KEY) == Answered(REPLIES)


def test_one_of_several_takes_an_abandoned_claim_over(store: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed(store)
    later(monkeypatch, remembered.ABANDONED + datetime.timedelta(seconds=1))
    assert [type(store.claim(KEY)) for _ in range(3)] == [Claim, UnderWay, UnderWay]


def test_an_answer_does_not_grow_old_as_a_claim_does(store: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(claimed(store), REPLIES)
    later(monkeypatch, remembered.ABANDONED * 2)
    assert store.claim(KEY) == Answered(REPLIES)


def test_erasing_forgets_one_conversation_and_no_other(store: Remembered) -> None:
    other = Key("other", "message-1")
    for key in (KEY, Key("sender", "message-2"), other):
        store.keep(claimed(store, key), REPLIES)
    store.erase("sender")
    assert store.answer_to(KEY) is None
    assert store.answer_to(other) == Answered(REPLIES)


def test_an_answer_that_comes_after_erasing_is_not_kept(store: Remembered) -> None:
    claim = claimed(store)
    store.erase("sender")
    store.keep(claim, REPLIES)
    assert store.answer_to(KEY) is None


def test_old_messages_are_forgotten_and_newer_ones_not(store: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(claimed(store), REPLIES)
    later(monkeypatch, KEPT - datetime.timedelta(minutes=1))
    store.forget_old()
    assert store.answer_to(KEY) == Answered(REPLIES)
    later(monkeypatch, KEPT + datetime.timedelta(minutes=1))
    store.forget_old()
    assert store.answer_to(KEY) is None
