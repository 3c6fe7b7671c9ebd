"""Another circumstance of what was answered, and what is put right: 错过集中期呢, 打错了，是我爸."""

import re

from bot.dialogue.days.what_if_missed import what_then
from bot.dialogue.thresholds import SHORT_FACT
from bot.dialogue.topics.hearing import Choice, Hearing, elliptic
from bot.nlu.reading import circumstances, questions

# 边缘易致贫户免。要是他在郑州参加了居民医保呢: what becomes of the aid.
_INSURED_THERE = re.compile(r"(参加|参|交|缴|入|上)(了|过|着)[^，。？]{0,8}呢[？?]?$")
# 低保先交后补。9月3号交的呢: when the aid comes after that payment.
_PAID_THEN = re.compile(r"[0-9日号天月份初底](才|刚)?(交|缴)的?呢")
_OF_PAYING = ("deadline", "fee", "late_payment", "benefit_period")
_WHAT_IF = re.compile(r"呢[？?]?$|呢，[^，。]{1,8}$")
_ASKS_A_FACET = re.compile(r"什么|啥|多少|几|哪|怎么|咋|如何|谁|吗")
# Cases whose answer hangs on more than who somebody is: whether in time, whether benefits have begun.
_HANG_ON_CIRCUMSTANCES = ("newborn", "refund")


def what_if(h: Hearing) -> Choice | None:
    """错过集中期呢, 那按时的呢, 我爸在景县他的呢: another circumstance or place of what was answered last."""
    text = h.heard.digits
    if not h.state.topics or not elliptic(h.heard) or not _WHAT_IF.search(text) or _ASKS_A_FACET.search(text):
        return None
    told = circumstances.read(text)
    if what_then(text) and h.state.topics[0] in _OF_PAYING:
        # 今天最后一天吧。那要是晚一天呢: what holds then, whatever was asked of today.
        return Choice(topics=("late_payment",))
    if h.state.topics[0] == "late_payment" and told.get("missed_window") is False:
        return Choice(topics=("fee",))
    aided = h.state.topics[0] == "subsidy" and h.state.facts.groups
    if aided and (_PAID_THEN.search(text) or _INSURED_THERE.search(text)):
        return h.previous()
    if h.state.topics[0] in _HANG_ON_CIRCUMSTANCES and told:
        return h.previous()
    names = h.heard.counties or any(token.kind == "kin" for token in h.heard.persons)
    return h.previous() if names and not h.asked else None


# 刚查了记录说错了，是上个月24号交的，那呢: the question before, of what is put right.
_THEN_WHAT = re.compile(r"[，。](那|那么)(呢|怎么样|咋样|咋说)[？?]?$")
_CORRECTS = re.compile(r"(打|说|弄|写|发|搞|输)错|不对|更正|纠正")


def corrects(h: Hearing) -> Choice | None:
    """打错了，是我爸: a correction of who or where goes to the question at hand."""
    text = h.heard.text
    asks_anew = (h.settled or questions.asks(text)) and not (h.has_facts and _THEN_WHAT.search(text))
    if not h.state.topics or asks_anew or not _CORRECTS.search(text):
        return None
    names = h.has_facts or h.heard.township or h.heard.counties or re.search(r"是[^，。]{1,8}$", h.heard.text)
    return h.previous() if names and len(h.heard.residue) <= SHORT_FACT else None
