"""Rasa's agent with the project's actions in the same process.

Rasa calls custom actions over HTTP and checks every result against a schema that it builds anew, which costs most of a
message's time. The extension points used here are subclasses: a processor that runs our actions through the SDK's own
executor, and an agent that makes such a processor.
"""

import logging
from pathlib import Path
from typing import Any

from rasa.core.actions import action as rasa_actions
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator, TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa_sdk.executor import ActionExecutor

logger = logging.getLogger(__name__)


class LocalAction(rasa_actions.RemoteAction):  # type: ignore[misc]
    """One of the project's actions, run in this process by the SDK's executor instead of over HTTP."""

    def __init__(self, name: str, executor: ActionExecutor) -> None:
        super().__init__(name, None)
        self._executor = executor

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """The action's messages and events, as a call over HTTP would bring them."""
        call = {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": {**tracker.current_state(EventVerbosity.NONE), "events": []},
            "domain": {},
        }
        result = await self._executor.run(call) or {}
        messages = await self._utter_responses(result.get("responses", []), output_channel, nlg, tracker)
        return [*messages, *deserialise_events(result.get("events", []))]


class LocalProcessor(MessageProcessor):  # type: ignore[misc]
    """A message processor that runs the project's actions here."""

    executor: ActionExecutor | None = None

    async def _run_action(
        self,
        action: rasa_actions.Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        if self.executor is not None and action.name() in self.executor.actions:
            action = LocalAction(action.name(), self.executor)
        return bool(await super()._run_action(action, tracker, output_channel, nlg, prediction))


class LocalAgent(Agent):  # type: ignore[misc]
    """An agent whose processor is a LocalProcessor."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads the model as Rasa does, with our processor in place of Rasa's."""
        processor = LocalProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        processor.executor = ActionExecutor()
        processor.executor.register_package("actions")
        self.processor = processor
        self.domain = processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses if self.domain else {}


def load(model: Path, **stores: Any) -> LocalAgent:
    """An agent ready to answer. ``stores`` are Rasa's ``tracker_store`` and ``lock_store``; both default to memory."""
    agent = LocalAgent(**stores)
    agent.load_model(model)
    return agent
