"""Which topics beside the first one a message asks: those of its parts, without what another answer covers."""

import re

from bot.dialogue.thresholds import (
    ALIKE,
    BESIDE_TREATMENT,
    COVERS,
    HEARD_IN_PART,
    NAMES,
    PLAIN,
    SECOND_IN_LETTER,
    SEGMENT,
    SURE,
    UNSURE,
)
from bot.dialogue.topics.hearing import CASES, PART_OF, UNAIDED, Hearing, without_parts
from bot.nlu.reading import questions
from bot.rules.topics import ADMINISTRATION, IN_SCOPE

_WAY = re.compile(r"怎么|么样|咋|哪|如何|渠道|方式|办法|手机|网上|扫码|步骤|流程|代收|代扣")
_TO_PAY = re.compile(r"(要|用|还|得|需)(不要|不用|再)?(交|缴|掏|出钱)|(交|缴)不(交|缴)")
# Without one of these, nobody asks from when treatment is covered: 今天能交吗, 到几月截止.
_COVERAGE = re.compile(
    r"待遇|享|效|报|用|管|院|病|药|手术|生孩子|开始|起|算(?!不算|是|晚|迟|逾期|过期|超期|错过)|等|覆盖|保障|刷|保(到|多久|不保|着)|到(啥|什么|几|哪|多)|能(看|使)|断"
)
_MAY_PAY = re.compile(r"(能|可以|还)[^，。]{0,4}(交|缴|续)|(交|缴|续保)[^，。的了过]{0,3}(行|成|中|可以)")
_TO_BRING = re.compile(r"(带|拿)(点|些|个)?(什么|啥|哪些|么子?)")
_REGISTERS = re.compile(r"登记|参保|入保|办|第一次|头一|首次|新|转|外地|户")


def with_segments(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """Each part's own topic joins where the model is sure of it; the order is that of the message."""
    whole = dict(h.ranked)
    found = tuple(
        topic
        for part, topic, confidence in h.heard.segments
        if _says(part, topic, confidence, h)
        and whole.get(topic, 0.0) >= HEARD_IN_PART
        and topic in IN_SCOPE
        and questions.asks(part)
        if _borne_out(topic, topics[0], h) and not _of_the_offices(part, h)
    )
    if len(set(found)) < 2:
        return _each_once((*_asked_first(topics, h), *found[:1]) if len(h.heard.segments) > 1 else topics, h)
    # What is neither found in a part that asks nor settled tells circumstances.
    return _each_once((*found, *(t for t in topics if t in (topics[0], *h.settled))), h)


def _of_the_offices(part: str, h: Hearing) -> bool:
    """文号多少: a part about what the model of topics does not know, the notice itself and who has which duty."""
    return ADMINISTRATION in h.settled and any(a.topic == ADMINISTRATION for a in h.registry.catalogue.asked_in(part))


def _says(part: str, topic: str, confidence: float, h: Hearing) -> bool:
    """Whether the part names the topic: the model is sure, or not far from it and the words are the topic's."""
    if confidence >= SEGMENT:
        return True
    return confidence >= UNSURE and any(a.topic == topic for a in h.registry.catalogue.asked_in(part))


def _asked_first(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """低保户，厂里给上着职工，居民那个资助有没有: of topics alike in weight, the one that the asking part names."""
    named = [(part, t, sure) for part, t, sure in h.heard.segments if sure >= SURE and questions.asks(part)]
    if h.settled or len(named) != 1:
        return topics
    part, topic, sure = named[0]
    whole = dict(h.ranked)
    close = whole.get(topic, 0.0) >= whole.get(topics[0], 0.0) - ALIKE
    plain = sure >= PLAIN and topics[0] not in CASES and close
    full = len(part) >= NAMES and (topic in topics or close)
    return tuple(dict.fromkeys((topic, *topics))) if topic in IN_SCOPE and (plain or full) else topics


def _each_once(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """Without what another topic's answer covers. A topic that covers the first one, but is less sure than it and not
    named (娃 is no newborn), gives way instead."""
    named = {"newborn": h.groups & {"newborn"}, "subsidy": h.groups - UNAIDED}
    if not _ways(h):
        # 能交医保不: whether, not how.
        topics = tuple(topic for topic in topics if topic != "channel") or topics
    topics = _unless_of_coverage(topics, h)
    first, *others = dict.fromkeys(topics)
    others = [topic for topic in others if _borne_out(topic, first, h)]
    if first == "eligibility" and "subsidy" in others and named["subsidy"] and _TO_PAY.search(h.heard.text):
        # 我妈低保，还用交不: whether to pay, not whether to enroll.
        first, others = "subsidy", [topic for topic in others if topic != "subsidy"]
    if first == "subsidy" and named["subsidy"] and _TO_PAY.search(h.heard.text):
        others = [topic for topic in others if topic != "eligibility"]
    sure = dict(h.ranked)
    kept = [
        topic
        for topic in others
        if first not in PART_OF.get(topic, ())
        or named.get(topic)
        or topic in h.settled
        or sure.get(topic, 0.0) >= COVERS
    ]
    return without_parts((first, *kept))


def _borne_out(topic: str, first: str, h: Hearing) -> bool:
    """Whether a second topic has more behind it than 要不要交钱, which a newborn or an aided person asks as well."""
    if topic == "subsidy" and first == "newborn":
        return bool(h.groups - UNAIDED)
    if topic == "registration" and first == "channel" and _only_brings(h):
        return False
    return topic != "channel" or first != "subsidy" or _ways(h)


def _unless_of_coverage(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """The topics without the benefit period, where another one is asked and no word speaks of being covered."""
    if "benefit_period" in h.settled or h.state.topics or _COVERAGE.search(h.heard.text):
        return topics
    others = tuple(topic for topic in topics if topic != "benefit_period")
    return others or (("deadline",) if _MAY_PAY.search(h.heard.text) else topics)


def _only_brings(h: Hearing) -> bool:
    """去银行交，带啥: what to bring is a question of the paying that is asked before it."""
    return bool(_TO_BRING.search(h.heard.text)) and not _REGISTERS.search(h.heard.text)


def _ways(h: Hearing) -> bool:
    """Whether a way to pay is asked for or named."""
    return bool(_WAY.search(h.heard.text) or h.registry.means.search(h.heard.text))


# Our insurance by one of its names: beside somebody else's matter, ours is heard only where it is named.
_OURS = re.compile(r"医保|医疗保险|合作医疗|农合|合医|合疗|参保")


# 上周交的钱，现在住院能报不: where the county is known, what was paid is this insurance.
_PAID = re.compile(r"(交|缴)(的|了|过)")


def beside(h: Hearing) -> tuple[str, ...]:
    """What is ours in a message that asks about somebody else's matter first."""
    if not (_OURS.search(h.heard.text) or h.at_home and _PAID.search(h.heard.text)):
        parts = [t for part, t, sure in h.heard.segments if sure >= PLAIN and t in IN_SCOPE and questions.asks(part)]
        return tuple(dict.fromkeys(parts)) if h.at_home else ()
    least = BESIDE_TREATMENT if h.first == "out_of_scope_medical" else SECOND_IN_LETTER
    return tuple(topic for topic, sure in h.ranked[1:3] if topic in IN_SCOPE and sure >= least)
