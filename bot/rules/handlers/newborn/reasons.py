"""Why a newborn's case is the one it is: the span or the day that decides, with the dates worked out."""

import datetime

from bot.rules.answer import day
from bot.rules.calendar import Span, last_day_within
from bot.rules.conditions import registered_in_time
from bot.rules.facts import Facts
from bot.rules.handlers.newborn.limits import first_limit
from bot.rules.inquiry import Inquiry
from bot.rules.policy import Newborn, NewbornCase, Registered


def by_rule(inquiry: Inquiry) -> str:
    """The reason where no fact of the case decides."""
    return f"按{inquiry.head}的规定"


def because(inquiry: Inquiry, outcome: str, reason: str) -> str:
    """The outcome with its reason: 要缴830元，……; 2021年1月6日出生的孩子不用缴费（阳城县2021年度的规定）."""
    whose = reason.removesuffix(by_rule(inquiry)).rstrip("，")
    if whose == reason or whose and not whose.endswith("出生的孩子"):
        return f"{outcome}，{reason}"
    return f"{whose}{outcome}（{inquiry.head}的规定）"


def reason_of(inquiry: Inquiry, rules: Newborn, case: NewbornCase | None = None) -> str:
    """Why the case is this one: the span that it names, else the rule's."""
    registered = case.when.registered if case else None
    facts, span = inquiry.facts, (registered and (registered.within or registered.after)) or rules.register_within
    who = f"{inquiry.head}的规定"
    if span is None or (facts.born and not facts.to_the_day("born")):
        born = f"{inquiry.when(facts.born)}出生的孩子，" if facts.born else ""
        in_time = registered_in_time(Registered(within=span), facts).value if span and facts.registered else None
        if in_time is None or span is None or facts.registered is None:
            return f"{born}按{who}"
        outcome = "没有超过" if in_time else "已经超过"
        return f"{born}{inquiry.when(facts.registered)}登记{outcome}{span.text()}（{who}）"
    if facts.born:
        return f"{_reason_by_dates(inquiry, rules, case)}（{who}）"
    if facts.passed == span.text():
        return f"超过{span.text()}才登记的，按{who}"
    age = (
        f"{facts.age_months}个月" if facts.age_months is not None else (f"{facts.age_days}天" if facts.age_days else "")
    )
    if age:
        within = registered_in_time(Registered(within=span), facts).value
        verdict = {
            True: f"没有超过{span.text()}",
            False: f"超过了{span.text()}",
            None: f"是否超过{span.text()}要看哪天出生",
        }
        return f"出生{age}登记，{verdict[within]}（{who}）"
    return f"按{who}"


def _reason_by_dates(inquiry: Inquiry, rules: Newborn, case: NewbornCase | None) -> str:
    """2021年3月5日出生，3个月内即2021年6月5日前（含当天），2021年5月1日登记还在3个月内."""
    facts, registered = inquiry.facts, case.when.registered if case else None
    last, span = _decisive_limit(rules, facts, case)
    rule = "原则上" if rules.as_a_rule else ""
    counted = f"{rule}{span.text()}内即{day(last)}前（含当天）" if span else f"{rule}要在{day(last)}前（含当天）登记"
    text = f"{inquiry.when(facts.born or last)}出生，{counted}"
    if registered and registered.after and not facts.registered:
        text += "，之后才登记"
    if facts.registered:
        edge = "，正好是最后一天" if facts.registered == last else ""
        inside = f"还在{span.text() if span else '期限'}内{edge}"
        text += f"，{inquiry.when(facts.registered)}登记{inside if facts.registered <= last else '已经超过'}"
    return text


def _decisive_limit(rules: Newborn, facts: Facts, case: NewbornCase | None) -> tuple[datetime.date, Span | None]:
    """The last day that decides the case: of its own span, else the first that the child's cases name."""
    registered = case.when.registered if case else None
    span = registered and (registered.within or registered.after)
    first = first_limit(rules, facts)
    if facts.born and span:
        return last_day_within(facts.born, span), span
    if first is None:
        raise ValueError("no case names a last day, and the rule has none either")
    return first
