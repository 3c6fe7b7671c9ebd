"""A detail that the notice leaves open belongs to its own topic, whatever other topic the message sounds like."""

from bot.dialogue.turn import Turn
from bot.nlu.reading import questions
from bot.rules.answer import Detailed
from bot.rules.unwritten import open_detail


def topics_for(turn: Turn, text: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topic to which the detail that is asked belongs, where nothing else is asked; else the topics as they are."""
    asked = open_detail(turn.registry.catalogue, turn.policy, text)
    if asked is None or how_asked(turn, text) != "alone":
        return topics
    return next(((topic,) for topic in topics if topic in asked.detail.topics), asked.detail.topics[:1])


def how_asked(turn: Turn, text: str) -> Detailed:
    """Whether all parts of the message that ask, ask for the same detail, or others as well, or it was asked before."""
    words = turn.registry.catalogue.detail_in(text)
    if words is None:
        return "alone"
    now = turn.heard.text
    asked = words.find(now)
    if asked is None:
        return "before" if words.find(turn.state.question) else "alone"
    said = set(questions.clauses(asked.words))
    parts = [part for part in questions.clauses(now) if questions.count(part)]
    return "alone" if len(parts) < 2 or all(words.find(part) or _within(part, said) for part in parts) else "beside"


def _within(part: str, said: set[str]) -> bool:
    """Whether the clause, or the end of it, is one of those by which the detail is asked."""
    return any(part.rstrip("？?").endswith(one) or one in part for one in said)
