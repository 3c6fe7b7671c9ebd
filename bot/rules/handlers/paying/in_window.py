"""Paying on a day within a window: what it costs and how long one may; on a day that decides, what holds on each side."""

import datetime
from collections.abc import Iterable

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.facts import Rough
from bot.rules.handlers.paying.wait import say_wait, wait_of
from bot.rules.handlers.paying.window_text import days_text, end_text, special_text, window_text
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import Window
from bot.rules.rates import Price
from bot.rules.windows import ONE_DAY, Standing, may_pay, next_day


def say_depends(draft: Draft, inquiry: Inquiry, rough: Rough) -> None:
    """The days told lie on both sides of a limit: what holds on each side, and which day decides."""
    policy = inquiry.policy
    for window in policy.windows:
        price = _price_in(inquiry, window)
        if window.end is None or price is None:
            continue
        who = f"{window.who}的可延长至{end_text(window)}" if window.who else ""
        lead = "" if draft.statements else f"{rough.said}要看具体是哪一天：{inquiry.head}"
        text = who or f"{window.name}是{window_text(window)}，{price.each()}"
        draft.say(f"{lead}{text}", window.clause, *price.all_clauses())
        draft.figure_price(price)
    late, price = policy.late, pricing.late(policy, inquiry.facts)
    if late is None:
        draft.say("过期以后能不能缴、缴多少，通知未载明")
    elif late.accepted == "all" and price:
        draft.say(f"过期才缴的要缴{price.each('')}", *price.all_clauses())
        say_wait(draft, inquiry, *wait_of(inquiry, late), None)
        draft.figure_price(price, "late_payment")
    else:
        draft.say(f"过期以后，{late.says}", late.clause)
    draft.ask = "paid"


def say_extended(draft: Draft, inquiry: Inquiry, window: Window, asked: datetime.date) -> None:
    """After an end at a weekend that the notice moves to the next working day."""
    price = _price_in(inquiry, window)
    end = window.end or asked
    amount = f"，{price.each()}" if price else ""
    clauses = (window.clause, *(price.all_clauses() if price else ()))
    moved = f"{inquiry.head}{window.name}的截止日{day(end)}是星期{'六日'[end.weekday() - 5]}，顺延到其后第一个工作日"
    if may_pay(window, asked):
        draft.say(f"能缴，{moved}，{inquiry.when(asked)}还在期限内{amount}，请尽快缴上", *clauses)
        draft.figure_price(price)
        return
    text, more = referral(inquiry)
    limit = days_text(window).lstrip("，")
    draft.say(f"{inquiry.when(asked)}能不能缴要问清楚：{moved}，可是通知又写{limit}", *clauses)
    draft.say(text, *more)


def say_inside(draft: Draft, inquiry: Inquiry, now: Standing, asked: datetime.date) -> None:
    """Within a window for everybody: the price, how long it goes on, or when one may again."""
    window, price = now.window, _price_in(inquiry, now.window)
    end = end_text(window)
    amount = f"，{price.each()}" if price else ""
    clauses = _clauses(window, price)
    if now.state == "closed_today":
        _say_closed(draft, inquiry, now, asked)
    elif inquiry.facts.paid == asked < inquiry.today:
        draft.say(f"不算晚，{inquiry.when(asked)}在{inquiry.head}{window.name}内（到{end}为止）{amount}", *clauses)
    elif now.days_left == 0:
        note = "" if window.holidays_extend is None else f"，节假日{'' if window.holidays_extend else '不'}顺延"
        draft.say(
            _on_the_last_day(inquiry, window, asked, f"{note}{amount}"),
            *clauses,
        )
    else:
        left = f"，还有{now.days_left}天" if now.days_left is not None and asked == inquiry.today else ""
        draft.say(f"能缴，{inquiry.when(asked)}在{inquiry.head}{window.name}内（到{end}为止{left}）{amount}", *clauses)
        if left and now.days_left is not None:
            draft.figure("days_left", now.days_left, "天")
        _say_pause(draft, window, asked)
    draft.figure_price(price)


def _say_closed(draft: Draft, inquiry: Inquiry, now: Standing, asked: datetime.date) -> None:
    """On a day of no paying within a window: from when one may again, and until when."""
    window, price = now.window, _price_in(inquiry, now.window)
    amount = f"，{price.each()}" if price else ""
    again = f"，可以等到{day(now.next_day)}再缴" if now.next_day else ""
    limit = days_text(window).lstrip("，")
    whose = "" if now.for_everyone else f"{window.name}"
    draft.say(
        f"{inquiry.when(asked)}不能缴：{inquiry.head}{whose}{limit}{again}，最晚不超过{end_text(window)}{amount}",
        *_clauses(window, price),
    )
    if now.next_day:
        draft.figure("next_day", now.next_day, "日期")


def _clauses(window: Window, price: Price | None) -> tuple[str, ...]:
    """Of the window, its closed days and its price."""
    closed = window.closed.clause if window.closed else None
    return (window.clause, *((closed,) if closed else ()), *(price.all_clauses() if price else ()))


def _on_the_last_day(inquiry: Inquiry, window: Window, asked: datetime.date, more: str) -> str:
    """Paying on the last day: still to be done, or, where that day is past, whether it counted."""
    last = f"{inquiry.when(asked)}是{inquiry.head}{window.name}的最后一天{more}"
    return f"还能缴，{last}，请当天缴上" if asked >= inquiry.today else f"能缴，{last}，当天缴的算在期限内"


def say_cheaper(draft: Draft, inquiry: Inquiry, general: Standing, current: Iterable[Standing]) -> None:
    """A window of some people that goes on beside everybody's at a lower price, where the asker may be one of them."""
    due = _price_in(inquiry, general.window)
    for one in current:
        price = _price_in(inquiry, one.window)
        if one.for_everyone or one.applies.value is not None or not (due and price) or price.amount >= due.amount:
            continue
        draft.say(f"{special_text(one.window)}，{price.each()}", one.window.clause, *price.all_clauses())
        draft.figure_price(price)


def _say_pause(draft: Draft, window: Window, asked: datetime.date) -> None:
    """The last day before some on which nobody may pay, although the window goes on."""
    tomorrow = asked + ONE_DAY
    if may_pay(window, tomorrow):
        return
    again = next_day(window, asked)
    if again:
        draft.say(f"这天之后要等到{day(again)}才能再缴", window.clause)
        draft.figure("next_day", again, "日期")


def say_special(
    draft: Draft, inquiry: Inquiry, special: Standing, now: tuple[Standing, ...], asked: datetime.date
) -> None:
    """Within a window of some people: of the asker, or what holds if the asker is one of them."""
    window, price = special.window, _price_in(inquiry, special.window)
    if special.state == "closed_today":
        _say_closed(draft, inquiry, special, asked)
        draft.figure_price(price)
        draft.ask = special.applies.needs[0] if special.applies.needs else None
        return
    amount = f"，{price.each()}" if price else ""
    last = "，这天是最后一天，请当天缴上" if special.days_left == 0 else ""
    left = f"（还有{special.days_left}天）" if special.days_left and asked == inquiry.today else ""
    draft.figure_price(price)
    if left and special.days_left is not None:
        draft.figure("days_left", special.days_left, "天")
    if special.applies.value:
        until = (
            f"{window.name}到{end_text(window)}为止"
            if window.kind == "central_window"
            else f"缴费时间可延长至{end_text(window)}"
        )
        draft.say(
            f"能缴，{inquiry.head}{window.who}的，{until}，{inquiry.when(asked)}还在期限内{left}{amount}{last}",
            window.clause,
            *(price.all_clauses() if price else ()),
        )
        return
    over = next((s.window for s in now if s.state == "over" and s.for_everyone), None)
    if over and over.end:
        draft.say(
            f"{inquiry.head}一般居民的{over.name}到{day(over.end)}为止，{inquiry.when(asked)}已经过了", over.clause
        )
    draft.say(f"{special_text(window)}，{inquiry.when(asked)}还在期限内{left}{amount}{last}", window.clause)
    draft.ask = special.applies.needs[0] if special.applies.needs else None


def say_not_yet(draft: Draft, inquiry: Inquiry, window: Window, asked: datetime.date) -> None:
    """Before the first window for everybody: from when one may, and what it costs then."""
    price = _price_in(inquiry, window)
    lasts = f"{window.name}从{day(window.start or asked)}开始，到{end_text(window) or '另行通知'}结束"
    clauses = (window.clause, *(price.all_clauses() if price else ()))
    if price and inquiry.question.topic == "fee":
        draft.say(f"{inquiry.head}{price.each()}，{inquiry.when(asked)}还不能缴，{lasts}", *clauses)
    else:
        amount = f"，{price.each()}" if price else ""
        draft.say(f"{inquiry.when(asked)}还不能缴，{inquiry.head}{lasts}{amount}", *clauses)
    draft.figure_price(price)
    draft.figure("start", window.start or asked, "日期")


def _price_in(inquiry: Inquiry, window: Window) -> Price | None:
    return pricing.of(inquiry.policy, window.pay, window, facts=inquiry.facts)
