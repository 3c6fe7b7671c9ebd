"""Conversations in a real SQLite: everything is kept, the recent part is read, nothing that matters is forgotten."""

import asyncio
from pathlib import Path

import pytest

from bot.agent import load
from bot.assistant import Assistant
from bot.conversations import RECENT_EVENTS, RecentSQLTrackerStore
from bot.training import train

TURNS = 30


@pytest.fixture
def store(tmp_path: Path) -> RecentSQLTrackerStore:
    return RecentSQLTrackerStore(dialect="sqlite", db=str(tmp_path / "conversations.db"))


async def _talk(store: RecentSQLTrackerStore) -> list[str]:
    assistant = Assistant(load(train(), tracker_store=store))
    said = [await assistant.handle("s", "我是景县的", {"today": "2021-01-10"})]
    for turn in range(TURNS):
        said.append(await assistant.handle("s", ("多少钱", "什么时候截止")[turn % 2], {"today": "2021-01-10"}))
    return [messages[0]["text"] for messages in said]


def test_a_long_conversation_keeps_its_county_and_reads_only_its_recent_part(store: RecentSQLTrackerStore) -> None:
    said = asyncio.run(_talk(store))
    assert "280元" in said[1]
    assert "280元" in said[TURNS - 1]
    recent = asyncio.run(store.retrieve("s"))
    whole = asyncio.run(store.retrieve_full_tracker("s"))
    assert recent is not None
    assert whole is not None
    assert len(recent.events) == RECENT_EVENTS
    assert recent.slots["county"].value == "jingxian"
    asked = [event.text for event in whole.events if event.type_name == "user"]
    assert len(asked) == TURNS + 1, "every message is kept, once"
