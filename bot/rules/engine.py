"""The entry of the rules module: ``answer(county, policies, question, facts, today, catalogue) -> Answer``."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.rules import pricing, unwritten
from bot.rules.answer import Answer, Citation, Question, Statement
from bot.rules.before_the_topic import alone, by_table, for_audience, named_elsewhere
from bot.rules.catalogue import Catalogue
from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.handlers import (
    administration,
    benefit_period,
    channel,
    contact,
    deadline,
    fee,
    generic,
    late_payment,
    medical,
    refund,
)
from bot.rules.handlers.aid import subsidy as aid
from bot.rules.handlers.household import discount as family_discount
from bot.rules.handlers.newborn import topic as newborn
from bot.rules.handlers.paying import this_month
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.other_years import not_held_answer
from bot.rules.policy import County, Policy
from bot.rules.repeats import without_repeats
from bot.rules.season import say_season
from bot.rules.tag_questions import verdict
from bot.rules.unsaid import say_what_is_not_told
from bot.rules.windows import standings
from bot.rules.years import current, not_held, wanted_year

Handler = Callable[[Inquiry], Draft]
HANDLERS: Mapping[str, Handler] = {
    "fee": fee.answer,
    "deadline": deadline.answer,
    "late_payment": late_payment.answer,
    "benefit_period": benefit_period.answer,
    "newborn": newborn.answer,
    "subsidy": aid.answer,
    "refund": refund.answer,
    "channel": channel.answer,
    "contact": contact.answer,
    "administration": administration.answer,
    "out_of_scope_medical": medical.answer,
}


def answer(
    county: County,
    policies: Mapping[int, Policy],
    question: Question,
    facts: Facts,
    today: datetime.date,
    catalogue: Catalogue,
) -> Answer:
    """Answer one question from one county's policies.

    ``policies`` maps insurance years to policies, at least one. Without a year in the question the newest is used. A
    year that is not held gives ``other_year`` and no figure.
    """
    newest = policies[current(policies, today)]
    wanted = wanted_year(question, facts, policies)
    policy = policies.get(wanted, newest) if wanted else newest
    inquiry = Inquiry(county, policy, catalogue, question, facts, today)
    own_birth = facts.born is not None and wanted == facts.born.year and _is_held(policy, facts)
    free_birth = question.topic == "newborn" and (question.relative_year or own_birth) and facts.born is not None
    of_now = question.topic == "newborn" and wanted in (None, today.year)
    if of_now and _born_this_year_unheld(facts, today, policies):
        return _finish(inquiry, not_held_answer(inquiry, policies, today.year, _draft))
    if wanted and wanted not in policies and not free_birth:
        return _finish(inquiry, not_held_answer(inquiry, policies, wanted, _draft))
    detail = unwritten.of_inquiry(inquiry)
    if detail and question.detail == "alone":
        return _finish(inquiry, unwritten.answer(inquiry, detail))
    draft = _draft(inquiry)
    draft.lead_with(verdict(draft, inquiry))
    say_what_is_not_told(draft, inquiry)
    if detail and question.detail == "beside":
        unwritten.append(draft, inquiry, detail)
    say_season(draft, inquiry)
    if question.which_year:
        _say_which_year(draft, inquiry)
    others = question.other_years or ((wanted,) if wanted and wanted not in policies else ())
    born = facts.born.year if facts.born else None
    if others and free_birth and others != (born,):
        # 那明年呢, of a newborn: what is asked goes before what holds in the year of birth.
        draft.statements.insert(0, Statement(text=not_held(inquiry, policies, others)))
    elif others and not free_birth:
        draft.say(not_held(inquiry, policies, others))
    return _finish(inquiry, draft)


def _draft(inquiry: Inquiry) -> Draft:
    """What the policy has on the question, before it is held against what the asker takes for granted."""
    draft = this_month.answer(inquiry) or for_audience(inquiry) or named_elsewhere(inquiry)
    if draft is None and inquiry.question.topic in HANDLERS:
        draft = by_table(inquiry) or alone(inquiry)
    return draft or _handler(inquiry)(inquiry)


def _is_held(policy: Policy, facts: Facts) -> bool:
    """Whether the rule for newborns is for this birth too, though it is of another year: 11月生的，要不要交25年的."""
    return bool(policy.newborn and facts.born and policy.newborn.born.holds(facts.born))


def _born_this_year_unheld(facts: Facts, today: datetime.date, policies: Mapping[int, Policy]) -> bool:
    """今年6月生的, long after the notices: what the newest one has is told under its own year, as for every 今年."""
    born = facts.born
    known = any(_is_held(policy, facts) for policy in policies.values())
    return born is not None and born.year == today.year > max(policies) and not known


def _say_which_year(draft: Draft, inquiry: Inquiry) -> None:
    """The year that is paid for, before everything else."""
    policy = inquiry.policy
    note = f"（{policy.year_note}）" if policy.year_note else ""
    statement = Statement(text=f"是{policy.year_name}的{note}", clauses=(policy.contribution.clause,))
    draft.statements.insert(0, statement)


def _handler(inquiry: Inquiry) -> Handler:
    """The topic's handler; a family whose members differ is a sum."""
    topic, household = inquiry.question.topic, inquiry.facts.household
    if family_discount.is_asked(inquiry):
        return family_discount.answer
    if topic == "subsidy" and household and len({person.groups for person in household.persons if person.groups}) > 1:
        topic = "fee"
    if topic in ("registration", "eligibility") and _may_on_that_day(inquiry):
        topic = "deadline"
    if topic == "eligibility" and _pays_by_how_long_ago(inquiry):
        topic = "deadline"
    if topic == "channel" and _may_not_on_that_day(inquiry):
        topic = "deadline"
    if topic == "failure" and _closed_day(inquiry):
        return _failed_on_a_closed_day
    if topic == "subsidy" and "优惠" in inquiry.question.text and _has_discount(inquiry):
        topic = "fee"
    return HANDLERS.get(topic, generic.answer)


def _pays_by_how_long_ago(inquiry: Inquiry) -> bool:
    """2月底停的职工医保，现在参居民医保交多少: the price of this day hangs on how long ago that was."""
    facts, day = inquiry.facts, inquiry.facts.asked_on
    if day is None or not _PRICE.search(inquiry.question.text):
        return False
    rates = [rate.when for one in standings(inquiry.policy, day, facts) if one.is_within for rate in one.window.rates]
    timed = [when for when in rates if when.is_timed and facts.groups & set(when.groups)]
    return any(holds(when, facts).value is not None for when in timed)


_PRICE = re.compile(r"多少(?!天|个?月|日|年)|几块|什么价")


def _may_not_on_that_day(inquiry: Inquiry) -> bool:
    """后天去银行交行不, when it is too late by then: that comes before how."""
    facts, text = inquiry.facts, inquiry.question.text
    if facts.asked_on is None or not facts.to_the_day("asked_on") or not _MAY_I.search(text):
        return False
    now = standings(inquiry.policy, facts.asked_on, facts)
    return bool(now) and not any(one.state in ("open", "extended", "undated") for one in now)


_PAYS = re.compile(r"交|缴|付|收|系统")


def _closed_day(inquiry: Inquiry) -> datetime.date | None:
    """The day on which paying failed, where nobody may pay on that day of a month and no other fault is told."""
    if any(not aspect.default for aspect in inquiry.asked_aspects()) or not _PAYS.search(inquiry.question.text):
        return None
    day = inquiry.facts.paid or inquiry.facts.asked_on or inquiry.today
    now = standings(inquiry.policy, day, inquiry.facts)
    return day if any(one.state == "closed_today" and one.for_everyone for one in now) else None


def _failed_on_a_closed_day(inquiry: Inquiry) -> Draft:
    return deadline.answer(replace(inquiry, facts=inquiry.facts.copy(update={"asked_on": _closed_day(inquiry)})))


_MAY_I = re.compile(
    r"(行|中|成|可以|来得及|赶得上|得行|赶趟)(不|吗|么|没|嘛|吧)|行不行|能不能|可不可以|还能|还可以|能[^，。]{0,8}(不|吗|么|吧)[？?]?$"
)
_HOW = re.compile(r"怎么|咋|如何|哪|带|材料|手续|登记|填|什么|啥")


def _may_on_that_day(inquiry: Inquiry) -> bool:
    """明年二月第一次参保行不: whether one may on a day that was told is a question of the windows."""
    text, facts = inquiry.question.text, inquiry.facts
    return (
        (facts.asked_on is not None or facts.away is not None)
        and facts.renewing is not None
        and bool(_MAY_I.search(text))
        and not _HOW.search(text)
    )


def _has_discount(inquiry: Inquiry) -> bool:
    """Whether 优惠 is more likely a window's lower price than aid: the county has one, and no group is named."""
    return not inquiry.facts.groups and len(pricing.standard(inquiry.policy)) > 1


def _finish(inquiry: Inquiry, draft: Draft) -> Answer:
    notice = inquiry.policy.notices[0].short
    clauses = dict.fromkeys(clause for statement in draft.statements for clause in statement.clauses)
    status = "ask" if draft.ask and draft.status == "answered" else draft.status
    statements = tuple(s for s in draft.statements if s.text)
    return Answer(
        status=status,
        topic=inquiry.question.topic,
        county=inquiry.county.id,
        insurance_year=inquiry.policy.insurance_year,
        statements=without_repeats(statements, inquiry.head),
        figures=tuple(draft.figures) if draft.status != "other_year" else (),
        citations=tuple(Citation(notice=notice, clause=clause) for clause in clauses),
        ask=draft.ask if draft.status == "answered" else None,
        aspects=tuple(dict.fromkeys(draft.aspects)),
        found_nothing=draft.found_nothing,
    )
