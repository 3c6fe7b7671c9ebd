"""The direct agent takes the turns that the whole of Rasa takes: the same replies, the same events, the same slots."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import SessionConfig

from bot.agent import load as load_whole
from bot.archive import Archive
from bot.assistant import Assistant, Message
from bot.conversations import RecentSQLTrackerStore
from bot.direct import DirectAgent
from bot.loading import load
from bot.training import trained

TODAY = "2021-01-10"
CONVERSATIONS = [
    ["医保多少钱", "景县", "那新生儿呢", "他是2020年12月3号生的"],
    ["我在山丹县，低保户要交多少？怎么交？", "随县呢", "谢谢"],
    ["你好", "/restart", "今天天气怎么样", "jiaofei", "。。。"],
    ["阳城县新生儿要交钱吗", "不清楚", "转人工"],
]


@pytest.fixture(scope="module")
def direct(assistant: Assistant) -> Assistant:
    return assistant


@pytest.fixture(scope="module")
def whole() -> Assistant:
    return Assistant(load_whole(trained()))


async def _talk(assistant: Assistant, turns: list[str], sender: str) -> list[list[Message]]:
    return [await assistant.handle(sender, turn, {"today": TODAY}) for turn in turns]


async def _told(assistant: Assistant, sender: str) -> list[tuple[str, object, object]]:
    tracker = await assistant.agent.tracker_store.retrieve(sender)
    assert tracker is not None
    rows = [event.as_dict() for event in tracker.events]
    return [(row["event"], row.get("text") or row.get("name"), row.get("value")) for row in rows]


@pytest.mark.parametrize("turns", CONVERSATIONS, ids=[turns[0] for turns in CONVERSATIONS])
def test_the_replies_and_events_are_those_of_the_whole_of_rasa(
    direct: Assistant, whole: Assistant, loop: asyncio.AbstractEventLoop, turns: list[str]
) -> None:
    sender = f"same-{turns[0]}"
    assert isinstance(direct.agent, DirectAgent)
    assert loop.run_until_complete(_talk(direct, turns, sender)) == loop.run_until_complete(_talk(whole, turns, sender))
    ours, theirs = (loop.run_until_complete(_told(assistant, sender)) for assistant in (direct, whole))
    # Rasa also notes in front of a message which features its policies used: there are none here.
    ignored = ("user_featurization", "session_started_metadata")
    assert ours == [row for row in theirs if row[0] not in ignored and row[1] != "session_started_metadata"]


def test_a_button_means_what_it_was_offered_for(direct: Assistant, loop: asyncio.AbstractEventLoop) -> None:
    first, second = loop.run_until_complete(
        _talk(direct, ["医保多少钱", '/inform{"county": "yanling"}'], "pressed-a-button")
    )
    assert "/inform" in first[0]["buttons"][0]["payload"]
    assert "鄢陵县" in second[0]["text"]
    assert "380元" in second[0]["text"]


def test_a_session_that_expired_is_followed_by_one_that_keeps_the_county(
    loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    store = RecentSQLTrackerStore(dialect="sqlite", db=str(tmp_path / "conversations.db"))
    assistant = Assistant(load(trained(), tracker_store=store))
    assert assistant.agent.domain is not None
    a_few_milliseconds = 1e-4
    assistant.agent.domain.session_config = SessionConfig(a_few_milliseconds, carry_over_slots=True)
    loop.run_until_complete(_talk(assistant, ["景县多少钱"], "s"))
    time.sleep(0.05)
    (replies,) = loop.run_until_complete(_talk(assistant, ["什么时候截止"], "s"))
    assert "2月25日" in replies[0]["text"]
    events = loop.run_until_complete(store.retrieve_full_tracker("s")).events
    assert [event.type_name for event in events].count("session_started") == 2


def test_a_model_with_another_pipeline_is_answered_by_the_whole_of_rasa() -> None:
    archive = Archive.read(trained())
    assert archive.settings() is not None
    more = {**archive.graph, "rasa.core.policies.memoization.MemoizationPolicy": {}}
    assert Archive(more, archive.domain, archive.topics).settings() is None
    other = {**archive.graph, "bot.nlu.components.tokenizer.FieldTokenizer": {"words": "elsewhere.txt"}}
    assert Archive(other, archive.domain, archive.topics).settings() is None
