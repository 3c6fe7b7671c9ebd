"""Judges of topics for messages that tell something and ask nothing."""

import re

from bot.dialogue.thresholds import LIKELY, SHORT_FACT, SMALL_TALK, SURE
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import circumstances, numbers, questions


def only_says_where(h: Hearing) -> Choice | None:
    """A message that only says where, when or who keeps the topics of the conversation."""
    bare = len(h.heard.residue) <= 1
    if h.settled or (not bare and h.heard.intent != "inform") or numbers.amounts(h.heard.digits):
        return None
    matters = [aspect.topic for aspect in h.asked if aspect.default and aspect.topic not in h.state.topics]
    if matters and _AND_THAT.search(h.heard.text):
        # 说错了我是阳城的，那截止呢: the place, and a matter of its own.
        return Choice(topics=(matters[0],))
    around = any(name in h.heard.text for name in h.registry.around)
    names_a_place = bool(h.heard.counties or h.heard.township or around)
    return h.previous() if h.state.topics or names_a_place or not h.ranked or h.heard.intent == "inform" else None


_AND_THAT = re.compile(r"[，。 ]那[^，。？]{1,6}呢[？?]?$")


# 我奶奶不是, 我也是: of what was told of somebody before.
_IS_OR_IS_NOT = re.compile(
    r"^[^，。？]{1,8}(?<!是)(也|都|却|就|倒)?(不是|不算|不属于|没有|也是|都是)(的|了|呢|啊|呀)?[。！]?$"
)


def only_tells(h: Hearing) -> Choice | None:
    """他爸交了, 老二是11月2号的: a fact and no question goes to the question at hand; 我家四口 alone waits for one."""
    if h.settled or questions.asks(h.heard.text) or len(h.heard.residue) > SHORT_FACT:
        return None
    circumstance = set(circumstances.read(h.heard.digits))
    told = bool(circumstance) and (h.heard.intent in ("affirm", "deny") or h.confidence < LIKELY)
    # 打工的什么时候截止。昨天才从外地回来: what decides about the later window.
    told = told or "away" in circumstance and h.state.topics[:1] == ("deadline",)
    told = told or bool(_IS_OR_IS_NOT.search(h.heard.text))
    if h.heard.intent in SMALL_TALK and not told:
        return None
    if h.state.topics and (h.has_facts or h.state.asked or told):
        return h.previous()
    waits = circumstance and circumstance <= _CIRCUMSTANCES and not _WISHES.search(h.heard.text)
    if waits and not h.state.topics and not h.heard.groups:
        return Choice()
    # 帮爸妈一起缴费: persons named, but what is wanted for them as well.
    wants = h.first == "family" and h.confidence >= SURE and _FOR_THEM.search(h.heard.text)
    only_counted = h.household and not h.heard.groups and not h.state.topics and not wants
    return Choice() if only_counted else None


_FOR_THEM = re.compile(r"帮|替|代|给|一起|一块|交|缴|办|参保|弄")


# Told without a wish, these wait for a question: 我在东莞打工，刚到家; 爸妈都参保了.
_CIRCUMSTANCES = {"away", "parent_enrolled", "both_parents_enrolled"}
_WISHES = re.compile(r"想|要|帮|替|给|需|麻烦|请|办|补|续|查|退|新生|孩子|娃|宝")
