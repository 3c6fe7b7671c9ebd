"""Judges of topics for what is asked next about a case that the conversation has spoken of."""

import re

from bot.dialogue.heard import Heard
from bot.dialogue.hearing import Choice, Hearing
from bot.dialogue.state import State, denies_newborn
from bot.dialogue.thresholds import ELLIPTIC, SHORT, SHORT_FACT
from bot.nlu.reading import numbers, questions
from bot.nlu.reading.persons import Token


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
    found = [aspect for aspect in settled_by(together) if aspect not in alone]
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


_A_DAY = re.compile(
    r"\d+(月|号|日)|今天|明天|后天|昨天|大后天|月底|月初|年底|年初|年前|年后|下个?月|明年|元旦|春节|过年"
)
_WHAT_THEN = re.compile(r"(呢|怎么样|咋样|咋办|怎么办|行不|行吗|行不行|中不|可以吗|可以不|成不|会咋样|的话)[？?]?$")
_OF_COVER = re.compile(r"报|用(?!交|缴)|享|效|看病|住院|管")
_OF_PAYING = ("fee", "deadline", "late_payment")


def another_day(h: Hearing) -> Choice | None:
    """今年一个人交多少。2月28号交呢: what was asked of paying, on the day that is named now."""
    if h.state.topics[:1] == () or h.state.topics[0] not in _OF_PAYING or h.foreign or h.groups:
        return None
    text = h.heard.digits
    if len(h.heard.residue) > SHORT_FACT or not _A_DAY.search(text) or not _WHAT_THEN.search(text):
        return None
    if _OF_COVER.search(text) or set(h.settled) - set(_OF_PAYING) or h.heard.counties:
        return None
    return h.previous()


_WHEN = re.compile(
    r"^(那|大概|一般)?(什么|啥|么)?(时候|几时|多久|多长时间|哪天|几号|几天)(能?到账?|给|发|返|补|打)?(我|了)?(呢|啊)?[？?]?$"
)
_OF_BEING_PAID = re.compile(r"补|返|发|到账|退|资助|打到|给")


def when_it_comes(h: Hearing) -> Choice | None:
    """补到哪里。啥时候: of the aid that is paid out, and not of the days for paying."""
    if h.state.topics[:1] != ("subsidy",) or not _aided(h):
        return None
    asks = _WHEN.search(h.heard.text) and _OF_BEING_PAID.search(h.state.question)
    return h.previous() if asks else None


_HOW_MUCH_BACK = re.compile(
    r"^(那|那么|能|可以|会|政府|国家|给)*(补|返|贴|退|资助)(助|贴|给?我们?|回来?)?(多少|几个?)(钱|块|元)?(呢|啊)?[？?]?$"
)


def how_much_comes_back(h: Hearing) -> Choice | None:
    """我家三口都是脱贫户，要交多少。能补多少: the aid of those who were told of."""
    asks = h.state.topics[:1] == ("fee",) and _HOW_MUCH_BACK.search(h.heard.text) and _aided(h)
    return Choice(topics=("subsidy",), follows_up=True) if asks else None


_HAS_PAID = re.compile(r"(已经|早就|早|自己|先|都|又)[^，。？]{0,10}(交|缴)(过|了|上|完)(?!多少|吗|没|不)")


def paid_all_the_same(h: Hearing) -> Choice | None:
    """我婆婆一级残疾，不用交吧。可是她已经在手机上交过了: what becomes of the money, and no way to pay."""
    if h.state.topics[:1] != ("subsidy",) or not _aided(h) or questions.asks(h.heard.text):
        return None
    return h.previous() if _HAS_PAID.search(h.heard.text) and len(h.heard.text) <= SHORT else None


def _aided(h: Hearing) -> frozenset[str]:
    """The groups that a notice aids, of the one person spoken of or of a whole family."""
    household = h.state.facts.household
    groups = household.in_common() if household else h.state.facts.groups
    return groups & h.registry.digest.aided


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
