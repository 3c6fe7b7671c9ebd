"""Paying on a given day, and paying late: may one, at what price, and from when one is covered."""

import datetime

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.calendar import Span, day_after_full
from bot.rules.conditions import holds
from bot.rules.facts import Rough
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import LateEnrollment, Window
from bot.rules.windows import ONE_DAY, Standing, alike, may_pay, next_day, standings


def window_text(window: Window, with_end_note: bool = True) -> str:
    """The window's dates and limits: 2020年9月1日至12月25日，每月1日至25日可以办理."""
    start = window.start_say or (day(window.start) if window.start else "")
    end = window.end_say or (day(window.end) if window.end else "")
    text = f"{start}至{end}" if start and end else (f"到{end}为止" if end else f"从{start}开始")
    return text + (limits_text(window) if with_end_note else "")


def limits_text(window: Window) -> str:
    """The days on which one may pay within the window, as an afterthought to its dates."""
    text = ""
    if window.month_days:
        text += f"，每月{window.month_days.first}日至{window.month_days.last}日可以办理"
    if window.closed:
        text += f"，每月最后{window.closed.last_days_of_month}日{window.closed.why or ''}暂停缴费"
        if window.closed.but_not:
            days = "、".join(f"{d.month}月{d.day}日" for d in window.closed.but_not)
            text += f"（{days}照常）"
    if window.holidays_extend is False:
        text += "，截止日遇节假日不顺延"
    return text


def say_day(draft: Draft, inquiry: Inquiry, asked: datetime.date) -> None:
    """Whether one may pay on ``asked``, with the price, the days left, or what holds instead."""
    rough = _roughly(inquiry, asked)
    if rough and not alike(inquiry.policy, rough.first, rough.last, inquiry.facts):
        _say_depends(draft, inquiry, rough)
        return
    now = standings(inquiry.policy, asked, inquiry.facts)
    current = [s for s in now if s.state in ("open", "closed_today") and s.applies.value is not False]
    general = next((s for s in current if s.for_everyone), None)
    if general:
        _say_inside(draft, inquiry, general, asked)
        return
    special = next((s for s in current if not s.for_everyone), None)
    if special:
        _say_special(draft, inquiry, special, now, asked)
        return
    upcoming = next((s for s in now if s.state == "not_yet" and s.for_everyone), None)
    if upcoming:
        window = upcoming.window
        draft.say(
            f"{inquiry.when(asked)}还不能缴，{inquiry.head}{window.name}从{day(window.start or asked)}开始，"
            f"到{window.end_say or (day(window.end) if window.end else '另行通知')}结束",
            window.clause,
        )
        draft.figure("start", window.start or asked, "日期")
        return
    _say_after(draft, inquiry, now, asked)


def _roughly(inquiry: Inquiry, day_asked: datetime.date) -> Rough | None:
    """The stretch of days that was told, where the day asked about is one of those."""
    facts = inquiry.facts
    return next((row for row in facts.rough if getattr(facts, row.fact) == day_asked), None)


def _day_known(inquiry: Inquiry) -> bool:
    """Whether the day of paying was told to the day, so that a wait can be counted from it."""
    facts = inquiry.facts
    return not facts.months_only and not any(row.fact in ("paid", "asked_on") for row in facts.rough)


def _say_depends(draft: Draft, inquiry: Inquiry, rough: Rough) -> None:
    """The days told lie on both sides of a limit: what holds on each side, and which day decides."""
    policy = inquiry.policy
    for window in policy.windows:
        price = pricing.of(policy, window.pay, window)
        if window.end is None or price is None:
            continue
        who = f"{window.who}的可延长至{window.end_say or day(window.end)}" if window.who else ""
        lead = "" if draft.statements else f"{rough.said}要看具体是哪一天：{inquiry.head}"
        text = who or f"{window.name}是{window_text(window)}，每人{yuan(price.amount)}"
        draft.say(f"{lead}{text}", window.clause, *price.clauses)
        draft.figure("contribution", price.amount, "元")
    late, price = policy.late, pricing.late(policy)
    if late is None:
        draft.say("过期以后能不能缴、缴多少，通知未载明")
    elif late.accepted == "all" and price:
        draft.say(f"过期才缴的要缴{yuan(price.amount)}", *price.clauses)
        _say_wait(draft, late.wait, late.wait_clause or late.clause, None)
        draft.figure("late_payment", price.amount, "元")
    else:
        draft.say(f"过期以后，{late.says}", late.clause)
    draft.ask = "paid"


def _say_inside(draft: Draft, inquiry: Inquiry, now: Standing, asked: datetime.date) -> None:
    window, price = now.window, pricing.of(inquiry.policy, now.window.pay, now.window)
    end = window.end_say or (day(window.end) if window.end else "")
    amount = f"，每人{yuan(price.amount)}" if price else ""
    limit_clause = window.closed.clause if window.closed else None
    clauses = (window.clause, *((limit_clause,) if limit_clause else ()), *(price.clauses if price else ()))
    if now.state == "closed_today":
        again = f"，可以等到{day(now.next_day)}再缴" if now.next_day else ""
        limit = limits_text(window).lstrip("，")
        draft.say(f"{inquiry.when(asked)}不能缴：{inquiry.head}{limit}{again}，最晚不超过{end}{amount}", *clauses)
        if now.next_day:
            draft.figure("next_day", now.next_day, "日期")
    elif inquiry.facts.paid == asked < inquiry.today:
        draft.say(f"不算晚，{inquiry.when(asked)}在{inquiry.head}{window.name}内（到{end}为止）{amount}", *clauses)
    elif now.days_left == 0:
        note = "，节假日不顺延" if window.holidays_extend is False else ""
        draft.say(
            f"还能缴，{inquiry.when(asked)}是{inquiry.head}{window.name}的最后一天{note}{amount}，请当天缴上",
            *clauses,
        )
    else:
        left = f"，还有{now.days_left}天" if now.days_left is not None and asked == inquiry.today else ""
        draft.say(f"能缴，{inquiry.when(asked)}在{inquiry.head}{window.name}内（到{end}为止{left}）{amount}", *clauses)
        if left and now.days_left is not None:
            draft.figure("days_left", now.days_left, "天")
        _say_pause(draft, window, asked)
    if price:
        draft.figure("contribution", price.amount, "元")


def _say_pause(draft: Draft, window: Window, asked: datetime.date) -> None:
    """The last day before some on which nobody may pay, although the window goes on."""
    tomorrow = asked + ONE_DAY
    if may_pay(window, tomorrow):
        return
    again = next_day(window, asked)
    if again:
        draft.say(f"这天之后要等到{day(again)}才能再缴", window.clause)
        draft.figure("next_day", again, "日期")


def _say_special(
    draft: Draft, inquiry: Inquiry, special: Standing, now: tuple[Standing, ...], asked: datetime.date
) -> None:
    window, price = special.window, pricing.of(inquiry.policy, special.window.pay, special.window)
    end = window.end_say or (day(window.end) if window.end else "")
    amount = f"，每人{yuan(price.amount)}" if price else ""
    last = "，这天是最后一天，请当天缴上" if special.days_left == 0 else ""
    if price:
        draft.figure("contribution", price.amount, "元")
    if special.applies.value:
        draft.say(
            f"能缴，{inquiry.head}{window.who}的，缴费时间可延长至{end}，{inquiry.when(asked)}还在期限内{amount}{last}",
            window.clause,
            *(price.clauses if price else ()),
        )
        return
    over = next((s.window for s in now if s.state == "over" and s.for_everyone), None)
    if over and over.end:
        draft.say(
            f"{inquiry.head}一般居民的{over.name}到{day(over.end)}为止，{inquiry.when(asked)}已经过了", over.clause
        )
    draft.say(f"{window.who}的可延长至{end}，{inquiry.when(asked)}还在期限内{amount}{last}", window.clause)
    draft.ask = special.applies.needs[0] if special.applies.needs else None


def _say_after(draft: Draft, inquiry: Inquiry, now: tuple[Standing, ...], asked: datetime.date) -> None:
    closed = [s.window for s in now if s.state == "over" and s.window.end]
    # Of the windows that are over, the last one that was open to this person; others only as a limit.
    mine = [w for w in closed if w.who is None or inquiry.facts.away]
    last = max(mine or closed, key=lambda w: w.end or datetime.date.min, default=None)
    late = inquiry.policy.late
    then = "到那时" if _roughly(inquiry, asked) else inquiry.when(asked)
    ended = f"{last.name}到{last.end_say or day(last.end or asked)}为止，{then}已经过期" if last else "缴费期已过"
    clause = last.clause if last else None
    if late is None:
        draft.say(f"{inquiry.head}{ended}，过期以后能不能缴、缴多少，通知未载明", clause)
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
        draft.status = "silent"
        return
    price = pricing.late(inquiry.policy)
    if late.accepted == "all" and price:
        draft.say(f"算晚了，要缴{yuan(price.amount)}。{inquiry.head}{ended}，{late.says}", clause, *price.clauses)
        draft.figure("late_payment", price.amount, "元")
        _say_wait(draft, late.wait, late.wait_clause or late.clause, asked, not _day_known(inquiry))
    elif late.accepted == "listed" and pricing.may_join_midway(late, inquiry.facts):
        say_late_rule(draft, inquiry)
    else:
        opening = "原则上不能了" if late.accepted == "as_a_rule_no" else "不能缴了"
        draft.say(f"{opening}，{inquiry.head}{ended}，{late.says}", clause, late.clause)
        _say_exceptions(draft, inquiry)
        text, clauses = referral(inquiry)
        draft.say("有特殊情况的" + text, *clauses)


def _say_exceptions(draft: Draft, inquiry: Inquiry) -> None:
    late = inquiry.policy.late
    if late and late.who:
        people = "、".join(inquiry.group_name(group) for group in (row.group for row in late.who))
        price = pricing.late(inquiry.policy)
        amount = f"，按每人{yuan(price.amount)}缴" if price and late.pay is not None else ""
        draft.say(f"只有{people}可以中途参保{amount}", late.clause)
        return
    for window in inquiry.policy.windows:
        if window.start is None and window.end is None:
            draft.say(f"通知提到有{window.name}，但没有写起止日期", window.clause)


def _say_wait(
    draft: Draft, wait: Span | None, clause: str, paid: datetime.date | None, months_only: bool = False
) -> None:
    if wait is None:
        return
    text = f"从缴费之日起{wait.once_full()}才享受待遇"
    if paid and not months_only:
        covered = day_after_full(paid, wait)
        text = f"从缴费之日起{wait.once_full()}，也就是{day(covered)}起享受待遇"
        draft.figure("covered_from", covered, "日期")
    draft.say(text, clause)
    draft.figure("waiting_period", wait.amount, wait.unit)


def _closes_for(inquiry: Inquiry) -> datetime.date | None:
    """The last day for this person: that of the windows for everyone, unless a special one is theirs."""
    ends = [w.end for w in inquiry.policy.windows if w.end and (w.who is None or inquiry.facts.away)]
    return max(ends, default=inquiry.policy.closes())


def say_late_rule(draft: Draft, inquiry: Inquiry) -> None:
    """The rule for paying after the windows, in general or for a person who may."""
    late = inquiry.policy.late
    aspect = inquiry.catalogue.aspects.get("late")
    if late is None:
        if aspect:
            say_silence(draft, inquiry, aspect)
        return
    price, closes = pricing.late(inquiry.policy), _closes_for(inquiry)
    after = f"{day(closes)}以后" if closes else "缴费期过后"
    mine = pricing.may_join_midway(late, inquiry.facts)
    paid = inquiry.facts.paid or inquiry.facts.asked_on
    if late.accepted == "all" and price:
        draft.say(
            f"可以补缴，要缴{yuan(price.amount)}：按{inquiry.head}的规定，{after}缴费的，{late.says}", *price.clauses
        )
        draft.figure("late_payment", price.amount, "元")
        _say_wait(draft, late.wait, late.wait_clause or late.clause, paid, not _day_known(inquiry))
        _say_family(draft, inquiry, price.amount)
    elif late.accepted == "listed" and mine:
        people = "、".join(inquiry.group_name(group) for group in sorted(mine))
        amount = f"，缴{yuan(price.amount)}" if price else ""
        open_conditions = [holds(row.when, inquiry.facts) for row in late.who if row.group in mine]
        needs = [fact for truth in open_conditions for fact in truth.needs]
        yes = "" if needs else "可以，"
        draft.ask = needs[0] if needs else None
        draft.say(f"{yes}{inquiry.head}{people}可以中途参保{amount}", late.clause, *(price.clauses if price else ()))
        if price:
            draft.figure("late_payment", price.amount, "元")
        _say_wait(draft, late.wait, late.wait_clause or late.clause, paid, not _day_known(inquiry))
    else:
        _say_refused(draft, inquiry, late, after)


def _say_refused(draft: Draft, inquiry: Inquiry, late: LateEnrollment, after: str) -> None:
    opening = "原则上不能补缴" if late.accepted == "as_a_rule_no" else "一般不能补缴"
    draft.say(f"{opening}：按{inquiry.head}的规定，{after}，{late.says}", late.clause)
    for window in inquiry.policy.windows:
        if window.who and window.end:
            draft.say(f"{window.who}的可延长至{window.end_say or day(window.end)}", window.clause)
    _say_exceptions(draft, inquiry)
    _say_wait_for_exceptions(draft, inquiry, late)
    text, clauses = referral(inquiry)
    draft.say("您能否缴，" + text, *clauses)


def _say_wait_for_exceptions(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    if late.wait is None:
        return
    who = "中途参保的" if late.who else "在延长缴费期缴费的"
    draft.say(f"{who}，缴费{late.wait.once_full()}享受待遇", late.wait_clause or late.clause)
    draft.figure("waiting_period", late.wait.amount, late.wait.unit)


def _say_family(draft: Draft, inquiry: Inquiry, amount: int) -> None:
    members = inquiry.facts.heads
    if members > 1:
        total = members * amount
        draft.statements.insert(
            0,
            draft.statements[0].copy(update={"text": f"{members}个人一共{yuan(total)}（{yuan(amount)}×{members}人）"}),
        )
        draft.figure("total", total, "元")


def say_extension(draft: Draft, inquiry: Inquiry) -> None:
    """The extended window, by its points or, where there is none, that the notice is silent."""
    aspect = inquiry.catalogue.aspects["extension"]
    if not say_points(draft, inquiry, "extension"):
        say_silence(draft, inquiry, aspect)
