"""Which topics a message asks: the model's ranking, its parts, the words that settle it, and what came before."""

import re

from bot.dialogue.heard import Heard, topics_of
from bot.dialogue.state import State
from bot.nlu.reading import numbers, people
from bot.policies.registry import Registry
from bot.rules.base import Strict
from bot.rules.catalogue import Aspect, Catalogue
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE

# Below ANSWER the message is not answered outright; between two topics closer than MARGIN there, both are offered.
ANSWER = 0.30
SECOND_WHOLE = 0.30
SEGMENT = 0.55
MOST = 3
# Longer than this it is a story, in which single words settle nothing.
LETTER = 70
SURE = 0.75
SMALL_TALK = ("greet", "thanks", "bye", "bot_challenge", "complaint", "abuse", "affirm", "deny", "not_sure")


class Choice(Strict):
    """The topics to answer, in order; ``unsure`` are those to offer when there is none to answer."""

    topics: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    follows_up: bool = False


def choose(heard: Heard, state: State, registry: Registry, has_facts: bool) -> Choice:
    """What to answer.

    A message that only says where, when or who keeps the topics of the conversation; words that leave no doubt
    (等待期, 财政补助) go before the model; the model decides the rest.
    """
    ranked, catalogue = topics_of(heard), registry.catalogue
    if heard.pressed:
        return Choice(topics=(heard.intent,)) if heard.intent in (*IN_SCOPE, *OUT_OF_SCOPE) else _previous(state)
    asked = catalogue.asked_in(heard.text)
    decisive = _settled(heard, catalogue)
    only_informs = len(heard.residue) <= 1 or (heard.intent == "inform" and not decisive)
    if only_informs and (state.topics or not ranked or heard.intent == "inform"):
        return _previous(state)
    if state.topics[:1] == ("fee",) and (state.facts.members or 0) > 1 and heard.groups and _elliptic(heard):
        # One more of the family: the sum goes on.
        return _previous(state)
    if decisive:
        return Choice(topics=_with_segments(decisive[:2], heard)[:MOST])
    if not ranked:
        return _previous(state) if has_facts and state.topics else Choice()
    name, confidence = ranked[0]
    if confidence < 0.75 and name not in _ABOUT_MONEY and _either_amount(heard):
        return Choice(topics=("fee",))
    if _elliptic(heard) and state.topics and (confidence < 0.5 or has_facts and confidence < 0.75):
        return _previous(state)
    if (heard.text.startswith("那") or len(heard.residue) <= 5) and any(
        a.topic in state.topics and not a.default for a in asked
    ):
        # 那什么时候给我: the words of the topic before, taken up again.
        return Choice(topics=state.topics)
    named = _by_what_is_named(heard, registry, name, confidence)
    if named:
        return Choice(topics=(named,))
    if confidence < ANSWER:
        hinted = _hinted(asked, ranked) or ("fee" if numbers.amounts(heard.digits) and "fee" in dict(ranked) else None)
        if hinted:
            return Choice(topics=(hinted,))
        if has_facts and state.topics:
            return _previous(state)
        return Choice(unsure=tuple(topic for topic, _ in ranked if topic in IN_SCOPE)[:2])
    topics = (name, *(topic for topic, other in ranked[1:3] if other >= SECOND_WHOLE))
    return Choice(topics=_with_segments(topics, heard)[:MOST])


_ABOUT_MONEY = ("fee", "subsidy", "newborn", "late_payment", "refund")
# What the answer about a newborn, or about aid, covers anyway.
_PART_OF = {
    "newborn": (
        "fee",
        "benefit_period",
        "deadline",
        "registration",
        "late_payment",
        "eligibility",
        "channel",
        "family",
    ),
    "subsidy": ("fee",),
}


def _settled(heard: Heard, catalogue: Catalogue) -> tuple[str, ...]:
    """The topics that the message's words leave no doubt about, without those that another one covers."""
    text = heard.digits
    if len(text) > LETTER or (
        heard.ranking[:1] and heard.ranking[0][0] in OUT_OF_SCOPE and heard.ranking[0][1] >= SURE
    ):
        # In a letter every word comes up; and what the model is sure is not ours stays so.
        return ()
    topics = list(dict.fromkeys(aspect.topic for aspect in catalogue.settled_by(text)))
    if (
        "newborn" in topics
        and (people.members(text) or 0) > 1
        and heard.ranking[:1]
        and heard.ranking[0][0] != "newborn"
    ):
        # A family's sum, one of whom is a newborn, is a question of the fee.
        topics.remove("newborn")
    return _without_parts(tuple(topics))


def _without_parts(topics: tuple[str, ...]) -> tuple[str, ...]:
    covered = {part for topic in topics for part in _PART_OF.get(topic, ())}
    return tuple(topic for topic in dict.fromkeys(topics) if topic not in covered)


def _previous(state: State) -> Choice:
    return Choice(topics=state.topics, follows_up=True)


def _with_segments(topics: tuple[str, ...], heard: Heard) -> tuple[str, ...]:
    """Each part's own topic joins where the model is sure of it; the order is that of the message."""
    found = [
        topic
        for part, topic, confidence in heard.segments
        if confidence >= SEGMENT and topic in IN_SCOPE and _ASKS.search(part)
    ]
    if len(set(found)) < 2 or topics[:1] and topics[0] in OUT_OF_SCOPE:
        return _without_parts(topics)
    return _without_parts((*found, *(topic for topic in topics if topic in IN_SCOPE)))


_TREATMENT = re.compile(r"报销|报多少|住院|门诊|比例|看病|手术|药")


def _by_what_is_named(heard: Heard, registry: Registry, name: str, confidence: float) -> str | None:
    """A group of people or a way to pay that is named, where the model finds nothing of ours or is unsure."""
    if (name in IN_SCOPE and confidence >= 0.45) or len(heard.text) > LETTER:
        return None
    aided = {c.group for years in registry.policies.values() for p in years.values() if p.aid for c in p.aid.categories}
    groups = {group for group, _ in heard.groups}
    related = aided | {g.id for g in registry.catalogue.groups.values() if set(g.needs) & aided} | {"mild_disability"}
    if groups & related and not _TREATMENT.search(heard.text):
        return "subsidy"
    if (
        registry.means.search(heard.text)
        and not _TREATMENT.search(heard.text)
        and not re.search(r"社保卡|养老", heard.text)
    ):
        return "channel"
    return None


def _either_amount(heard: Heard) -> bool:
    """390还是450: whatever else is said, the amount is asked."""
    return len(numbers.amounts(heard.digits)) > 1 and "还是" in heard.text


_ASKS = re.compile(r"[吗呢么不没？]$|多少|什么|啥|怎么|咋|哪|几|谁|能|可以|要不要|用不用|行不|电话|步骤|时间|标准|流程")


def _elliptic(heard: Heard) -> bool:
    return len(heard.residue) <= 8 or bool(re.match(r"^(那|那么|要是|如果|还有|再)", heard.text))


def _hinted(asked: tuple[Aspect, ...], ranked: tuple[tuple[str, float], ...]) -> str | None:
    """The likeliest topic among those whose words the message uses."""
    words = {aspect.topic for aspect in asked}
    return next((topic for topic, confidence in ranked[:3] if topic in words and confidence >= 0.12), None)


def acted_on(heard: Heard, registry: Registry) -> tuple[str, ...]:
    """The topics that a first message with these words would be answered on; none for small talk and the unclear."""
    if heard.intent in SMALL_TALK and heard.confidence >= 0.45:
        return ()
    if heard.intent == "human_handoff" and heard.confidence >= 0.4:
        return ("contact",)
    return choose(heard, State(), registry, has_facts=False).topics
