"""The stock project's custom action, run by ``rasa run actions``: the same rules and wording, the county from the text."""

import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.message import answer_reply
from bot.dialogue.wording import wording
from bot.policies.registry import Registry
from bot.rules.answer import Question
from bot.rules.facts import Facts
from bot.runtime import policy_store


class ActionAnswer(Action):  # type: ignore[misc]
    """Answers a question of the intent's topic."""

    def name(self) -> str:
        """As in the stock project's domain."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """The rules module's answer, and the county remembered."""
        registry = policy_store().current()
        text = str(tracker.latest_message.get("text") or "")
        county = _named(text, registry) or tracker.get_slot("county")
        topic = str(tracker.get_intent_of_latest_message())
        today = datetime.date.today()
        answer = registry.answer(county, Question(topic=topic, text=text), Facts(), today)
        reply = answer_reply(answer, wording(), registry, today)
        dispatcher.utter_message(
            text=reply.text, buttons=[button.dict() for button in reply.buttons], json_message=reply.custom
        )
        return [SlotSet("county", county)]


def _named(text: str, registry: Registry) -> str | None:
    return next((name.county for name in registry.names if name.text in text), None)
