"""What a newborn's case costs: its amount with the clauses that it comes from."""

import re

from bot.rules import pricing
from bot.rules.handlers.newborn.focus import only
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Newborn, Pay

_FREE = re.compile(r"免费|不要钱|不收钱|不用(交|缴|掏)|免(交|缴)")


_PRICE_ASKED = re.compile(
    r"(?<!报)多少(?!天|个?月|日|岁|时间|年)|几块|(要|用|得|花)[^，。]{0,4}(钱|缴费|交费)|(交|缴|收)(不|多少|几)"
)


def put_the_price_first(draft: Draft, inquiry: Inquiry) -> None:
    """多少钱, where the notice has no price of newborns: what it does say of the price goes before the rest."""
    points = inquiry.policy.points.get("newborn_rule", ())
    said = [s for s in draft.statements if any(point.say in s.text for point in points)]
    told = said and (draft.statements[0] is said[0] or draft.statements[0].text.startswith("不是"))
    if not said or told or not _PRICE_ASKED.search(inquiry.question.text):
        return
    first = said[0].copy(update={"text": f"{inquiry.head}，{said[0].text.removeprefix(inquiry.head + '，')}"})
    rest = [s for s in draft.statements if s is not said[0]]
    if only(inquiry, "price"):
        # 要交多少, and the notice has no price that hangs on the child's case.
        draft.figures = [figure for figure in draft.figures if not figure.name.startswith("register_")]
        rest = []
    draft.statements = [first, *rest]


_WHETHER = re.compile(
    r"(要不要|用不用|得不得)(交|缴|掏)|(要|用|得)(交|缴|掏)(钱|费|医保费?)?(吗|不|么|啵)[？?]?$|(交|缴)不(交|缴)"
)


def not_free(inquiry: Inquiry, rules: Newborn) -> str:
    """The answer to 新生儿是不要钱的吧 and 要不要交, where every newborn is to be paid for."""
    paid = "按规定缴纳" in rules.general or all(case.pay not in (None, 0) or case.silent for case in rules.cases)
    if not paid:
        return ""
    text = inquiry.question.text
    return "不是免费的，" if _FREE.search(text) else ("要缴费，" if _WHETHER.search(text) else "")


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
