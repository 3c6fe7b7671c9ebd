"""What is said or asked of the case that the conversation is about: judges of topics that look at what came before."""

import re

from bot.dialogue.persons.parents import parent_enrolled
from bot.dialogue.state import denies_newborn
from bot.dialogue.thresholds import SHORT, SHORT_FACT, SMALL_TALK
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import numbers, questions
from bot.rules.topics import ADMINISTRATION

# What is asked of a newborn as of everybody, and is told of the child where one is spoken of.
_OF_A_CHILD = ("fee", "subsidy", "eligibility", "deadline", "late_payment", "benefit_period", "registration")
_YOUNG = (
    "child",
    "son",
    "daughter",
    "youngest",
    "second_child",
    "younger_son",
    "younger_daughter",
    "grandson",
    "granddaughter",
)
_ITS_TREATMENT = re.compile(r"住院|看病|花的?钱|费用|报(?!名)")
_NO_RULE_OF_OURS = re.compile(r"比例|多少|起付|封顶|异地|转诊")


def still_the_newborn(h: Hearing) -> Choice | None:
    """要缴多少, 那错过了咋整, 缴费在哪个软件上: in a newborn's case it is asked of the child."""
    text = h.heard.text
    if h.state.topics[:1] != ("newborn",) or not questions.asks(text) or len(h.heard.residue) > _ELLIPTIC_LETTER:
        return None
    of_parents = parent_enrolled(h.heard.digits) is not None
    others = [
        t
        for t in h.heard.persons
        if t.kind in ("me", "total", "count") or t.kind == "kin" and t.value not in _YOUNG and not of_parents
    ]
    if others or h.groups - {"newborn"} or denies_newborn(text):
        return None
    if set(h.settled) - {"newborn", "channel", *_OF_A_CHILD} or not h.first:
        return None
    treatment = h.first == "out_of_scope_medical" and _ITS_TREATMENT.search(text) and not _NO_RULE_OF_OURS.search(text)
    own_way = h.first == "channel" and _has_steps_for_newborns(h)
    ours = h.first in _OF_A_CHILD or bool(h.settled) or (of_parents and h.first == "family")
    return Choice(topics=("newborn",)) if treatment or own_way or ours else None


def asks_of_another(h: Hearing) -> bool:
    """那我妈72了怎么交, in a newborn's case: a question of a grown-up, and no answer about the child."""
    if h.state.topics[:1] != ("newborn",) or not questions.asks(h.heard.text):
        return False
    if parent_enrolled(h.heard.digits) is not None:
        return False
    return any(token.kind == "kin" and token.value in _OLD for token in h.heard.persons)


_OLD = ("mother", "father", "grandmother", "grandfather", "mother_in_law", "father_in_law", "elder", "adult")


def _has_steps_for_newborns(h: Hearing) -> bool:
    """Whether the county's notice tells how newborns are paid for, apart from everybody else."""
    policies = h.registry.policies.get(h.state.county or "", {})
    return any(point.steps for policy in policies.values() for point in policy.points.get("newborn_place", ()))


_ELLIPTIC_LETTER = 16
_OF_THE_PARENTS = re.compile(r"父母|一方|爸|妈|爹|娘|我们?[俩两]|俺们?[俩两]|双方|两口子|我和|大人|老公|老婆|媳妇")


def tells_of_the_parents(h: Hearing) -> Choice | None:
    """我和他爸都有职工医保, in a newborn's case: whether a parent is enrolled, not whether these may be."""
    counts = bool(_WHETHER_IT_COUNTS.search(h.heard.text))
    other = questions.asks(h.heard.text) or h.heard.intent in SMALL_TALK
    if h.state.topics[:1] != ("newborn",) or other and not counts:
        return None
    told = counts or parent_enrolled(h.heard.digits) is not None or _INSURED.search(h.heard.text)
    return h.previous() if told and _OF_THE_PARENTS.search(h.heard.text) and len(h.heard.text) <= SHORT else None


# 不知道他爸那个算不算, 我和他爸都没参保有影响吗: what it means for the child.
_WHETHER_IT_COUNTS = re.compile(r"算不算|算吗|算数|作数|影响|要紧|有关系|有没有关系")
_INSURED = re.compile(r"医保|参保|农合|社保|职工|交|缴")


def still_the_refund(h: Hearing) -> Choice | None:
    """今天去行不, 几天到账, after 交重复了想退: it is the refund that is asked."""
    of_another = h.settled and set(h.settled) != {"deadline"} and not _PAID_BACK.search(h.heard.text)
    if h.state.topics[:1] != ("refund",) or of_another:
        return None
    if _HOW_MUCH_BACK.search(h.heard.text) and not h.settled:
        return Choice(topics=("refund",))
    short = questions.asks(h.heard.text) and len(h.heard.residue) <= SHORT_FACT and not h.groups
    if not short or re.search(r"交|缴|报|参保|登记|新生|电话", h.heard.text) or h.heard.persons:
        return None
    ours = h.first in _OF_A_REFUND or _PAID_BACK.search(h.heard.text)
    return Choice(topics=("refund",)) if ours else None


# 谁审核, 多久到账, after a refund was asked for.
_PAID_BACK = re.compile(r"审核|审批|谁批|受理|到账|(打|退)到?(卡|哪|我)")


# 没报销过，能退多少.
_HOW_MUCH_BACK = re.compile(r"退(还|回|给)?(我|他|她)?(多少|几成|几分|一半|全)|全(额|部)?退")


_OF_A_REFUND = ("deadline", "channel", "registration", "voucher_query", "late_payment", "benefit_period", "contact")


def taken_from_an_account(h: Hearing) -> Choice | None:
    """能直接从养老金里扣吗: a way to pay, whatever the money is called."""
    return Choice(topics=("channel",)) if _TAKEN.search(h.heard.text) and not h.settled else None


_TAKEN = re.compile(
    r"(养老金|养老钱|退休金|退休工资|粮补|低保金|工资卡?|存折|一卡通|社保卡|银行卡)(里面?|里头|上|中)?"
    r"(能不能|可不可以|能|可以|会|给|自动|直接|里)*(代扣|划扣|扣(?!除|税)|(直接|自动)(交|缴))"
)


def only_has_the_other(h: Hearing) -> Choice | None:
    """公司给我缴着社保: who is insured otherwise, and no question but what that means here."""
    covered = any(token.kind == "covered" and token.value == "employee" for token in h.heard.persons)
    if not covered or h.state.topics or h.household or questions.asks(h.heard.text) or len(h.heard.text) > SHORT:
        return None
    if h.first == "refund":
        return None
    return Choice(topics=("eligibility",)) if not set(h.settled) - {"eligibility"} and not h.groups else None


_WHETHER_TO_PAY = re.compile(
    r"(还|也)?(要|用|得|需要?)(不要|不用)?(自己|在[^，。]{1,5})?(交|缴)(钱|费|医保)?(吗|不|么|没|嘛)?[？?]?$|(交|缴)不(交|缴)[？?]?$"
)


def whether_they_pay(h: Hearing) -> Choice | None:
    """爷爷82了要交吗, 那我爸妈要交吗: whether there is aid for them, and not how to pay for somebody."""
    asks = not h.settled and _WHETHER_TO_PAY.search(h.heard.text) and not _FOR_THEM.search(h.heard.text)
    if not asks or h.first not in ("family", "eligibility") or len(h.heard.residue) > _ELLIPTIC_LETTER:
        return None
    old = any(token.kind == "age" and (token.number or 0) >= _OLD_FROM for token in h.heard.persons)
    if old and h.household is None or h.groups & h.registry.digest.aided:
        return Choice(topics=("subsidy",))
    if h.first == "family":
        aided = any(person.groups for person in h.state.facts.people) or h.state.facts.household
        return Choice(topics=("subsidy",) if aided else ("fee",))
    return None


# 替我妈交行吗: it is asked how, and by whom.
_FOR_THEM = re.compile(r"替|帮|代|给[^，。]{0,4}(交|缴)")


_OLD_FROM = 60


def does_not_know(h: Hearing) -> Choice | None:
    """具体哪天记不清了, in answer to a question for a day: the case goes on without it."""
    forgot = h.state.asked and h.state.asked != "topic" and h.heard.intent == "not_sure" and h.state.topics
    return h.previous() if forgot else None


def tells_why(h: Hearing) -> Choice | None:
    """医保想退。今年3月单位给我交了职工: why it is to be paid back, and no question of its own."""
    if h.state.topics[:1] != ("refund",) or questions.asks(h.heard.text) or h.heard.intent in SMALL_TALK:
        return None
    return h.previous() if len(h.heard.residue) <= _ELLIPTIC_LETTER else None


def covered_by_the_one_before(h: Hearing) -> Choice | None:
    """厂里给我办职工了。能马上用不: from when it counts is part of what was asked before."""
    if not h.state.topics or len(h.heard.residue) > _ELLIPTIC_LETTER:
        return None
    if h.heard.intent in SMALL_TALK or set(h.settled) - set(h.state.topics):
        return None
    before = h.registry.catalogue.settled_by(numbers.with_digits(h.state.question))
    # What is asked of the notice itself covers nothing that a resident asks next.
    own = [aspect for aspect in before if aspect.topic in h.state.topics and aspect.topic != ADMINISTRATION]
    covered = {topic for aspect in own for topic in aspect.covers}
    return h.previous() if h.first in covered else None
