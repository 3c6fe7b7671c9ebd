"""The facts of the asker's case, read from a message in the light of the conversation and the policy."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot.dialogue import household as household_of
from bot.dialogue.heard import Heard
from bot.dialogue.season import in_season
from bot.dialogue.state import State
from bot.dialogue.told_dates import read_dates
from bot.nlu.places import outside
from bot.nlu.reading import circumstances, numbers, people
from bot.rules.catalogue import Catalogue
from bot.rules.conditions import OF_AGE
from bot.rules.facts import Facts
from bot.rules.policy import Policy

_REGISTERS_NOW = re.compile(r"(现在|今天)(才|再|去|来)?(登记|办)")
_NOW = re.compile(
    r"现在|这会儿|眼下|目前|这阵|还(行|中|成)(不|吗|么|没)|(^|，)我?(能|可以)续?(交|缴)(吗|不|么)？?$|能(交|缴)了|开始(收|交|缴)了|还能|还可以|还来得及|来得及|晚不晚|还收|(剩|有)(几|多少)天|还有多久|还(可以)?(交|缴)"
)


def read_facts(
    heard: Heard, policy: Policy, today: datetime.date, state: State, catalogue: Catalogue, province: str = ""
) -> Facts:
    """The facts that the message tells; a bare date, number or yes goes to the fact that was asked for.

    The household goes on from the one that the ``state`` knows. ``province`` is the county's; without it every place that is named as elsewhere counts as outside it.
    """
    text, asked = heard.digits, state.asked
    values: dict[str, Any] = circumstances.read(text)
    values.update(_told_gap(text, values))
    values.update(_told_happened(text, values))
    values.update(read_dates(text, policy, today, asked or _expected(state)))
    months, days = people.child_age(text)
    values.update({"age_months": months, "age_days": days})
    values.update({"minor": people.is_minor(text), "grade": _grade(text, policy), **_told_age(text, asked)})
    years = values["age"]
    if years is not None and (years < OF_AGE or values["minor"] is None):
        # 我今年17，要按大人交吗: the years tell, not whom one is compared with.
        values["minor"] = years < OF_AGE
    values.update(_read_groups(heard, text, state.facts.groups, policy, catalogue))
    if _parents_outside(heard.text, province):
        values["groups"] |= {"newborn_parents_outside"}
    values.update(_read_household(heard, text, state, catalogue))
    values.update(_corrected_number(text, state.facts))
    if heard.township:
        values["township"] = heard.township[1]
    if asked in (
        "parent_enrolled",
        "both_parents_enrolled",
        "away",
        "renewing",
        "benefits_started",
    ) and heard.intent in ("affirm", "deny"):
        values[asked] = heard.intent == "affirm"
    if asked in ("gap_months", "enrolled_years", "gap_days") and asked not in values:
        number = re.search(r"\d+", text)
        if number and len(text) <= 10:
            values[asked] = int(number.group())
    if asked == "since_days" and not {"since_days", "since_months"} & values.keys():
        values.update(_told_since(text))
    dated = "asked_on" in values or "paid" in values
    if _REGISTERS_NOW.search(text) and "registered" not in values and in_season(policy, today, months=18):
        values["registered"] = today
    if not dated and _NOW.search(text) and in_season(policy, today):
        values["asked_on"] = today
    return Facts(**{name: value for name, value in values.items() if value is not None})


def _grade(text: str, policy: Policy) -> str | None:
    """The grade of the contribution that is asked about; None where several are, or none."""
    own = policy.contribution
    named = {grade.name for grade in own.grades if any(word in text for word in (grade.name, *grade.aliases))}
    # The words are met in a text whose numerals are digits.
    named |= {grade.name for grade in own.grades if numbers.with_digits(grade.name) in text}
    if own.grade and (own.grade in text or numbers.with_digits(own.grade) in text):
        named.add(own.grade)
    return named.pop() if len(named) == 1 else None


_DECADE = re.compile(r"(?<!\d)(\d{1,2}0)[多几]周?岁")


def _told_age(text: str, asked: str | None) -> dict[str, int | None]:
    """The person's years: 72岁, or in answer to that question a bare number; 70多岁 lies within ten of them."""
    decade = _DECADE.search(text)
    if decade:
        return {"age": int(decade.group(1)), "age_at_most": int(decade.group(1)) + 9}
    years = people.age_years(text)
    bare = re.search(r"\d+", text) if asked == "age" and len(text) <= 10 else None
    return {"age": years if years is not None or bare is None else int(bare.group())}


_LONG_GAP = re.compile(
    r"(?:断|中断|停)(?:缴费?|交|了|保|档)*(?:[大快有小])?(?:(?P<half>半年)|(?P<years>\d+)年(?!\d|度|前))"
)


def _told_gap(text: str, values: Mapping[str, Any]) -> dict[str, int]:
    """断了半年, 停保1年: the months between, where they are not told in months or days."""
    gap = _LONG_GAP.search(text)
    if gap is None or {"gap_months", "gap_days"} & values.keys():
        return {}
    return {"gap_months": 6 if gap["half"] else 12 * int(gap["years"])}


# 回国一个月, 居住证才办了三个月: what makes somebody one of a group, beside a discharge or a graduation.
_HAPPENED = re.compile(
    r"(?:回国|归国|国外|境外|定居|居住证|落户|迁入|离职|辞职|失业|下岗)[^\d，。半]{0,8}"
    r"(?:(?P<count>\d+)个?多?(?P<unit>天|日|月(?!\d|份)|年(?!\d))|(?P<half>半年))"
)


def _told_happened(text: str, values: Mapping[str, Any]) -> dict[str, int]:
    """The days or months since it happened, where nothing else was told of the kind."""
    told = _HAPPENED.search(text)
    if told is None or {"since_days", "since_months", "gap_days", "gap_months"} & values.keys():
        return {}
    if told["half"]:
        return {"since_months": 6}
    count = int(told["count"])
    if told["unit"] in "天日":
        return {"since_days": count}
    return {"since_months": count * 12 if told["unit"] == "年" else count}


def _told_since(text: str) -> dict[str, int]:
    """两个月, 45天 in answer to how long ago."""
    told = re.search(r"(\d+)个?(天|日|月)", text)
    if told is None:
        return {"since_months": 6} if "半年" in text else {}
    return {"since_months" if told.group(2) == "月" else "since_days": int(told.group(1))}


_NOT_BUT = re.compile(r"不是[^，。\d]{0,3}(?P<wrong>\d+|半)(?:个半?月|个|天|口|人|年)?[，, ]?(?:而)?是(?P<right>\d+)")


def _corrected_number(text: str, before: Facts) -> dict[str, Any]:
    """不是5个月，是2个月: the fact that had the first number gets the second."""
    match = _NOT_BUT.search(text)
    if match is None:
        return {}
    wrong, right = 6 if match["wrong"] == "半" else int(match["wrong"]), int(match["right"])
    for name in ("gap_months", "gap_days", "enrolled_years", "age_months"):
        if getattr(before, name) == wrong:
            return {name: right}
    return {}


def _expected(state: State) -> str | None:
    """What a bare date is about in the conversation: a birth where newborns are talked of."""
    return "born" if state.topics[:1] == ("newborn",) and state.facts.born else None


_PARENTS_ELSEWHERE = re.compile(
    r"(爸妈|父母|爹妈|爹娘|[我俺咱]们?(两口子|夫妻|俩)|[我俺咱]们|夫妻俩|两口子)[^，。]{0,3}在(?P<where>外省|外地|省外|[\u4e00-\u9fff]{2,4})(参(了|的|着)?保|交的|缴的|买的|上的)"
)
_CHILD = re.compile(r"新生|毛毛|宝宝|娃|孩子|伢|出生|[日号月]生")
_SAID_OF_OTHERS = re.compile(r"(别人|人家|听说|听人说|都说|有人说|他们说|只有|网上说)[^，。？]{0,6}$")
_ONLY_THEY = re.compile(r"^[^，。？]{0,5}才")
_ORDINARY = re.compile(
    r"(我|俺)(呢)?[，、]?(又|都|也)?(啥|什么)?(也|都)?不是|普通(人|农民|农户|户|居民|老百姓|家庭)|一般(人|农民|农户|居民)|正常人"
)


def _read_household(heard: Heard, text: str, state: State, catalogue: Catalogue) -> dict[str, Any]:
    """The family, if the message tells of one that somebody would reckon with; else why one person is covered."""
    before = None if state.asked == "household" else state.facts.household
    household = household_of.tell(before, heard.persons, heard.text, text, catalogue.kin)
    if household and household_of.reckoned_with(household, heard.persons, text, catalogue.kin):
        return {"household": household, "late_heads": _late_heads(text)}
    return {"covered": next((token.value for token in heard.persons if token.kind == "covered"), None)}


_HEADS = r"(?P<heads>\d+)(?:个|口|位)?人?[^，。；、\d]{0,6}"
_TOO_LATE = r"(?:过期|逾期|超期|过了期|晚(?:交|缴|了)|没按时|没(?:能)?赶上|错过|迟(?:交|缴|了)|补(?:交|缴))"
_SOME_LATE = re.compile(_HEADS + _TOO_LATE)
_OTHERS_IN_TIME = re.compile(
    r"(?<!没)(?<!不)(?:按时|及时|准时|在?规定时间|没过期|没逾期|(?<!没)赶上了|期限?内)|其余|剩下|另外\d"
)


def _late_heads(text: str) -> int | None:
    """两个按时交一个过期交: how many of the family pay too late, where others do not."""
    late = _SOME_LATE.search(text)
    return int(late["heads"]) if late and _OTHERS_IN_TIME.search(text) else None


def _read_groups(
    heard: Heard, text: str, before: frozenset[str], policy: Policy, catalogue: Catalogue
) -> dict[str, Any]:
    """The groups that one person is said to belong to, and those that are denied."""
    groups: set[str] = set()
    denied = household_of.contradicted(heard.text, heard.groups, catalogue)
    for group, start, end in heard.groups:
        if _SAID_OF_OTHERS.search(heard.text[:start]) and _ONLY_THEY.match(heard.text[end:]):
            # 别人说低保才不用交: whom it is said of, not who asks.
            denied |= {group} if _ORDINARY.search(heard.text) else set()
        elif household_of.denied(heard.text, start, end):
            denied |= {group, *household_of.STRICTER.get(group, ())}
        elif household_of.lacks(heard.text, end, _names_of(group, policy, catalogue)):
            # 优抚对象但不是重点的: what the listed name asks for is denied.
            denied.add(group)
        else:
            groups.add(group)
    groups |= _by_age(text, groups) | ({"student"} if "pupil" in groups else set())
    if "low_income_60" in groups:
        groups.discard("low_income")
    particular = {"severe_disability", "mild_disability", "unable_to_work", "mental_illness"}
    if groups & particular:
        groups.discard("disability")
    if not groups and _ORDINARY.search(heard.text):
        denied |= before
    return {"groups": frozenset(groups), "not_groups": frozenset(denied)}


def _names_of(group: str, policy: Policy, catalogue: Catalogue) -> str:
    """What the notice calls those of the group whom it aids; else what people call it."""
    listed = policy.aid.categories if policy.aid else ()
    return next((category.name for category in listed if category.group == group), catalogue.name(group))


def _parents_outside(text: str, province: str) -> bool:
    """Whether a child's parents are insured outside the county's province."""
    if not _CHILD.search(text):
        return False
    home = province.removesuffix("省")
    if home and re.search(rf"(都|也)?(没|不)(有)?在({home}|省内|本省|咱们?省)[^，。]{{0,4}}(参保|交|缴|买|上)", text):
        return True
    place = _PARENTS_ELSEWHERE.search(text)
    return bool(place and outside(place.group("where"), province))


def _by_age(text: str, groups: set[str]) -> set[str]:
    age = people.age_years(text)
    if age is not None and age < 80:
        # 79岁，明年满80: not yet.
        groups.discard("aged_80")
    if age is not None and age >= 60 and "low_income" in groups:
        return {"low_income_60"}
    if age is not None and age < 60 and "low_income_60" in groups:
        groups.discard("low_income_60")
    if age is None or age < 60 or groups & {"aged_80", "aged_60", "low_income_60"}:
        return set()
    return {"aged_80" if age >= 80 else "aged_60"}


_GRADE = re.compile(r"([一二三四1234])\s*级")


def with_grade(told: Facts, text: str) -> Facts:
    """A disability's grade told on its own, in answer or as an afterthought: 三级的."""
    grade = _GRADE.search(text)
    if grade is None or told.groups:
        return told
    group = "severe_disability" if grade.group(1) in "一二12" else "mild_disability"
    return told.copy(update={"groups": frozenset([group])})
