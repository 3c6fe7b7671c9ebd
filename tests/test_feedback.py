"""Feedback is kept with what the answer was, without personal numbers, and without a link once that is erased."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import feedback
from bot.database import sqlite_engine
from bot.feedback import LONGEST_COMMENT, About, Feedback, FeedbackStore
from bot.gate import MASK
from bot.remembered import KEPT, Key

KEY = Key("sender", "message-1")
ABOUT = About(status="answered", topic="fee", county="jingxian", insurance_year=2021)


@pytest.fixture
def engine(tmp_path: Path) -> sa.engine.Engine:
    return sqlite_engine(sa.engine.make_url(f"sqlite:///{tmp_path}/conversations.db"))


@pytest.fixture
def store(engine: sa.engine.Engine) -> FeedbackStore:
    return FeedbackStore(engine)


def only(store: FeedbackStore) -> Feedback:
    (kept,) = store.listed()
    return kept


def links(engine: sa.engine.Engine) -> list[tuple[str | None, str | None]]:
    with engine.begin() as connection:
        return [tuple(row) for row in connection.execute(sa.text("select sender, message_id from feedback"))]


def test_feedback_tells_when_what_and_about_which_answer(store: FeedbackStore) -> None:
    before = datetime.datetime.now(datetime.timezone.utc)
    store.keep(KEY, False, "没说清楚", ABOUT)
    kept = only(store)
    assert (kept.helpful, kept.comment, kept.about) == (False, "没说清楚", ABOUT)
    assert before <= kept.at <= datetime.datetime.now(datetime.timezone.utc)


def test_an_answer_of_no_county_may_have_feedback(store: FeedbackStore) -> None:
    store.keep(KEY, True, "", About(status="ask_county"))
    assert only(store).about == About(status="ask_county", topic=None, county=None, insurance_year=None)
    assert only(store).comment is None


def test_a_second_thought_replaces_the_first(store: FeedbackStore) -> None:
    store.keep(KEY, True, "好", ABOUT)
    store.keep(KEY, False, "", ABOUT)
    assert (only(store).helpful, only(store).comment) == (False, None)


def test_feedback_on_another_message_is_another(store: FeedbackStore) -> None:
    store.keep(KEY, True, "", ABOUT)
    store.keep(Key("sender", "message-2"), True, "", ABOUT)
    store.keep(Key("other", "message-1"), True, "", ABOUT)
    assert len(store.listed()) == 3


@pytest.mark.parametrize("number", ["11010119900101123X", "13812345678", "6222 0202 0000 1234 567"])
def test_a_personal_number_in_a_comment_is_masked(store: FeedbackStore, number: str) -> None:
    store.keep(KEY, False, f"我是{number}，没查到", ABOUT)
    assert only(store).comment == f"我是{MASK}，没查到"


def test_halves_of_characters_and_control_characters_are_left_out(store: FeedbackStore) -> None:
    store.keep(KEY, False, "\x00没\ud83d用\x07 ", ABOUT)
    assert only(store).comment == "没用"


def test_a_comment_is_never_longer_than_what_is_allowed(store: FeedbackStore) -> None:
    store.keep(KEY, False, "长" * (LONGEST_COMMENT + 1), ABOUT)
    assert only(store).comment == "长" * LONGEST_COMMENT


def test_unlinked_feedback_stays_and_cannot_be_traced(store: FeedbackStore, engine: sa.engine.Engine) -> None:
    store.keep(KEY, True, "好", ABOUT)
    store.keep(Key("other", "message-1"), True, "", ABOUT)
    store.unlink("sender")
    assert len(store.listed()) == 2
    assert sorted(links(engine), key=str) == [("other", "message-1"), (None, None)]


def test_feedback_of_erased_conversations_is_not_taken_for_one(store: FeedbackStore) -> None:
    for sender in ("one", "two"):
        store.keep(Key(sender, "message-1"), True, "", ABOUT)
        store.unlink(sender)
    assert len(store.listed()) == 2


def test_old_feedback_loses_its_link_and_newer_keeps_it(
    store: FeedbackStore, engine: sa.engine.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(KEY, True, "", ABOUT)
    store.unlink_old()
    assert links(engine) == [("sender", "message-1")]
    monkeypatch.setattr(feedback, "KEPT", -datetime.timedelta(minutes=1))
    store.unlink_old()
    assert links(engine) == [(None, None)]
    assert datetime.timedelta(days=30) == KEPT


def test_feedback_is_listed_newest_first_by_county_by_helpfulness_and_since_a_day(store: FeedbackStore) -> None:
    for number, (county, helpful) in enumerate([("jingxian", True), ("shandan", False), ("jingxian", False)]):
        store.keep(Key("sender", f"message-{number}"), helpful, str(number), ABOUT.copy(update={"county": county}))
    assert [kept.comment for kept in store.listed()] == ["2", "1", "0"]
    assert [kept.comment for kept in store.listed(county="jingxian")] == ["2", "0"]
    assert [kept.comment for kept in store.listed(helpful=False)] == ["2", "1"]
    assert [kept.comment for kept in store.listed(county="jingxian", helpful=True)] == ["0"]
    assert [kept.comment for kept in store.listed(most=1)] == ["2"]
    assert store.listed(since=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=1)) == ()
    assert len(store.listed(since=store.listed()[-1].at)) == 3
