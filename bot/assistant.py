"""The whole assistant behind one call: gate, agent, replies. Every face goes through here."""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered

from bot.dialogue.message import outcome
from bot.dialogue.wording import wording
from bot.gate import Refused, admit
from bot.runtime import policy_store

if TYPE_CHECKING:
    from bot.agent import LocalAgent
    from bot.direct import DirectAgent

logger = logging.getLogger(__name__)
Message = dict[str, Any]
Handle = Callable[[UserMessage], Awaitable[Any]]


class WholeMessages(CollectingOutputChannel):  # type: ignore[misc]
    """Collects each message as one object: text, buttons and custom together, as our interface has it."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in events."""
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """One object for a message; empty parts are left out."""
        kept = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        self.messages.append({"recipient_id": recipient_id, **kept})


class Assistant:
    """Answers messages of conversations named by ``sender``."""

    def __init__(self, agent: "DirectAgent | LocalAgent") -> None:
        self.agent = agent

    async def handle(self, sender: str, text: str, metadata: dict[str, Any] | None = None) -> list[Message]:
        """The replies to a message, at least one. ``metadata`` may name a ``county`` and, for tests, ``today``."""
        offered = await offered_in(self.agent.tracker_store, sender) if text.startswith("/") else ()
        return (await reply_to(sender, text, metadata or {}, self.agent.handle_message, offered)).messages


@dataclass(frozen=True)
class Replies:
    """The messages, at least one; ``refused`` names the reason when the gate did not let the message in."""

    messages: list[Message]
    refused: str | None = None

    @property
    def failed(self) -> bool:
        """Whether something broke, so that the same message may well be answered when it is sent again."""
        return any(message.get("custom", {}).get("answer", {}).get("status") == "failed" for message in self.messages)


async def reply_to(
    sender: str, text: str, metadata: dict[str, Any], handle: Handle, offered: Collection[str] = ()
) -> Replies:
    """Takes a message through the gate and Rasa; whatever happens, there is an answer."""
    admitted = admit(text, offered)
    if isinstance(admitted, Refused):
        return Replies([refusal(sender, admitted)], admitted.reason)
    channel = WholeMessages()
    known = _known(metadata)
    message = UserMessage(admitted.text, channel, sender, input_channel=channel.name(), metadata=known)
    try:
        await handle(message)
    except Exception:  # noqa: BLE001
        # The boundary to Rasa: an empty list would read as an outage, a traceback as a leak.
        logger.exception("Rasa could not handle a message")
        channel.messages.clear()
    return Replies(channel.messages or [failure(sender)])


def _known(metadata: dict[str, Any]) -> dict[str, Any]:
    """The metadata without a county that is not held: what a page made up is neither stored nor repeated."""
    county = metadata.get("county")
    kept = {"today": metadata["today"]} if metadata.get("today") else {}
    held = policy_store().current().find(county) if isinstance(county, str) else None
    return {**kept, "county": held} if held else kept


async def offered_in(store: TrackerStore, sender: str) -> frozenset[str]:
    """The payloads of all buttons that this conversation was given."""
    tracker = await store.retrieve(sender)
    events = tracker.events if tracker else ()
    buttons = [b for e in events if isinstance(e, BotUttered) for b in (e.data or {}).get("buttons") or []]
    return frozenset(str(button["payload"]) for button in buttons)


def refusal(sender: str, refused: Refused) -> Message:
    """Why a message was not taken, in plain words."""
    reply = outcome("refused_input", wording().text("refused_input", refused.reason))
    return {"recipient_id": sender, "text": reply.text, "custom": reply.custom}


def failure(sender: str) -> Message:
    """The apology when even the action could not be reached."""
    reply = outcome("failed", wording().text("failed", refer=""))
    return {"recipient_id": sender, "text": reply.text, "custom": reply.custom}
