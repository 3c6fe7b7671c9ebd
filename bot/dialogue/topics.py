"""Which topics a message asks: the words that settle it, the model's ranking, its parts, and what came before.

A list of small judges, each of which may decide; the first that does wins.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue import household as household_of
from bot.dialogue.heard import Heard, topics_of
from bot.dialogue.state import State
from bot.nlu.reading import numbers, people
from bot.policies.registry import Registry
from bot.rules.base import Strict
from bot.rules.catalogue import Aspect
from bot.rules.household import Household
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE

# All thresholds are here. Below ANSWER a message is not answered outright.
ANSWER = 0.30
# What else a message asks: a letter goes into several things, a short one hardly ever does (`canbao bench nlu`).
SECOND_WHOLE = 0.70
SECOND_IN_LETTER = 0.55
SHORT = 60
SEGMENT = 0.60
HEARD_IN_PART = 0.30
SURE = 0.75
UNSURE = 0.45
HINTED = 0.10
LIKELY = 0.60
# From here on what the model takes for somebody else's matter is that; where the county is known, the chat is about ours.
FOREIGN = 0.50
FOREIGN_AT_HOME = 0.96
# Where treatment is asked about, our words (住院前一天参的保) stand beside it more often than our questions do.
BESIDE_TREATMENT = 0.75
# Below, a matter that is not ours is not worth a word beside the answer.
ASIDE = 0.80
# A topic as sure as this stands against one that is surer still.
COVERS = 0.90
HANDOFF = 0.40
FEELING = 0.30
MOST = 3
# Longer than this it is a story, in which single words settle nothing.
LETTER = 90
# Longer than this, what is told without asking is a story of its own.
SHORT_FACT = 10
SMALL_TALK = ("greet", "thanks", "bye", "bot_challenge", "complaint", "abuse", "affirm", "deny", "not_sure")


class Choice(Strict):
    """The topics to answer, in order; ``unsure`` are those to offer when there is none to answer."""

    topics: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    follows_up: bool = False
    # All that is asked, the surest first: the topics, and those that their answers cover.
    understood: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hearing:
    """What the judges look at."""

    heard: Heard
    state: State
    registry: Registry
    has_facts: bool
    ranked: tuple[tuple[str, float], ...]
    settled: tuple[str, ...]
    asked: tuple[Aspect, ...]
    at_home: bool = False
    household: Household | None = None

    @property
    def foreign(self) -> bool:
        """Whether the message is surely none of ours."""
        return _foreign(self.ranked, self.at_home)

    @property
    def groups(self) -> set[str]:
        """The groups of people that the message names."""
        return {group for group, _, _ in self.heard.groups}

    @property
    def second(self) -> float:
        """From which confidence on a topic is asked beside the first one."""
        return SECOND_WHOLE if len(self.heard.text) <= SHORT else SECOND_IN_LETTER

    @property
    def first(self) -> str:
        return self.ranked[0][0] if self.ranked else ""

    @property
    def confidence(self) -> float:
        return self.ranked[0][1] if self.ranked else 0.0

    def previous(self) -> Choice:
        return Choice(topics=self.state.topics, follows_up=True)


Judge = Callable[[Hearing], Choice | None]


def choose(heard: Heard, state: State, registry: Registry, has_facts: bool, at_home: bool = False) -> Choice:
    """The topics to answer. ``has_facts``: the message tells something about the asker's case; ``at_home``: the county
    is known, so that what is asked is more likely ours."""
    ranked = _ours_unless_shown(heard, topics_of(heard), at_home)
    hearing = Hearing(
        heard,
        state,
        registry,
        has_facts,
        ranked,
        _settled(heard, registry, ranked, at_home),
        registry.catalogue.asked_in(heard.digits),
        at_home,
        _household(heard, state, registry),
    )
    for judge in JUDGES:
        choice = judge(hearing)
        if choice is not None:
            return _with_understood(_already_paid(choice, heard), hearing)
    return Choice(unsure=tuple(topic for topic, _ in ranked if topic in IN_SCOPE)[:2])


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
    kept = tuple(topic for topic in choice.topics if topic != "deadline") if paid else choice.topics
    return choice.copy(update={"topics": kept})


def acted_on(heard: Heard, registry: Registry) -> tuple[str, ...]:
    """The topics that a first message with these words would be answered on; none for small talk and the unclear."""
    if heard.intent in SMALL_TALK and heard.confidence >= UNSURE:
        return ()
    if heard.intent == "human_handoff" and heard.confidence >= UNSURE:
        return ("contact",)
    return choose(heard, State(), registry, has_facts=False).understood


# What shows that something other than enrolling and paying is asked about. In a chat people leave out 医保, and the
# model then takes a short question of ours for anybody's.
_SHOWN = {
    "out_of_scope_medical": re.compile(
        r"报|住院|门诊|医院|病|药|治|手术|比例|起付|封顶|异地|转诊|体检|疫苗|牙|检查|发票|生育|生孩子|医疗费|账户|返钱|余额|共济|定点|额度|上限|最高|特困|伤|药店|目录"
    ),
    "out_of_scope_other": re.compile(
        r"养老|社保|公积金|失业|工伤|津贴|产假|退休|灵活就业|医保卡|(办|补|换|领)(个)?(身份证|居住证|户口|低保)|低保(怎么|咋|申请)|天气|吃饭|外卖|唱|讲个|股票|买房|房贷|公交|驾照|学费|水电|电费|个税|工资|粮补|老年卡|医疗保险|城镇职工"
    ),
}


Ranking = tuple[tuple[str, float], ...]


def _foreign(ranked: Ranking, at_home: bool) -> bool:
    return bool(ranked) and ranked[0][0] in OUT_OF_SCOPE and ranked[0][1] >= (FOREIGN_AT_HOME if at_home else FOREIGN)


def _ours_unless_shown(heard: Heard, ranked: Ranking, at_home: bool) -> Ranking:
    """The ranking without an out-of-scope topic that no word of the message bears out; the rest share its weight."""
    if not ranked or len(heard.text) > LETTER or _foreign(ranked, at_home):
        return ranked
    name = ranked[0][0]
    if name not in _SHOWN or _SHOWN[name].search(heard.text) or len(heard.residue) < 2:
        return ranked
    rest = [(topic, confidence) for topic, confidence in ranked[1:] if topic not in OUT_OF_SCOPE]
    total = sum(confidence for _, confidence in rest)
    if total < HINTED:
        return ranked
    return tuple((topic, min(confidence / max(total, 0.2), 0.99)) for topic, confidence in rest)


# What the answer about a newborn, or about aid, covers anyway.
_PART_OF = {
    "newborn": (
        "fee",
        "benefit_period",
        "deadline",
        "registration",
        "late_payment",
        "eligibility",
        "channel",
        "family",
    ),
    "subsidy": ("fee", "family"),
}


def _settled(heard: Heard, registry: Registry, ranked: Ranking, at_home: bool) -> tuple[str, ...]:
    """The topics that the message's words leave no doubt about, without those that another one covers.

    In a letter every word comes up; and what the model is sure is not ours stays so.
    """
    text = heard.digits
    if len(text) > LETTER:
        return ()
    aspects = registry.catalogue.settled_by(text)
    topics = list(dict.fromkeys(aspect.topic for aspect in aspects))
    if _foreign(ranked, at_home):
        sure = dict(ranked)
        topics = [topic for topic in topics if at_home and sure.get(topic, 0.0) >= COVERS]
    if any(aspect.id == "resident_to_employee" for aspect in aspects):
        # The wait when one changes to employee insurance is not the one for paying late.
        topics = [topic for topic in topics if topic != "late_payment"]
    if "subsidy" in topics and any(token.kind == "covered" for token in heard.persons):
        # Aid for somebody who is insured elsewhere; not who may enroll.
        topics = [topic for topic in topics if topic != "eligibility"]
    if "refund" in topics or re.search(r"退(费|钱|款|回|还|给|不|吗)", text):
        topics = [topic for topic in topics if topic not in ("subsidy", "deadline", "newborn")]
    if "benefit_period" in (name for name, _ in ranked[:1]) and re.search(r"(交|缴)(的|了|过)", text):
        topics = [topic for topic in topics if topic != "deadline"]
    return _without_parts(tuple(topics))


def _without_parts(topics: tuple[str, ...]) -> tuple[str, ...]:
    covered = {part for topic in topics for part in _PART_OF.get(topic, ())}
    return tuple(topic for topic in dict.fromkeys(topics) if topic not in covered)


# Naming these does not bring up aid.
_UNAIDED = {"newborn", "student"}
_WAY = re.compile(r"怎么|咋|哪|如何|渠道|方式|办法|手机|网上|扫码|步骤|流程|代收|代扣")


def _borne_out(topic: str, first: str, h: Hearing) -> bool:
    """Whether a second topic has more behind it than 要不要交钱, which a newborn or an aided person asks as well."""
    if topic == "subsidy" and first == "newborn":
        return bool(h.groups - _UNAIDED)
    if topic == "channel" and first == "subsidy":
        return bool(_WAY.search(h.heard.text) or h.registry.means.search(h.heard.text))
    return True


def _each_once(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """Without what another topic's answer covers. A topic that covers the first one, but is less sure than it and not
    named (娃 is no newborn), gives way instead."""
    named = {"newborn": h.groups & {"newborn"}, "subsidy": h.groups - _UNAIDED}
    first, *others = dict.fromkeys(topics)
    others = [topic for topic in others if _borne_out(topic, first, h)]
    sure = dict(h.ranked)
    kept = [t for t in others if first not in _PART_OF.get(t, ()) or named[t] or sure.get(t, 0.0) >= COVERS]
    return _without_parts((first, *kept))


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


def _household(heard: Heard, state: State, registry: Registry) -> Household | None:
    """The family that the message tells of, on top of the one whose sum is at hand."""
    kin = registry.catalogue.kin
    before = state.facts.household if state.topics[:1] == ("fee",) and state.asked != "household" else None
    told = household_of.tell(before, heard.persons, heard.text, heard.digits, kin)
    return told if told and household_of.reckoned_with(told, heard.persons, heard.digits, kin) else None


# What a family asks that is no sum: when, where, how, and what has been paid.
_NO_SUM = ("refund", "benefit_period", "contact", "ecard", "voucher_query", "failure", "registration", "channel")
_HOW_MUCH = re.compile(
    r"多少|几(个|块|多)?钱|多钱|几多|够不够|够吗|够了?[吗么不没]|几个人的|(交|缴|拿|掏|出|准备|花|要)(多少|几)|对不对|对吧|对吗|是不是|算算|算下"
)
_OTHER_MATTER = re.compile(
    r"怎么|咋(?!算)|哪|什么时候|啥时候|几号|截止|电话|补助|补贴|报销|退(?!休|役|伍)|等待|谁|能不能|可以|能(?!交多少)"
)


def _family_sum(h: Hearing) -> Choice | None:
    """A family whose persons are told, and what they pay together asked, or nothing else."""
    household = h.household
    if household and h.state.asked == "household":
        return h.previous()
    if household is None or h.heard.pressed or h.foreign or len(h.heard.text) > LETTER:
        return None
    if set(h.settled) & set(_NO_SUM) or any(a.id in ("fiscal_subsidy", "full_premium") for a in h.asked):
        return None
    text = h.heard.digits
    asks = people.wants_a_sum(text) or _HOW_MUCH.search(text)
    goes_on = h.state.topics[:1] == ("fee",) and h.state.facts.household is not None
    told = household != h.state.facts.household and (
        goes_on or (household.size and any(p.described for p in household.persons))
    )
    if "newborn" in h.settled and household.size is None and not people.wants_a_sum(text):
        return None
    if not asks and (not told or _OTHER_MATTER.search(text)):
        return None
    if not people.wants_a_sum(text) and _OTHER_MATTER.search(text) and not _PRICE.search(text):
        return None
    return h.previous() if goes_on and len(h.heard.residue) <= 14 else Choice(topics=("fee",))


_PRICE = re.compile(r"多少钱|(交|缴|拿|掏|出|准备|花|要|得|收)(多少|几)|几(个|块|多)?钱|够")


def _only_names_a_group(h: Hearing) -> Choice | None:
    """我爸62但家里不是低收入: who somebody is, and no question but what that means for the premium."""
    told = h.groups & _aided_or_near(h)
    if not told or h.settled or h.state.topics or len(h.heard.text) > SHORT or h.foreign:
        return None
    return None if _ASKS.search(h.heard.text) else Choice(topics=("subsidy",))


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
    answers = re.search(r"\d|今天|昨天|明天|后天|前天|月底", h.heard.digits) and len(h.heard.residue) <= 12
    return h.previous() if answers and not set(h.settled) - set(h.state.topics) else None


def _only_tells(h: Hearing) -> Choice | None:
    """他爸交了, 老二是11月2号的: a fact and no question goes to the question at hand; 我家四口 alone waits for one."""
    if h.settled or h.heard.intent in SMALL_TALK or _ASKS.search(h.heard.text) or len(h.heard.residue) > SHORT_FACT:
        return None
    if h.state.topics and (h.has_facts or h.state.asked):
        return h.previous()
    only_counted = h.household and not h.heard.groups and not h.state.topics
    return Choice() if only_counted else None


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
    policies = [policy for years in h.registry.policies.values() for policy in years.values()]
    midway = {group for policy in policies if policy.late for group in policy.late.groups()}
    if h.groups & midway:
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
    policies = [policy for years in h.registry.policies.values() for policy in years.values()]
    aided = {category.group for policy in policies if policy.aid for category in policy.aid.categories}
    return aided | {g.id for g in h.registry.catalogue.groups.values() if set(g.needs) & aided}


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
    topics = (h.first, *(topic for topic, other in h.ranked[1:3] if other >= h.second))
    return Choice(topics=_with_segments(topics, h)[:MOST])


# Our insurance by one of its names: beside somebody else's matter, ours is heard only where it is named.
_OURS = re.compile(r"医保|医疗保险|合作医疗|农合|合医|合疗|参保")


def _beside(h: Hearing) -> tuple[str, ...]:
    """What is ours in a message that asks about somebody else's matter first."""
    if not _OURS.search(h.heard.text):
        return ()
    least = BESIDE_TREATMENT if h.first == "out_of_scope_medical" else SECOND_IN_LETTER
    return tuple(topic for topic, sure in h.ranked[1:3] if topic in IN_SCOPE and sure >= least)


_ASKS = re.compile(
    r"[吗呢么不没？]$|多少|什么|啥|怎么|咋|哪|几|谁|能|可以|要不要|用不用|行不|电话|步骤|时间|标准|流程|么样"
)


def _with_segments(topics: tuple[str, ...], h: Hearing) -> tuple[str, ...]:
    """Each part's own topic joins where the model is sure of it; the order is that of the message."""
    whole = dict(h.ranked)
    found = tuple(
        topic
        for part, topic, confidence in h.heard.segments
        if confidence >= SEGMENT and whole.get(topic, 0.0) >= HEARD_IN_PART and topic in IN_SCOPE and _ASKS.search(part)
        if _borne_out(topic, topics[0], h)
    )
    if len(set(found)) < 2:
        return _each_once((*topics, *found[:1]) if len(h.heard.segments) > 1 else topics, h)
    return _each_once((*found, *topics), h)


def _elliptic(heard: Heard) -> bool:
    return len(heard.residue) <= 8 or bool(re.match(r"^(那|那么|要是|如果|还有|再)", heard.text))


JUDGES: tuple[Judge, ...] = (
    _button,
    _family_sum,
    _only_says_where,
    _after_saying_who,
    _answers_what_was_asked,
    _only_names_a_group,
    _only_tells,
    _words_settle_it,
    _nothing_ranked,
    _one_amount_or_the_other,
    _takes_up_again,
    _names_a_group_or_channel,
    _words_hint,
    _model_decides,
)
