"""From when to when treatment is covered."""

import datetime
import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.calendar import Span, day_after_full
from bot.rules.conditions import holds
from bot.rules.handlers import tables, treated
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.handlers.paying.in_vain import end_of_benefits, is_in_vain, lead_with_that
from bot.rules.handlers.paying.wait import asks_from_when
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Benefit, LateEnrollment, When
from bot.rules.windows import alike, paid_in, standings


def answer(inquiry: Inquiry) -> Draft:
    """The benefit period for a payment on the day given, or for each way of paying."""
    inquiry = _paying_today(inquiry)
    draft, paid = Draft(), inquiry.facts.pays_on
    benefits = inquiry.policy.benefits
    if not benefits:
        asked = "benefit_end" if inquiry.asks("benefit_end") else "benefit"
        say_silence(draft, inquiry, inquiry.catalogue.aspects[asked])
        return draft
    if paid:
        _say_for_payment(draft, inquiry, paid)
    elif inquiry.asks("benefit_end"):
        _say_end(draft, inquiry)
    if not draft.statements:
        _say_all(draft, inquiry)
    draft.aspects.append("benefit")
    lead_with_that(draft, inquiry)
    return draft


def _paying_today(inquiry: Inquiry) -> Inquiry:
    """大学毕业现在能参保吗。那几月能用: whoever joins midway, and has not paid, can be covered by a payment of today."""
    facts, policy = inquiry.facts, inquiry.policy
    asked = facts.treated or asks_from_when(inquiry)
    end = end_of_benefits(policy)
    if facts.pays_on or not asked or end is None or inquiry.today > end:
        return inquiry
    if not facts.groups or not pricing.only_midway(policy, facts, inquiry.today):
        return inquiry
    return replace(inquiry, facts=facts.copy(update={"paid": inquiry.today}))


def _say_end(draft: Draft, inquiry: Inquiry) -> None:
    """Until when treatment is covered, however the payment was made; or that the notice tells the beginning only."""
    ends = dict.fromkeys(row.until for row in inquiry.policy.benefits if row.until)
    for until in ends:
        clauses = dict.fromkeys(row.clause for row in inquiry.policy.benefits if row.until == until)
        draft.say(f"{inquiry.head}的待遇到{day(until)}为止", *clauses)
        draft.figure("covered_until", until, "日期")
    if not ends:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["benefit_end"])
        for row in inquiry.policy.benefits:
            if row.since:
                draft.say(f"只写了从{day(row.since)}起享受", row.clause)
                draft.figure("covered_from", row.since, "日期")


def _say_for_payment(draft: Draft, inquiry: Inquiry, paid: datetime.date) -> None:
    rough = inquiry.facts.roughly("paid") or inquiry.facts.roughly("asked_on")
    if rough and not alike(inquiry.policy, rough.first, rough.last, inquiry.facts):
        draft.ask = "paid"
        return
    window = paid_in(inquiry.policy, paid, inquiry.facts)
    late, closes = inquiry.policy.late, inquiry.policy.closes()
    if late and late.accepted == "listed" and window == "late" and _may_not(inquiry, late):
        paying.say_day(draft, inquiry, paid)
        return
    if _may_be_of_others(inquiry, window, paid):
        paying.say_day(draft, inquiry, paid)
        draft.statements = draft.statements[:2]
        return
    facts = inquiry.facts.copy(update={"paid": paid})
    for row in inquiry.policy.benefits:
        if row.window == window and holds(When(paid=row.paid), facts).value:
            _say_row(draft, inquiry, row, paid)
            draft.lead_with(treated.verdict(draft, inquiry))
            if window == "late" and late and late.accepted == "listed" and not pricing.midway_rows(late, inquiry.facts):
                _say_only_for_them(draft, inquiry)
            break
    if late and late.accepted == "as_a_rule_no" and closes and paid > closes:
        _say_as_a_rule_not(draft, inquiry, f"{day(closes)}以后，{late.says}", late.clause)


_WHETHER_ONE_MAY = re.compile(r"能[^，。？]{0,3}(交|缴|补)|来得及|没赶上|现在(再|去|来|才)?(交|缴|补)")


def _say_as_a_rule_not(draft: Draft, inquiry: Inquiry, says: str, clause: str) -> None:
    """That one may as a rule not pay any more: first where that is asked, at the end for whoever has paid."""
    if inquiry.facts.paid or not _WHETHER_ONE_MAY.search(inquiry.question.text):
        draft.say(f"{'' if draft.statements else inquiry.head}{says}", clause)
        return
    said, draft.statements = draft.statements, []
    draft.say(f"{inquiry.head}，{says}", clause)
    draft.statements += [row.copy(update={"text": f"办成了的，{row.text}"}) for row in said[:1]] + said[1:]


def _may_be_of_others(inquiry: Inquiry, window: str | None, paid: datetime.date) -> bool:
    """Whether the day to come lies in a window for some people only, and it is open whether the asker is one of them."""
    if inquiry.facts.paid or paid < inquiry.today:
        return False
    now = next((row for row in standings(inquiry.policy, paid, inquiry.facts) if row.window.id == window), None)
    return now is not None and now.window.who is not None and now.applies.value is None


def _may_not(inquiry: Inquiry, late: LateEnrollment) -> bool:
    """Whether the asker goes on with the insurance, and so is none of those who may still enroll after the windows."""
    return inquiry.facts.renewing is True and not pricing.midway_rows(late, inquiry.facts)


def _say_only_for_them(draft: Draft, inquiry: Inquiry) -> None:
    """The day holds for those who may enroll after the windows, which was not told of the asker: they go first."""
    said, draft.statements = draft.statements, []
    say_points(draft, inquiry, "midway", most=1)
    draft.statements += [row.copy(update={"text": f"属于的，{row.text}"}) for row in said[:1]] + said[1:]


def _say_row(draft: Draft, inquiry: Inquiry, row: Benefit, paid: datetime.date) -> None:
    until = f"，到{day(row.until)}为止" if row.until else ""
    own = tables.own_wait(inquiry.policy, inquiry.facts, paid) if row.wait else None
    if row.since:
        yes = _verdict(inquiry, row.since)
        who = _of_some_only(inquiry, row)
        draft.say(
            f"{yes}{who}{inquiry.when(paid)}缴费的，从{day(row.since)}起享受{inquiry.head}的待遇{until}", row.clause
        )
        draft.figure("covered_from", row.since, "日期")
    elif row.wait:
        wait, clause = own or (row.wait, row.clause)
        not_yet = "还不能，" if _cannot_be_full(inquiry, wait) else ""
        if inquiry.when(paid) != day(paid):
            # Only about when was paid is known: no day can be worked out from it.
            draft.say(
                f"{not_yet}{inquiry.when(paid)}缴费的，{wait.from_payment()}享受{inquiry.head}的待遇{until}", clause
            )
            return
        covered = day_after_full(paid, wait)
        if is_in_vain(inquiry.policy, covered):
            until = "，已经过了这一年度"
        full = f"{wait.once_full()}，也就是" if wait.amount else "从"
        draft.say(
            f"{not_yet or _verdict(inquiry, covered)}{inquiry.when(paid)}缴费的，{full}{day(covered)}起享受{inquiry.head}的待遇{until}",
            clause,
        )
        draft.figure("covered_from", covered, "日期")
    if row.until:
        draft.figure("covered_until", row.until, "日期")
    if row.says and not own:
        # What is said of waiting is not said of somebody who need not, or not so long.
        draft.say(row.says, row.clause)


def _of_some_only(inquiry: Inquiry, row: Benefit) -> str:
    """Whose the window is in which the payment falls, where the asker is not known to be one of them."""
    window = next((window for window in inquiry.policy.windows if window.id == row.window), None)
    if window is None or window.who is None or holds(window.when, inquiry.facts).value:
        return ""
    return f"{window.who}，"


def _verdict(inquiry: Inquiry, covered: datetime.date) -> str:
    """是的，/不是，: whether the day on which the asker expects to be covered is the right one."""
    expected = inquiry.facts.earliest_and_latest("asked_on") if inquiry.facts.paid else None
    if expected is None or not inquiry.question.confirm or not _NOT_BEFORE.search(inquiry.question.text):
        return ""
    return "是的，" if expected[0] <= covered <= expected[1] else "不是，"


# 是不是4月才能报: the day before which one is not covered.
_NOT_BEFORE = re.compile(r"才|开始|起")
_BY_NOW = re.compile(r"(今天|现在|这会儿|眼下|今儿)(?!(才|刚)?补?[交缴])[^，。哪几啥什何]{0,8}(报|用|享受)")


def _cannot_be_full(inquiry: Inquiry, wait: Span) -> bool:
    """Whether it is asked of today, and the wait is not over even if the payment was on the first day it can have been."""
    days = inquiry.facts.earliest_and_latest("paid") or inquiry.facts.earliest_and_latest("asked_on")
    asked = _BY_NOW.search(inquiry.question.text)
    return bool(asked and days and inquiry.today < day_after_full(days[0], wait))


def _say_all(draft: Draft, inquiry: Inquiry) -> None:
    for row, who in _asked_terms(inquiry):
        lead = "" if draft.statements else _at_once(inquiry, row) + inquiry.head
        if row.since:
            until = f"至{day(row.until)}" if row.until else ""
            draft.say(f"{lead}{who}缴费的，从{day(row.since)}{until or '起'}享受待遇", row.clause)
            draft.figure("covered_from", row.since, "日期")
        elif row.wait:
            until = f"，到{day(row.until)}为止" if row.until else ""
            draft.say(f"{lead}{who}缴费的，{row.wait.from_payment()}享受待遇{until}", row.clause)
        elif row.says:
            draft.say(f"{lead}{who}缴费的，{row.says}", row.clause)
            continue
        if row.until:
            draft.figure("covered_until", row.until, "日期")
        if row.says and inquiry.asks("benefit"):
            draft.say(row.says, row.clause)
    say_points(draft, inquiry, "benefit")


# 延长期交的, 补交的: of those who pay after the windows.
_LATER = re.compile(r"延长|补(交|缴)|逾期|过期|中途|晚(交|缴)")
_AT_ONCE = re.compile(r"当天|当日|马上|立刻|立马|立即|当月|直接|即时|不用等")


def _asked_terms(inquiry: Inquiry) -> list[tuple[Benefit, str]]:
    """The rows with who each is of: those of paying later, where the question names that."""
    rows = _by_terms(inquiry)
    central = {window.id for window in inquiry.policy.windows if window.kind == "central_window"}
    later = [(row, who) for row, who in rows if row.window not in central]
    return later if later and _LATER.search(inquiry.question.text) else rows


def _at_once(inquiry: Inquiry, row: Benefit) -> str:
    """The answer to 当天就生效对吧, where there is a wait."""
    waits = row.wait is not None and row.wait.amount > 0
    return "不是，" if waits and inquiry.question.confirm and _AT_ONCE.search(inquiry.question.text) else ""


def _by_terms(inquiry: Inquiry) -> list[tuple[Benefit, str]]:
    """The rows, of several windows for everybody on the same terms one, with who it is of: 在优惠缴费期、正常缴费期."""
    policy = inquiry.policy.as_written
    windows = {window.id: window for window in policy.windows}
    terms: dict[Benefit, list[Benefit]] = {}
    for row in policy.benefits:
        window = windows.get(row.window)
        alike = window is not None and window.who is None and row.paid is None
        terms.setdefault(row.copy(update={"window": "any"}) if alike else row, []).append(row)
    found = []
    for rows in terms.values():
        first = windows.get(rows[0].window)
        names = "、".join(windows[row.window].name for row in rows if row.window in windows)
        who = _paid_text(rows[0]) or (first.who or f"在{names}" if first else _late_name(inquiry))
        found.append((rows[0], who))
    return (
        [row for row in found if row[0].window == "late"] or found
        if pricing.only_midway(inquiry.policy, inquiry.facts, inquiry.today)
        else found
    )


def _paid_text(row: Benefit) -> str | None:
    if row.paid is None:
        return None
    since = f"{day(row.paid.since)}起" if row.paid.since else ""
    until = f"{day(row.paid.until)}前" if row.paid.until else ""
    return since + ("、" if since and until else "") + until


def _late_name(inquiry: Inquiry) -> str:
    late = inquiry.policy.late
    return "中途参保" if late and late.who else "过了规定时间才"
