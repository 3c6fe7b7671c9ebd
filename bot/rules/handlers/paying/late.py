"""Paying after the windows: who may, at what price, from when they are covered, and who may not."""

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.conditions import holds
from bot.rules.handlers.household.family import Family
from bot.rules.handlers.household.sum import say_sum
from bot.rules.handlers.paying.wait import (
    ask_for_the_wait,
    day_known,
    midway_wait,
    say_wait,
    say_wait_from_today,
    wait_of,
)
from bot.rules.handlers.paying.window_text import special_text
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import LateEnrollment, Midway
from bot.rules.rates import Price
from bot.rules.windows import may_be_for


def say_accepted(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """Anybody may pay late."""
    price = pricing.late(inquiry.policy, inquiry.facts)
    if price is None:
        return
    after = _after_the_windows(inquiry)
    until = f"，最晚到{day(late.until)}" if late.until else ""
    draft.say(
        f"可以补缴，要缴{price.each('')}：按{inquiry.head}的规定，{after}缴费的，{late.says}{until}",
        *price.all_clauses(),
    )
    draft.figure_price(price, "late_payment")
    paid = inquiry.facts.pays_on
    say_wait(draft, inquiry, *wait_of(inquiry, late), paid, not day_known(inquiry))
    say_wait_from_today(draft, inquiry, *wait_of(inquiry, late))
    ask_for_the_wait(draft, inquiry, late)
    _say_family(draft, inquiry, price)


def say_midway(draft: Draft, inquiry: Inquiry, late: LateEnrollment, mine: tuple[Midway, ...]) -> None:
    """A person of a group that may still enroll, with the group's own wait."""
    price = pricing.late(inquiry.policy, inquiry.facts)
    if price and late.accepted != "listed" and not price.rate:
        # What everybody paid until the last day is not said of those who still may.
        price = None
    people = _people(inquiry, tuple(sorted(mine, key=lambda row: row.group)))
    amount = f"，缴{yuan(price.amount)}" if price else ""
    needs = [fact for row in mine for fact in holds(row.when, inquiry.facts).needs]
    yes = "" if needs else "可以，"
    draft.ask = needs[0] if needs else None
    draft.say(f"{yes}{inquiry.head}{people}可以中途参保{amount}", late.clause, *(price.clauses if price else ()))
    draft.figure_price(price, "late_payment")
    paid = inquiry.facts.pays_on
    wait, clause = midway_wait(late, mine)
    say_wait(draft, inquiry, wait, clause, paid, not day_known(inquiry))
    say_wait_from_today(draft, inquiry, wait, clause)


def say_refused(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """Nobody may pay late, but for some."""
    opening = "原则上不能补缴" if late.accepted == "as_a_rule_no" else "一般不能补缴"
    missed = pricing.missed_midway_rows(late, inquiry.facts)
    if missed and late.accepted == "listed":
        over = all(row.when.is_timed for row in missed)
        why = "已经超过了" if over else "您说的情况不符合"
        draft.say(f"不能了，{inquiry.head}{_people(inquiry, missed)}才可以中途参保，{why}", late.clause)
        text, clauses = referral(inquiry)
        draft.say("有特殊情况的" + text, *clauses)
        return
    draft.say(f"{opening}：按{inquiry.head}的规定，{_after_the_windows(inquiry)}，{late.says}", late.clause)
    for window in inquiry.policy.windows:
        if window.who and window.end:
            draft.say(special_text(window), window.clause)
    _say_exceptions(draft, inquiry)
    _say_wait_for_exceptions(draft, inquiry, late)
    text, clauses = referral(inquiry)
    draft.say("您能否缴，" + text, *clauses)


def say_too_late(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    """After the last day of paying late."""
    ended = f"{inquiry.head}补缴到{day(late.until)}为止，" if late.until else ""
    draft.say(f"不能缴了，{ended}{late.after_says}", late.after_clause or late.clause)
    say_special_cases(draft, inquiry)


def say_special_cases(draft: Draft, inquiry: Inquiry) -> None:
    """Who may although it is too late for the others, and whom to ask."""
    _say_exceptions(draft, inquiry)
    text, clauses = referral(inquiry)
    draft.say("有特殊情况的" + text, *clauses)


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


def _say_wait_for_exceptions(draft: Draft, inquiry: Inquiry, late: LateEnrollment) -> None:
    for row in late.who:
        if row.wait:
            who = _people(inquiry, (row,))
            how = f"，{row.wait.from_payment()}享受待遇" if not row.wait.is_none else "没有等待期"
            draft.say(who + how, row.wait_clause or late.wait_clause or late.clause)
    if late.wait is None:
        return
    own = "其他" if any(row.wait for row in late.who) else ""
    who = f"{own}中途参保的" if late.who else "在延长缴费期缴费的"
    if late.wait.is_none:
        draft.say(f"{who}没有等待期，{late.wait.from_payment()}享受待遇", late.wait_clause or late.clause)
        return
    if not late.wait.amount:
        draft.say(f"{who}，{late.wait.from_payment()}享受待遇", late.wait_clause or late.clause)
        return
    draft.say(f"{who}，缴费{late.wait.once_full()}享受待遇", late.wait_clause or late.clause)
    draft.figure("waiting_period", late.wait.amount, late.wait.unit)


def _people(inquiry: Inquiry, rows: tuple[Midway, ...]) -> str:
    return "、".join(dict.fromkeys(row.name or inquiry.group_name(row.group) for row in rows))


def _after_the_windows(inquiry: Inquiry) -> str:
    """After which day this person is late: that of the windows for everyone, unless a special one is theirs."""
    ends = [w.end for w in inquiry.policy.windows if w.end and may_be_for(w, inquiry.facts)]
    closes = max(ends, default=inquiry.policy.closes())
    return f"{day(closes)}以后" if closes else "缴费期过后"


def _say_family(draft: Draft, inquiry: Inquiry, price: Price) -> None:
    """What the family comes to of whom it is asked, each by their own share, before the rule."""
    household, ordinary = inquiry.facts.household, pricing.late(inquiry.policy)
    if household is None or household.doubtful or inquiry.facts.late_heads is not None or ordinary != price:
        return
    family = Family(inquiry, household, price)
    if family.unclear or len(family.shares) < _SEVERAL:
        return
    of_all = Draft()
    say_sum(of_all, inquiry, family)
    for sentence, clause in family.reasons():
        of_all.say(sentence, clause)
    draft.statements[:0] = of_all.statements
    draft.figures[:0] = [figure for figure in of_all.figures if figure not in draft.figures]


_SEVERAL = 2
