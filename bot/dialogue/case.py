"""The facts of the asker's case, read from a message in the light of the conversation and the policy."""

import datetime
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.dialogue.heard import Heard
from bot.dialogue.state import State
from bot.nlu.places import outside
from bot.nlu.reading import circumstances, dates, numbers, people
from bot.rules.calendar import add_months, last_day_of_month
from bot.rules.facts import Facts
from bot.rules.policy import Policy
from bot.rules.windows import ONE_DAY

_BORN = re.compile(r"(生(?!效|活|病|育|气)|出生|落地|出世|生日)")
_REGISTERED = re.compile(r"登记|上户口|办|参保|上医保")
_PAID = re.compile(r"(才|刚|已经|都)?(交|缴|付|买)")
_AFTER = re.compile(r"(过了|错过|超过|过)了?$")
# 错过12月, 2月没赶上: what was missed, never the day on which somebody pays.
_MISSED_BEFORE = re.compile(r"(过了|错过|误|没赶上|超过)了?(缴费的?)?$")
_MISSED_AFTER = re.compile(
    r"^(份|底|末)?(都|也)?(没|未)(能|有)?(赶上|交上|缴上|来得及|去交|去缴)|^(份)?(给)?(错过|耽误|忘)"
)
_NOT_YET = re.compile(r"(没|未|不)(有|等)?到(了)?(明年|今年|第二年|转年)?$")
_EARLIER = re.compile(r"^[日号]?(以前|之前)(能|可以|交|缴)")
_LATER = re.compile(r"^[日号]?(以后|之后|过后|后)")
# 昨天跟我说380: when it was said, not when anybody pays.
_HEARSAY = re.compile(r"^[^，。？]{0,6}(说|告诉|讲|问过|打(了)?电话|看到|听)")
_REGISTERS_NOW = re.compile(r"(现在|今天)(才|再|去|来)?(登记|办)")
_NOW = re.compile(
    r"现在|能(交|缴)了|开始(收|交|缴)了|还能|还可以|还来得及|来得及|晚不晚|还收|(剩|有)(几|多少)天|还有多久|还(可以)?(交|缴)"
)


def season(policy: Policy) -> dates.Season:
    """When the dates of questions about this policy lie, if they name no year."""
    starts = [window.start for window in policy.windows if window.start]
    since = add_months(min(starts), -2) if starts else datetime.date(policy.insurance_year, 1, 1)
    return dates.Season(since, policy.insurance_year)


def read_facts(heard: Heard, policy: Policy, today: datetime.date, state: State, province: str = "") -> Facts:
    """The facts that the message tells; a bare date, number or yes goes to the fact that was asked for.

    ``province`` is the county's; without it every place that is named as elsewhere counts as outside it.
    """
    text, asked = heard.digits, state.asked
    values: dict[str, Any] = circumstances.read(text)
    values.update(_read_dates(text, policy, today, asked or _expected(state)))
    members = people.members(text)
    months, days = people.child_age(text)
    values.update({"members": members, "age_months": months, "age_days": days})
    values.update({"minor": people.is_minor(text), "grade": _grade(text, policy)})
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
    if _REGISTERS_NOW.search(text) and "registered" not in values and _in_season(policy, today, months=18):
        values["registered"] = today
    if not dated and _NOW.search(text) and _in_season(policy, today):
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
    for name in ("gap_months", "gap_days", "enrolled_years", "members", "age_months"):
        if getattr(before, name) == wrong:
            return {name: right}
    groups = dict(before.member_groups)
    changed = [group for group, count in groups.items() if count == wrong]
    return {"member_groups": tuple({**groups, changed[0]: right}.items())} if changed else {}


def _expected(state: State) -> str | None:
    """What a bare date is about in the conversation: a birth where newborns are talked of."""
    return "born" if state.topics[:1] == ("newborn",) and state.facts.born else None


def _in_season(policy: Policy, today: datetime.date, months: int = 6) -> bool:
    closes = policy.closes()
    return bool(closes and season(policy).since <= today <= add_months(closes, months))


def _read_dates(text: str, policy: Policy, today: datetime.date, asked: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    months: list[str] = []
    found = [
        m for m in dates.mentions(text, today, season(policy)) if not (m.relative and _HEARSAY.search(text[m.end :]))
    ]
    for position, mention in enumerate(found):
        end = found[position + 1].start if position + 1 < len(found) else len(text)
        role = _role(text, mention, end, asked if len(found) == 1 and len(text) <= 16 else None)
        date = mention.date
        if role in ("asked_on", "paid"):
            limit = _as_limit(text, mention, policy)
            values.update(limit.facts)
            if not limit.goes_on:
                continue
            date = limit.date
        if role == "born" and mention.yearless and not mention.relative:
            date = _birth_year(date, policy, today)
        if role in values:
            role = "registered" if role == "born" else "asked_on"
        if role not in values:
            values[role] = date
            if mention.precision == "month":
                months.append(role)
    if months:
        values["months_only"] = frozenset(months)
    return values


class _Limit(NamedTuple):
    """What a day told as a limit comes to: facts at once, or a day that takes its place."""

    date: datetime.date
    facts: dict[str, Any]
    goes_on: bool


def _as_limit(text: str, mention: dates.Mention, policy: Policy) -> _Limit:
    """还没到一月 is some day before it; 错过12月 and 过了2月25日 that it is past; 2月25日以后 the day after."""
    date, before, after = mention.date, text[: mention.start], text[mention.end :]
    whole_month = mention.precision == "month"
    if _NOT_YET.search(before):
        return _Limit(date, {"asked_on": (date.replace(day=1) if whole_month else date) - ONE_DAY}, False)
    if whole_month and (_MISSED_BEFORE.search(before) or _MISSED_AFTER.search(after)):
        last = date.replace(day=last_day_of_month(date.year, date.month))
        missed = any(window.end and last >= window.end for window in policy.windows)
        return _Limit(date, {"missed_window": True} if missed else {}, False)
    if _is_limit(text, mention):
        if any(window.end and date >= window.end for window in policy.windows):
            return _Limit(date, {"missed_window": True}, False)
        return _Limit(date + ONE_DAY, {}, True)
    return _Limit(date - ONE_DAY if _EARLIER.search(after) else date, {}, True)


def _birth_year(date: datetime.date, policy: Policy, today: datetime.date) -> datetime.date:
    """A birthday without a year is the last one before today; years later, that of the policy's year."""
    if (date.month, date.day) == (2, 29):
        return date
    if not _in_season(policy, today, months=18):
        return date.replace(year=policy.insurance_year)
    this_year = date.replace(year=today.year)
    return this_year if this_year <= today else date.replace(year=today.year - 1)


def _is_limit(text: str, mention: dates.Mention) -> bool:
    """过了2月25日, 2月25日以后: the day meant is the one after."""
    return bool(_AFTER.search(text[: mention.start]) or _LATER.search(text[mention.end :]))


def _role(text: str, mention: dates.Mention, end: int, asked: str | None) -> str:
    after, before = text[mention.end : min(end, mention.end + 12)], text[max(0, mention.start - 6) : mention.start]
    if re.search(r"老(大|二|三)|另一个|小的", before) or (asked and re.search(r"不对|说错|错了", before)):
        return "born"
    if asked in ("born", "registered", "paid"):
        return asked
    first = [
        (match.start(), role)
        for role, pattern in (("born", _BORN), ("registered", _REGISTERED), ("paid", _PAID))
        if (match := pattern.search(after if role != "paid" else re.split("之前|以前|原来", after)[0]))
    ]
    role = min(first)[1] if first else None
    if role is None and _BORN.search(before):
        role = "born"
    if role is None and re.search(r"登记", before):
        role = "registered"
    if role == "registered" and not re.search(r"登记|孩子|娃|宝宝|新生|出生|生", text):
        role = None
    if role == "paid" and not re.search(
        r"(交|缴|付|买)(的|了|过|费的)|才(交|缴)|刚(交|缴)|开始(交|缴)|缴费，|缴费[^吗？]*享受", text[mention.end :]
    ):
        role = None
    if role is None and re.search(r"(交|缴|付)(的|了)?$", before):
        role = "paid"
    return role or "asked_on"


_PARENTS_ELSEWHERE = re.compile(
    r"(爸妈|父母|爹妈|爹娘|我们(两口子|夫妻|俩)?)[^，。]{0,3}在(?P<where>外省|外地|省外|[\u4e00-\u9fff]{2,4})(参保|交的|缴的|买的|上的)"
)
_CHILD = re.compile(r"新生|毛毛|宝宝|娃|孩子|伢|出生|[日号月]生")
_WHOLE_FAMILY = re.compile(r"^(的|家庭|，)?[一二两俩三四五六七八九\d]+(口|个人|人)")
_DENIED = re.compile(r"((不是|没有|不属于|不算|并非|也不是|都不是)[^，。]{0,3}|(没|未|没有|未曾)(完全)?)$")
_EVERYONE = re.compile(r"都是|都(吃|有)|全(家|部)?都?是|全家[^，。]{0,6}(低保|特困|五保|脱贫)")
# 其他人都是普通的: of those who are left, not of all.
_OTHERS_ARE = re.compile(r"(其他|其它|别|其余|剩下|另外|余下)(的)?(\d+)?(个)?(人|几个|家人)?(也|就)?都[^，。]{0,8}")
_ORDINARY = re.compile(
    r"(我|俺)(呢)?[，、]?(又|都|也)?(啥|什么)?(也|都)?不是|普通(人|农民|居民|老百姓|家庭)|一般(人|农民|居民)|正常人"
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
