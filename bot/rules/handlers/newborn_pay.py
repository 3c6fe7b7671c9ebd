"""What a newborn's case costs: its amount with the clauses that it comes from."""

import re

from bot.rules import pricing
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Newborn, Pay

_FREE = re.compile(r"免费|不要钱|不收钱|不用(交|缴|掏)|免(交|缴)")


def not_free(inquiry: Inquiry, rules: Newborn) -> str:
    """The answer to 新生儿是不要钱的吧, where every newborn is to be paid for."""
    paid = "按规定缴纳" in rules.general or all(case.pay not in (None, 0) or case.silent for case in rules.cases)
    return "不是免费的，" if paid and _FREE.search(inquiry.question.text) else ""


def general_clauses(inquiry: Inquiry, rules: Newborn) -> tuple[str, ...]:
    """The clauses of all amounts that the rule in short speaks of."""
    clauses = [c for case in rules.cases for c in clauses_of(inquiry, case.pay)]
    own = inquiry.policy.contribution
    if str(own.amount) in rules.general:
        clauses.append(own.clause)
    return tuple(clauses)


def clauses_of(inquiry: Inquiry, pay: Pay | None) -> tuple[str, ...]:
    """Where the amount stands; nothing for a case without one."""
    price = pricing.newborn_price(inquiry.policy, pay) if pay is not None else None
    return price.clauses if price else ()


def amount_of(inquiry: Inquiry, pay: Pay | None) -> int | None:
    """What is to be paid; None for a case that does not settle it."""
    price = pricing.newborn_price(inquiry.policy, pay) if pay is not None else None
    return price.amount if price else None


def figure_pay(draft: Draft, inquiry: Inquiry, pay: Pay | None) -> None:
    """Record the amount, if there is one."""
    amount = amount_of(inquiry, pay)
    if amount is not None:
        draft.figure("newborn_pay", amount, "元")
