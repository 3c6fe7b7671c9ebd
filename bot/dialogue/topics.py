"""Which topics a message asks: the words that settle it, the model's ranking, its parts, and what came before.

A list of small judges, each of which may decide; the first that does wins.
"""

import re
from collections.abc import Callable

from bot.dialogue import questions
from bot.dialogue.family import family_sum
from bot.dialogue.follow_ups import asks_from_when, of_the_newborn, settled_together
from bot.dialogue.heard import Heard
from bot.dialogue.hearing import CASES, PART_OF, UNAIDED, Choice, Hearing, is_shown, understand, without_parts
from bot.dialogue.state import State, denies_newborn
from bot.dialogue.thresholds import (
    ALIKE,
    ANSWER,
    BESIDE_TREATMENT,
    COVERS,
    ELLIPTIC,
    HEARD_IN_PART,
    HINTED,
    LETTER,
    LIKELY,
    MOST,
    NAMES,
    PLAIN,
    SECOND_IN_LETTER,
    SEGMENT,
    SHORT,
    SHORT_FACT,
    SMALL_TALK,
    SURE,
    UNSURE,
)
from bot.nlu.reading import circumstances, numbers
from bot.policies.registry import Registry
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE

Judge = Callable[[Hearing], Choice | None]


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
    """The topics that are answered, in the order of their confidence, then what their answers cover."""
    if not choice.topics or choice.topics[0] in OUT_OF_SCOPE and len(choice.topics) == 1:
        return choice.copy(update={"understood": choice.topics})
    confidence = dict(h.ranked)
    settled = [topic for topic in h.settled if topic in choice.topics]
    answered = sorted(choice.topics, key=lambda topic: -confidence.get(topic, 0.0))
    covered = [topic for topic, sure in h.ranked if sure >= h.second and topic not in OUT_OF_SCOPE]
    return choice.copy(update={"understood": tuple(dict.fromkeys((*settled, *answered, *covered)))[:MOST]})


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


_WAY = re.compile(r"怎么|么样|咋|哪|如何|渠道|方式|办法|手机|网上|扫码|步骤|流程|代收|代扣")


_TO_PAY = re.compile(r"(要|用|还|得|需)(不要|不用|再)?(交|缴|掏|出钱)|(交|缴)不(交|缴)")


def _borne_out(topic: str, first: str, h: Hearing) -> bool:
    """Whether a second topic has more behind it than 要不要交钱, which a newborn or an aided person asks as well."""
    if topic == "subsidy" and first == "newborn":
        return bool(h.groups - UNAIDED)
    if topic == "registration" and first == "channel" and _only_brings(h):
        return False
    return topic != "channel" or first != "subsidy" or _ways(h)


# Without one of these, nobody asks from when treatment is covered: 今天能交吗, 到几月截止.
_COVERAGE = re.compile(
    r"待遇|享|效|报|用|管|院|病|药|手术|生孩子|开始|起|算|等|覆盖|保障|刷|保(到|多久|不保|着)|到(啥|什么|几|哪|多)|能(看|使)|断"
)


def _unless_of_coverage(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """The topics without the benefit period, where another one is asked and no word speaks of being covered."""
    if "benefit_period" in h.settled or h.state.topics or _COVERAGE.search(h.heard.text):
        return topics
    others = tuple(topic for topic in topics if topic != "benefit_period")
    return others or (("deadline",) if _MAY_PAY.search(h.heard.text) else topics)


_MAY_PAY = re.compile(r"(能|可以|还)[^，。]{0,4}(交|缴|续)|(交|缴|续保)[^，。的了过]{0,3}(行|成|中|可以)")
_TO_BRING = re.compile(r"(带|拿)(点|些|个)?(什么|啥|哪些|么子?)")
_REGISTERS = re.compile(r"登记|参保|入保|办|第一次|头一|首次|新|转|外地|户")


def _only_brings(h: Hearing) -> bool:
    """去银行交，带啥: what to bring is a question of the paying that is asked before it."""
    return bool(_TO_BRING.search(h.heard.text)) and not _REGISTERS.search(h.heard.text)


def _ways(h: Hearing) -> bool:
    """Whether a way to pay is asked for or named."""
    return bool(_WAY.search(h.heard.text) or h.registry.means.search(h.heard.text))


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


def _button(h: Hearing) -> Choice | None:
    if not h.heard.pressed:
        return None
    return Choice(topics=(h.heard.intent,)) if h.heard.intent in (*IN_SCOPE, *OUT_OF_SCOPE) else h.previous()


def _only_says_where(h: Hearing) -> Choice | None:
    """A message that only says where, when or who keeps the topics of the conversation."""
    bare = len(h.heard.residue) <= 1
    if h.settled or (not bare and h.heard.intent != "inform") or numbers.amounts(h.heard.digits):
        return None
    names_a_place = bool(h.heard.counties or h.heard.township)
    return h.previous() if h.state.topics or names_a_place or not h.ranked or h.heard.intent == "inform" else None


def _only_names_a_group(h: Hearing) -> Choice | None:
    """我爸62但家里不是低收入: who somebody is, and no question but what that means for the premium."""
    told = h.groups & _aided_or_near(h)
    if not told or h.settled or h.state.topics or len(h.heard.text) > SHORT or h.foreign:
        return None
    return None if questions.asks(h.heard.text) else Choice(topics=("subsidy",))


def _after_saying_who(h: Hearing) -> Choice | None:
    """我是特困户。那还要交不: it is the aid that is asked."""
    if h.state.asked != "topic" or not h.state.facts.groups or h.settled:
        return None
    asks_to_pay = re.search(r"(要|用|还|得)(交|缴)|多少钱|(交|缴)(不|吗|多少)", h.heard.text)
    return Choice(topics=("subsidy",)) if asks_to_pay else None


def _answers_what_was_asked(h: Hearing) -> Choice | None:
    """A date or number after a question for one goes to that question."""
    registers = h.state.topics[:1] == ("newborn",) and h.state.facts.born and "登记" in h.heard.text
    if (h.state.asked in (None, "topic") and not registers) or not h.state.topics or h.heard.intent == "inform":
        return None
    answers = re.search(r"\d|今天|昨天|明天|后天|前天|月底", h.heard.digits) and len(h.heard.residue) <= ELLIPTIC
    if h.state.asked in circumstances.read(h.heard.digits) and len(h.heard.residue) <= SHORT:
        # 要等三个月吗，中间没断: asked beside the fact, and covered by the answer that waits for it.
        before = h.registry.catalogue.settled_by(numbers.with_digits(h.state.question))
        covered = {topic for aspect in before for topic in aspect.covers}
        return h.previous() if not set(h.settled) - set(h.state.topics) - covered else None
    return h.previous() if answers and not set(h.settled) - set(h.state.topics) else None


def _only_tells(h: Hearing) -> Choice | None:
    """他爸交了, 老二是11月2号的: a fact and no question goes to the question at hand; 我家四口 alone waits for one."""
    if h.settled or h.heard.intent in SMALL_TALK or questions.asks(h.heard.text) or len(h.heard.residue) > SHORT_FACT:
        return None
    if h.state.topics and (h.has_facts or h.state.asked):
        return h.previous()
    only_counted = h.household and not h.heard.groups and not h.state.topics
    return Choice() if only_counted else None


def _no_newborn_after_all(h: Hearing) -> Choice | None:
    """我想给孩子办。不是新生儿，上初中的: it is enrolling that was meant, or its price."""
    meant = h.state.topics in (("registration",), ("fee",))
    denied = meant and denies_newborn(h.heard.text) and not h.settled and not questions.asks(h.heard.text)
    return h.previous() if denied else None


_CORRECTS = re.compile(r"(打|说|弄|写|发|搞|输)错|不对|更正|纠正")


def _corrects(h: Hearing) -> Choice | None:
    """打错了，是我爸: a correction of who or where goes to the question at hand."""
    if not h.state.topics or h.settled or not _CORRECTS.search(h.heard.text) or questions.asks(h.heard.text):
        return None
    names = h.has_facts or h.heard.township or h.heard.counties or re.search(r"是[^，。]{1,8}$", h.heard.text)
    return h.previous() if names and len(h.heard.residue) <= SHORT_FACT else None


def _words_settle_it(h: Hearing) -> Choice | None:
    if not h.settled:
        return None
    settled = h.settled[:2]
    if not h.at_home and h.first in IN_SCOPE and h.confidence >= COVERS and h.first not in settled:
        # Where no county is known yet, a letter's words weigh more than the notices' ones.
        sure = dict(h.ranked)
        settled = (h.first, *(topic for topic in settled if sure.get(topic, 0.0) >= HEARD_IN_PART))
    return Choice(topics=_with_segments(settled, h)[:MOST])


def _nothing_ranked(h: Hearing) -> Choice | None:
    if h.ranked:
        return None
    return h.previous() if h.has_facts and h.state.topics else Choice()


def _takes_up_again(h: Hearing) -> Choice | None:
    """那什么时候给我, 要带啥: the words of the topic before, or too little for a new one."""
    if not h.state.topics or not _elliptic(h.heard):
        return None
    if any(aspect.topic in h.state.topics and not aspect.default for aspect in h.asked):
        return Choice(topics=h.state.topics[:1])
    if h.confidence >= UNSURE and any(aspect.topic == h.first for aspect in h.asked):
        # 那刚才问的怎么交来着: its own words name the topic.
        return None
    if h.confidence < LIKELY or (h.has_facts and h.confidence < SURE):
        return h.previous()
    return None


def _one_amount_or_the_other(h: Hearing) -> Choice | None:
    """390还是450, 是280吗: whatever else is said, the amount is asked."""
    about_money = h.first in ("fee", "subsidy", "newborn", "late_payment", "refund")
    amounts = numbers.amounts(h.heard.digits)
    if len(h.heard.text) > LETTER or h.foreign:
        return None
    doubtful = h.confidence < SURE and not about_money
    if (
        doubtful
        and amounts
        and ("还是" in h.heard.text and len(amounts) > 1 or h.confidence < UNSURE or _DOUBTS.search(h.heard.text))
    ):
        return Choice(topics=("fee",))
    return None


_DOUBTS = re.compile(r"确定|真的|是不是|是吗|对吗|凭啥|凭什么|为什么|真(嘞|滴)|听说|人家说|都说|忽略|只要\d")
_TREATMENT = re.compile(r"报销|报多少|住院|门诊|比例|看病|手术|药")


def _names_a_group_or_channel(h: Hearing) -> Choice | None:
    """A group of people or a way to pay that is named, where the model finds nothing of ours or is unsure."""
    joins = h.first in ("registration", "eligibility") and re.search(r"能|可以|想", h.heard.text)
    unsure = h.first not in IN_SCOPE or h.confidence < UNSURE
    if h.foreign or not (unsure or joins) or len(h.heard.text) > LETTER or _TREATMENT.search(h.heard.text):
        return None
    if h.groups & h.registry.digest.midway:
        return Choice(topics=("late_payment",))
    if not unsure:
        return None
    if h.groups & (_aided_or_near(h) | _ASKS_FOR_AID):
        return Choice(topics=("subsidy",))
    if h.registry.means.search(h.heard.text) and not re.search(r"社保卡|养老|负责|职责", h.heard.text):
        return Choice(topics=("channel",))
    return None


def _aided_or_near(h: Hearing) -> set[str]:
    """The groups that a notice aids, and those whose plain word may mean one of them."""
    aided = h.registry.digest.aided
    return {*aided, *(group.id for group in h.registry.catalogue.groups.values() if set(group.needs) & aided)}


_ASKS_FOR_AID = {"mild_disability", "veteran", "aged_60", "aged_80"}


def _words_hint(h: Hearing) -> Choice | None:
    """Too little confidence, but the words of an aspect: of a likely topic first, else of any that a notice answers."""
    if h.confidence >= ANSWER:
        return None
    hinted = {aspect.topic for aspect in h.asked if not aspect.default} | {a.topic for a in h.asked}
    for topic, confidence in h.ranked:
        if topic in hinted and confidence >= HINTED:
            return Choice(topics=(topic,))
    special = [aspect.topic for aspect in h.asked if not aspect.default]
    if special:
        return Choice(topics=(special[0],))
    return h.previous() if h.has_facts and h.state.topics else None


def _model_decides(h: Hearing) -> Choice | None:
    if h.confidence < ANSWER:
        return None
    if h.first in OUT_OF_SCOPE:
        return Choice(topics=(h.first, *_beside(h)))
    topics = (h.first, *(topic for topic, other in h.ranked[1:3] if other >= h.second and is_shown(topic, h.heard)))
    return Choice(topics=_with_segments(topics, h)[:MOST])


# Our insurance by one of its names: beside somebody else's matter, ours is heard only where it is named.
_OURS = re.compile(r"医保|医疗保险|合作医疗|农合|合医|合疗|参保")


def _beside(h: Hearing) -> tuple[str, ...]:
    """What is ours in a message that asks about somebody else's matter first."""
    if not _OURS.search(h.heard.text):
        parts = [t for part, t, sure in h.heard.segments if sure >= PLAIN and t in IN_SCOPE and questions.asks(part)]
        return tuple(dict.fromkeys(parts)) if h.at_home else ()
    least = BESIDE_TREATMENT if h.first == "out_of_scope_medical" else SECOND_IN_LETTER
    return tuple(topic for topic, sure in h.ranked[1:3] if topic in IN_SCOPE and sure >= least)


def _with_segments(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """Each part's own topic joins where the model is sure of it; the order is that of the message."""
    whole = dict(h.ranked)
    found = tuple(
        topic
        for part, topic, confidence in h.heard.segments
        if _says(part, topic, confidence, h)
        and whole.get(topic, 0.0) >= HEARD_IN_PART
        and topic in IN_SCOPE
        and questions.asks(part)
        if _borne_out(topic, topics[0], h)
    )
    if len(set(found)) < 2:
        return _each_once((*_asked_first(topics, h), *found[:1]) if len(h.heard.segments) > 1 else topics, h)
    # What is neither found in a part that asks nor settled tells circumstances.
    return _each_once((*found, *(t for t in topics if t in (topics[0], *h.settled))), h)


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


def _elliptic(heard: Heard) -> bool:
    return len(heard.residue) <= 8 or bool(re.match(r"^(那|那么|要是|如果|还有|再)", heard.text))


JUDGES: tuple[Judge, ...] = (
    _button,
    family_sum,
    _no_newborn_after_all,
    _only_says_where,
    _after_saying_who,
    _answers_what_was_asked,
    _corrects,
    _only_names_a_group,
    _only_tells,
    settled_together,
    asks_from_when,
    of_the_newborn,
    _words_settle_it,
    _nothing_ranked,
    _one_amount_or_the_other,
    _takes_up_again,
    _names_a_group_or_channel,
    _words_hint,
    _model_decides,
)
