"""The facts of the asker's case, read from a message in the light of the conversation and the policy."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from bot.dialogue.heard import Heard
from bot.dialogue.state import State
from bot.dialogue.told_dates import in_season, read_dates
from bot.nlu.places import outside
from bot.nlu.reading import circumstances, people
from bot.rules.facts import Facts
from bot.rules.policy import Policy

_REGISTERS_NOW = re.compile(r"(现在|今天)(才|再|去|来)?(登记|办)")
_NOW = re.compile(
    r"现在|这会儿|眼下|目前|这阵|还(行|中|成)(不|吗|么|没)|(^|，)我?(能|可以)续?(交|缴)(吗|不|么)？?$|能(交|缴)了|开始(收|交|缴)了|还能|还可以|还来得及|来得及|晚不晚|还收|(剩|有)(几|多少)天|还有多久|还(可以)?(交|缴)"
)


def read_facts(heard: Heard, policy: Policy, today: datetime.date, state: State, province: str = "") -> Facts:
    """The facts that the message tells; a bare date, number or yes goes to the fact that was asked for.

    ``province`` is the county's; without it every place that is named as elsewhere counts as outside it.
    """
    text, asked = heard.digits, state.asked
    values: dict[str, Any] = circumstances.read(text)
    values.update(read_dates(text, policy, today, asked or _expected(state)))
    members = people.members(text)
    months, days = people.child_age(text)
    values.update({"members": members, "age_months": months, "age_days": days})
    grouped, added = _read_groups(heard, text, members or state.facts.members, state.facts.groups)
    values["employees"] = people.employees(text) or None
    if _parents_outside(heard.text, province):
        grouped["groups"] |= {"newborn_parents_outside"}
    values.update(grouped)
    if members is None and state.facts.members and people.more_members(text):
        members = state.facts.members
        added += people.more_members(text)
    if members:
        values["members"] = members + added
    values.update(_corrected_number(text, state.facts))
    if heard.township:
        values["township"] = heard.township[1]
    if asked in ("parent_enrolled", "away", "renewing", "benefits_started") and heard.intent in ("affirm", "deny"):
        values[asked] = heard.intent == "affirm"
    if asked in ("gap_months", "enrolled_years", "gap_days") and asked not in values:
        number = re.search(r"\d+", text)
        if number and len(text) <= 10:
            values[asked] = int(number.group())
    dated = "asked_on" in values or "paid" in values
    if _REGISTERS_NOW.search(text) and "registered" not in values and in_season(policy, today, months=18):
        values["registered"] = today
    if not dated and _NOW.search(text) and in_season(policy, today):
        values["asked_on"] = today
    return Facts(**{name: value for name, value in values.items() if value is not None})


_NOT_BUT = re.compile(r"不是[^，。\d]{0,3}(?P<wrong>\d+|半)(?:个半?月|个|天|口|人|年)?[，, ]?(?:而)?是(?P<right>\d+)")


def _corrected_number(text: str, before: Facts) -> dict[str, Any]:
    """不是5个月，是2个月: the fact that had the first number gets the second."""
    match = _NOT_BUT.search(text)
    if match is None:
        return {}
    wrong, right = 6 if match["wrong"] == "半" else int(match["wrong"]), int(match["right"])
    for name in ("gap_months", "gap_days", "enrolled_years", "members", "age_months"):
        if getattr(before, name) == wrong:
            return {name: right}
    groups = dict(before.member_groups)
    changed = [group for group, count in groups.items() if count == wrong]
    return {"member_groups": tuple({**groups, changed[0]: right}.items())} if changed else {}


def _expected(state: State) -> str | None:
    """What a bare date is about in the conversation: a birth where newborns are talked of."""
    return "born" if state.topics[:1] == ("newborn",) and state.facts.born else None


_PARENTS_ELSEWHERE = re.compile(
    r"(爸妈|父母|爹妈|爹娘|我们(两口子|夫妻|俩)?)[^，。]{0,3}在(?P<where>外省|外地|省外|[\u4e00-\u9fff]{2,4})(参保|交的|缴的|买的|上的)"
)
_CHILD = re.compile(r"新生|毛毛|宝宝|娃|孩子|伢|出生|[日号月]生")
_WHOLE_FAMILY = re.compile(r"^(的|家庭|，)?[一二两俩三四五六七八九\d]+(口|个人|人)")
_DENIED = re.compile(r"((不是|没有|不属于|不算|并非|也不是|都不是)[^，。]{0,3}|(没|未|没有|未曾)(完全)?)$")
_SAID_OF_OTHERS = re.compile(r"(别人|人家|听说|听人说|都说|有人说|他们说|只有|网上说)[^，。？]{0,6}$")
_ONLY_THEY = re.compile(r"^[^，。？]{0,5}才")
_EVERYONE = re.compile(r"都是|都(吃|有)|全(家|部)?都?是|全家[^，。]{0,6}(低保|特困|五保|脱贫)")
# 其他人都是普通的: of those who are left, not of all.
_OTHERS_ARE = re.compile(r"(其他|其它|别|其余|剩下|另外|余下)(的)?(\d+)?(个)?(人|几个|家人)?(也|就)?都[^，。]{0,8}")
_ORDINARY = re.compile(
    r"(我|俺)(呢)?[，、]?(又|都|也)?(啥|什么)?(也|都)?不是|普通(人|农民|农户|户|居民|老百姓|家庭)|一般(人|农民|农户|居民)|正常人"
)


# Whoever does not belong to the wider group does not belong to the narrower one.
OLD = 60
_STRICTER = {"low_income": ("low_income_60",), "disability": ("severe_disability", "mild_disability")}


def _each_person(heard: Heard, text: str, members: int | None) -> Iterator[tuple[str, int, int]]:
    """The groups as they are named: 刚出生的新生儿 is one child, and age makes a low income one of the aged."""
    ends: dict[str, int] = {}
    for group, position, end in heard.groups:
        near = position - ends.get(group, -9) <= 2
        ends[group] = end
        if near:
            continue
        aged = group == "low_income" and members and (people.age_years(text) or 0) >= OLD
        yield ("low_income_60" if aged else group), position, end


def _read_groups(heard: Heard, text: str, members: int | None, before: frozenset[str]) -> tuple[dict[str, Any], int]:
    """The groups that the message names, and how many counted people come on top of the members."""
    groups: set[str] = set()
    denied: set[str] = set()
    counted: dict[str, int] = {}
    added = 0
    everyone = _EVERYONE.search(_OTHERS_ARE.sub("", text))
    for group, position, end in _each_person(heard, text, members):
        if _SAID_OF_OTHERS.search(heard.text[:position]) and _ONLY_THEY.match(heard.text[end:]):
            # 别人说低保才不用交: whom it is said of, not who asks.
            denied |= {group} if _ORDINARY.search(heard.text) else set()
            continue
        if _DENIED.search(heard.text[:position]):
            denied |= {group, *_STRICTER.get(group, ())}
            continue
        count = people.among(heard.text, position) or (1 if group == "newborn" else None) if members else None
        if members and everyone and count != 2:
            counted[group] = members
        elif members and _WHOLE_FAMILY.match(heard.text[end:]):
            # 一般贫困户三个人: all of them.
            counted[group] = members
        elif members and count is not None:
            counted[group] = counted.get(group, 0) + count
            if people.comes_on_top(heard.text, position, end, people.has_total(text)):
                added += count
        else:
            groups.add(group)
    groups |= _by_age(text, groups)
    if "low_income_60" in groups:
        groups.discard("low_income")
    particular = {"severe_disability", "mild_disability", "unable_to_work", "mental_illness"}
    if groups & particular:
        groups.discard("disability")
    if counted:
        # 一个重度残疾丧失劳动能力: the counted member once more, not another one.
        groups = set()
    if not groups and _ORDINARY.search(heard.text):
        denied |= before
    return {
        "groups": frozenset(groups),
        "not_groups": frozenset(denied),
        "member_groups": tuple(counted.items()),
    }, added


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
