"""A message is answered once however often it is sent; erasing leaves nothing behind. With the real assistant."""

from __future__ import annotations

import asyncio
import datetime
import uuid
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore

from bot import remembered
from bot.channels.conversing import Conversing
from bot.channels.request import BadRequest, WebFeedback, WebMessage
from bot.conversations import CannotErase, RecentSQLTrackerStore, erase
from bot.feedback import About, FeedbackStore

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

    from bot.agent import LocalAgent

    Run = Callable[[Awaitable[Any]], Any]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> RecentSQLTrackerStore:
    return RecentSQLTrackerStore(dialect="sqlite", db=str(tmp_path_factory.mktemp("store") / "conversations.db"))


@pytest.fixture(scope="module")
def agent(store: RecentSQLTrackerStore) -> LocalAgent:
    from bot.agent import load
    from bot.training import train

    return load(train(), tracker_store=store)


@pytest.fixture
def conversing(agent: LocalAgent) -> Conversing:
    """A process of its own, as far as the database can tell."""
    return Conversing(agent, agent.handle_message)


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    loop = asyncio.new_event_loop()
    yield loop.run_until_complete
    loop.close()


@pytest.fixture
def sender() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def comment() -> str:
    """Words of its own, in letters alone: 7279-4913 within an id is masked as a telephone number."""
    return str(uuid.uuid4()).translate(str.maketrans("0123456789", "ghijklmnop"))


def message(sender: str, text: str = "多少钱", message_id: str | None = "message-1") -> WebMessage:
    return WebMessage(sender=sender, message=text, message_id=message_id, county="jingxian")


def rows(store: RecentSQLTrackerStore, sender: str, table: str = "remembered_messages") -> int:
    with store.engine.begin() as connection:
        known = sa.Table(table, sa.MetaData(), autoload_with=connection)
        column = known.c["sender_id" if table == "events" else "sender"]
        count: int = connection.execute(sa.select(sa.func.count()).where(column == sender)).scalar_one()
    return count


def asked(store: RecentSQLTrackerStore, run: Run, sender: str) -> list[str]:
    """What the assistant was asked in this conversation."""
    tracker = run(store.retrieve_full_tracker(sender))
    return [event.text for event in tracker.events if event.type_name == "user"] if tracker else []


# ---- once


def test_a_message_that_is_sent_again_gets_the_same_replies_and_is_asked_once(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    first, again = run(conversing.answer(message(sender))), run(conversing.answer(message(sender)))
    assert "280元" in first.messages[0]["text"]
    assert again.messages == first.messages
    assert asked(store, run, sender) == ["多少钱"]


def test_the_id_decides_whatever_the_text_is(conversing: Conversing, run: Run, sender: str) -> None:
    first = run(conversing.answer(message(sender)))
    assert run(conversing.answer(message(sender, "什么时候截止"))).messages == first.messages


def test_the_same_text_with_another_id_or_none_is_asked_again(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    for message_id in ("message-1", "message-2", None, None):
        run(conversing.answer(message(sender, message_id=message_id)))
    assert len(asked(store, run, sender)) == 4


def test_the_same_id_of_two_senders_is_two_messages(conversing: Conversing, run: Run) -> None:
    replies = [run(conversing.answer(message(str(uuid.uuid4())))) for _ in range(2)]
    assert len({reply.messages[0]["recipient_id"] for reply in replies}) == 2


def test_many_sends_at_once_are_answered_once(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    async def at_once() -> list[Any]:
        return await asyncio.gather(*(conversing.answer(message(sender)) for _ in range(8)))

    replies = run(at_once())
    assert all(reply.messages == replies[0].messages for reply in replies)
    assert asked(store, run, sender) == ["多少钱"]


def test_two_processes_that_get_the_same_message_answer_it_once(
    agent: LocalAgent, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    async def at_once() -> list[Any]:
        processes = [Conversing(agent, agent.handle_message) for _ in range(3)]
        return await asyncio.gather(*(process.answer(message(sender)) for process in processes))

    replies = run(at_once())
    assert all(reply.messages == replies[0].messages for reply in replies)
    assert asked(store, run, sender) == ["多少钱"]


def test_a_client_that_hangs_up_finds_its_answer_when_it_tries_again(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    async def hang_up() -> Any:
        first = asyncio.create_task(conversing.answer(message(sender)))
        await asyncio.sleep(0)
        first.cancel()
        return await conversing.answer(message(sender))

    assert "280元" in run(hang_up()).messages[0]["text"]
    assert asked(store, run, sender) == ["多少钱"]


def test_after_a_restart_the_answer_is_still_known(
    conversing: Conversing, agent: LocalAgent, run: Run, sender: str
) -> None:
    first = run(conversing.answer(message(sender)))
    restarted = Conversing(agent, _never)
    assert run(restarted.answer(message(sender))).messages == first.messages


def test_a_claim_of_a_process_that_died_is_taken_over(
    agent: LocalAgent, conversing: Conversing, run: Run, sender: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "ABANDONED", datetime.timedelta(seconds=0.5))
    remembered.Remembered(agent.tracker_store._tracker_store.engine).claim(remembered.Key(sender, "message-1"))
    assert "280元" in run(conversing.answer(message(sender))).messages[0]["text"]


def test_a_failure_is_not_remembered_so_that_the_next_try_can_succeed(
    agent: LocalAgent, run: Run, sender: str, store: RecentSQLTrackerStore
) -> None:
    tries: list[str] = []

    async def fail_once(user_message: UserMessage) -> Any:
        tries.append(user_message.text)
        if len(tries) == 1:
            raise ConnectionError
        return await agent.handle_message(user_message)

    conversing = Conversing(agent, fail_once)
    assert run(conversing.answer(message(sender))).failed
    assert rows(store, sender) == 0
    assert "280元" in run(conversing.answer(message(sender))).messages[0]["text"]


def test_what_the_gate_refuses_is_refused_each_time(conversing: Conversing, run: Run, sender: str) -> None:
    for _ in range(2):
        assert run(conversing.answer(message(sender, "医" * 1001))).refused == "too_long"


def test_nothing_is_left_in_memory_of_what_was_answered(conversing: Conversing, run: Run, sender: str) -> None:
    run(conversing.answer(message(sender)))
    run(asyncio.sleep(0))
    assert conversing._under_way == {}


# ---- erasing


def test_erasing_deletes_the_conversation_and_its_messages(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    run(conversing.answer(message(sender)))
    assert rows(store, sender) == 1
    assert rows(store, sender, "events") > 0
    run(conversing.erase(sender))
    assert rows(store, sender) == rows(store, sender, "events") == 0


def test_what_was_erased_is_in_no_file_any_more(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    def held() -> list[str]:
        folder = Path(str(store.engine.url.database)).parent
        return [path.name for path in folder.iterdir() if b"xyzzyplugh" in path.read_bytes()]

    run(conversing.answer(message(sender, "xyzzyplugh多少钱")))
    assert held() != []
    run(conversing.erase(sender))
    assert held() == []


def test_after_erasing_the_county_is_forgotten_and_the_id_can_be_used_again(
    conversing: Conversing, run: Run, sender: str
) -> None:
    run(conversing.answer(message(sender)))
    run(conversing.erase(sender))
    replies = run(conversing.answer(WebMessage(sender=sender, message="多少钱", message_id="message-1")))
    assert replies.messages[0]["custom"]["answer"]["status"] == "ask_county"


@pytest.mark.parametrize("message_id", ["message-1", None])
def test_erasing_while_an_answer_is_under_way_leaves_nothing_of_it(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str, message_id: str | None
) -> None:
    async def both() -> None:
        answering = asyncio.create_task(conversing.answer(message(sender, message_id=message_id)))
        await asyncio.sleep(0)
        await conversing.erase(sender)
        await answering

    run(both())
    assert rows(store, sender) == rows(store, sender, "events") == 0


def test_erasing_waits_for_the_answer_of_another_process(
    agent: LocalAgent, conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    async def both() -> None:
        begun = asyncio.Event()

        async def slow(user_message: UserMessage) -> None:
            async with agent.lock_store.lock(sender):
                begun.set()
                await asyncio.sleep(0.2)
                await agent.processor.handle_message(user_message)

        other = asyncio.create_task(Conversing(agent, slow).answer(message(sender)))
        await begun.wait()
        await conversing.erase(sender)
        await other

    run(both())
    assert rows(store, sender) == rows(store, sender, "events") == 0


def test_erasing_leaves_other_conversations(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str
) -> None:
    run(conversing.answer(message(sender)))
    run(conversing.erase(str(uuid.uuid4())))
    assert rows(store, sender) == 1


def test_erasing_a_guessable_or_unknown_conversation_is_no_fault(conversing: Conversing, run: Run) -> None:
    for sender in ("alice", "", str(uuid.uuid4())):
        assert run(conversing.erase(sender)) is None


def test_erasing_takes_the_feedbacks_link_and_leaves_the_feedback(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str, comment: str
) -> None:
    run(conversing.answer(message(sender)))
    run(conversing.keep_feedback(WebFeedback(sender=sender, message_id="message-1", helpful=True, comment=comment)))
    assert rows(store, sender, "feedback") == 1
    run(conversing.erase(sender))
    assert rows(store, sender, "feedback") == 0
    assert comment in [kept.comment for kept in FeedbackStore(store.engine).listed()]


def test_a_conversation_in_memory_can_be_erased_too(agent: LocalAgent, run: Run, sender: str) -> None:
    memory = InMemoryTrackerStore(agent.domain)
    run(memory.save(run(memory.get_or_create_tracker(sender))))
    run(erase(memory, sender))
    assert list(run(memory.keys())) == []


def test_a_store_that_cannot_erase_says_so(run: Run, sender: str) -> None:
    with pytest.raises(CannotErase, match="TrackerStore cannot be erased"):
        run(erase(TrackerStore(None), sender))


# ---- feedback


def test_feedback_is_kept_with_what_the_answer_was(
    conversing: Conversing, store: RecentSQLTrackerStore, run: Run, sender: str, comment: str
) -> None:
    run(conversing.answer(message(sender, "景县低保要交钱吗")))
    run(conversing.keep_feedback(WebFeedback(sender=sender, message_id="message-1", helpful=False, comment=comment)))
    kept = next(kept for kept in FeedbackStore(store.engine).listed() if kept.comment == comment)
    assert kept.about == About(status="answered", topic="subsidy", county="jingxian", insurance_year=2021)


@pytest.mark.parametrize("message_id", ["message-9", "message-1"])
def test_feedback_on_what_was_never_answered_is_refused(
    conversing: Conversing, run: Run, sender: str, message_id: str
) -> None:
    run(conversing.answer(message(str(uuid.uuid4()), message_id="message-1")))
    with pytest.raises(BadRequest) as refusal:
        run(conversing.keep_feedback(WebFeedback(sender=sender, message_id=message_id, helpful=True)))
    assert refusal.value.status == 404


async def _never(_: UserMessage) -> None:
    raise AssertionError("the assistant is asked a second time")
