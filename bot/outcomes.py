"""What a message comes to: understood, answered, learnt from. The same message in the same case is worked out once.

On the first day of enrollment everybody asks the same. What a message comes to depends on nothing but its case and the
registry of counties; the model, the lexicon and the wording are loaded once for the process. Nobody's id is in a case, nor
in what is remembered, and the gate has taken personal numbers out of the text.
"""

import datetime
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.actions import ActionAnswer, today
from bot.policies.registry import Registry
from bot.runtime import policy_store
from bot.standing import EventData, Slots, without_time

REMEMBERED = 1000
# What is longer is somebody's own story and will not come again.
LONGEST = 60
LONGEST_SLOTS = 1000
Parse = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """All that decides what a message comes to, but for the registry. ``slots`` and ``metadata`` are JSON."""

    text: str
    slots: str
    metadata: str
    channel: str | None
    today: datetime.date

    @property
    def may_recur(self) -> bool:
        """Whether somebody else may well ask the same after the same."""
        return len(self.text) <= LONGEST and len(self.slots) <= LONGEST_SLOTS


@dataclass(frozen=True)
class Outcome:
    """``said`` are the replies' parts, ``events`` the turn's events without their times; read by many, never changed."""

    said: tuple[Mapping[str, Any], ...]
    slots: Slots
    events: tuple[EventData, ...]

    @property
    def failed(self) -> bool:
        """Whether something broke: the next time it may not."""
        return any(
            ((part["data"].get("custom") or {}).get("answer") or {}).get("status") == "failed" for part in self.said
        )


class Outcomes:
    """Works out what messages come to, and remembers the last ones that may recur."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._action = ActionAnswer()
        self._registry: Registry | None = None
        self._remembered: OrderedDict[Case, Outcome] = OrderedDict()

    def of(self, text: str, slots: Slots, metadata: Mapping[str, Any], channel: str | None) -> Outcome:
        """What the message comes to in a conversation with these slots."""
        registry = self._current()
        case = Case(text, slots.text, json.dumps(metadata, sort_keys=True), channel, today(metadata))
        outcome = self._remembered.get(case)
        if outcome is not None:
            self._remembered.move_to_end(case)
            return outcome
        outcome = self.work_out(text, slots, metadata, channel)
        # Files may change and midnight may pass while an answer is worked out: then it is of no certain case.
        same = self._current() is registry and today(metadata) == case.today
        if same and case.may_recur and not outcome.failed:
            self._remembered[case] = outcome
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return outcome

    def work_out(self, text: str, slots: Slots, metadata: Mapping[str, Any], channel: str | None) -> Outcome:
        """What the message comes to, whether or not it has been asked before."""
        parsed = self._parse(text)
        uttered = UserUttered(
            text, parsed["intent"], parsed["entities"], parsed, input_channel=channel, metadata=dict(metadata)
        )
        dispatcher = CollectingDispatcher()
        latest = {**uttered.parse_data, "metadata": uttered.metadata}
        known = Tracker("", dict(slots.values), latest, [], False, None, {}, None)
        learnt = {event["name"]: event["value"] for event in self._action.run(dispatcher, known, {})}
        said = [_bot(message) for message in dispatcher.messages]
        events: list[Event] = [
            uttered,
            ActionExecuted(self._action.name()),
            *said,
            *(SlotSet(name, value) for name, value in learnt.items()),
            ActionExecuted(ACTION_LISTEN_NAME),
        ]
        return Outcome(
            tuple({"text": bot.text, "data": bot.data} for bot in said),
            slots.set(learnt),
            tuple(without_time(event) for event in events),
        )

    def _current(self) -> Registry:
        """The registry in force; what was worked out with another is forgotten."""
        registry = policy_store().current()
        if registry is not self._registry:
            self._remembered.clear()
            self._registry = registry
        return registry


def _bot(said: Mapping[str, Any]) -> BotUttered:
    """A message of the action as Rasa keeps it."""
    parts = ("elements", "quick_replies", "buttons", "attachment", "image", "custom")
    return BotUttered(text=said.get("text"), data={name: said.get(name) or None for name in parts})
