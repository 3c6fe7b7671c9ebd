"""What the tests share: one assistant and one registry for the whole run, and a way to talk."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import settings

from bot.cli.quiet import settle, settle_structlog
from bot.policies.registry import Registry

if TYPE_CHECKING:
    from bot.assistant import Assistant

settle()
# A busy machine is no fault of a rule's: speed is measured in bench/.
settings.register_profile("canbao", deadline=None)
settings.load_profile("canbao")

ROOT = Path(__file__).resolve().parents[1]
Message = dict[str, Any]


class Converse(Protocol):
    """Has a conversation of its own with the assistant and returns the messages of its last turn."""

    def __call__(
        self, assistant: Assistant, *turns: str, county: str | None = None, today: str | None = None
    ) -> list[Message]: ...


class Ask(Protocol):
    """Has a conversation of its own with the assistant and returns the texts of its last turn."""

    def __call__(
        self, assistant: Assistant, *turns: str, county: str | None = None, today: str | None = None
    ) -> list[str]: ...


class Compare(Protocol):
    """Says in what a message's card and its text disagree."""

    def __call__(self, message: Message) -> list[str]: ...


@pytest.fixture(scope="session")
def disagreements() -> Compare:
    """What a card says that its message's text does not, and what of the text the card leaves out."""

    def compare(message: Message) -> list[str]:
        text, card = message["text"], message["custom"]["card"]
        said = [card["outcome"], *card["reasons"], *card["steps"], *([card["question"]] if card["question"] else [])]
        numbers = [phone["number"] for phone in card["phones"]]
        cited = [part for source in card["citations"] for part in (source["notice"], source["clause"])]
        wrong = [f"not in the text: {part}" for part in (*said, *numbers, *cited) if part not in text]
        shown = card["highlight"]
        if shown and shown["value"] + shown["unit"] not in card["outcome"]:
            wrong.append(f"not in the outcome: {shown}")
        for part in sorted({*said, *cited}, key=len, reverse=True):
            text = text.replace(part, "")
        left = re.sub(r"（依据：[ 、；]*）|^\d+\. |\s", "", text, flags=re.MULTILINE)
        return wrong + ([f"not in the card: {left}"] if left else [])

    return compare


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The five counties that are held."""
    return Registry.load(ROOT / "data")


@pytest.fixture(scope="session")
def panting() -> Registry:
    """Two invented counties, 磐汀县 and 云坪县, with rules that none of the real ones has."""
    return Registry.load(ROOT / "data", ROOT / "tests/fixtures/counties")


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The whole assistant, loaded once, its conversations in memory."""
    settle_structlog()
    from bot.cli.talk import load_assistant

    return load_assistant(light=False)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop for everything that awaits."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def converse(loop: asyncio.AbstractEventLoop) -> Converse:
    """The messages of the last turn of a new conversation."""

    def talk(assistant: Assistant, *turns: str, county: str | None = None, today: str | None = None) -> list[Message]:
        sender = uuid.uuid4().hex
        metadata = {name: value for name, value in (("county", county), ("today", today)) if value}
        messages: list[Message] = []
        for turn in turns:
            messages = loop.run_until_complete(assistant.handle(sender, turn, metadata))
        return messages

    return talk


@pytest.fixture(scope="session")
def ask(converse: Converse) -> Ask:
    """The texts of the last turn of a new conversation."""

    def texts(assistant: Assistant, *turns: str, county: str | None = None, today: str | None = None) -> list[str]:
        return [message["text"] for message in converse(assistant, *turns, county=county, today=today)]

    return texts
