"""Paying on a given day, and paying late: may one, at what price, and from when one is covered."""

import datetime

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.calendar import Span, day_after_full
from bot.rules.conditions import holds
from bot.rules.facts import Rough
from bot.rules.handlers import tables
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import LateEnrollment, Midway, Window
from bot.rules.rates import Price
from bot.rules.windows import ONE_DAY, Standing, alike, may_be_for, may_pay, next_day, paid_in, standings


def window_text(window: Window, with_limits: bool = True) -> str:
    """The window's dates and limits: 2020年9月1日至12月25日，每月1日至25日可以办理."""
    start = window.start_say or (day(window.start) if window.start else "")
    end = window.end_say or (day(window.end) if window.end else "")
    text = f"{start}至{end}" if start and end else (f"到{end}为止" if end else f"从{start}开始")
    return text + (limits_text(window) if with_limits else "")


def special_text(window: Window) -> str:
    """For whom a window of some people's is, and until when: 外出务工的可延长至2021年2月底."""
    if window.kind == "central_window":
        return f"{window.who}的{window.name}是{window_text(window)}"
    return f"{window.who}的可延长至{end_text(window)}"


def end_text(window: Window) -> str:
    """The window's last day as the notice puts it; empty where it has none."""
    return window.end_say or (day(window.end) if window.end else "")


def limits_text(window: Window) -> str:
    """What limits the window beside its dates, as an afterthought to them."""
    text = days_text(window) + ("，截止日遇节假日顺延" if window.holidays_extend else "")
    return text + (f"，{window.end_note}" if window.end_note else "")


def days_text(window: Window) -> str:
    """The days on which one may pay within the window."""
    text = ""
    if window.month_days:
        text += f"，每月{window.month_days.first}日至{window.month_days.last}日可以办理"
    if window.closed:
        text += f"，每月最后{window.closed.last_days_of_month}日{window.closed.why or ''}暂停缴费"
        if window.closed.but_not:
            days = "、".join(f"{d.month}月{d.day}日" for d in window.closed.but_not)
            text += f"（{days}照常）"
    return text + ("，截止日遇节假日不顺延" if window.holidays_extend is False else "")


def say_day(draft: Draft, inquiry: Inquiry, asked: datetime.date) -> None:
    """Whether one may pay on ``asked``, with the price, the days left, or what holds instead."""
    rough = _roughly(inquiry, asked)
    if rough and not alike(inquiry.policy, rough.first, rough.last, inquiry.facts):
        _say_depends(draft, inquiry, rough)
        return
    now = standings(inquiry.policy, asked, inquiry.facts)
    current = [s for s in now if s.state in ("open", "closed_today") and s.applies.value is not False]
    moved = next((s for s in now if s.state == "extended" and s.applies.value is not False), None)
    if moved:
        _say_extended(draft, inquiry, moved.window, asked)
        return
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
        price = _price_in(inquiry, window)
        if window.end is None or price is None:
            continue
        who = f"{window.who}的可延长至{window.end_say or day(window.end)}" if window.who else ""
        lead = "" if draft.statements else f"{rough.said}要看具体是哪一天：{inquiry.head}"
        text = who or f"{window.name}是{window_text(window)}，{price.each()}"
        draft.say(f"{lead}{text}", window.clause, *price.all_clauses())
        _figure(draft, price)
    late, price = policy.late, pricing.late(policy, inquiry.facts)
    if late is None:
        draft.say("过期以后能不能缴、缴多少，通知未载明")
    elif late.accepted == "all" and price:
        draft.say(f"过期才缴的要缴{price.each('')}", *price.all_clauses())
        _say_wait(draft, *_late_wait(inquiry, late), None)
        _figure(draft, price, "late_payment")
    else:
        draft.say(f"过期以后，{late.says}", late.clause)
    draft.ask = "paid"


def _say_extended(draft: Draft, inquiry: Inquiry, window: Window, asked: datetime.date) -> None:
    """After an end at a weekend that the notice moves to the next working day."""
    price = _price_in(inquiry, window)
    end = window.end or asked
    amount = f"，{price.each()}" if price else ""
    clauses = (window.clause, *(price.all_clauses() if price else ()))
    moved = f"{inquiry.head}{window.name}的截止日{day(end)}是星期{'六日'[end.weekday() - 5]}，顺延到其后第一个工作日"
    if may_pay(window, asked):
        draft.say(f"能缴，{moved}，{inquiry.when(asked)}还在期限内{amount}，请尽快缴上", *clauses)
        _figure(draft, price)
        return
    text, more = referral(inquiry)
    limit = days_text(window).lstrip("，")
    draft.say(f"{inquiry.when(asked)}能不能缴要问清楚：{moved}，可是通知又写{limit}", *clauses)
    draft.say(text, *more)


def _price_in(inquiry: Inquiry, window: Window) -> Price | None:
    return pricing.of(inquiry.policy, window.pay, window, facts=inquiry.facts)


def _figure(draft: Draft, price: Price | None, name: str = "contribution") -> None:
    """Record the price and those of the people whom the facts do not rule out."""
    for one in (price, *price.others) if price else ():
        draft.figure(name, one.amount, "元")


def _say_inside(draft: Draft, inquiry: Inquiry, now: Standing, asked: datetime.date) -> None:
    window, price = now.window, _price_in(inquiry, now.window)
    end = end_text(window)
    amount = f"，{price.each()}" if price else ""
    limit_clause = window.closed.clause if window.closed else None
    clauses = (window.clause, *((limit_clause,) if limit_clause else ()), *(price.all_clauses() if price else ()))
    if now.state == "closed_today":
        again = f"，可以等到{day(now.next_day)}再缴" if now.next_day else ""
        limit = days_text(window).lstrip("，")
        draft.say(f"{inquiry.when(asked)}不能缴：{inquiry.head}{limit}{again}，最晚不超过{end}{amount}", *clauses)
        if now.next_day:
            draft.figure("next_day", now.next_day, "日期")
    elif inquiry.facts.paid == asked < inquiry.today:
        draft.say(f"不算晚，{inquiry.when(asked)}在{inquiry.head}{window.name}内（到{end}为止）{amount}", *clauses)
    elif now.days_left == 0:
        note = "" if window.holidays_extend is None else f"，节假日{'' if window.holidays_extend else '不'}顺延"
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
    _figure(draft, price)


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
    window, price = special.window, _price_in(inquiry, special.window)
    amount = f"，{price.each()}" if price else ""
    last = "，这天是最后一天，请当天缴上" if special.days_left == 0 else ""
    _figure(draft, price)
    if special.applies.value:
        until = (
            f"{window.name}到{end_text(window)}为止"
            if window.kind == "central_window"
            else f"缴费时间可延长至{end_text(window)}"
        )
        draft.say(
            f"能缴，{inquiry.head}{window.who}的，{until}，{inquiry.when(asked)}还在期限内{amount}{last}",
            window.clause,
            *(price.all_clauses() if price else ()),
        )
        return
    over = next((s.window for s in now if s.state == "over" and s.for_everyone), None)
    if over and over.end:
        draft.say(
            f"{inquiry.head}一般居民的{over.name}到{day(over.end)}为止，{inquiry.when(asked)}已经过了", over.clause
        )
    draft.say(f"{special_text(window)}，{inquiry.when(asked)}还在期限内{amount}{last}", window.clause)
    draft.ask = special.applies.needs[0] if special.applies.needs else None


def _say_after(draft: Draft, inquiry: Inquiry, now: tuple[Standing, ...], asked: datetime.date) -> None:
    closed = [s.window for s in now if s.state == "over" and s.window.end]
    # Of the windows that are over, the last one that was open to this person; others only as a limit.
    mine = [w for w in closed if may_be_for(w, inquiry.facts)]
    last = max(mine or closed, key=lambda w: w.end or datetime.date.min, default=None)
    late = inquiry.policy.late
    then = "到那时" if _roughly(inquiry, asked) else inquiry.when(asked)
    over = "就过期了" if asked > inquiry.today else "已经过期"
    ended = f"{last.name}到{last.end_say or day(last.end or asked)}为止，{then}{over}" if last else "缴费期已过"
    clause = last.clause if last else None
    if late is None:
        draft.say(f"{inquiry.head}{ended}，过期以后能不能缴、缴多少，通知未载明", clause)
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
        draft.status = "silent"
        return
    price = pricing.late(inquiry.policy, inquiry.facts)
    if pricing.midway_rows(late, inquiry.facts) and (late.accepted == "listed" or pricing.is_over(late, asked)):
        say_late_rule(draft, inquiry)
    elif pricing.is_over(late, asked):
        _say_too_late(draft, inquiry, late)
    elif late.accepted == "all" and price:
        until = f"，最晚到{day(late.until)}" if late.until else ""
        draft.say(
            f"算晚了，要缴{price.each('')}。{inquiry.head}{ended}，{late.says}{until}", clause, *price.all_clauses()
        )
        _figure(draft, price, "late_payment")
        _say_wait(draft, *_late_wait(inquiry, late), asked, not _day_known(inquiry))
        _ask_for_the_wait(draft, inquiry, late)
    else:
        opening = "原则上不能了" if late.accepted == "as_a_rule_no" else "不能缴了"
        draft.say(f"{opening}，{inquiry.head}{ended}，{late.says}", clause, late.clause)
        for one in now:
            if one.state == "open" and one.applies.value is False:
                draft.say(special_text(one.window), one.window.clause)
        _say_exceptions(draft, inquiry)
        text, clauses = referral(inquiry)
        draft.say("有特殊情况的" + text, *clauses)


def _say_too_late(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """After the last day of paying late."""
    ended = f"{inquiry.head}补缴到{day(late.until)}为止，" if late.until else ""
    draft.say(f"不能缴了，{ended}{late.after_says}", late.after_clause or late.clause)
    _say_exceptions(draft, inquiry)
    text, clauses = referral(inquiry)
    draft.say("有特殊情况的" + text, *clauses)


def _people(inquiry: Inquiry, rows: tuple[Midway, ...]) -> str:
    return "、".join(dict.fromkeys(row.name or inquiry.group_name(row.group) for row in rows))


def _say_exceptions(draft: Draft, inquiry: Inquiry) -> None:
    late = inquiry.policy.late
    if late and late.who:
        people = _people(inquiry, late.who)
        price = pricing.late(inquiry.policy)
        known = price and late.pay is not None and late.accepted == "listed"
        amount = f"，按每人{yuan(price.amount)}缴" if price and known else ""
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
    if wait.amount == 0:
        draft.say(f"没有等待期，{wait.from_payment()}享受待遇", clause)
        return
    text = f"{wait.from_payment()}才享受待遇"
    if paid and not months_only:
        covered = day_after_full(paid, wait)
        text = f"{wait.from_payment()}，也就是{day(covered)}起享受待遇"
        draft.figure("covered_from", covered, "日期")
    draft.say(text, clause)
    draft.figure("waiting_period", wait.amount, wait.unit)


def _closes_for(inquiry: Inquiry) -> datetime.date | None:
    """The last day for this person: that of the windows for everyone, unless a special one is theirs."""
    ends = [w.end for w in inquiry.policy.windows if w.end and may_be_for(w, inquiry.facts)]
    return max(ends, default=inquiry.policy.closes())


def say_late_rule(draft: Draft, inquiry: Inquiry) -> None:
    """The rule for paying after the windows, in general or for a person who may."""
    late = inquiry.policy.late
    aspect = inquiry.catalogue.aspects.get("late")
    if late is None:
        if aspect:
            say_silence(draft, inquiry, aspect)
        return
    mine = pricing.midway_rows(late, inquiry.facts)
    paid = inquiry.facts.paid or inquiry.facts.asked_on
    over = pricing.is_over(late, paid or inquiry.today)
    if _in_a_later_window(inquiry, paid or inquiry.today):
        say_day(draft, inquiry, paid or inquiry.today)
        _say_wait_of_window(draft, inquiry, paid or inquiry.today)
    elif mine and (late.accepted == "listed" or over):
        _say_midway(draft, inquiry, late, mine)
    elif over:
        _say_too_late(draft, inquiry, late)
    elif late.accepted == "all":
        _say_accepted(draft, inquiry, late)
    else:
        closes = _closes_for(inquiry)
        _say_refused(draft, inquiry, late, f"{day(closes)}以后" if closes else "缴费期过后")
    if not mine:
        say_points(draft, inquiry, "late")


def _in_a_later_window(inquiry: Inquiry, on: datetime.date) -> bool:
    """Whether who missed one window may still pay in another one: everybody, or this person."""
    now = [one for one in standings(inquiry.policy, on, inquiry.facts) if one.for_everyone or one.applies.value]
    return any(one.state == "over" for one in now) and any(one.state in ("open", "closed_today") for one in now)


def _say_wait_of_window(draft: Draft, inquiry: Inquiry, on: datetime.date) -> None:
    window = paid_in(inquiry.policy, on, inquiry.facts)
    for row in inquiry.policy.benefits:
        if row.window == window and row.wait and row.wait.amount:
            wait, clause = tables.own_wait(inquiry.policy, inquiry.facts, on) or (row.wait, row.clause)
            _say_wait(draft, wait, clause, on, not _day_known(inquiry))
            if inquiry.policy.late:
                _ask_for_the_wait(draft, inquiry, inquiry.policy.late)
            return


def _say_accepted(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """Anybody may pay late."""
    price, closes = pricing.late(inquiry.policy, inquiry.facts), _closes_for(inquiry)
    if price is None:
        return
    after = f"{day(closes)}以后" if closes else "缴费期过后"
    until = f"，最晚到{day(late.until)}" if late.until else ""
    draft.say(
        f"可以补缴，要缴{price.each('')}：按{inquiry.head}的规定，{after}缴费的，{late.says}{until}",
        *price.all_clauses(),
    )
    _figure(draft, price, "late_payment")
    paid = inquiry.facts.paid or inquiry.facts.asked_on
    _say_wait(draft, *_late_wait(inquiry, late), paid, not _day_known(inquiry))
    _ask_for_the_wait(draft, inquiry, late)
    _say_family(draft, inquiry, price.amount)


def _say_midway(draft: Draft, inquiry: Inquiry, late: LateEnrollment, mine: tuple[Midway, ...]) -> None:
    """A person of a group that may still enroll, with the group's own wait."""
    price = pricing.late(inquiry.policy, inquiry.facts) if late.accepted == "listed" else None
    people = _people(inquiry, tuple(sorted(mine, key=lambda row: row.group)))
    amount = f"，缴{yuan(price.amount)}" if price else ""
    needs = [fact for row in mine for fact in holds(row.when, inquiry.facts).needs]
    yes = "" if needs else "可以，"
    draft.ask = needs[0] if needs else None
    draft.say(f"{yes}{inquiry.head}{people}可以中途参保{amount}", late.clause, *(price.clauses if price else ()))
    _figure(draft, price, "late_payment")
    paid = inquiry.facts.paid or inquiry.facts.asked_on
    wait, clause = midway_wait(late, mine)
    _say_wait(draft, wait, clause, paid, not _day_known(inquiry))


def _late_wait(inquiry: Inquiry, late: LateEnrollment) -> tuple[Span | None, str]:
    """The wait after paying late: the own one of a group that the person is known to belong to, else everybody's."""
    own = pricing.own_wait(inquiry.policy, inquiry.facts)
    return midway_wait(late, (own,) if own else ())


def _ask_for_the_wait(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """A group's own wait that hangs on what was not told: that is asked."""
    needs = [
        fact
        for row in pricing.midway_rows(late, inquiry.facts)
        if row.wait
        for fact in holds(row.when, inquiry.facts).needs
    ]
    draft.ask = draft.ask or (needs[0] if needs else None)


def midway_wait(late: LateEnrollment, mine: tuple[Midway, ...]) -> tuple[Span | None, str]:
    """The wait of people who enroll midway: their group's own, else everybody's."""
    own = next((row for row in mine if row.wait), None)
    if own:
        return own.wait, own.wait_clause or late.wait_clause or late.clause
    return late.wait, late.wait_clause or late.clause


def _say_refused(draft: Draft, inquiry: Inquiry, late: LateEnrollment, after: str) -> None:
    opening = "原则上不能补缴" if late.accepted == "as_a_rule_no" else "一般不能补缴"
    draft.say(f"{opening}：按{inquiry.head}的规定，{after}，{late.says}", late.clause)
    for window in inquiry.policy.windows:
        if window.who and window.end:
            draft.say(special_text(window), window.clause)
    _say_exceptions(draft, inquiry)
    _say_wait_for_exceptions(draft, inquiry, late)
    text, clauses = referral(inquiry)
    draft.say("您能否缴，" + text, *clauses)


def _say_wait_for_exceptions(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    for row in late.who:
        if row.wait:
            who = _people(inquiry, (row,))
            how = f"，{row.wait.from_payment()}享受待遇" if row.wait.amount else "没有等待期"
            draft.say(who + how, row.wait_clause or late.wait_clause or late.clause)
    if late.wait is None:
        return
    own = "其他" if any(row.wait for row in late.who) else ""
    who = f"{own}中途参保的" if late.who else "在延长缴费期缴费的"
    draft.say(f"{who}，缴费{late.wait.once_full()}享受待遇", late.wait_clause or late.clause)
    draft.figure("waiting_period", late.wait.amount, late.wait.unit)


def _say_family(draft: Draft, inquiry: Inquiry, amount: int) -> None:
    members, household = inquiry.facts.heads, inquiry.facts.household
    ordinary = (
        pricing.late(inquiry.policy, inquiry.facts.copy(update={"groups": household.in_common(), "minor": None}))
        if household
        else None
    )
    if members > 1 and ordinary and ordinary.amount == amount and not ordinary.others:
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
