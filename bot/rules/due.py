"""What whoever has not paid yet pays today, once everybody's windows are over and one may still pay late."""

import datetime
import re

from bot.rules import pricing
from bot.rules.ending import ending_of
from bot.rules.facts import Facts
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Policy
from bot.rules.rates import Price
from bot.rules.windows import standings

# 标准是多少, 按时交要多少, 当时交了多少: the price of the windows, whatever today is.
_OF_THE_WINDOWS = re.compile(
    r"标准|按时|及时|准时|期限?内|规定(的)?时间|没(有)?(过期|逾期|晚)|正常|当时|那时|原来|原本|本来|以前|之前|去年|截止前"
    r"|(早|提前|赶上)(了)?(交|缴)|(交|缴|收|花|掏)了(多少|几)"
)


def late_now(inquiry: Inquiry, facts: Facts) -> Price | None:
    """The late payer's price, where it is all that can be paid today and the question means no earlier payment."""
    if inquiry.facts.missed_window is False or _OF_THE_WINDOWS.search(inquiry.question.text):
        return None
    return only_late(inquiry.policy, inquiry.today, facts)


# 补交: of whoever is late; 忘了交: of whoever has not paid, in time or not.
TO_MAKE_UP = re.compile(r"补(交|缴)")
_FORGOT = re.compile(r"(忘|漏)(了|记)?(交|缴)")
_TOO_LATE = re.compile(r"过期|逾期|超期|错过|过了|晚|迟|没赶上|没来得及|截止|要是|如果|万一|假如|的话")


def is_late(inquiry: Inquiry) -> bool:
    """Whether the family is too late: it says so, or makes up for it after every window."""
    text, now = inquiry.question.text, standings(inquiry.policy, inquiry.today, inquiry.facts)
    if inquiry.facts.missed_window:
        open_now = any(one.state == "open" and one.for_everyone for one in now)
        return not (open_now and _FORGOT.search(text) and not _TOO_LATE.search(text))
    over = not any(one.is_left for one in now if one.for_everyone)
    return over and inquiry.facts.pays_on is None and bool(TO_MAKE_UP.search(text))


def late_for_all(policy: Policy, today: datetime.date, common: Facts) -> Price | None:
    """What everybody of a family pays late; None where not all of them may."""
    rule = policy.late
    if rule is None:
        return None
    if rule.accepted == "all" and not pricing.is_over(rule, today):
        return pricing.late(policy)
    return pricing.late(policy) if pricing.may_join_midway(rule, common) else None


def only_late(policy: Policy, today: datetime.date, facts: Facts) -> Price | None:
    """What everybody pays late, on a day of the insurance year on which no window goes on or is still to come."""
    rule, closes = policy.late, policy.closes()
    if rule is None or rule.accepted != "all" or closes is None or today <= closes:
        return None
    if today.year > policy.insurance_year or pricing.is_over(rule, today):
        return None
    if any(one.is_left and one.applies.value is not False for one in standings(policy, today, facts)):
        return None
    return pricing.late(policy, facts)


def say_ordinary_before(draft: Draft, inquiry: Inquiry, facts: Facts) -> None:
    """When the windows ended and what one paid in them, beside the late payer's price."""
    ending = ending_of(inquiry)
    prices = pricing.standard(inquiry.policy, facts)
    closed = f"{ending.text}，" if ending else ""
    clauses = (*((ending.clause,) if ending else ()), *(clause for price in prices for clause in price.all_clauses()))
    if len(prices) == 1:
        draft.say(f"{closed}在那以前缴的是{prices[0].each()}", *clauses)
        return
    each = "；".join(f"{price.window.name if price.window else ''}{price.each()}" for price in prices)
    draft.say(f"{closed}在那以前缴的，{each}", *clauses)
