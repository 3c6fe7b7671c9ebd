"""The entry of the rules module: ``answer(county, policies, question, facts, today, catalogue) -> Answer``."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import Answer, Citation, Question, Statement, day
from bot.rules.calendar import add_months
from bot.rules.catalogue import Catalogue
from bot.rules.facts import Facts
from bot.rules.handlers import (
    aid,
    benefit_period,
    channel,
    contact,
    deadline,
    fee,
    generic,
    late_payment,
    newborn,
    refund,
    tables,
)
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import County, Policy
from bot.rules.repeats import says_again
from bot.rules.windows import standings

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
}
# What is not tied to a season, so that no reply about it needs to say that the windows are over.
TIMELESS = ("contact", "administration", "out_of_scope_medical")


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
    newest = policies[_current(policies, today)]
    wanted = _wanted_year(question, facts, policies)
    policy = policies.get(wanted, newest) if wanted else newest
    inquiry = Inquiry(county, policy, catalogue, question, facts, today)
    free_birth = question.topic == "newborn" and question.relative_year and facts.born is not None
    if wanted and wanted not in policies and not free_birth:
        return _other_year(inquiry, policies, wanted)
    draft = _for_audience(inquiry) or _named_elsewhere(inquiry) or _by_table(inquiry) or _handler(inquiry)(inquiry)
    if question.topic not in TIMELESS and draft.status == "answered" and not _free_newborn(draft):
        _say_season(draft, inquiry)
    if question.which_year:
        _say_which_year(draft, inquiry)
    others = question.other_years or ((wanted,) if wanted and wanted not in policies else ())
    born = facts.born.year if facts.born else None
    if others == (born,) and free_birth:
        # 今年的要不要交, in the year of birth: the notice's rule for newborns is of that year.
        pass
    elif others and free_birth:
        # 那明年呢, of a newborn: what is asked goes before what holds in the year of birth.
        draft.statements.insert(0, Statement(text=_not_held(inquiry, policies, others)))
    elif others:
        draft.say(_not_held(inquiry, policies, others))
    return _finish(inquiry, draft)


def _say_which_year(draft: Draft, inquiry: Inquiry) -> None:
    """The year that is paid for, before everything else."""
    policy = inquiry.policy
    note = f"（{policy.year_note}）" if policy.year_note else ""
    statement = Statement(text=f"是{policy.year_name}的{note}", clauses=(policy.contribution.clause,))
    draft.statements.insert(0, statement)


def _handler(inquiry: Inquiry) -> Handler:
    """The topic's handler; a family whose members differ is a sum."""
    topic, household = inquiry.question.topic, inquiry.facts.household
    if topic == "subsidy" and household and len({person.groups for person in household.persons if person.groups}) > 1:
        topic = "fee"
    if topic in ("registration", "eligibility") and _may_on_that_day(inquiry):
        topic = "deadline"
    if topic == "failure" and _closed_day(inquiry):
        return _failed_on_a_closed_day
    if topic == "subsidy" and "优惠" in inquiry.question.text and _has_discount(inquiry):
        topic = "fee"
    return HANDLERS.get(topic, generic.answer)


def _closed_day(inquiry: Inquiry) -> datetime.date | None:
    """The day on which paying failed, where nobody may pay on that day of a month and no other fault is told."""
    if any(not aspect.default for aspect in inquiry.asked_aspects()):
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


# Tables with a handler of their own, which looks at more than the facts.
_OWN_TABLES = ("refund_rule",)


def _by_table(inquiry: Inquiry) -> Draft | None:
    """What a table says on an aspect of a topic that has a handler: a case that holds, or else the rule in short where
    the notice has no more to say on it."""
    if inquiry.question.topic not in HANDLERS or inquiry.facts.household:
        return None
    late = inquiry.policy.late
    own_wait = bool(late and any(row.wait for row in pricing.midway_rows(late, inquiry.facts)))
    asked = [aspect for aspect in inquiry.asked_aspects() if not aspect.default]
    default = inquiry.catalogue.default(inquiry.question.topic)
    for aspect in asked or ([default] if default else []):
        table = inquiry.policy.tables.get(aspect.id)
        if table is None or aspect.id in _OWN_TABLES:
            continue
        inquiry = _paid_when_asked(inquiry)
        decided = tables.decide(table, inquiry.facts)[0]
        draft = Draft()
        only_this = len(asked) == 1 and not own_wait and not inquiry.policy.points.get(aspect.id)
        if decided or only_this:
            tables.say_table(draft, inquiry, aspect.id)
            return draft
    return None


def _paid_when_asked(inquiry: Inquiry) -> Inquiry:
    """Whoever asks for the wait after paying on a day pays on it."""
    facts = inquiry.facts
    waits = inquiry.question.topic in ("late_payment", "benefit_period")
    if not waits or facts.paid or not facts.to_the_day("asked_on"):
        return inquiry
    return replace(inquiry, facts=facts.copy(update={"paid": facts.asked_on}))


# Topics whose points are picked by the names of offices and groups, which stand in other questions too.
_BY_NAMES = ("administration", "subsidy", "eligibility", "contact")


def _named_elsewhere(inquiry: Inquiry) -> Draft | None:
    """A thing that only one point of the notice speaks of (核定单), whatever topic the question seems to have."""
    if any(not aspect.default for aspect in inquiry.asked_aspects()):
        return None
    draft, text = Draft(), inquiry.question.text
    for aspect, points in inquiry.policy.points.items():
        known = inquiry.catalogue.aspects.get(aspect)
        if known is None or known.default or known.topic in (*_BY_NAMES, inquiry.question.topic):
            continue
        for point in points:
            if any(len(word) > 2 and not word.isdigit() and word in text for word in point.about):
                draft.say(point.say if draft.statements else f"{inquiry.head}，{point.say}", point.clause)
    return draft if draft.statements else None


def _for_audience(inquiry: Inquiry) -> Draft | None:
    """How or where students and people from elsewhere pay or register, where the notice says it of them."""
    dated = inquiry.facts.asked_on or inquiry.facts.paid
    if inquiry.question.topic not in ("channel", "registration", "deadline") or dated:
        return None
    broken_off = "断" in inquiry.question.text and inquiry.asks("registration_new")
    if broken_off or any(aspect.decisive for aspect in inquiry.asked_aspects()):
        return None
    draft = Draft()
    for aspect in inquiry.catalogue.asked_in(inquiry.question.text):
        if aspect.audience and not say_points(draft, inquiry, aspect.id):
            say_silence(draft, inquiry, aspect)
    return draft if draft.statements else None


def _current(policies: Mapping[int, Policy], today: datetime.date) -> int:
    """The year that is being collected today, else the newest."""
    collecting = [
        year
        for year, policy in policies.items()
        for window in policy.windows
        if window.start and window.end and window.start <= today <= window.end
    ]
    return max(collecting, default=max(policies))


def _wanted_year(question: Question, facts: Facts, policies: Mapping[int, Policy]) -> int | None:
    """The insurance year asked for: by name, by a date that lies in it, or by one beyond every policy that is held."""
    if question.year:
        return question.year
    last = max(_last_day(policy) for policy in policies.values())
    for date in (facts.born, facts.paid, facts.asked_on):
        if date is None:
            continue
        if date > last:
            return date.year
        covering = [
            year for year in sorted(policies, reverse=True) if _covers(policies[year], date, facts.born == date)
        ]
        if covering:
            return covering[0]
    return None


def _covers(policy: Policy, date: datetime.date, birth: bool) -> bool:
    """Whether a birth falls under the policy's rule, or a day into the time from its first window on."""
    if birth:
        return bool(policy.newborn and policy.newborn.born.holds(date))
    starts = [window.start for window in policy.windows if window.start]
    return bool(starts) and min(starts) <= date <= _last_day(policy)


def _last_day(policy: Policy) -> datetime.date:
    """The last day on which a question can still be about this policy: its year's end, or half a year after it closes."""
    ends = [datetime.date(policy.insurance_year, 12, 31)]
    ends += [benefit.until for benefit in policy.benefits if benefit.until]
    closes = policy.closes()
    return max([*ends, add_months(closes, 6)] if closes else ends)


def _other_year(inquiry: Inquiry, policies: Mapping[int, Policy], wanted: int) -> Answer:
    draft = Draft(status="other_year")
    years = tuple(dict.fromkeys((wanted, *inquiry.question.other_years)))
    draft.say(_not_held(inquiry, policies, years))
    text, clauses = referral(inquiry)
    draft.say(f"{_years_text(years)}的{text}", *clauses)
    return _finish(inquiry, draft)


def _not_held(inquiry: Inquiry, policies: Mapping[int, Policy], years: tuple[int, ...]) -> str:
    """That there is no rule for these years, and which ones there are."""
    held = "、".join(policies[year].year_name for year in sorted(policies))
    note = f"（{inquiry.policy.year_note}）" if inquiry.policy.year_note else ""
    text = _years_text(years)
    return f"{inquiry.county.name}{text}的规定我这里没有，只收录了{held}的通知{note}，不能拿来当作{text}的"


def _years_text(years: tuple[int, ...]) -> str:
    return "、".join(f"{year}年" for year in years)


def _free_newborn(draft: Draft) -> bool:
    return {figure.value for figure in draft.figures if figure.name == "newborn_pay"} == {0}


def _say_season(draft: Draft, inquiry: Inquiry) -> None:
    """With today past the year's windows, say so and where to ask."""
    closes = inquiry.policy.closes()
    if closes is None or inquiry.today <= closes:
        return
    said = "".join(statement.text for statement in draft.statements)
    in_year = inquiry.today <= datetime.date(inquiry.policy.insurance_year, 12, 31)
    if in_year and inquiry.question.topic in ("late_payment", "newborn", "benefit_period"):
        # What was just said is how it is done now.
        return
    last = max((w for w in inquiry.policy.windows if w.end), key=lambda w: w.end or datetime.date.min)
    text, clauses = referral(inquiry)
    ending = "" if text in said else f"，现在的办法{text}"
    late_told = any(figure.name == "late_payment" for figure in draft.figures)
    if (inquiry.facts.asked_on == inquiry.today or late_told) and day(closes) in said:
        return
    price, late = pricing.late(inquiry.policy, inquiry.facts), inquiry.policy.late
    if in_year and price and late and late.accepted == "all" and not pricing.is_over(late, inquiry.today):
        ending, clauses = f"，现在补缴要{price.each('')}", price.all_clauses()
        draft.figure("late_payment", price.amount, "元")
    draft.say(
        f"这一年度的缴费已于{last.end_say or day(closes)}结束{ending}",
        last.clause,
        *(clauses if ending else ()),
        season=True,
    )


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
        statements=_without_repeats(statements, inquiry.head),
        figures=tuple(draft.figures) if draft.status != "other_year" else (),
        citations=tuple(Citation(notice=notice, clause=clause) for clause in clauses),
        ask=draft.ask if draft.status == "answered" else None,
        aspects=tuple(dict.fromkeys(draft.aspects)),
        found_nothing=draft.found_nothing,
    )


def _without_repeats(statements: tuple[Statement, ...], head: str) -> tuple[Statement, ...]:
    """No sentence that another one already contains; a fuller one takes its place."""
    kept: list[Statement] = []
    for statement in statements:
        if not statement.steps and any(says_again(statement.text, other.text) for other in kept):
            continue
        fuller = next((i for i, other in enumerate(kept) if _is_part_of(other, statement, head)), None)
        if fuller is None:
            kept.append(statement)
        else:
            kept[fuller] = statement.copy(update={"text": f"{head}，{statement.text}"})
    return tuple(kept)


def _is_part_of(statement: Statement, other: Statement, head: str) -> bool:
    """Whether a sentence under the head says no more than another one does."""
    bare = statement.text.removeprefix(f"{head}，")
    return bare != statement.text and not statement.steps and says_again(bare, other.text)
