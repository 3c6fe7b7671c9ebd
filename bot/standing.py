"""How a conversation stands before a turn: the little of it that the turn has to know, and its newest event's mark."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# An event of a conversation, as Rasa's ``Event.as_dict`` has it.
EventData = dict[str, Any]


def without_time(event: Event) -> EventData:
    """An event that has not happened yet."""
    return {name: value for name, value in event.as_dict().items() if name != "timestamp"}


@dataclass(frozen=True)
class Slots:
    """What is remembered, by the slots' names; read by many turns, never changed."""

    values: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The same text for the same values, whether they come from an answer or from the database."""
        return json.dumps(self.values, ensure_ascii=False, sort_keys=True)

    def set(self, values: Mapping[str, Any]) -> "Slots":
        """With these values in place of theirs."""
        return Slots({**self.values, **values}) if values else self


@dataclass(frozen=True)
class Mark:
    """Names an event of the store. An id alone may come again once a conversation has been erased."""

    id: int
    timestamp: float


@dataclass(frozen=True)
class Standing:
    """A conversation after its last turn. ``asked_at`` is when the person last wrote; None before the first message."""

    slots: Slots
    begun: bool = False
    asked_at: float | None = None
    newest: Mark | None = None

    @classmethod
    def of(cls, tracker: DialogueStateTracker, newest: Mark | None = None) -> "Standing":
        """As Rasa's tracker of its last events tells it."""
        last = tracker.get_last_event_for(UserUttered)
        slots = Slots(tracker.current_slot_values())
        return cls(slots, bool(tracker.events), last.timestamp if last else None, newest)

    def at(self, newest: Mark) -> "Standing":
        """Once its last event has been kept as ``newest``."""
        return replace(self, newest=newest)


@dataclass(frozen=True)
class Turn:
    """One message and what it came to: its events in their order, and how the conversation stands after them."""

    said: tuple[Mapping[str, Any], ...]
    events: tuple[EventData, ...]
    after: Standing
