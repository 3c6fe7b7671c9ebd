"""What the judges of topics look at: the model's ranking in the light of the words, and what the words settle."""

import re
from dataclasses import dataclass

from bot.dialogue import household as household_of
from bot.dialogue.days.birth_years import tells_a_grown_up
from bot.dialogue.heard import Heard, topics_of
from bot.dialogue.persons.aid_left import without_refund
from bot.dialogue.state import State, denies_newborn
from bot.dialogue.thresholds import (
    COVERS,
    FOREIGN,
    FOREIGN_AT_HOME,
    HINTED,
    LETTER,
    SECOND_IN_LETTER,
    SECOND_WHOLE,
    SHORT,
)
from bot.nlu.reading import questions
from bot.policies.registry import Registry
from bot.rules.base import Strict
from bot.rules.catalogue import Aspect
from bot.rules.household import Household
from bot.rules.topics import OUT_OF_SCOPE


class Choice(Strict):
    """The topics to answer, in order; ``unsure`` are those to offer when there is none to answer."""

    topics: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    follows_up: bool = False
    # All that is asked, the surest first: the topics, and those that their answers cover.
    understood: tuple[str, ...] = ()
    # Whether all of the topics are to be answered, however few questions the words have.
    together: bool = False


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
    def aided_or_near(self) -> set[str]:
        """The groups that a notice aids, and those whose plain word may mean one of them."""
        aided = self.registry.digest.aided
        return {*aided, *(group.id for group in self.registry.catalogue.groups.values() if set(group.needs) & aided)}

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


def understand(heard: Heard, state: State, registry: Registry, has_facts: bool, at_home: bool) -> Hearing:
    """The message as the judges see it."""
    heard = without_refund(_without_denied(heard))
    ranked = _ours_unless_shown(heard, topics_of(heard), at_home)
    settled = _settled(heard, registry, ranked, at_home)
    asked = registry.catalogue.asked_in(heard.digits)
    household = _household(heard, state, registry)
    return Hearing(heard, state, registry, has_facts, ranked, settled, asked, at_home, household)


def _household(heard: Heard, state: State, registry: Registry) -> Household | None:
    """The family that the message tells of, on top of the one whose sum is at hand."""
    kin = registry.catalogue.kin
    before = state.facts.household if state.topics[:1] == ("fee",) else None
    before = household_of.told_so_far(before, state.asked == "household", heard.persons)
    told = household_of.tell(before, heard.persons, heard.text, heard.digits, kin)
    if told is None or household_of.says_more_of(before, told):
        return told
    return told if household_of.reckoned_with(told, heard.persons, heard.digits, kin) else None


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


def is_shown(topic: str, heard: Heard) -> bool:
    """Whether a topic that is not ours is borne out by a word of the message; ours need none."""
    return topic not in _SHOWN or bool(_SHOWN[topic].search(heard.text))


# Naming these does not bring up aid.
UNAIDED = {"newborn", "student", "pupil"}


def _without_denied(heard: Heard) -> Heard:
    """不是新生儿，上初中的, 我妈1943年生的: what the person is not is not asked about."""
    return heard.without_topic("newborn") if denies_newborn(heard.text) or _of_a_grown_up(heard) else heard


def _of_a_grown_up(heard: Heard) -> bool:
    return tells_a_grown_up(heard.digits) and not _CHILD.search(heard.text)


_CHILD = re.compile(r"娃|孩|宝|新生|小家伙|伢|毛毛")


# What the answer about a newborn, or about aid, covers anyway.
PART_OF = {
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
    "refund": ("contact", "registration"),
    "administration": ("contact",),
}


def _settled(heard: Heard, registry: Registry, ranked: Ranking, at_home: bool) -> tuple[str, ...]:
    """The topics that the message's words leave no doubt about, without those that another one covers.

    In a letter every word comes up; and what the model is sure is not ours stays so.
    """
    text = heard.digits
    if len(text) > LETTER:
        return ()
    aspects = _not_only_told(registry.catalogue.settled_by(text), text, registry, ranked)
    topics = list(dict.fromkeys(aspect.topic for aspect in aspects))
    if _of_a_grown_up(heard):
        topics = [topic for topic in topics if topic != "newborn"]
    if ranked and ranked[0][0] == "out_of_scope_medical" and _TREATED.search(text):
        topics = [topic for topic in topics if topic != "benefit_period"]
    if _foreign(ranked, at_home):
        sure = dict(ranked)
        from_when = () if _TREATED.search(text) else ("benefit_period",)
        plain = {aspect.topic for aspect in aspects if aspect.sure}
        topics = [t for t in topics if at_home and (t in from_when or t in plain or sure.get(t, 0.0) >= COVERS)]
    covered = {part for aspect in aspects for part in aspect.covers}
    topics = [topic for topic in topics if topic not in covered]
    if "subsidy" in topics and any(token.kind == "covered" for token in heard.persons):
        # Aid for somebody who is insured elsewhere; not who may enroll.
        topics = [topic for topic in topics if topic != "eligibility"]
    if denies_newborn(text):
        topics = [topic for topic in topics if topic != "newborn"]
    paid_first = any(aspect.id == "aid_settlement" for aspect in aspects)
    if paid_first:
        # 低保先交再退: how the aid is given, not a refund.
        topics = [topic for topic in topics if topic != "refund"]
    elif "refund" in topics or re.search(r"退(费|钱|款|回|还|给|不|吗)|[想要]退(?!休|役|伍|出)", text):
        # 过了1月还能退不: so late it is asked to have it back, unless paying late is spoken of too.
        of_paying = () if re.search(r"交|缴|补", text) else ("late_payment",)
        topics = [topic for topic in topics if topic not in ("subsidy", "deadline", "newborn", *of_paying)]
    paid = re.search(r"(交|缴)(的|了|过)", text) and not _PAYING_BEGINS.search(text)
    if paid and "benefit_period" in (name for name, _ in ranked[:1]):
        topics = [topic for topic in topics if topic != "deadline"]
    return without_parts(tuple(topics))


# 几时能报销 asks from when one is covered, unless a treatment or its bills are spoken of.
_TREATED = re.compile(r"住院|门诊|医院|药|手术|比例|多少|发票|单据|票|慢|生孩子|异地|转诊|报完|报了")
_PAYING_BEGINS = re.compile(r"(哪[天日]|几[号月]|(什|啥|么|何|几)么?时候?)(就)?(开始|起)(能|可以)?(征|收|交|缴)")

# What tells whose case it is, and bears on every question beside it.
CASES = ("newborn", "subsidy", "late_payment", "refund", "failure")


def _not_only_told(aspects: tuple[Aspect, ...], text: str, registry: Registry, ranked: Ranking) -> tuple[Aspect, ...]:
    """村里代收的钱，怎么查交了没有: words of a part that only tells settle nothing against what is surely asked.

    What tells whose case it is does."""
    if not ranked or ranked[0][1] < COVERS:
        return aspects
    told = {aspect.id for part in questions.telling(text) for aspect in registry.catalogue.settled_by(part)}
    told -= {aspect.id for aspect in registry.catalogue.settled_by(questions.asking(text))}
    return tuple(
        aspect
        for aspect in aspects
        if aspect.id not in told or aspect.topic in (*CASES, "eligibility", "registration", ranked[0][0])
    )


def without_parts(topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topics, each once, less those that another one's answer covers."""
    covered = {part for topic in topics for part in PART_OF.get(topic, ())}
    return tuple(topic for topic in dict.fromkeys(topics) if topic not in covered)


def elliptic(heard: Heard) -> bool:
    """Whether the words lean on the message before: few of them, or opened by 那 and the like."""
    return len(heard.residue) <= 8 or bool(re.match(r"^(那|那么|要是|如果|还有|再)", heard.text))
