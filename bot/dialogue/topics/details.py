"""Where and with what the matter is done that was answered last: 去哪改, 要传啥材料, 那去哪办."""

import re

from bot.dialogue.thresholds import ELLIPTIC
from bot.dialogue.topics.hearing import Choice, Hearing

_DETAILS = re.compile(
    r"(去|到|在|找)(哪|谁|什么地方|啥地方)|哪(里|儿)|哪个(部门|单位|窗口|地方)"
    r"|(带|拿|传|交|要|准备)(点|些)?(什么|啥|哪些|么事|么子)|材料|证件|资料|证明"
)
_TO_BRING = re.compile(r"(带|拿)(点|些|个)?(什么|啥|哪些|么)")
_REGISTERING = re.compile(r"登记|参保|入保")
_OTHER_DEED = re.compile(r"退|报|查|(交|缴)(?!什么|啥|哪些|材料|资料|证)")


def asks_a_detail(h: Hearing) -> Choice | None:
    """The question before, with what is asked of it now: its answer says where and with what."""
    text = h.heard.text
    if not h.state.topics or len(h.heard.residue) > ELLIPTIC or h.groups or h.heard.counties:
        return None
    looks_into_it = h.state.topics[0] == "failure" and "查" in text
    if not _DETAILS.search(text) or _OTHER_DEED.search(text) and not looks_into_it or not _has_details(h):
        return None
    topics = ("subsidy",) if _of_aided(h) else h.state.topics[:1]
    return h.previous().copy(update={"topics": topics})


def _of_aided(h: Hearing) -> bool:
    """Whether what an aided person pays was answered: where it is done is asked of the aid."""
    return h.state.topics[:1] == ("fee",) and bool(h.state.facts.groups & h.registry.digest.aided)


def _has_details(h: Hearing) -> bool:
    before, asked_in = h.state.topics[0], h.registry.catalogue.asked_in
    if before == "eligibility":
        return any(aspect.audience for aspect in asked_in(h.state.question))
    if before == "channel":
        in_person = any(aspect.id in ("bank", "counter") for aspect in asked_in(h.state.question))
        return in_person and bool(_TO_BRING.search(h.heard.text)) and not _REGISTERING.search(h.heard.text)
    if before in ("subsidy", "fee"):
        return (before == "subsidy" or _of_aided(h)) and not _REGISTERING.search(h.heard.text)
    return before in ("failure", "registration", "ecard", "voucher_query")
