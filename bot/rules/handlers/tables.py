"""Decision tables of the policy: refunds, changing to employee insurance, and whatever a county adds."""

import datetime

from bot.rules.answer import day
from bot.rules.calendar import day_after_full
from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import Case, Policy, Table
from bot.rules.windows import paid_in


def decide(table: Table, facts: Facts) -> tuple[Case | None, tuple[str, ...]]:
    """The case that holds, or None and the facts that would decide between those still open."""
    needs: list[str] = []
    for case in table.cases:
        truth = holds(case.when, facts)
        if truth.value is True and not needs:
            return case, ()
        if truth.value is None:
            needs.extend(truth.needs)
    return None, tuple(dict.fromkeys(needs))


def say_table(draft: Draft, inquiry: Inquiry, aspect: str) -> bool:
    """Say what the table decides; the rule in short, and what would decide, when it is open. False without a table."""
    table = inquiry.policy.tables.get(aspect)
    if table is None:
        return False
    draft.aspects.append(aspect)
    case, needs = decide(table, inquiry.facts)
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
    paid = inquiry.facts.paid or inquiry.facts.asked_on
    if case.wait and paid:
        covered = day_after_full(paid, case.wait)
        draft.say(f"{day(paid)}缴费的，就是{day(covered)}起", case.clause)
        draft.figure("covered_from", covered, "日期")
    return True


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
