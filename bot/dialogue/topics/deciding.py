"""Which topics a message asks: the first of the judges that decides, and what its answer covers."""

import re

from bot.dialogue.heard import Heard
from bot.dialogue.state import State
from bot.dialogue.thresholds import (
    LETTER,
    LIKELY,
    MOST,
    SMALL_TALK,
    UNSURE,
)
from bot.dialogue.topics.hearing import Choice, Hearing, understand
from bot.dialogue.topics.judges import JUDGES
from bot.policies.registry import Registry
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE


def choose(heard: Heard, state: State, registry: Registry, has_facts: bool, at_home: bool = False) -> Choice:
    """The topics to answer. ``has_facts``: the message tells something about the asker's case; ``at_home``: the county
    is known, so that what is asked is more likely ours."""
    hearing = understand(heard, state, registry, has_facts, at_home)
    for judge in JUDGES:
        choice = judge(hearing)
        if choice is not None:
            return _with_understood(_already_paid(choice, heard), hearing)
    return Choice(unsure=tuple(topic for topic, _ in hearing.ranked if topic in IN_SCOPE)[:2])


def _with_understood(choice: Choice, h: Hearing) -> Choice:
    """The topics that are answered and what their answers cover, the surest first."""
    if not choice.topics or choice.topics[0] in OUT_OF_SCOPE and len(choice.topics) == 1:
        return choice.copy(update={"understood": choice.topics})
    confidence = dict(h.ranked)
    covered = [topic for topic, sure in h.ranked if sure >= h.second and topic not in OUT_OF_SCOPE]
    short = len(h.heard.text) <= LETTER

    def rank(topic: str) -> tuple[bool, float]:
        """The surest first; in a short message what is ours before 社保 and the like, since that is what is answered."""
        sure = confidence.get(topic, 0.0)
        return not (short and topic in IN_SCOPE and sure >= LIKELY and h.first == "out_of_scope_other"), -sure

    surest = sorted(dict.fromkeys((*choice.topics, *covered)), key=rank)
    return choice.copy(update={"understood": tuple(surest)[:MOST]})


def _already_paid(choice: Choice, heard: Heard) -> Choice:
    """Whoever has paid and asks from when it counts does not ask whether one may pay."""
    paid = "benefit_period" in choice.topics and re.search(r"(交|缴)(的|了|过)", heard.text)
    if _WHEN_TO_PAY.search(heard.text):
        return choice
    kept = tuple(topic for topic in choice.topics if topic != "deadline") if paid else choice.topics
    return choice.copy(update={"topics": kept})


_WHEN_TO_PAY = re.compile(r"(什么时候|啥时候|几时|几号|几月|哪天)(能|可以|再|去|开始)?(交|缴)")


def acted_on(heard: Heard, registry: Registry) -> tuple[str, ...]:
    """The topics that a first message with these words would be answered on; none for small talk and the unclear."""
    if heard.intent in SMALL_TALK and heard.confidence >= UNSURE:
        return ()
    if heard.intent == "human_handoff" and heard.confidence >= UNSURE:
        return ("contact",)
    return choose(heard, State(), registry, has_facts=False).understood
