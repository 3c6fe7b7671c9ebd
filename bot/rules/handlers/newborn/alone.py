"""One thing asked of newborns of whom nothing is told: what they cost, until when to register, from when they are covered."""

from bot.rules.answer import yuan
from bot.rules.handlers.newborn.focus import only
from bot.rules.handlers.newborn.pay import amount_of, clauses_of, figure_pay
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Newborn, NewbornCase


def say_alone(draft: Draft, inquiry: Inquiry, rules: Newborn, verdict: str) -> bool:
    """The one thing, where the notice has one answer to it; False where only the whole rule tells."""
    if only(inquiry, "price"):
        return _say_price(draft, inquiry, rules, verdict)
    if only(inquiry, "newborn_coverage"):
        return _say_coverage(draft, inquiry, rules)
    return only(inquiry, "newborn_window") and _say_by_when(draft, inquiry, rules, verdict)


def _settled(rules: Newborn) -> list[NewbornCase]:
    return [case for case in rules.cases if not case.silent]


def _say_price(draft: Draft, inquiry: Inquiry, rules: Newborn, verdict: str) -> bool:
    if say_points(draft, inquiry, "newborn_rule"):
        draft.statements[0] = draft.statements[0].copy(update={"text": verdict + draft.statements[0].text})
        return True
    cases = _settled(rules)
    amount = amount_of(inquiry, cases[0].pay) if len(cases) == 1 else None
    if amount is None:
        return False
    case = cases[0]
    pay = "不缴费" if amount == 0 else f"要缴{yuan(amount)}"
    year = "出生当年" if case.birth_year_only else ""
    clauses = dict.fromkeys((*clauses_of(inquiry, case.pay), case.clause))
    draft.say(f"{verdict}{inquiry.head}，新生儿{year}{_in_time(rules, case)}{pay}", *clauses)
    figure_pay(draft, inquiry, case.pay)
    return True


def _say_coverage(draft: Draft, inquiry: Inquiry, rules: Newborn) -> bool:
    cases = _settled(rules)
    if len({case.says for case in cases}) != 1 or not cases[0].says:
        return False
    led = _in_time(rules, cases[0]) if len(cases) == 1 else ""
    draft.say(f"{inquiry.head}，新生儿{led}{cases[0].says}", cases[0].clause)
    draft.ask = None
    return True


def _say_by_when(draft: Draft, inquiry: Inquiry, rules: Newborn, verdict: str) -> bool:
    span = rules.register_within
    if span is None:
        if not say_points(draft, inquiry, "newborn_window", most=1):
            say_silence(draft, inquiry, inquiry.catalogue.aspects["newborn_window"])
        return True
    rule = "原则上" if rules.as_a_rule else ""
    draft.say(f"{verdict}{inquiry.head}，{rule}要在出生{span.text()}内登记", rules.clause)
    draft.figure("register_within", span.amount, span.unit)
    after = next((case for case in _settled(rules) if case.when.registered and case.when.registered.after), None)
    amount = amount_of(inquiry, after.pay) if after else None
    if after and amount:
        draft.say(
            f"超过{span.text()}才登记的，要缴{yuan(amount)}", *(clauses_of(inquiry, after.pay) or (after.clause,))
        )
        figure_pay(draft, inquiry, after.pay)
    return True


def _in_time(rules: Newborn, case: NewbornCase) -> str:
    """出生3个月内登记的，, where the case is for those alone."""
    within = case.when.registered.within if case.when.registered else None
    rule = "原则上" if rules.as_a_rule else ""
    return f"{rule}出生{within.text()}内登记的，" if within else ""
