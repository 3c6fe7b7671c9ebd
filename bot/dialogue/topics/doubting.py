"""Doubts of the answer just given, and pressing for another: 你少说了吧，到底, 总得有个估计，大概多少, 给个准数."""

import re

from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import numbers

# All that such a message is made of: it names no matter of its own.
_ONLY = re.compile(
    r"(那|你|您|们|这|也|可是?|但是?|总|得|该|就|再|都|还|先|给|我|咱|俺|说|讲|有|个|是|要|能|没|不|别|只|[1一]|点|些"
    r"|到底|究竟|大概|大约|大致|估计|估摸|差不多|左右|准|实|话|数|字|的|多少|几多|少|多|算|记|搞|弄|看|查|错|了|吧|不对|不止|不会|真的?|确定|肯定"
    r"|想|清楚|明白|仔细|认真|[1一]下|一遍|好好|[，。？！,?!\s]|吗|么|呢|啊|呗|嘛|哦|喔|咧)+"
)
_DOUBTS = re.compile(
    r"到底|究竟|估计|估摸|大概|大约|大致|准数|准话|实话|个数|(说|算|记|搞|弄|看|查)(少|多|错)了|少说|多说|不对吧|不止吧|确定吗|真的吗|(想|看|查|算)清楚|再(想|看|查|算)"
)
_AMOUNT = re.compile(r"多少|几多|个数|准数")
_OF_MONEY = frozenset({"fee", "subsidy", "refund", "newborn", "late_payment", "out_of_scope_medical"})


_IS_IT = re.compile(r"是不是|对不对|是吧|对吧|吧[？?]?$")


def doubts_the_late_price(h: Hearing) -> Choice | None:
    """过期再交多少钱。你就说是不是380: of paying late, and not of what punctual people pay."""
    late = h.state.topics[:1] == ("late_payment",) and not (h.heard.counties or h.groups or h.foreign)
    text = h.heard.digits
    punctual = re.search(r"按时|集中|期内|以前|之前|当时", text)
    doubts = late and numbers.amounts(text) and _IS_IT.search(text) and not punctual
    return h.previous() if doubts and h.first in ("fee", "late_payment", "subsidy") else None


def doubts_the_answer(h: Hearing) -> Choice | None:
    """The matter before, once more; an amount only where that was one of money."""
    text = h.heard.text
    if not h.state.topics or h.heard.counties or not _ONLY.fullmatch(text) or not _DOUBTS.search(text):
        return None
    if _AMOUNT.search(text) and not _OF_MONEY & set(h.state.topics):
        return None
    return h.previous()
