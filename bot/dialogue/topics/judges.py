"""The words that settle a topic, the model's ranking, and what came before: small judges, each of which may decide."""

import re
from collections.abc import Callable

from bot.dialogue.state import denies_newborn
from bot.dialogue.thresholds import (
    ANSWER,
    ELLIPTIC,
    HINTED,
    LETTER,
    LIKELY,
    MOST,
    SHORT,
    SHORT_FACT,
    SURE,
    UNSURE,
)
from bot.dialogue.topics.asked_next import NEXT
from bot.dialogue.topics.bare_wish import only_wants_to_pay
from bot.dialogue.topics.case_judges import (
    asks_of_another,
    covered_by_the_one_before,
    does_not_know,
    only_has_the_other,
    still_the_newborn,
    still_the_refund,
    taken_from_an_account,
    tells_of_the_parents,
    tells_why,
    whether_they_pay,
)
from bot.dialogue.topics.day_judges import asks_if_in_time, asks_the_price_then, may_pay_then
from bot.dialogue.topics.details import asks_a_detail
from bot.dialogue.topics.doubting import doubts_the_answer, doubts_the_late_price
from bot.dialogue.topics.family import family_sum, tells_their_number
from bot.dialogue.topics.follow_ups import asks_from_when, of_the_newborn, settled_together
from bot.dialogue.topics.hearing import Choice, Hearing, elliptic, is_shown
from bot.dialogue.topics.how_if_aided import how_the_aided_pay
from bot.dialogue.topics.moving import moves_in, pays_where_one_lives
from bot.dialogue.topics.next_step import pays_next
from bot.dialogue.topics.not_ours import not_ours
from bot.dialogue.topics.nothing_to_pay import has_nothing_to_pay
from bot.dialogue.topics.paid_twice import paid_for_both
from bot.dialogue.topics.quantity_before import same_quantity
from bot.dialogue.topics.renewing import those_who_renew
from bot.dialogue.topics.same_matter import stays_with_it
from bot.dialogue.topics.second_topics import beside, with_segments
from bot.dialogue.topics.telling import only_says_where, only_tells
from bot.dialogue.topics.treatment import of_a_treatment
from bot.dialogue.topics.what_if import corrects, what_if
from bot.nlu.reading import circumstances, numbers, people, questions
from bot.rules.topics import ADMINISTRATION, IN_SCOPE, OUT_OF_SCOPE

Judge = Callable[[Hearing], Choice | None]


def _button(h: Hearing) -> Choice | None:
    if not h.heard.pressed:
        return None
    return Choice(topics=(h.heard.intent,)) if h.heard.intent in (*IN_SCOPE, *OUT_OF_SCOPE) else h.previous()


def _surely_not_ours(h: Hearing) -> Choice | None:
    return Choice(topics=("out_of_scope_other",)) if not_ours(h.heard.digits) else None


def _only_names_a_group(h: Hearing) -> Choice | None:
    """我爸62但家里不是低收入: who somebody is, and no question but what that means for the premium."""
    old = (people.age_years(h.heard.digits) or 0) >= _OLD
    told = h.groups & h.aided_or_near or old
    student = bool(h.groups) and h.groups <= {"student", "pupil"}
    if not (told or student) or h.settled or h.state.topics or len(h.heard.text) > SHORT or h.foreign:
        return None
    if questions.asks(h.heard.text):
        return None
    return Choice(topics=("subsidy",)) if told else Choice(topics=("eligibility",))


_OLD = 60


def _after_saying_who(h: Hearing) -> Choice | None:
    """我是特困户。那还要交不, 用自己去交吗: it is the aid that is asked."""
    said_who = h.state.asked == "topic" or h.state.topics[:1] == ("subsidy",)
    if not said_who or not h.state.facts.groups or h.settled or len(h.heard.residue) > SHORT_FACT:
        return None
    if h.state.asked != "topic":
        others = any(token.kind in ("kin", "me", "total", "count") for token in h.heard.persons)
        goes_on = _HIMSELF.search(h.heard.text) and not others
        return Choice(topics=("subsidy",)) if goes_on else None
    asks_to_pay = re.search(r"(要|用|还|得)(交|缴)|多少钱|(交|缴)(不|吗|多少)", h.heard.text)
    return Choice(topics=("subsidy",)) if asks_to_pay else None


_HIMSELF = re.compile(
    r"(补|资助|返|发|退|打|补助|补贴)(给?我)?(回来?)?(多少|几|到?哪)|(啥|什么)时候(给|发|补|返|到账)|(要|用|得|还)(不要|不用|要|用)?(他|她|我)?们?(自己|本人|亲自)?(去|再)?(交|缴|办|登记|申请|跑|掏)"
)


def _answers_what_was_asked(h: Hearing) -> Choice | None:
    """A date or number after a question for one goes to that question."""
    registers = h.state.topics[:1] == ("newborn",) and h.state.facts.born and "登记" in h.heard.text
    if (h.state.asked in (None, "topic") and not registers) or not h.state.topics or h.heard.intent == "inform":
        return None
    if asks_of_another(h):
        return None
    answers = re.search(r"\d|今天|昨天|明天|后天|前天|月底", h.heard.digits) and len(h.heard.residue) <= ELLIPTIC
    if h.state.asked in circumstances.read(h.heard.digits) and len(h.heard.residue) <= SHORT:
        # 要等三个月吗，中间没断: asked beside the fact, and covered by the answer that waits for it.
        before = h.registry.catalogue.settled_by(numbers.with_digits(h.state.question))
        covered = {topic for aspect in before for topic in aspect.covers}
        return h.previous() if not set(h.settled) - set(h.state.topics) - covered else None
    return h.previous() if answers and not set(h.settled) - set(h.state.topics) else None


def _no_newborn_after_all(h: Hearing) -> Choice | None:
    """我想给孩子办。不是新生儿，上初中的: it is enrolling that was meant, or its price."""
    meant = h.state.topics in (("registration",), ("fee",))
    denied = meant and denies_newborn(h.heard.text) and not h.settled and not questions.asks(h.heard.text)
    return h.previous() if denied else None


def _of_the_matter_at_hand(h: Hearing) -> Choice | None:
    """电子凭证怎么激活。老人没智能手机咋办: how somebody is placed settles a way to pay only where paying is spoken of."""
    if h.settled != ("channel",) or not h.state.topics or len(h.heard.residue) > SHORT_FACT:
        return None
    if re.search(r"交|缴|付", h.heard.text) or h.registry.means.search(h.heard.text):
        return None
    own = any(aspect.topic == h.state.topics[0] and not aspect.default for aspect in h.asked)
    return Choice(topics=h.state.topics[:1]) if own else None


def _goes_on_about_aid(h: Hearing) -> Choice | None:
    """我是孤儿。这钱谁出: of somebody who is aided, a detail of the aid is asked, whoever else that might be asked of."""
    aided = h.state.topics[:1] == ("subsidy",) or h.state.facts.groups & h.registry.digest.aided
    detail = any(aspect.topic == "subsidy" and aspect.detail_of for aspect in h.asked)
    return Choice(topics=("subsidy",)) if aided and detail and len(h.heard.residue) <= SHORT_FACT else None


def _next_office(h: Hearing) -> Choice | None:
    """财政局负责什么。教育局呢: the duties of the office that is named now."""
    if h.state.topics[:1] != (ADMINISTRATION,) or h.settled or len(h.heard.residue) > SHORT_FACT:
        return None
    return Choice(topics=(ADMINISTRATION,)) if h.registry.catalogue.names_subject("duty", h.heard.text) else None


_PAYS = re.compile(r"交|缴|参保|登记|退")


def _words_settle_it(h: Hearing) -> Choice | None:
    if not h.settled:
        return None
    settled = h.settled[:2]
    if settled[0] in OUT_OF_SCOPE and not _PAYS.search(h.heard.text):
        # 一年最多能报多少，是不是55万: the amount is one of what is not ours.
        return Choice(topics=settled[:1])
    sure_words = any(aspect.sure and aspect in h.asked for aspect in h.registry.catalogue.settled_by(h.heard.digits))
    if not h.at_home and not sure_words and h.first in IN_SCOPE and h.confidence >= LIKELY:
        # Where no county is known yet, the whole message weighs more than the notices' words in it.
        sure = dict(h.ranked)
        heard = (topic for topic in settled if sure.get(topic, 0.0) >= UNSURE)
        settled = tuple(dict.fromkeys((h.first, *heard)))
    return Choice(topics=with_segments(settled, h)[:MOST])


def _nothing_ranked(h: Hearing) -> Choice | None:
    if h.ranked:
        return None
    return h.previous() if h.has_facts and h.state.topics else Choice()


def _takes_up_again(h: Hearing) -> Choice | None:
    """那什么时候给我, 要带啥: the words of the topic before, or too little for a new one."""
    if not h.state.topics or not elliptic(h.heard) or asks_of_another(h):
        return None
    if any(aspect.topic in h.state.topics and not aspect.default for aspect in h.asked):
        return Choice(topics=h.state.topics[:1], follows_up=bool(_OF_A_MOVE.search(h.heard.text)))
    if h.confidence >= UNSURE and any(aspect.topic == h.first for aspect in h.asked):
        # 那刚才问的怎么交来着: its own words name the topic.
        return None
    if h.first == "fee" and h.confidence >= UNSURE and numbers.amounts(h.heard.digits):
        # 能用微信交吗。一个人320是吧: the amount that is named is asked about.
        return None
    if h.confidence < LIKELY or (h.has_facts and h.confidence < SURE):
        return h.previous()
    return None


# 注销去哪办: of the move that was told of, in whichever direction.
_OF_A_MOVE = re.compile(r"注销")


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
    if h.groups & (h.aided_or_near | _ASKS_FOR_AID):
        return Choice(topics=("subsidy",))
    if h.registry.means.search(h.heard.text) and not re.search(r"社保卡|养老|负责|职责", h.heard.text):
        return Choice(topics=("channel",))
    return None


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
        return Choice(topics=(h.first, *beside(h)))
    topics = (h.first, *(topic for topic, other in h.ranked[1:3] if other >= h.second and is_shown(topic, h.heard)))
    return Choice(topics=with_segments(topics, h)[:MOST])


JUDGES: tuple[Judge, ...] = (
    _button,
    taken_from_an_account,
    _surely_not_ours,
    tells_their_number,
    family_sum,
    _no_newborn_after_all,
    doubts_the_answer,
    doubts_the_late_price,
    only_wants_to_pay,
    only_says_where,
    has_nothing_to_pay,
    _after_saying_who,
    does_not_know,
    whether_they_pay,
    tells_of_the_parents,
    only_has_the_other,
    paid_for_both,
    those_who_renew,
    _answers_what_was_asked,
    corrects,
    still_the_refund,
    still_the_newborn,
    of_a_treatment,
    moves_in,
    pays_where_one_lives,
    pays_next,
    *NEXT,
    what_if,
    _only_names_a_group,
    only_tells,
    tells_why,
    stays_with_it,
    covered_by_the_one_before,
    settled_together,
    same_quantity,
    may_pay_then,
    asks_the_price_then,
    asks_if_in_time,
    asks_from_when,
    of_the_newborn,
    asks_a_detail,
    how_the_aided_pay,
    _of_the_matter_at_hand,
    _goes_on_about_aid,
    _next_office,
    _words_settle_it,
    _nothing_ranked,
    _one_amount_or_the_other,
    _takes_up_again,
    _names_a_group_or_channel,
    _words_hint,
    _model_decides,
)
