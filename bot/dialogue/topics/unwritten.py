"""A detail that the notice leaves open belongs to its own topic, whatever other topic the message sounds like."""

from collections.abc import Callable

from bot.dialogue.turn import Turn
from bot.nlu.reading import questions
from bot.rules.unwritten import open_detail


def topics_for(turn: Turn, text: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topic to which the detail that is asked belongs, where nothing else is asked; else the topics as they are."""
    asked = open_detail(turn.registry.catalogue, turn.policy, text)
    if asked is None or not asks_nothing_else(turn, text):
        return topics
    return next(((topic,) for topic in topics if topic in asked.detail.topics), asked.detail.topics[:1])


def asks_nothing_else(turn: Turn, text: str) -> bool:
    """Whether each part of the message that asks, asks for the same detail, and the message itself does so."""
    catalogue = turn.registry.catalogue
    found = next((words for words in catalogue.details if words.find(text)), None)
    if found is None:
        return True
    parts = [part for part in questions.clauses(turn.heard.text) if questions.count(part)]
    return all(found.find(part) for part in parts) if len(parts) > 1 else _asked_now(turn, found.find, text)


def _asked_now(turn: Turn, find: Callable[[str], object], text: str) -> bool:
    """Whether the detail is asked by this message, alone or with the words before it, and not by those alone."""
    return find(turn.heard.text) is not None or text != turn.heard.text and find(turn.state.question) is None
