"""What a family pays in time and what it pays late, where both are asked: 按时一共多少，过期一共多少."""

import re
from dataclasses import replace

from bot.rules import due
from bot.rules.answer import day, yuan
from bot.rules.handlers.household.family import Family
from bot.rules.handlers.household.reckoning import reckoning
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.shares import in_common

_CLAUSES = re.compile(r"[，。？！；,.?;]|还是")
_LATE = re.compile(r"过期|逾期|超期|过了|错过|(?<![最今昨当每])晚(?![上饭间])|迟|(?:截止|[0-9][号日])(?:之|以)?后")
_TOMORROW = re.compile(r"明天|明儿")
_ASKS = re.compile(r"多少|几|呢|又|一共|总共")


def asks_for_both(inquiry: Inquiry) -> bool:
    """Whether one clause asks what it is in time, and another one what it is late, while the windows go on."""
    closes, text = inquiry.policy.closes(), inquiry.question.text
    if closes is None or inquiry.today > closes or inquiry.facts.late_heads is not None:
        return False
    asking = [clause for clause in _CLAUSES.split(text) if clause and _ASKS.search(clause)]
    late = [clause for clause in asking if _is_late(clause, last_day=inquiry.today == closes)]
    return bool(late) and len(late) < len(asking)


def _is_late(clause: str, last_day: bool) -> bool:
    return bool(_LATE.search(clause) or last_day and _TOMORROW.search(clause))


def in_time(inquiry: Inquiry) -> Inquiry:
    """The question without the lateness, which is answered for itself."""
    facts = inquiry.facts.copy(update={"missed_window": None, "asked_on": None, "paid": None})
    return replace(inquiry, facts=facts)


def say_late(draft: Draft, family: Family) -> None:
    """After the sum in time the one of those who are late, or what holds for them."""
    inquiry = family.inquiry
    common, closes = in_common(inquiry.facts, family.household), inquiry.policy.closes()
    price = due.late_for_all(inquiry.policy, inquiry.today, common)
    if price is None or closes is None:
        paying.say_late_rule(draft, inquiry)
        return
    late = replace(family, price=price)
    if late.unclear or late.open_aid or late.open_newborns:
        draft.say(f"{day(closes)}以后缴的，{price.each()}", *price.all_clauses())
    else:
        amounts = [one.amount or 0 for one in late.settled]
        text = f"{day(closes)}以后缴的，一共{yuan(sum(amounts))}（{reckoning(amounts)}）"
        draft.say(text, *late.clauses)
        draft.figure("total", sum(amounts), "元")
    draft.figure("late_payment", price.amount, "元")
