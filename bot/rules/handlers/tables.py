"""Decision tables of the policy: refunds, changing to employee insurance, and whatever a county adds."""

import datetime
import re

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.calendar import Span, day_after_full
from bot.rules.conditions import Truth, holds
from bot.rules.facts import Facts
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import ApplyBy, Case, Policy, Table, When
from bot.rules.windows import paid_in


def decide(table: Table, facts: Facts) -> tuple[Case | None, tuple[str, ...]]:
    """The case that holds, or None and the facts that would decide between those still open."""
    needs: list[str] = []
    for case in table.cases:
        truth = holds(case.when, facts)
        if truth.value is True and not needs:
            return case, ()
        if truth.value is None and not _only_membership(truth, case.when, facts, table):
            needs.extend(truth.needs)
    # What anybody can tell is asked before who of some list one is.
    return None, tuple(sorted(dict.fromkeys(needs), key=lambda need: need in _MEMBERSHIP))


_MEMBERSHIP = ("groups", "township", "since_days")


def _only_membership(truth: Truth, when: When, facts: Facts, table: Table) -> bool:
    """Whether nothing but who the person is would make the case theirs, and another case is by what they told.

    Nobody is taken for one of a group or township without saying so.
    """
    # 退役3个月内的: since when is asked only of who is one of them.
    if "groups" not in truth.needs and not set(truth.needs) <= {"township"}:
        return False
    told = facts.known()
    return any(
        holds(other.when, facts).value is True and other.when.__fields_set__ & told
        for other in table.cases
        if other.when != when
    )


def say_table(draft: Draft, inquiry: Inquiry, aspect: str) -> bool:
    """Say what the table decides; the rule in short, and what would decide, when it is open. False without a table."""
    table = inquiry.policy.tables.get(aspect)
    if table is None:
        return False
    draft.aspects.append(aspect)
    case, needs = decide(table, _applying(inquiry))
    limit = (case.apply_by if case else None) or table.apply_by
    if not (case and case.silent) and _say_too_late(draft, inquiry, limit):
        draft.say(f"{inquiry.head}：{case.say if case else table.general}", case.clause if case else table.clause)
        return True
    if case is None:
        draft.say(f"{inquiry.head}：{table.general}", table.clause)
        draft.ask = needs[0] if needs and any_known(table, inquiry.facts) else None
        return True
    if case.silent:
        draft.say(f"{case.verdict or ''}{inquiry.head}，{case.say}，您这种情况通知未载明", case.clause)
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
        draft.status = "silent"
        return True
    draft.say(f"{case.verdict or ''}{inquiry.head}，{case.say}", case.clause)
    paid = inquiry.facts.pays_on
    if case.wait and paid and not inquiry.facts.months_only:
        covered = day_after_full(paid, case.wait)
        draft.say(f"{day(paid)}缴费的，就是{day(covered)}起", case.clause)
        draft.figure("covered_from", covered, "日期")
    return True


def _applying(inquiry: Inquiry) -> Facts:
    """The case of somebody who applies today, unless another day is told or today lies outside this year."""
    return inquiry.facts.copy(update={"applied": inquiry.today}) if is_current(inquiry) else inquiry.facts


def is_current(inquiry: Inquiry) -> bool:
    """Whether today lies between the first day of paying for this year and the last day of its benefits."""
    policy = inquiry.policy
    starts = [window.start for window in policy.windows if window.start]
    ends = [benefit.until for benefit in policy.benefits if benefit.until]
    return bool(starts) and min(starts) <= inquiry.today <= max(ends, default=policy.closes() or min(starts))


# 征缴期过了才想起来: too late, without a day.
_OVER = re.compile(r"(征缴|缴费|集中|交费|征收)?期(限|间)?(都|已经?|早就?|也)?(过|结束|完)了")


def _say_too_late(draft: Draft, inquiry: Inquiry, apply_by: ApplyBy | None) -> bool:
    """What had to be asked for by a day that has gone by cannot be asked for any more."""
    policy = inquiry.policy
    by = policy.closes() if apply_by == "windows" else apply_by
    in_year = inquiry.today <= datetime.date(policy.insurance_year, 12, 31)
    missed = inquiry.facts.missed_window or _OVER.search(inquiry.question.text)
    if apply_by == "windows" and missed and isinstance(by, datetime.date):
        window = policy.windows[0]
        draft.say(f"不行，{inquiry.head}要在{window.name}内（到{day(by)}）申请，过了就不能申请", window.clause)
        draft.figure("apply_by", by, "日期")
        return True
    when = inquiry.facts.asked_on or (inquiry.today if in_year and apply_by != "windows" else None)
    if not isinstance(by, datetime.date) or when is None or when <= by:
        return False
    limit = policy.windows[0].name if apply_by == "windows" else "申请的期限"
    clause = policy.windows[0].clause if apply_by == "windows" else None
    draft.say(f"{inquiry.when(when)}已经过了{limit}（到{day(by)}），不能申请了", clause)
    draft.figure("apply_by", by, "日期")
    return True


def own_wait(policy: Policy, facts: Facts, paid: datetime.date) -> tuple[Span, str] | None:
    """The wait of this person's own group after paying on that day, with its clause, where the notice has one."""
    row = pricing.own_wait(policy, facts)
    if row and row.wait and policy.late:
        return row.wait, row.wait_clause or policy.late.wait_clause or policy.late.clause
    if not (facts.groups or facts.known() & _OF_A_BREAK):
        return None
    then = facts.copy(update={"paid": paid})
    decided = (decide(policy.tables[aspect], then)[0] for aspect in _OF_WAITING if aspect in policy.tables)
    return next(((case.wait, case.clause) for case in decided if case and case.wait), None)


# The tables that say from when on somebody is covered.
_OF_WAITING = ("waiting_period", "benefit")
_OF_A_BREAK = frozenset({"gap_months", "gap_days"})


def any_known(table: Table, facts: Facts) -> bool:
    """Whether the asker told anything that this table looks at; nobody is questioned about a general question."""
    looked_at = {name for case in table.cases for name in case.when.__fields_set__}
    return bool(looked_at & facts.known())


def benefits_started(policy: Policy, paid: datetime.date | None, on: datetime.date | None) -> bool | None:
    """Whether benefits of a payment had started by ``on``; None when either date or the notice leaves it open."""
    if on is None:
        return None
    for row in policy.benefits:
        since = row.since
        if paid is not None:
            if row.window != paid_in(policy, paid, Facts()) or not _paid_in_row(row.paid, paid):
                continue
            since = row.since or (day_after_full(paid, row.wait) if row.wait else None)
        if since:
            return on >= since
    return None


def _paid_in_row(limits: object, paid: datetime.date) -> bool:
    since, until = getattr(limits, "since", None), getattr(limits, "until", None)
    return (since is None or paid >= since) and (until is None or paid <= until)
