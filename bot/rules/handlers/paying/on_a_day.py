"""Paying on a given day, and paying late: which of the rules holds."""

import datetime

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.handlers.aid.windows import say_if_not_given
from bot.rules.handlers.paying.hours import lead_with_hours
from bot.rules.handlers.paying.in_window import (
    say_cheaper,
    say_depends,
    say_extended,
    say_inside,
    say_not_yet,
    say_special,
)
from bot.rules.handlers.paying.late import say_accepted, say_midway, say_refused, say_special_cases, say_too_late
from bot.rules.handlers.paying.wait import (
    ask_for_the_wait,
    asks_from_when,
    day_known,
    say_wait,
    say_wait_of_window,
    wait_of,
)
from bot.rules.handlers.paying.window_text import end_text, special_text
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.windows import Standing, alike, may_be_for, open_throughout, paying_in, standings


def say_day(draft: Draft, inquiry: Inquiry, asked: datetime.date) -> None:
    """Whether one may pay on ``asked``, with the price, the days left, or what holds instead."""
    rough = inquiry.roughly(asked)
    if rough and open_throughout(inquiry.policy, rough.first, rough.last, inquiry.facts):
        asked = rough.last
    elif rough and not alike(inquiry.policy, rough.first, rough.last, inquiry.facts):
        say_depends(draft, inquiry, rough)
        return
    now = standings(inquiry.policy, asked, inquiry.facts)
    current = [s for s in now if s.is_within and s.applies.value is not False]
    moved = next((s for s in now if s.state == "extended" and s.applies.value is not False), None)
    if moved:
        say_extended(draft, inquiry, moved.window, asked)
        return
    mine = paying_in(current)
    if mine and mine.for_everyone:
        say_inside(draft, inquiry, mine, asked)
        lead_with_hours(draft, inquiry, asked)
        say_if_not_given(draft, inquiry, mine.window)
        say_cheaper(draft, inquiry, mine, current)
        if asks_from_when(inquiry):
            say_wait_of_window(draft, inquiry, asked)
        return
    if mine:
        if not mine.applies.value and _is_let_in_anyway(inquiry):
            # Whoever may join midway anyway need not know whether this window is theirs as well.
            say_late_rule(draft, inquiry)
        else:
            say_special(draft, inquiry, mine, now, asked)
        return
    upcoming = next((s for s in now if s.state == "not_yet" and s.for_everyone), None)
    if upcoming:
        say_not_yet(draft, inquiry, upcoming.window, asked)
        return
    _say_after(draft, inquiry, now, asked)


def _say_after(draft: Draft, inquiry: Inquiry, now: tuple[Standing, ...], asked: datetime.date) -> None:
    closed = [s.window for s in now if s.state == "over" and s.window.end]
    # Of the windows that are over, the last one that was open to this person; others only as a limit.
    mine = [w for w in closed if may_be_for(w, inquiry.facts)]
    last = max(mine or closed, key=lambda w: w.end or datetime.date.min, default=None)
    late = inquiry.policy.late
    then = "到那时" if inquiry.roughly(asked) else inquiry.when(asked)
    over = "就过期了" if asked > inquiry.today else "已经过期"
    ended = f"{last.name}到{end_text(last)}为止，{then}{over}" if last else "缴费期已过"
    clause = last.clause if last else None
    if late is None:
        draft.say(f"{inquiry.head}{ended}，过期以后能不能缴、缴多少，通知未载明", clause)
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
        draft.status = "silent"
        return
    price = pricing.late(inquiry.policy, inquiry.facts)
    if pricing.joins_midway(inquiry.policy, inquiry.facts, asked):
        say_late_rule(draft, inquiry)
    elif pricing.is_over(late, asked):
        say_too_late(draft, inquiry, late)
    elif late.accepted == "all" and price:
        until = f"，最晚到{day(late.until)}" if late.until else ""
        draft.say(
            f"算晚了，要缴{price.each('')}。{inquiry.head}{ended}，{late.says}{until}", clause, *price.all_clauses()
        )
        draft.figure_price(price, "late_payment")
        say_wait(draft, inquiry, *wait_of(inquiry, late), asked, not day_known(inquiry))
        ask_for_the_wait(draft, inquiry, late)
    else:
        opening = "原则上不能了" if late.accepted == "as_a_rule_no" else "不能缴了"
        draft.say(f"{opening}，{inquiry.head}{ended}，{late.says}", clause, late.clause)
        for one in now:
            if one.state == "open" and one.applies.value is False:
                draft.say(special_text(one.window), one.window.clause)
        say_special_cases(draft, inquiry)


def say_late_rule(draft: Draft, inquiry: Inquiry) -> None:
    """The rule for paying after the windows, in general or for a person who may."""
    late = inquiry.policy.late
    aspect = inquiry.catalogue.aspects.get("late")
    if late is None:
        if aspect:
            say_silence(draft, inquiry, aspect)
        return
    mine = pricing.midway_rows(late, inquiry.facts)
    paid = inquiry.facts.pays_on
    over = pricing.is_over(late, paid or inquiry.today)
    if _in_a_later_window(inquiry, paid or inquiry.today):
        say_day(draft, inquiry, paid or inquiry.today)
        say_wait_of_window(draft, inquiry, paid or inquiry.today)
    elif pricing.joins_midway(inquiry.policy, inquiry.facts, paid or inquiry.today):
        say_midway(draft, inquiry, late, mine)
    elif over:
        say_too_late(draft, inquiry, late)
    elif late.accepted == "all":
        say_accepted(draft, inquiry, late)
    else:
        say_refused(draft, inquiry, late)
    if not mine:
        say_points(draft, inquiry, "late")


def say_later_windows(draft: Draft, inquiry: Inquiry) -> bool:
    """What whoever misses the window that is open pays in those to come; False where none is open or none comes."""
    closes, on = inquiry.policy.closes(), inquiry.facts.pays_on
    if closes and on and on > closes:
        return False
    now = [one for one in standings(inquiry.policy, inquiry.today, inquiry.facts) if one.for_everyone]
    open_now = next((one.window for one in now if one.is_within), None)
    later = [price for price in pricing.from_today(inquiry.policy, inquiry.today, inquiry.facts) if price.window]
    later = [price for price in later if price.window in [one.window for one in now if one.state == "not_yet"]]
    if open_now is None or open_now.kind != "central_window" or not later:
        # In an extended window one is late already: what is due in it is asked.
        return False
    rows = []
    for price in later:
        more = f"，以后每晚一个月再加{yuan(price.rises)}" if price.rises else ""
        rows.append(f"{price.window.name if price.window else ''}缴，{price.each()}{more}")
        draft.figure("contribution", price.amount, "元")
    draft.say(
        f"错过{inquiry.head}{open_now.name}（到{end_text(open_now)}为止）的，还可以在{'；'.join(rows)}",
        *dict.fromkeys(clause for price in later for clause in price.all_clauses()),
    )
    return True


def may_still_join(inquiry: Inquiry) -> bool:
    """Whether all windows are over on the day that is asked about, and this person's group may still enroll."""
    closes, on = inquiry.policy.closes(), inquiry.facts.pays_on or inquiry.today
    return bool(closes and on > closes and pricing.joins_midway(inquiry.policy, inquiry.facts, on))


def _is_let_in_anyway(inquiry: Inquiry) -> bool:
    """Whether this person's group is one of those that the notice lets in after the window for everybody."""
    late = inquiry.policy.late
    return late is not None and late.accepted == "listed" and bool(pricing.midway_rows(late, inquiry.facts))


def _in_a_later_window(inquiry: Inquiry, on: datetime.date) -> bool:
    """Whether who missed one window may still pay in another one: everybody, or this person."""
    now = [one for one in standings(inquiry.policy, on, inquiry.facts) if one.for_everyone or one.applies.value]
    return any(one.state == "over" for one in now) and any(one.is_within for one in now)


def say_extension(draft: Draft, inquiry: Inquiry) -> None:
    """The extended window, by its points or, where there is none, that the notice is silent."""
    aspect = inquiry.catalogue.aspects["extension"]
    if not say_points(draft, inquiry, "extension"):
        say_silence(draft, inquiry, aspect)
