"""Judges of topics for what is asked next about a case that the conversation has spoken of."""

import re

from bot.dialogue.heard import Heard
from bot.dialogue.persons.words import Token
from bot.dialogue.state import State, denies_newborn
from bot.dialogue.thresholds import ELLIPTIC, SHORT_FACT
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import numbers, questions


def told_before(state: State, heard: Heard) -> str:
    """What the message before told without asking anything; empty where it asked, or the message does not lean on it."""
    before = state.question
    return before if before and not questions.asks(before) and len(heard.residue) <= ELLIPTIC + 2 else ""


def settled_together(h: Hearing) -> Choice | None:
    """单位给上了职工医保。要等多久: what only the two messages together leave no doubt about."""
    before = told_before(h.state, h.heard)
    if not before or h.foreign:
        return None
    settled_by = h.registry.catalogue.settled_by
    together = numbers.with_digits(f"{before}，{h.heard.text}")
    alone = {*settled_by(numbers.with_digits(before)), *settled_by(h.heard.digits)}
    covered = {part for aspect in settled_by(h.heard.digits) for part in aspect.covers}
    found = [aspect for aspect in settled_by(together) if aspect not in alone and aspect.topic not in covered]
    return Choice(topics=(found[0].topic,)) if len(found) == 1 else None


def of_the_newborn(h: Hearing) -> Choice | None:
    """娃前天出生。啥时候以前要去登记: what is asked next is the newborn's as well, unless somebody else is named."""
    if h.state.topics[:1] != ("newborn",) or h.foreign or len(h.heard.residue) > SHORT_FACT:
        return None
    if h.first not in _NEWBORNS and (h.first != "channel" or _WAY.search(h.heard.text)):
        return None
    others = h.groups - {"newborn"} or h.heard.counties or any(_is_another(token) for token in h.heard.persons)
    of_its_own = any(aspect.decisive for aspect in h.asked)
    if others or of_its_own or _EVERYBODYS.search(h.heard.text) or denies_newborn(h.heard.text):
        return None
    return Choice(topics=("newborn",))


# What is asked of a newborn that has an answer of its own.
_NEWBORNS = ("fee", "deadline", "registration", "benefit_period", "late_payment", "eligibility", "subsidy", "family")
_WAY = re.compile(r"怎么|咋|哪|如何|微信|支付宝|手机|银行|网上|现金|步骤")
_EVERYBODYS = re.compile(r"集中|截止|一共|总共|合计|加起来|续|大家|别人|个人缴费|标准")


def _is_another(token: Token) -> bool:
    """Whether a word names somebody who is not the child."""
    return token.kind in ("me", "count", "total", "rest", "ordinary") or (
        token.kind == "kin" and token.value != "child"
    )


def asks_from_when(h: Hearing) -> Choice | None:
    """我昨天交的费。多久能报: from when the payment that was told counts."""
    told = (
        h.state.facts.paid or h.state.facts.asked_on or h.state.topics[:1] in (("late_payment",), ("benefit_period",))
    )
    if not told or len(h.heard.residue) > SHORT_FACT or not _FROM_WHEN.search(h.heard.text):
        return None
    return Choice(topics=("benefit_period",))


_FROM_WHEN = re.compile(
    r"(多久|几时|(什么|啥|么)时候|哪天|何时|几号|多长时间|几个?月|几天|当天|马上|立马|现在)[^，。]{0,4}(报(?!名)|用(?!手机|微信)|享受|生效|算数)"
)
