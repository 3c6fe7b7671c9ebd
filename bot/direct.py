"""The same turns as Rasa's agent takes, without the machinery that has nothing to decide here.

Every intent leads to one action (``data/rules.yml``), so that neither a graph runner nor policies are needed to answer:
a message is understood, the action runs, what was said and learnt goes to Rasa's tracker store as Rasa's own events.
``rasa run``, ``rasa shell`` and ``rasa test`` use the whole of Rasa on the same model, stores and action.
"""

import logging
import time
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.actions import ActionAnswer
from bot.conversations import keep, last_of
from bot.nlu.understanding import Understanding

logger = logging.getLogger(__name__)


class DirectAgent:
    """Answers messages: the part of Rasa's ``Agent`` that channels use."""

    def __init__(
        self,
        understanding: Understanding,
        domain: Domain,
        tracker_store: TrackerStore | None = None,
        lock_store: LockStore | None = None,
    ) -> None:
        self.understanding = understanding
        self.domain = domain
        self.tracker_store = tracker_store or InMemoryTrackerStore(domain)
        self.tracker_store.domain = domain
        self.lock_store = lock_store or InMemoryLockStore()
        self._action = ActionAnswer()

    def is_ready(self) -> bool:
        """Always: there is none before everything is loaded."""
        return True

    async def parse_message(self, text: str) -> dict[str, Any]:
        """What the message says, as Rasa's parse has it; a button's payload says it outright."""
        if text.startswith("/"):
            pressed = YAMLStoryReader.unpack_regex_message(Message({TEXT: text}), self.domain, "RegexMessageHandler")
            if pressed.get("intent"):
                return dict(pressed.as_dict(only_output_properties=True))
        return self.understanding.parse(text)

    async def handle_message(self, message: UserMessage) -> None:
        """One turn: the replies go to the message's channel, everything that happened to the tracker store."""
        async with self.lock_store.lock(message.sender_id):
            tracker = await last_of(self.tracker_store, message.sender_id, self.domain)
            new: list[Event] = []
            if not tracker.events or self._expired(tracker):
                new += self._log(tracker, self._session_start(tracker))
            new += self._log(tracker, [await self._uttered(message)])
            said, learnt = self._answer(tracker)
            listen = ActionExecuted(ACTION_LISTEN_NAME)
            new += self._log(tracker, [ActionExecuted(self._action.name()), *said, *learnt, listen])
            await keep(self.tracker_store, tracker, new)
        for reply in said:
            await message.output_channel.send_response(message.sender_id, reply.message())

    def _log(self, tracker: DialogueStateTracker, events: list[Event]) -> list[Event]:
        for event in events:
            tracker.update(event, self.domain)
        return events

    def _expired(self, tracker: DialogueStateTracker) -> bool:
        """Whether the person comes back after the time that ends a session."""
        limits = self.domain.session_config
        last = tracker.get_last_event_for(UserUttered)
        return bool(
            limits.are_sessions_enabled()
            and last
            and time.time() - last.timestamp > limits.session_expiration_time * 60
        )

    def _session_start(self, tracker: DialogueStateTracker) -> list[Event]:
        kept = [event for event in tracker.applied_events() if isinstance(event, SlotSet)]
        carried = (
            [SlotSet(event.key, event.value) for event in kept] if self.domain.session_config.carry_over_slots else []
        )
        listen = ActionExecuted(ACTION_LISTEN_NAME)
        return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *carried, listen]

    async def _uttered(self, message: UserMessage) -> UserUttered:
        parsed = await self.parse_message(message.text)
        return UserUttered(
            message.text,
            parsed["intent"],
            parsed["entities"],
            parsed,
            input_channel=message.input_channel,
            message_id=message.message_id,
            metadata=message.metadata,
        )

    def _answer(self, tracker: DialogueStateTracker) -> tuple[list[BotUttered], list[Event]]:
        dispatcher = CollectingDispatcher()
        latest = {**tracker.latest_message.parse_data, "metadata": tracker.latest_message.metadata}
        known = Tracker(tracker.sender_id, tracker.current_slot_values(), latest, [], False, None, {}, None)
        learnt = [SlotSet(event["name"], event["value"]) for event in self._action.run(dispatcher, known, {})]
        return [_uttered_by_bot(said) for said in dispatcher.messages], learnt


def _uttered_by_bot(said: dict[str, Any]) -> BotUttered:
    """A message of the action as Rasa keeps it."""
    parts = ("elements", "quick_replies", "buttons", "attachment", "image", "custom")
    return BotUttered(text=said.get("text"), data={name: said.get(name) or None for name in parts})
