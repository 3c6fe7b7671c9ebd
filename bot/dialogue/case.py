"""The facts of the asker's case, read from a message in the light of the conversation and the policy."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot.dialogue import household as household_of
from bot.dialogue import registration
from bot.dialogue.aided_before import with_aid_told_before
from bot.dialogue.gaps import told_gap
from bot.dialogue.heard import Heard
from bot.dialogue.left_job import stopped_groups
from bot.dialogue.newborn_told import GOES_NOW, age_by_feast, with_parents
from bot.dialogue.season import in_season
from bot.dialogue.state import State
from bot.dialogue.told_dates import read_dates
from bot.dialogue.told_together import told_together, with_those_told
from bot.nlu.reading import circumstances, numbers, people
from bot.rules.catalogue import Catalogue
from bot.rules.conditions import OF_AGE
from bot.rules.facts import Facts
from bot.rules.policy import Policy

_REGISTERS_NOW = re.compile(r"(现在|今天)(才|再|去|来)?(登记|办)")
_NOW = re.compile(
    r"(算|是)?(错过|晚|迟|过期|逾期)了?(吗|么|没|不(?!能|行|可))|算不算(错过|晚|迟|过期|逾期)|现在|这会儿|眼下|目前|这阵|还(行|中|成)(不|吗|么|没)|(^|，)我?(能|可以)续?(交|缴)(吗|不|么)？?$|能(交|缴)了|开始(收|交|缴)了|还能|还可以|还来得及|来得及|晚不晚|还收|(剩|有)(几|多少)天|还有多久|还(可以)?(交|缴)"
)


def read_facts(
    heard: Heard,
    policy: Policy,
    today: datetime.date,
    state: State,
    catalogue: Catalogue,
    province: str = "",
    topics: tuple[str, ...] = (),
) -> Facts:
    """The facts that the message tells; a bare date, number or yes goes to the fact that was asked for.

    The household goes on from the one that the ``state`` knows. ``province`` is the county's; without it every place that is named as elsewhere counts as outside it.
    ``topics`` are those that the message is about.
    """
    text, asked = heard.digits, _asked_for(state)
    values: dict[str, Any] = circumstances.read(text, of_refund="refund" in topics)
    values["registration"] = registration.told(text, asked == "registration")
    values.update(told_gap(text, values, policy.insurance_year))
    values.update(_told_happened(text, values))
    told = read_dates(_of_this_insurance(text, topics), policy, today, asked or _expected(state))
    values.update(told)
    months, days = age_by_feast(text) or people.child_age(text)
    values.update({"age_months": months, "age_days": days})
    values.update({"minor": people.is_minor(text), "grade": _grade(text, policy), **_told_age(text, asked)})
    years = values["age"]
    if years is not None and (years < OF_AGE or values["minor"] is None):
        # 我今年17，要按大人交吗: the years tell, not whom one is compared with.
        values["minor"] = years < OF_AGE
    values.update(_read_groups(heard, text, state.facts.groups, policy, catalogue))
    values.update(with_parents(values, heard.text, province, of_child="newborn" in state.topics))
    values.update(_read_household(heard, text, state, catalogue))
    values.update(_corrected_number(text, state.facts) or _told_instead(text, state.facts))
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
        number = re.search(r"\d+(?!\d|月|号|日)", text)
        gap = circumstances.months_told(text) if asked == "gap_months" else None
        if number and len(text) <= 10:
            values[asked] = int(number.group()) if gap is None else gap
    if asked == "since_days" and not {"since_days", "since_months"} & values.keys():
        values.update(_told_since(text))
    dated = "asked_on" in values or "paid" in values
    if "newborn" in topics and GOES_NOW.search(text) and values.get("asked_on", today) == today:
        values.setdefault("registered", today)
    if _REGISTERS_NOW.search(text) and "registered" not in values and in_season(policy, today, months=18):
        values["registered"] = today
    # 过了12月25还能补吗, asked before that day: it is asked of then, not of now.
    of_then = told.get("missed_window") and today <= (policy.closes() or today)
    if not dated and not of_then and _NOW.search(text) and in_season(policy, today):
        values["asked_on"] = today
    return Facts(**{name: value for name, value in values.items() if value is not None})


_EMPLOYER_PAYS = re.compile(r"[^，。？！]*(单位|公司|厂里?|厂子)[^，。？！]{0,8}(交|缴|上|办|买|参)[^，。？！]*")


def _of_this_insurance(text: str, topics: tuple[str, ...]) -> str:
    """Where a refund is spoken of, the text without the clauses that tell when an employer paid: 今年3月单位给交了职工."""
    return _EMPLOYER_PAYS.sub("，", text) if "refund" in topics else text


def _asked_for(state: State) -> str | None:
    """The fact that was asked for: of a day to come, told by the lunar calendar, it is the solar one."""
    unplaced = state.asked == "paid" and state.facts.roughly("asked_on")
    return "asked_on" if unplaced else state.asked


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


# 回国一个月, 居住证才办了三个月: what makes somebody one of a group, beside a discharge or a graduation.
_HAPPENED = re.compile(
    r"(?:回国|归国|国外|境外|定居|居住证|落户|迁入|离职|辞职|失业|下岗)[^\d，。半]{0,8}"
    r"(?:(?P<count>\d+)个?多?(?P<unit>天|日|月(?!\d|份)|年(?!\d))|(?P<half>半年))"
    r"|(?:(?P<ago>\d+)个?(?P<ago_unit>天|月|年)|(?P<half_ago>半年))(?:以|之)?前(?:才|就|刚)?(?:退(?!费|钱|款|休)|放|出来|释放|停|离职|毕业|回国)"
)


def _told_happened(text: str, values: Mapping[str, Any]) -> dict[str, int]:
    """The days or months since it happened, where nothing else was told of the kind."""
    told = _HAPPENED.search(text)
    if told is None or {"since_days", "since_months", "gap_days", "gap_months"} & values.keys():
        return {}
    if told["half"] or told["half_ago"]:
        return {"since_months": 6}
    count, unit = int(told["count"] or told["ago"]), told["unit"] or told["ago_unit"]
    if unit in "天日":
        return {"since_days": count}
    return {"since_months": count * 12 if unit == "年" else count}


def _told_since(text: str) -> dict[str, int]:
    """两个月, 45天 in answer to how long ago."""
    told = re.search(r"(\d+)个?(天|日|月)", text)
    if told is None:
        return {"since_months": 6} if "半年" in text else {}
    return {"since_months" if told.group(2) == "月" else "since_days": int(told.group(1))}


_NOT_BUT = re.compile(r"不是[^，。\d]{0,3}(?P<wrong>\d+|半)(?:个半?月|个|天|口|人|年)?[，, ]?(?:而)?是(?P<right>\d+)")


# 那2个月呢: the number that is told instead.
_INSTEAD = re.compile(
    r"^(那|那么|要是|如果|换成|假如|是|断了?|只断了?)*(?P<right>\d+)(?P<unit>个月|天|年)的?(呢|的话|咋样|怎么样)?[？?]?$"
)
_COUNTED_IN = {"个月": ("gap_months", "age_months"), "天": ("gap_days", "age_days"), "年": ("enrolled_years",)}


def _told_instead(text: str, before: Facts) -> dict[str, Any]:
    """Of the facts that are known in this unit, the one that is told anew; none where there are several."""
    match = _INSTEAD.search(text)
    known = [name for name in _COUNTED_IN[match["unit"]] if getattr(before, name) is not None] if match else []
    return {known[0]: int(match["right"])} if match and len(known) == 1 else {}


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


_SAID_OF_OTHERS = re.compile(r"(别人|人家|听说|听人说|都说|有人说|他们说|只有|网上说)[^，。？]{0,6}$")
_ONLY_THEY = re.compile(r"^[^，。？]{0,5}才")
_ORDINARY = re.compile(
    r"(我|俺)(呢)?[，、]?(又|都|也)?(啥|什么)?(也|都)?不是|普通(人|农民|农户|户|居民|老百姓|家庭)|一般(人|农民|农户|居民)|正常人"
)


# 那我妈呢，她不是: of what was said before, of somebody named now.
_NONE_OF_IT = re.compile(r"(又|也|都|倒|可|就|全)*(不是|没有|没得)的?(?=[，。！？]|$)")


def _is_none(heard: Heard) -> bool:
    """Whether somebody named is said not to be what was spoken of before."""
    named = [token.end for token in heard.persons if token.kind in ("kin", "me")]
    meant = named + [match.end() for match in re.finditer("[她他]", heard.text)] if named else []
    return any(_NONE_OF_IT.match(heard.text, end) for end in meant)


def _read_household(heard: Heard, text: str, state: State, catalogue: Catalogue) -> dict[str, Any]:
    """The family, if the message tells of one that somebody would reckon with; else why one person is covered."""
    before = household_of.told_so_far(state.facts.household, state.asked == "household", heard.persons)
    people = state.facts.people
    together = told_together(heard.text, people) if before is None and _HOW_MUCH.search(text) else None
    if together:
        return {"household": together}
    household = household_of.tell(before, heard.persons, heard.text, text, catalogue.kin)
    if household and household_of.reckoned_with(household, heard.persons, text, catalogue.kin):
        several = with_those_told(household, people) if before is None else None
        told = several or with_aid_told_before(household, state.facts, state.question, catalogue)
        # Of aid of which it is not clear whose it is, that it was told is kept.
        kept = {"groups": state.facts.groups} if told.doubtful and not household.doubtful else {}
        return {"household": told, "late_heads": _late_heads(text), **kept}
    return {"covered": next((token.value for token in heard.persons if token.kind == "covered"), None)}


_HOW_MUCH = re.compile(r"多少|几个?钱|几块|一共|总共|合计|加起来")

_HEADS = r"(?P<heads>\d+)(?:个|口|位)?人?[^，。；、\d]{0,6}"
_TOO_LATE = r"(?:过期|逾期|超期|过了期|晚(?:交|缴|了)|没按时|没(?:能)?赶上|错过|(?:忘|漏)(?:了|记)?(?:交|缴)|迟(?:交|缴|了)|补(?:交|缴))"
_SOME_LATE = re.compile(_HEADS + _TOO_LATE)
_OTHERS_IN_TIME = re.compile(
    r"(?<!没)(?<!不)(?:按时|及时|准时|在?规定时间|没过期|没逾期|(?<!没)赶上了|期限?内)|其余|剩下|另外\d"
)


def _late_heads(text: str) -> int | None:
    """两个按时交一个过期交: how many of the family pay too late, where others do not."""
    late = _SOME_LATE.search(text)
    return int(late["heads"]) if late and _OTHERS_IN_TIME.search(text) else None


_OLD = frozenset({"aged_60", "aged_80", "low_income_60"})
_SIXTY = 60
# 高中毕业没考上: no graduate of a university.
_LESS_THAN_UNIVERSITY = re.compile(r"(高中|初中|小学|中专|技校|职高|职中|中学)[^，。]{0,3}毕业")
_OF_A_UNIVERSITY = re.compile(r"大学[^，。]{0,4}毕业|大学毕业生|本科|大专毕业|专科毕业")
_DISABLED = frozenset({"disability", "severe_disability", "mild_disability", "unable_to_work"})
# 还能干点活: not unable to work, whatever the grade.
_CAN_WORK = re.compile(
    r"(?<!不)(?<!没)(能|可以|会|还在)(干|做)(点|些|得了|得动)?(儿)?(农|轻|重|家务|零)?(活|工)|(?<!不)能劳动|(?<!没)(?<!没有)(?<!无)有劳动能力|没(有)?丧失劳动|不算丧失|(还)?能(打|上)(点|个)?(零)?(工|班)"
)


def _read_groups(
    heard: Heard, text: str, before: frozenset[str], policy: Policy, catalogue: Catalogue
) -> dict[str, Any]:
    """The groups that one person is said to belong to, and those that are denied."""
    groups: set[str] = set()
    denied = household_of.contradicted(heard.text, heard.groups, catalogue)
    named_anew = any(token.kind in ("kin", "me") for token in heard.persons)
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
    groups |= stopped_groups(heard.text, policy) if not groups else set()
    groups |= _by_age(text, groups) | ({"student"} if "pupil" in groups else set())
    if "low_income" in groups and not named_anew and before & _OLD:
        # 俺娘68了，困难。低收入家庭: it is still she who is spoken of.
        groups.add("low_income_60")
    if "graduate" in groups and _LESS_THAN_UNIVERSITY.search(heard.text) and not _OF_A_UNIVERSITY.search(heard.text):
        groups.discard("graduate")
    groups |= _of_another_age(heard, text, groups, before)
    if groups & {"low_income"} and _too_young(heard, text):
        denied |= {"low_income_60"}
    if "low_income_60" in groups:
        groups.discard("low_income")
    particular = {"severe_disability", "mild_disability", "unable_to_work", "mental_illness"}
    if groups & particular:
        groups.discard("disability")
    if (groups | before) & _DISABLED and _CAN_WORK.search(heard.text):
        groups.discard("unable_to_work")
        denied.add("unable_to_work")
    if not groups and (_ORDINARY.search(heard.text) or _is_none(heard)):
        denied |= before
    return {"groups": frozenset(groups), "not_groups": frozenset(denied)}


def _names_of(group: str, policy: Policy, catalogue: Catalogue) -> str:
    """What the notice calls those of the group whom it aids; else what people call it."""
    listed = policy.aid.categories if policy.aid else ()
    return next((category.name for category in listed if category.group == group), catalogue.name(group))


def _too_young(heard: Heard, text: str) -> bool:
    """Whether the one person spoken of is said to be younger than sixty."""
    age = people.age_years(text)
    return age is not None and age < _SIXTY and sum(token.kind in ("kin", "me") for token in heard.persons) < 2


def _of_another_age(heard: Heard, text: str, groups: set[str], before: frozenset[str]) -> set[str]:
    """记错了，我妈58: the age told anew decides anew whether a low income counts."""
    age = people.age_years(text)
    if age is None or groups - {"aged_60", "aged_80"} or not before & {"low_income", "low_income_60"}:
        return set()
    return {"low_income"} if _too_young(heard, text) else {"low_income_60"}


def _by_age(text: str, groups: set[str]) -> set[str]:
    age = people.age_years(text)
    if age is not None and age < 80:
        # 79岁，明年满80: not yet.
        groups.discard("aged_80")
    if age is not None and age >= _SIXTY and "low_income" in groups:
        return {"low_income_60"}
    if age is not None and age < _SIXTY and "low_income_60" in groups:
        groups.discard("low_income_60")
    if age is None or age < _SIXTY or groups & {"aged_80", "aged_60", "low_income_60"}:
        return set()
    return {"aged_80" if age >= 80 else "aged_60"}


_GRADE = re.compile(r"([一二三四1234])\s*级")
# 不是一级也不是二级, 够不上二级: grades that are not the person's.
_NOT_OF_GRADE = re.compile(
    r"(?:不是|没有?|不到|未到|够不[上到]|算不上|达不到|评不上|不属于|不够|不算)[^，。一二三四1234]{0,3}"
    r"(?:(?:[、和或跟与/]|或者|还是|也不是)?[一二三四1234]\s*级?)+(?:残疾)?"
)
_SEVERE, _MILD = frozenset("一二12"), frozenset("三四34")


def with_grade(told: Facts, text: str) -> Facts:
    """A disability's grade told on its own, in answer or as an afterthought: 三级的; 不是二级，是三级."""
    if told.groups:
        return told
    having = frozenset(_GRADE.findall(_NOT_OF_GRADE.sub("", text)))
    if having and having <= _SEVERE:
        return told.copy(update={"groups": frozenset(["severe_disability"])})
    if having and having <= _MILD:
        return told.copy(update={"groups": frozenset(["mild_disability"])})
    denied = frozenset("".join(_NOT_OF_GRADE.findall(text))) & _SEVERE
    if having or not denied:
        return told
    # Neither of the two severe grades is a mild one; of one of them alone the other may be meant.
    both = denied >= frozenset("一二") or denied >= frozenset("12")
    return told.copy(update={"groups": frozenset(["mild_disability" if both else "disability"])})
