"""What one person pays on a day, and what a family pays together."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.rules import rates
from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.newborns import newborn_holds
from bot.rules.policy import AidCategory, LateEnrollment, Midway, Pay, Policy, Window
from bot.rules.rates import Price
from bot.rules.windows import paying_in, standing, standings

NOBODY = Facts()


def standard(policy: Policy, facts: Facts = NOBODY) -> tuple[Price, ...]:
    """The prices of the windows for everyone, in order, each once."""
    prices: list[Price] = []
    for window in policy.windows:
        if window.who is None and (window.start or window.end or not prices):
            price = of(policy, window.pay, window, facts=facts)
            if price and price.amount not in [p.amount for p in prices]:
                prices.append(price)
    return _by_window(prices)


def _by_window(prices: Iterable[Price]) -> tuple[Price, ...]:
    """Of a window that costs more from month to month the first month alone, with what each later one costs more."""
    kept: list[Price] = []
    for price in prices:
        last = kept[-1] if kept else None
        same = last and last.window and price.window and last.window.month_of == price.window.month_of is not None
        if last and same:
            kept[-1] = last if last.rises else replace(last, rises=price.amount - last.amount)
        else:
            kept.append(price)
    return tuple(kept)


def from_today(policy: Policy, today: datetime.date, facts: Facts = NOBODY) -> tuple[Price, ...]:
    """The prices that still apply: today's first, then those of later windows; all of them once every window is over."""
    ahead: dict[str, list[Window]] = {"now": [], "later": []}
    for window in policy.windows:
        now = standing(window, today, facts)
        if window.who is None and now.is_within:
            ahead["now"].append(window)
        elif window.who is None and now.state == "not_yet":
            ahead["later"].append(window)
    prices: dict[int, Price] = {}
    for window in (*ahead["now"], *ahead["later"]):
        price = of(policy, window.pay, window, facts=facts)
        if price:
            prices.setdefault(price.amount, price)
    due = [price for price in prices.values() if price.window in ahead["now"]]
    later = [price for price in prices.values() if price.window not in ahead["now"]]
    return (*due, *_by_window(later)) or standard(policy, facts)


def of(
    policy: Policy, pay: Pay, window: Window | None = None, clause: str | None = None, facts: Facts = NOBODY
) -> Price | None:
    """The price that ``pay`` names for this person, with its clauses; None when the notice does not give it.

    Where it hangs on what is not known of the person, ``others`` are the prices of the people it may be.
    """
    own_rates = window.rates if window else ()
    return rates.price(policy, pay, facts, window=window, clause=clause, own=own_rates)


def late(policy: Policy, facts: Facts = NOBODY) -> Price | None:
    """What paying after the windows costs; None when the notice does not say or nobody may."""
    rule = policy.late
    if rule is None or rule.accepted in ("no", "as_a_rule_no"):
        return None
    pay = rule.pay if rule.pay is not None else "contribution"
    return rates.price(policy, pay, facts, clause=rule.pay_clause or rule.clause, own=rule.rates)


def alike(policy: Policy, price: Price, facts: Facts) -> Price | None:
    """What this person pays where ``price`` is due: in the same window, or late."""
    if price.window is None:
        return late(policy, facts)
    return of(policy, price.window.pay, price.window, facts=facts)


def may_join_midway(rule: LateEnrollment, facts: Facts) -> frozenset[str]:
    """The person's groups that may still enroll after the windows; those whose condition fails are none."""
    return frozenset(row.group for row in midway_rows(rule, facts))


def midway_rows(rule: LateEnrollment, facts: Facts) -> tuple[Midway, ...]:
    """The rows of ``who`` that may be the person's."""
    return tuple(row for row in rule.who if row.group in facts.groups and holds(row.when, facts).value is not False)


def joins_midway(policy: Policy, facts: Facts, on: datetime.date) -> tuple[Midway, ...]:
    """The rows that let this person in where others are not: where these alone may be late, or nobody else any more."""
    rule = policy.late
    return midway_rows(rule, facts) if rule and (rule.accepted == "listed" or is_over(rule, on)) else ()


def only_midway(policy: Policy, facts: Facts, today: datetime.date) -> bool:
    """Whether the windows are over, and the person may be one of those who may still enroll."""
    late, closes = policy.late, policy.closes()
    return bool(late and closes and today > closes and midway_rows(late, facts))


def missed_midway_rows(rule: LateEnrollment, facts: Facts) -> tuple[Midway, ...]:
    """The rows of ``who`` for the person's groups whose condition is known to fail: discharged too long ago."""
    return tuple(row for row in rule.who if row.group in facts.groups and holds(row.when, facts).value is False)


def own_wait(policy: Policy, facts: Facts) -> Midway | None:
    """The row with the wait that the person's group has of its own, where it is known to be theirs."""
    rows = midway_rows(policy.late, facts) if policy.late else ()
    return next((row for row in rows if row.wait and holds(row.when, facts).value), None)


def on(policy: Policy, day: datetime.date, facts: Facts) -> Price | None:
    """The price for a payment on ``day``; None where nothing can be paid or the notice gives no price."""
    now = standings(policy, day, facts)
    mine = paying_in(now)
    if mine:
        return of(policy, mine.window.pay, mine.window, facts=facts) if mine.state != "extended" else None
    if any(one.state == "not_yet" and one.for_everyone for one in now):
        return from_today(policy, day, facts)[0]
    if policy.late and not _may_pay_late(policy.late, day, facts):
        return None
    return late(policy, facts)


def _may_pay_late(rule: LateEnrollment, day: datetime.date, facts: Facts) -> bool:
    if rule.accepted == "listed" or is_over(rule, day):
        return bool(may_join_midway(rule, facts))
    return True


def is_over(rule: LateEnrollment, day: datetime.date) -> bool:
    """Whether the last day on which anybody may pay late has gone by."""
    return rule.until is not None and day > rule.until


def aid_for(policy: Policy, facts: Facts) -> tuple[AidCategory, ...]:
    """The aid categories that the person fits, the most generous first; what is given beside others last."""
    if policy.aid is None:
        return ()
    rank = {"full": 0, "fixed": 1, "percent": 1, "reimbursed": 2}
    fitting = [category for category in policy.aid.categories if fits(category, facts)]
    price = policy.contribution.amount
    return tuple(sorted(fitting, key=lambda c: (c.beside, rank[c.kind], -aid_amount(policy, c, price, facts))))


def fully_aided(policy: Policy, facts: Facts) -> tuple[AidCategory, ...]:
    """The categories by which the person pays nothing."""
    return tuple(category for category in aid_for(policy, facts) if category.kind == "full")


def fits(category: AidCategory, facts: Facts) -> bool:
    """Whether the person is known to be aided so; who is not said to be a child is taken for an adult."""
    if category.group is not None and category.group not in facts.groups or category.requires in facts.not_groups:
        return False
    return holds(category.when, facts if facts.minor is not None else facts.copy(update={"minor": False})).value is True


def aid_amount(policy: Policy, category: AidCategory, price: int, facts: Facts = NOBODY, who: str | None = None) -> int:
    """What the aid takes off ``price``, or brings back of it, in yuan; ``who`` are the people whose price it is."""
    if category.percent is None:
        return category.amount or 0
    base = _contribution_of(policy, facts, who) if category.of == "contribution" else None
    part = (price if base is None else base) * category.percent // 100
    return part if category.at_most is None else min(part, category.at_most)


def _contribution_of(policy: Policy, facts: Facts, who: str | None) -> int | None:
    """The contribution alone, without a surcharge or a grade, of the people who are named; else of the person."""
    own = of(policy, "contribution", facts=facts.copy(update={"grade": None}))
    theirs = next((one for one in own.others if one.who == who), own) if own else None
    return theirs.amount if theirs else None


def own_share(policy: Policy, category: AidCategory, price: int, facts: Facts = NOBODY, who: str | None = None) -> int:
    """What the person pays first when ``price`` is due: nothing, the rest, or all of it until it comes back."""
    if category.kind == "full":
        return 0
    if category.kind in ("fixed", "percent"):
        return max(0, price - aid_amount(policy, category, price, facts, who))
    return price


def rest_of(
    policy: Policy, fitting: Sequence[AidCategory], price: int, facts: Facts = NOBODY, who: str | None = None
) -> int:
    """What is left to pay of ``price`` after the first of the categories and those that are given beside it."""
    for category in (*fitting[:1], *(row for row in fitting[1:] if row.beside)):
        price = own_share(policy, category, price, facts, who)
    return price


def newborn_pay(policy: Policy, facts: Facts) -> int | None:
    """What a newborn with these facts pays; None while that is open."""
    if policy.newborn is None:
        return None
    for case in policy.newborn.cases:
        truth = newborn_holds(case.when, facts)
        if truth.value is None:
            return None
        if truth.value:
            price = newborn_price(policy, case.pay) if case.pay is not None else None
            return price.amount if price else None
    return None


def newborn_price(policy: Policy, pay: Pay) -> Price | None:
    """What ``pay`` is for a newborn: a child's price where there is one."""
    return of(policy, pay, facts=Facts(minor=True, groups=frozenset({"newborn"})))
