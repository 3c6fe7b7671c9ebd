"""The same turns as Rasa's agent takes, without the machinery that has nothing to decide here.

Every intent leads to one action (``data/rules.yml``), so that neither a graph runner nor policies are needed to answer:
a message is understood, the action runs, what was said and learnt goes to Rasa's tracker store as Rasa's own events.
``rasa run``, ``rasa shell`` and ``rasa test`` use the whole of Rasa on the same model, stores and action.
"""

import time
from collections.abc import Iterable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.conversations import conversations_in
from bot.nlu.understanding import Understanding
from bot.outcomes import Outcomes
from bot.standing import EventData, Slots, Standing, Turn, without_time

# Events of one turn are told apart by their time: so far are they apart, in seconds.
_APART = 1e-6


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
        self._conversations = conversations_in(self.tracker_store, domain)
        self._outcomes = Outcomes(self._parse)
        self._no_slots = Slots({slot.name: slot.initial_value for slot in domain.slots})

    def is_ready(self) -> bool:
        """Always: there is none before everything is loaded."""
        return True

    async def parse_message(self, text: str) -> dict[str, Any]:
        """What the message says, as Rasa's parse has it."""
        return self._parse(text)

    def _parse(self, text: str) -> dict[str, Any]:
        """What the message says; a button's payload says it outright."""
        if text.startswith("/"):
            pressed = YAMLStoryReader.unpack_regex_message(Message({TEXT: text}), self.domain, "RegexMessageHandler")
            if pressed.get("intent"):
                return dict(pressed.as_dict(only_output_properties=True))
        return self.understanding.parse(text)

    async def handle_message(self, message: UserMessage) -> None:
        """One turn: everything that happened goes to the tracker store, then the replies to the message's channel."""
        async with self.lock_store.lock(message.sender_id):
            turn = await self._conversations.take_turn(
                message.sender_id, lambda standing: self._turn(standing, message)
            )
        for said in turn.said:
            await message.output_channel.send_response(message.sender_id, BotUttered(**said).message())

    def _turn(self, standing: Standing, message: UserMessage) -> Turn:
        begins = not standing.begun or self._expired(standing)
        slots, start = self._session_start(standing) if begins else (standing.slots, ())
        outcome = self._outcomes.of(message.text, slots, message.metadata or {}, message.input_channel)
        uttered, *others = outcome.events
        heard = {"message_id": message.message_id}
        uttered = {**uttered, **heard, "parse_data": {**uttered["parse_data"], **heard}}
        events = _at(time.time(), (*start, uttered, *others))
        return Turn(outcome.said, events, Standing(outcome.slots, True, events[len(start)]["timestamp"]))

    def _expired(self, standing: Standing) -> bool:
        """Whether the person comes back after the time that ends a session."""
        limits = self.domain.session_config
        return bool(
            limits.are_sessions_enabled()
            and standing.asked_at
            and time.time() - standing.asked_at > limits.session_expiration_time * 60
        )

    def _session_start(self, standing: Standing) -> tuple[Slots, tuple[EventData, ...]]:
        """The slots of a new session, and the events that begin it."""
        values = standing.slots.values if self.domain.session_config.carry_over_slots else {}
        carried = {name: value for name, value in values.items() if value is not None}
        sets = (SlotSet(name, value) for name, value in carried.items())
        events = ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *sets, ActionExecuted(ACTION_LISTEN_NAME)
        return self._no_slots.set(carried), tuple(without_time(event) for event in events)


def _at(now: float, events: Iterable[EventData]) -> tuple[EventData, ...]:
    """The events with their times, one after the other."""
    return tuple({**event, "timestamp": now + place * _APART} for place, event in enumerate(events))
