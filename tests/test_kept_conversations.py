"""How conversations stand is kept in memory, and never believed against the database: several processes, erasures, deaths."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import conversations
from bot.assistant import Assistant
from bot.conversations import Busy, RecentSQLTrackerStore, erase
from bot.direct import DirectAgent
from bot.standing import EventData, Standing, Turn
from bot.training import trained

TODAY = {"today": "2021-01-10"}
FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
LONG_ONES = [
    case for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8")) if len(case["turns"]) > 2
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


def store_of(database: Path, domain: Any = None) -> RecentSQLTrackerStore:
    return RecentSQLTrackerStore(domain, dialect="sqlite", db=str(database))


@pytest.fixture
def process(assistant: Assistant, database: Path) -> Callable[[], Assistant]:
    """Another process of the service, as far as the database can tell: it keeps nothing of the others'."""

    def start() -> Assistant:
        agent = assistant.agent
        assert isinstance(agent, DirectAgent)
        return Assistant(DirectAgent(agent.understanding, agent.domain, store_of(database, agent.domain)))

    return start


def say(process: Assistant, text: str, sender: str = "s", **metadata: str) -> str:
    messages = asyncio.run(process.handle(sender, text, {**TODAY, **metadata}))
    return "\n".join(message["text"] for message in messages)


def events(process: Assistant, sender: str = "s") -> list[dict[str, Any]]:
    tracker = asyncio.run(process.agent.tracker_store.retrieve_full_tracker(sender))
    return [event.as_dict() for event in tracker.events] if tracker else []


def told(process: Assistant, sender: str = "s") -> list[tuple[object, ...]]:
    """What the database holds of a conversation, without times and ids."""
    return [(row["event"], row.get("text"), row.get("name"), row.get("value")) for row in events(process, sender)]


# ---- one process and many say the same


def test_a_process_that_keeps_conversations_says_what_one_says_that_has_just_begun(
    process: Callable[[], Assistant],
) -> None:
    keeping = process()
    assert len(LONG_ONES) > 20
    for case in LONG_ONES:
        metadata = {"county": case["county"]} if case.get("county") else {}
        metadata |= {"today": case["today"].isoformat()} if case.get("today") else {}
        for turn in case["turns"]:
            here = say(keeping, turn, f"kept-{case['id']}", **metadata)
            assert say(process(), turn, f"read-{case['id']}", **metadata) == here, case["id"]
        assert told(keeping, f"kept-{case['id']}") == told(keeping, f"read-{case['id']}")


def test_processes_that_take_turns_go_on_from_each_other(process: Callable[[], Assistant]) -> None:
    one, other = process(), process()
    say(one, "我是景县的")
    assert "280元" in say(other, "多少钱")
    say(other, "说错了，是鄢陵县的")
    assert "380元" in say(one, "多少钱")


# ---- two at once


def turn_of(name: str) -> Turn:
    """A turn of three events that says who took it."""
    row: EventData = {"event": "action", "name": name, "policy": None, "confidence": None, "action_text": None}
    happened = tuple({**row, "timestamp": float(place)} for place in range(3))
    return Turn((), happened, Standing.of(conversations.DialogueStateTracker("s", [])))


def names(store: RecentSQLTrackerStore) -> list[str]:
    with store.engine.connect() as connection:
        return [row.action_name for row in connection.exec_driver_sql("select action_name from events order by id")]


def test_a_turn_is_taken_anew_when_another_process_was_faster(database: Path, domain: Any) -> None:
    here, there = store_of(database, domain), store_of(database, domain)
    seen: list[Standing] = []

    def slow(standing: Standing) -> Turn:
        seen.append(standing)
        if len(seen) == 1:
            elsewhere(there.take_turn("s", lambda _: turn_of("other")))
        return turn_of("slow")

    asyncio.run(here.take_turn("s", lambda _: turn_of("first")))
    asyncio.run(here.take_turn("s", slow))
    assert names(here) == [*["first"] * 3, *["other"] * 3, *["slow"] * 3]
    assert seen[0].newest is not None
    assert seen[1].newest is not None
    assert seen[0].newest.id < seen[1].newest.id


def test_a_conversation_that_others_never_leave_alone_is_busy(database: Path, domain: Any) -> None:
    here, there = store_of(database, domain), store_of(database, domain)

    def disturbed(_: Standing) -> Turn:
        elsewhere(there.take_turn("s", lambda _: turn_of("other")))
        return turn_of("never")

    with pytest.raises(Busy):
        asyncio.run(here.take_turn("s", disturbed))
    assert "never" not in names(here)


def elsewhere(turn: Any) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, turn).result()


@pytest.fixture
def domain(assistant: Assistant) -> Any:
    return assistant.agent.domain


# ---- erasing


def test_after_erasing_nothing_is_kept_in_memory(process: Callable[[], Assistant]) -> None:
    here = process()
    say(here, "我是景县的")
    asyncio.run(erase(here.agent.tracker_store, "s"))
    assert "哪个县" in say(here, "多少钱")


def test_what_another_process_erased_is_not_kept_here(process: Callable[[], Assistant]) -> None:
    here, there = process(), process()
    say(here, "我是景县的")
    asyncio.run(erase(there.agent.tracker_store, "s"))
    assert "哪个县" in say(here, "多少钱")
    assert "我是景县的" not in str(told(here))


def test_a_conversation_begun_anew_elsewhere_with_the_same_ids_is_another_one(
    process: Callable[[], Assistant],
) -> None:
    here, there = process(), process()
    say(here, "我是景县的")
    last = here.agent.tracker_store._kept["s"].newest.id
    asyncio.run(erase(there.agent.tracker_store, "s"))
    say(there, "我是鄢陵县的")
    assert there.agent.tracker_store._kept["s"].newest.id == last, "SQLite gives the ids again"
    assert "380元" in say(here, "多少钱")


# ---- bounds


def test_the_last_conversations_are_kept_and_no_more(
    process: Callable[[], Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "KEPT", 2)
    here = process()
    for sender in ("a", "b", "c"):
        say(here, "我是景县的", sender)
    assert list(here.agent.tracker_store._kept) == ["b", "c"]
    assert "280元" in say(here, "多少钱", "a")


# ---- deaths

DIES = """
import asyncio, os, signal, sys
import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage
from bot.assistant import WholeMessages
from bot.conversations import RecentSQLTrackerStore
from bot.loading import load
from pathlib import Path

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Dies(WholeMessages):
    async def send_response(self, recipient_id, message):
        die()

database, model, when = sys.argv[1:]
agent = load(Path(model), light=True, tracker_store=RecentSQLTrackerStore(dialect="sqlite", db=database))
metadata = {"today": "2021-01-10"}
asyncio.run(agent.handle_message(UserMessage("我是景县的", WholeMessages(), "s", metadata=metadata)))
if when == "before the commit":
    sa.event.listen(agent.tracker_store.engine, "commit", die)
asyncio.run(agent.handle_message(UserMessage("说错了，是鄢陵县的", Dies(), "s", metadata=metadata)))
"""


@pytest.mark.parametrize(("when", "amount"), [("before the reply", "380元"), ("before the commit", "280元")])
def test_a_process_that_dies_has_kept_the_whole_turn_or_nothing_of_it(
    process: Callable[[], Assistant], database: Path, when: str, amount: str
) -> None:
    done = subprocess.run([sys.executable, "-c", DIES, str(database), str(trained()), when], check=False)
    assert done.returncode == -signal.SIGKILL
    after = process()
    assert [row[1] for row in told(after) if row[0] == "user"] == ["我是景县的", "说错了，是鄢陵县的"][
        : 2 if amount == "380元" else 1
    ]
    assert amount in say(after, "多少钱")
