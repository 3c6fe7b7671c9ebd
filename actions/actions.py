"""The assistant's actions: from the tracker to the dialogue and back. All that decides anything is in ``bot``."""

import datetime
import logging
import zoneinfo
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.heard import hear
from bot.dialogue.message import Reply, outcome, with_phones
from bot.dialogue.respond import respond
from bot.dialogue.state import State
from bot.dialogue.wording import wording
from bot.nlu.normalize import normalizer
from bot.paths import VARIANTS
from bot.policies.registry import Registry, whom_to_ask
from bot.policies.source import SourceError
from bot.runtime import policy_store

logger = logging.getLogger(__name__)
_CHINA = zoneinfo.ZoneInfo("Asia/Shanghai")


class ActionAnswer(Action):  # type: ignore[misc]
    """Answers whatever was said: a question, a fact, a greeting."""

    def name(self) -> str:
        """As in the domain."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Says the replies and remembers the state. A failure becomes a sentence and a log line, never silence."""
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        try:
            registry = policy_store().current()
            state = State.from_slots(tracker.slots)
            raw = str(message.get("text") or "")
            text = raw if raw.startswith("/") else str(message.get("normalized") or normalizer(VARIANTS)(raw))
            page = page_county(metadata, registry)
            heard = hear(text, message, registry, state, page)
            replies, after = respond(heard, state, registry, wording(), today(metadata), page)
        except Exception:  # noqa: BLE001
            # The boundary: whatever broke, the resident gets a sentence and the operator a traceback in the log.
            logger.exception("no answer")
            say(dispatcher, failure(metadata, tracker.slots))
            return []
        for reply in replies:
            say(dispatcher, reply)
        return [SlotSet(name, value) for name, value in after.to_slots().items()]


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """One message of the assistant."""
    dispatcher.utter_message(
        text=reply.text, buttons=[button.dict() for button in reply.buttons], json_message=reply.custom
    )


def today(metadata: Mapping[str, Any]) -> datetime.date:
    """The day of the question: the one a test or a clerk gives, else today in China."""
    given = metadata.get("today")
    return datetime.date.fromisoformat(given) if given else datetime.datetime.now(_CHINA).date()


def page_county(metadata: Mapping[str, Any], registry: Registry) -> str | None:
    """The county that the page named, by id or name; None for one that is not held."""
    named = metadata.get("county")
    return registry.find(named) if isinstance(named, str) else None


def failure(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> Reply:
    """The apology with the county's phone number, as far as the policies can still be read."""
    try:
        registry = policy_store().current()
        county = slots.get("county") or page_county(metadata, registry)
        if county is not None and county in registry.counties:
            refer = whom_to_ask(registry, county, today({})) + "。"
            return with_phones(outcome("failed", wording().text("failed", refer=refer)), registry, county)
    except (SourceError, OSError) as error:
        logger.error("no contact for the apology: %s", error)
    return outcome("failed", wording().text("failed", refer=""))
