"""The wait of those who pay late: everybody's, or a group's own."""

import datetime
import re

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.calendar import Span, day_after_full
from bot.rules.conditions import holds
from bot.rules.handlers import tables
from bot.rules.handlers.paying.in_vain import end_of_benefits, is_in_vain
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import LateEnrollment, Midway
from bot.rules.windows import paid_in


def say_wait(
    draft: Draft,
    inquiry: Inquiry,
    wait: Span | None,
    clause: str,
    paid: datetime.date | None,
    months_only: bool = False,
) -> None:
    """From when one is covered; to the day, where the day of paying is known."""
    if wait is None:
        return
    if wait.is_none:
        draft.say(f"没有等待期，{wait.from_payment()}享受待遇", clause)
        return
    text = f"{wait.from_payment()}才享受待遇"
    if paid and not months_only:
        covered = day_after_full(paid, wait)
        lost = "，已经过了这一年度" if is_in_vain(inquiry.policy, covered) else ""
        text = f"{wait.from_payment()}，也就是{day(covered)}起享受待遇{lost}"
        draft.figure("covered_from", covered, "日期")
    draft.say(text, clause)
    draft.figure("waiting_period", wait.amount, wait.unit)


def wait_of(inquiry: Inquiry, late: LateEnrollment) -> tuple[Span | None, str]:
    """The wait after paying late: the own one of a group that the person is known to belong to, else everybody's."""
    own = pricing.own_wait(inquiry.policy, inquiry.facts)
    return midway_wait(late, (own,) if own else ())


def midway_wait(late: LateEnrollment, mine: tuple[Midway, ...]) -> tuple[Span | None, str]:
    """The wait of people who enroll midway: their group's own, else everybody's."""
    own = next((row for row in mine if row.wait), None)
    if own:
        return own.wait, own.wait_clause or late.wait_clause or late.clause
    return late.wait, late.wait_clause or late.clause


def ask_for_the_wait(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """A group's own wait that hangs on what was not told: that is asked."""
    needs = [
        fact
        for row in pricing.midway_rows(late, inquiry.facts)
        if row.wait
        for fact in holds(row.when, inquiry.facts).needs
    ]
    draft.ask = draft.ask or (needs[0] if needs else None)


def day_known(inquiry: Inquiry) -> bool:
    """Whether the day of paying was told to the day, so that a wait can be counted from it."""
    facts = inquiry.facts
    return not facts.months_only and not any(row.fact in ("paid", "asked_on") for row in facts.rough)


def say_wait_of_window(draft: Draft, inquiry: Inquiry, on: datetime.date) -> None:
    """The wait that comes with paying in the window of that day."""
    window = paid_in(inquiry.policy, on, inquiry.facts)
    for row in inquiry.policy.benefits:
        if row.window == window and row.wait and not row.wait.is_none:
            wait, clause = tables.own_wait(inquiry.policy, inquiry.facts, on) or (row.wait, row.clause)
            say_wait(draft, inquiry, wait, clause, on, not day_known(inquiry))
            if inquiry.policy.late:
                ask_for_the_wait(draft, inquiry, inquiry.policy.late)
            return


_FROM_WHEN = re.compile(
    r"(哪[天日]|几[号时月]|何时|(什|啥|么)么?时候)[^，。？]{0,4}(能|可以|开始)?(用|报(?!名)|享受|生效)"
)


def asks_from_when(inquiry: Inquiry) -> bool:
    """Whether it is asked from which day on one is covered: 哪天能用, 几月能报."""
    return bool(_FROM_WHEN.search(inquiry.question.digits or inquiry.question.text))


def say_wait_from_today(draft: Draft, inquiry: Inquiry, wait: Span | None, clause: str) -> None:
    """哪天能用, without a day of paying: the day it comes to if one pays today, in the year that is paid for."""
    end = end_of_benefits(inquiry.policy)
    if (
        not asks_from_when(inquiry)
        or wait is None
        or not wait.amount
        or inquiry.facts.pays_on
        or end is None
        or inquiry.today > end
    ):
        return
    covered = day_after_full(inquiry.today, wait)
    draft.say(f"{day(inquiry.today)}缴的，{day(covered)}起享受", clause)
    draft.figure("covered_from", covered, "日期")
