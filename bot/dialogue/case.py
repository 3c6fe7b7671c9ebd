"""The facts of the asker's case, read from a message in the light of the conversation and the policy."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot.dialogue import household as household_of
from bot.dialogue.days.age_then import on_that_day
from bot.dialogue.days.birth_or_registration import expected
from bot.dialogue.days.birth_years import with_age
from bot.dialogue.days.coming_days import without_payouts, without_returns, without_waits
from bot.dialogue.days.gaps import told_gap
from bot.dialogue.days.hypothetical import without_hypothetical
from bot.dialogue.days.latest_day import without_latest
from bot.dialogue.days.refund_days import came_on
from bot.dialogue.days.roles import DAYS
from bot.dialogue.days.season import in_season, may_ask_of_now
from bot.dialogue.days.told import read_dates
from bot.dialogue.days.what_if_missed import what_then
from bot.dialogue.heard import Heard
from bot.dialogue.household.late import late_heads, some_pay_late
from bot.dialogue.household.own import asks_own_price, own_part
from bot.dialogue.persons import registration
from bot.dialogue.persons.aided_before import with_aid_told_before
from bot.dialogue.persons.born_in_the_family import with_birth, without_birth_names
from bot.dialogue.persons.groups import read_groups
from bot.dialogue.persons.newborn_told import GOES_NOW, age_by_feast, with_parents
from bot.dialogue.persons.parents import told_of_parents
from bot.dialogue.persons.together import told_together, with_those_told
from bot.dialogue.state import State
from bot.nlu.reading import circumstances, numbers, people, questions
from bot.rules.catalogue import Catalogue
from bot.rules.conditions import OF_AGE
from bot.rules.facts import Facts
from bot.rules.policy import Policy

_REGISTERS_NOW = re.compile(r"(现在|今天)(才|再|去|来)?(登记|办)")
_NOW = re.compile(
    r"(算|是)?(错过|晚|迟|过期|逾期)了?(吗|么|没|不(?!能|行|可))|算不算(错过|晚|迟|过期|逾期)|现在|这会儿|眼下|目前|这阵|还(行|中|成)(不|吗|么|没)|(^|，)我?(能|可以)续?(交|缴)(吗|不|么)？?$|能(交|缴)了|(能|可以)(交|缴)[^，。？]{0,8}了(吗|没|么|不)|今年(还)?(能|可以)(交|缴)(吗|不|么)|开始(收|交|缴)了|还能|还可以|还来得及|来得及|晚不晚|还收|(剩|有)(几|多少)天|还有多久|还(可以)?(交|缴)"
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
    text, asked = with_age(_with_day(_with_years(heard), state), policy, today), _asked_for(state)
    values: dict[str, Any] = circumstances.read(without_latest(text), of_refund="refund" in topics)
    values.update(told_of_parents(text))
    values["registration"] = registration.told(text, asked == "registration")
    values.update(told_gap(text, values, policy.insurance_year))
    values.update(_told_happened(text, values))
    ours = _of_this_insurance(text, topics)
    ours = without_returns(without_payouts(ours) if "subsidy" in topics else ours)
    # 父母参保了吗 may be open still: a day is no answer to it.
    waits_for = asked if asked in DAYS else _expected(state, text) or asked
    told = read_dates(own_part(ours), policy, today, waits_for, state.facts)
    values.update(told)
    months, days = age_by_feast(text) or people.child_age(without_waits(text))
    values.update({"age_months": months, "age_days": days})
    values.update(on_that_day(values, text, today))
    if "refund" in topics:
        values["left_on"] = came_on(text, policy, today)
    values.update({"minor": people.is_minor(text), "grade": _grade(text, policy), **_told_age(text, asked)})
    years = values["age"]
    if years is not None and (years < OF_AGE or values["minor"] is None):
        # 我今年17，要按大人交吗: the years tell, not whom one is compared with.
        values["minor"] = years < OF_AGE
    values.update(read_groups(heard, text, state.facts, policy, catalogue))
    values.update(with_parents(values, heard.text, province, of_child="newborn" in state.topics))
    family = with_birth(heard, values.get("born"), policy.insurance_year, catalogue)
    values.update(_read_household(family, text, state, catalogue))
    if values.get("household") and _SOME_HAVE_NOT.search(text):
        # 我1月就交了，媳妇忘交了，还得再掏多少: the others pay now, whenever one of them did.
        values.pop("paid", None)
    values.update(some_pay_late(values.get("household"), ours, policy, today))
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
    dated = "asked_on" in values or "paid" in values or values.get("registered", today) > today
    if "newborn" in topics and GOES_NOW.search(text) and values.get("asked_on", today) == today:
        values.setdefault("registered", today)
    if _REGISTERS_NOW.search(text) and "registered" not in values and in_season(policy, today, months=18):
        values["registered"] = today
    # 过了12月25还能补吗, asked before that day: it is asked of then, not of now.
    of_then = told.get("missed_window") and today <= (policy.closes() or today)
    if not dated and not of_then and _NOW.search(text) and may_ask_of_now(policy, today, text):
        values["asked_on"] = today
    values.update(what_then(text))
    values = without_hypothetical(values, text, today, policy)
    return Facts(**{name: value for name, value in values.items() if value is not None})


_SOME_HAVE_NOT = re.compile(r"忘(了|记|掉)?(交|缴)|还(得|要|差|需)[^，。]{0,3}(掏|交|缴|补|拿)")
_YEARS_OF = re.compile(r"\d{2}(?=呢)")


def _with_years(heard: Heard) -> str:
    """The text in digits, with 岁 behind an age that is told without it: 奶奶79呢."""
    text = heard.digits
    for token in heard.persons:
        years = _YEARS_OF.match(heard.text, token.end) if token.kind == "kin" else None
        if years or token.kind == "age" and token.text.isdigit():
            said = years.group() if years else token.text
            text = re.sub(rf"(?<!\d){said}(?=呢|还|$|[，。？！])", f"{said}岁", text, count=1)
    return text


_BARE_DAY = re.compile(r"^(?:那|要是|如果)*(?P<day>[12]?\d|3[01])(呢|行不|行吗|可以吗|可以不)[？?]?$")


def _with_day(text: str, state: State) -> str:
    """25号当天呢。26呢: a bare number after a day of paying is the next one that is asked about."""
    bare = _BARE_DAY.search(text) if state.facts.asked_on and state.asked is None else None
    return f"{bare['day']}号呢" if bare else text


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
    """Of the facts that are known in this unit, the one that is told anew; none where they differ."""
    match = _INSTEAD.search(text)
    known = [name for name in _COUNTED_IN[match["unit"]] if getattr(before, name) is not None] if match else []
    # 断了4个月 is read as a gap and, for want of a child, as an age that nothing asks for.
    one = len({getattr(before, name) for name in known}) == 1
    return {known[0]: int(match["right"])} if match and one else {}


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


def _expected(state: State, text: str) -> str | None:
    """What a bare date is about in the conversation where newborns are talked of: a birth or a registration."""
    return expected(text, state.facts) if state.topics[:1] == ("newborn",) else None


def _read_household(heard: Heard, text: str, state: State, catalogue: Catalogue) -> dict[str, Any]:
    """The family, if the message tells of one that somebody would reckon with; else why one person is covered."""
    before = household_of.told_so_far(state.facts.household, state.asked == "household", heard.persons)
    people = state.facts.people
    together = told_together(heard.text, people) if before is None and _HOW_MUCH.search(text) else None
    if together:
        return {"household": together}
    household = without_birth_names(household_of.tell(before, heard.persons, heard.text, text, catalogue.kin))
    if household and not household.payers() and asks_own_price(text):
        return {}
    if household and (
        household_of.says_more_of(before, household)
        or household_of.reckoned_with(household, heard.persons, text, catalogue.kin)
    ):
        several = with_those_told(household, people) if before is None else None
        told = several or with_aid_told_before(household, state.facts, state.question, catalogue)
        # Of aid of which it is not clear whose it is, that it was told is kept.
        kept = {"groups": state.facts.groups} if told.doubtful and not household.doubtful else {}
        return {"household": told, "late_heads": late_heads(heard.text, text, heard.persons), **kept}
    mine = (token for token in heard.persons if token.kind == "covered" and not _of_another_than_me(heard, token.start))
    return {"covered": next((token.value for token in mine), None)}


_OF_MYSELF = re.compile(r"[，。？ ](那|但|可)?(我|俺)(自己|本人)?(?!们|妈|爸|爹|娘|对象|老|媳|家(?!里?种|待|务))")


def _of_another_than_me(heard: Heard, at: int) -> bool:
    """我对象有职工医保，我在家种地，能交不: what is told of a relative, before oneself is spoken of."""
    clause = questions.clause_at(heard.text, at)
    start = heard.text.find(clause)
    theirs = any(token.kind == "kin" and start <= token.start < at for token in heard.persons)
    return theirs and bool(_OF_MYSELF.search(heard.text, start + len(clause)))


_HOW_MUCH = re.compile(r"多少|几个?钱|几块|一共|总共|合计|加起来")
