"""What one person pays on a day, and what a family pays together."""

import datetime
from dataclasses import dataclass

from bot.rules.conditions import holds
from bot.rules.facts import Facts
from bot.rules.policy import AidCategory, LateEnrollment, Pay, Policy, Window
from bot.rules.windows import standings


@dataclass(frozen=True)
class Price:
    """``amount`` in yuan a person; ``window`` in which it holds, None for late enrollment."""

    amount: int
    clauses: tuple[str, ...]
    window: Window | None = None


def standard(policy: Policy) -> tuple[Price, ...]:
    """The prices of the windows for everyone, in order, each once."""
    prices: list[Price] = []
    for window in policy.windows:
        if window.who is None and (window.start or window.end or not prices):
            price = of(policy, window.pay, window)
            if price and price.amount not in [p.amount for p in prices]:
                prices.append(price)
    return tuple(prices)


def of(policy: Policy, pay: Pay, window: Window | None = None, clause: str | None = None) -> Price | None:
    """The price that ``pay`` names, with its clauses; None when the notice does not give it."""
    amount = policy.yuan(pay)
    if amount is None:
        return None
    if pay == "contribution":
        clauses: tuple[str, ...] = (policy.contribution.clause,)
    elif pay == "full_premium" and policy.full_premium:
        clauses = (policy.full_premium.clause,)
    else:
        clauses = (window.clause,) if window else ((clause,) if clause else ())
    return Price(amount, clauses, window)


def late(policy: Policy) -> Price | None:
    """What paying after the windows costs; None when the notice does not say or nobody may."""
    rule = policy.late
    if rule is None or rule.accepted in ("no", "as_a_rule_no"):
        return None
    return of(policy, rule.pay if rule.pay is not None else "contribution", clause=rule.pay_clause or rule.clause)


def may_join_midway(rule: LateEnrollment, facts: Facts) -> frozenset[str]:
    """The person's groups that may still enroll after the windows; those whose condition fails are none."""
    return frozenset(
        row.group for row in rule.who if row.group in facts.groups and holds(row.when, facts).value is not False
    )


def on(policy: Policy, day: datetime.date, facts: Facts) -> Price | None:
    """The price for a payment on ``day``; None where nothing can be paid or the notice gives no price."""
    now = standings(policy, day, facts)
    for one in now:
        if one.state in ("open", "closed_today") and one.applies.value is not False:
            return of(policy, one.window.pay, one.window)
    if any(one.state == "not_yet" and one.for_everyone for one in now):
        return standard(policy)[0]
    if policy.late and policy.late.accepted == "listed" and not may_join_midway(policy.late, facts):
        return None
    return late(policy)


def aid_for(
    policy: Policy, groups: frozenset[str], not_groups: frozenset[str] = frozenset()
) -> tuple[AidCategory, ...]:
    """The aid categories that the groups fit, the most generous first."""
    if policy.aid is None:
        return ()
    rank = {"full": 0, "fixed": 1, "reimbursed": 2}
    fitting = [
        category
        for category in policy.aid.categories
        if category.group in groups and category.requires not in not_groups
    ]
    return tuple(sorted(fitting, key=lambda category: (rank[category.kind], -(category.amount or 0))))


def own_share(policy: Policy, category: AidCategory, price: int) -> int:
    """What the person pays first when ``price`` is due: nothing, the rest, or all of it until it comes back."""
    if category.kind == "full":
        return 0
    if category.kind == "fixed":
        return max(0, price - (category.amount or 0))
    return price


def newborn_pay(policy: Policy, facts: Facts) -> int | None:
    """What a newborn with these facts pays; None while that is open."""
    if policy.newborn is None:
        return None
    for case in policy.newborn.cases:
        truth = holds(case.when, facts)
        if truth.value is None:
            return None
        if truth.value:
            return policy.yuan(case.pay) if case.pay is not None else None
    return None
