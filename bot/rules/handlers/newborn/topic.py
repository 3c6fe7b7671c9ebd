"""Newborns: what to pay, by when and where to register, from when covered."""

import re
from dataclasses import replace

from bot.rules.answer import yuan
from bot.rules.catalogue import Aspect
from bot.rules.handlers import benefit_period
from bot.rules.handlers.newborn import facets as newborn_facets
from bot.rules.handlers.newborn.alone import say_alone
from bot.rules.handlers.newborn.cases import (
    covered_by_birth,
    first_to_ask,
    has_case,
    is_late,
    open_cases_of,
    parents_outside,
    registering_late_today,
)
from bot.rules.handlers.newborn.focus import asks_how, asks_if_in_time, asks_the_price, only, what_if_late
from bot.rules.handlers.newborn.later import say_later_year
from bot.rules.handlers.newborn.midway import say_only_midway
from bot.rules.handlers.newborn.outcome import say_case, say_outcome, say_unregulated
from bot.rules.handlers.newborn.pay import figure_pay, general_clauses, not_free, put_the_price_first
from bot.rules.handlers.newborn.place import put_the_place_first
from bot.rules.handlers.newborn.twins import say_for_both
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Newborn
from bot.rules.windows import in_season

# What the notice adds to the rule itself.
SAID_AFTER = ("newborn_rule", "newborn_window", "newborn_coverage")
# Asked on their own, without the case.
DETAILS = ("newborn_place", "newborn_documents", "newborn_name", "newborn_household")


def answer(inquiry: Inquiry) -> Draft:
    """This child's case as far as the facts go; else the rule in short and what would decide."""
    draft, rules = Draft(), inquiry.policy.newborn
    inquiry = registering_late_today(inquiry, rules)
    if rules is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["newborn_rule"])
        return draft
    if say_later_year(draft, inquiry, rules):
        return draft
    asked = [a for a in inquiry.asked_aspects() if a.id in DETAILS]
    facts = inquiry.facts
    covered = covered_by_birth(facts, rules)
    if covered is False:
        if not (_only_details(inquiry) and _say_as_of_everybody(draft, inquiry)):
            _say_other_births(draft, inquiry, rules)
        return draft
    if covered is None:
        # Told so roughly that it may lie before the rule's year: what holds is not known.
        inquiry = replace(inquiry, facts=facts.copy(update={"born": None, "rough": (), "months_only": frozenset()}))
    waits = inquiry.asks("newborn_wait") and say_points(draft, inquiry, "newborn_wait", most=1)
    if waits and not (has_case(inquiry) and asks_the_price(inquiry)):
        return draft
    if _only_coverage(inquiry) and not has_case(inquiry):
        say_points(draft, inquiry, "newborn_coverage")
        return draft
    _say_what_holds(draft, inquiry, rules, asked)
    _say_details(draft, inquiry, asked)
    newborn_facets.lead(draft, inquiry, rules)
    if not_free(inquiry, rules) and not any("元" in statement.text for statement in draft.statements):
        # 头一年免费吧: what is paid then, as far as the notice tells.
        for point in inquiry.policy.points.get("newborn_rule", ())[:1]:
            draft.say(point.say, point.clause)
    if not _only_details(inquiry):
        say_only_midway(draft, inquiry)
    if _MAY.search(re.split(r"[，。]", inquiry.question.text)[-1]):
        # 还没上户口能登记不: whether comes before what it costs.
        draft.statements.sort(key=lambda statement: not statement.text.startswith("可以，"))
    put_the_place_first(draft, inquiry)
    say_for_both(draft, inquiry)
    return draft


def _say_what_holds(draft: Draft, inquiry: Inquiry, rules: Newborn, asked: list[Aspect]) -> None:
    """The child's case; the rule in short where nothing of the case is told, and nothing where only a detail is asked."""
    facts = inquiry.facts
    undated = only(inquiry, "newborn_window") and rules.register_within is None
    if parents_outside(inquiry) and not undated:
        _say_parents_outside(draft, inquiry, rules)
    elif (is_late(inquiry, rules) and not facts.born or what_if_late(inquiry, rules)) and not facts.registered:
        _say_late(draft, inquiry, rules)
    elif has_case(inquiry) and not _only_details(inquiry) and not undated:
        say_case(draft, inquiry, rules)
    elif not asked or _WITHIN.search(inquiry.question.text):
        # 多少天内登记，拿啥: the span, and then what to bring.
        _say_general(draft, inquiry, rules)


_WITHIN = re.compile(r"(多少|几)(天|日|个月)(之|以)?内|最(晚|迟)(几|哪|多久)")


def _say_details(draft: Draft, inquiry: Inquiry, asked: list[Aspect]) -> None:
    """What else is asked of the child's enrollment; where nothing is, where to go with it."""
    facts = inquiry.facts
    for aspect in asked:
        if not say_points(draft, inquiry, aspect.id) and not draft.statements:
            say_silence(draft, inquiry, aspect)
    other = only(inquiry, "newborn_window") or only(inquiry, "newborn_coverage")
    for aspect_id in SAID_AFTER:
        if inquiry.asks(aspect_id) and not (other and aspect_id == "newborn_rule"):
            say_points(draft, inquiry, aspect_id)
    put_the_price_first(draft, inquiry)
    if asked or draft.status == "silent" and facts.registered is not None:
        return
    if _one_thing(inquiry) or inquiry.question.again:
        return
    if facts.born or draft.ask is None or inquiry.asks("newborn_window") or asks_how(inquiry):
        _say_place(draft, inquiry)


def _one_thing(inquiry: Inquiry) -> bool:
    """8月10号生的，最晚啥时候登记: one thing is asked for, and nothing else."""
    in_time = asks_if_in_time(inquiry) and not asks_the_price(inquiry) and not asks_how(inquiry)
    return in_time or any(only(inquiry, one) for one in ("price", "newborn_window", "newborn_coverage"))


_TELLS_OF_BIRTH = re.compile(r"生(?!效|活|病|儿)|落地|满月|\d")


def _only_details(inquiry: Inquiry) -> bool:
    """户口还没上能办不, 那去哪办: one thing about a child that was told of before, and not what it costs."""
    ids = {str(aspect.id) for aspect in inquiry.asked_aspects()}
    known = any(inquiry.policy.points.get(aspect) for aspect in ids)
    return bool(ids) and ids <= set(DETAILS) and known and not _TELLS_OF_BIRTH.search(inquiry.question.text)


def _only_coverage(inquiry: Inquiry) -> bool:
    """新生儿的待遇从哪天算: nothing else is asked, and the notice has a sentence on it."""
    ids = {str(aspect.id) for aspect in inquiry.asked_aspects()} - {"newborn_rule"}
    return ids == {"newborn_coverage"} and bool(inquiry.policy.points.get("newborn_coverage"))


def _say_late(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """What holds for a registration after the span: the case made for it, else the one without a condition."""
    case = next((c for c in rules.cases if c.when.registered and c.when.registered.after), rules.cases[-1])
    if case.silent:
        say_unregulated(draft, inquiry, rules, case)
    else:
        say_outcome(draft, inquiry, rules, case, "可以办，" if _MAY.search(inquiry.question.text) else "")


_MAY = re.compile(r"能|可以|(给|让)(办|登|上)|办(不|吗|么)")


def _say_parents_outside(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    late = inquiry.policy.late
    name = inquiry.group_name("newborn_parents_outside")
    draft.say(f"可以，{inquiry.head}{name}可以中途参保", late.clause if late else None)
    for case in rules.cases[:1]:
        draft.say(case.says or rules.general, case.clause)


def _say_other_births(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """A child born before the year that the rule is for: in this year it enrolls like everybody."""
    facts, policy = inquiry.facts, inquiry.policy
    if facts.born is None:
        return
    if facts.born.year > policy.insurance_year:
        text, clauses = referral(inquiry)
        draft.say(f"{inquiry.when(facts.born)}出生的孩子怎么参保，{inquiry.head}的通知未载明，{text}", *clauses)
        draft.status = "silent"
        return
    if only(inquiry, "newborn_coverage"):
        since = benefit_period.answer(inquiry)
        draft.statements, draft.figures = since.statements, since.figures
    elif in_season(policy, inquiry.today):
        paying.say_day(draft, inquiry, facts.asked_on or facts.registered or inquiry.today)
    else:
        own = policy.contribution
        draft.say(f"{inquiry.head}集中缴费每人{yuan(own.amount)}", own.clause)
        draft.figure("contribution", own.amount, "元")
    ours = Draft()
    ours.say(
        f"{inquiry.when(facts.born)}出生的孩子不算{policy.insurance_year}年的新生儿，{policy.year_name}按一般居民参保",
        rules.clause,
    )
    if _PRICE.search(inquiry.question.text) and not _COUNTS_AS_ONE.search(inquiry.question.text):
        draft.statements += ours.statements
    else:
        draft.statements = ours.statements + draft.statements
    if not _one_thing(inquiry):
        _say_where_everybody_registers(draft, inquiry)
    if not inquiry.question.other_years:
        draft.say(f"出生当年（{facts.born.year}年）的怎么缴，这份通知未载明")


# 算新生儿免费吗: that it is none comes first.
_COUNTS_AS_ONE = re.compile(r"算(不算|是)?新生|(还)?是不是新生|属于新生")


# What is asked of a newborn, by what is asked of everybody who registers.
_AS_OF_EVERYBODY = {
    "newborn_place": ("registration_place", "registration_new"),
    "newborn_documents": ("registration_documents", "registration_new"),
}


def _say_as_of_everybody(draft: Draft, inquiry: Inquiry) -> bool:
    """要带啥, of a child that is no newborn any more and was told of before."""
    wanted = [of_all for one in inquiry.asked_aspects() for of_all in _AS_OF_EVERYBODY.get(one.id, ())]
    return any(say_points(draft, inquiry, aspect, most=1) for aspect in wanted)


def _say_where_everybody_registers(draft: Draft, inquiry: Inquiry) -> None:
    if not say_points(draft, inquiry, "registration_new", most=1):
        say_points(draft, inquiry, "registration_place", most=1)


_PRICE = re.compile(r"多少|钱|几块|(要|用|得)(不要|不用)?(交|缴)|免|能(交|缴|办|登)|可以(交|缴|办|登)")


def _say_general(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    verdict = _not_that_span(inquiry, rules) or not_free(inquiry, rules)
    open_cases, needs = open_cases_of(inquiry, rules)
    if len([case for case in open_cases if not case.silent]) > 1:
        draft.ask = first_to_ask(needs)
    if say_alone(draft, inquiry, rules, verdict):
        return
    draft.say(f"{verdict}{inquiry.head}：{rules.general}", rules.clause, *general_clauses(inquiry, rules))
    for case in rules.cases:
        figure_pay(draft, inquiry, case.pay)
    if rules.register_within:
        draft.figure("register_within", rules.register_within.amount, rules.register_within.unit)


_CLAIMED_SPAN = re.compile(
    r"(?P<count>\d+)个?(?P<unit>[天日月])(之|以)?内[^，。？]{0,4}(登记|办|上)[^，。？]{0,3}(就|都|才)?(行|可以|成|中|算|吧|吗|对)"
    r"|(必须|是不是|得|要|听说|说)[^，。？]{0,4}?(?P<count2>\d+)个?(?P<unit2>[天日月])(之|以)?内"
    r"|(也|都|就)是?(?P<count3>\d+)个?(?P<unit3>[天日月])(之|以)?内?(登记|办)?(吗|吧|么|不|，?对)"
)


def _not_that_span(inquiry: Inquiry, rules: Newborn) -> str:
    """The answer to 是不是90天内登记就行, where the notice gives another span."""
    claim, span = _CLAIMED_SPAN.search(inquiry.question.text), rules.register_within
    if claim is None or span is None or not inquiry.question.confirm:
        return ""
    count, unit = (claim[name] or claim[f"{name}2"] or claim[f"{name}3"] for name in ("count", "unit"))
    said = f"{count}{'个月' if unit == '月' else '天'}"
    return "" if said == span.text() else f"不是{said}，是{span.text()}内。"


def _say_place(draft: Draft, inquiry: Inquiry) -> None:
    """Where and with what, once the case is told; not again where the rule itself has it."""
    rules = inquiry.policy.newborn
    said = "".join(statement.text for statement in draft.statements)
    if rules is None or draft.status == "silent" or "登记：" in said or "经办机构" in said or len(said) > 220:
        return
    say_points(draft, inquiry, "newborn_place", most=1)
