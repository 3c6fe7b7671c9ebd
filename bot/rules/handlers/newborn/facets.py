"""Single questions about a newborn that the rule in short answers with a yes or no: waiting, the second year, days left."""

import datetime
import re

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.handlers.newborn.focus import asks_if_in_time
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Newborn

_NEXT_YEAR = re.compile(r"第[二2]年|转年|次年|(出生)?(的)?下1?一?年(?!度)|以后每年|往后每年|满(了)?(1|一)周?岁以?后")
_WAITS = re.compile(r"(得|要|用|需要?)(不要|不用|再|也|还)*等|等待期|等(不等|[0-9一二三两]+(天|个?月))")
_DAYS_LEFT = re.compile(r"还(剩|有)(下)?(几|多少)天|剩(下)?(几|多少)天")


def lead(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """Put the answer to the one thing that is asked before the rest."""
    text = inquiry.question.text
    if _NEXT_YEAR.search(text) and _only_in_its_year(rules):
        _lead_with_next_year(draft, inquiry, rules)
    elif _WAITS.search(text) and inquiry.question.confirm and all(case.covered == "birth" for case in rules.cases):
        draft.lead_with("不用等，")
    elif _DAYS_LEFT.search(text):
        _lead_with_days_left(draft, inquiry)
    elif asks_if_in_time(inquiry) and inquiry.facts.registered in (None, inquiry.today):
        _lead_with_days_left(draft, inquiry, "来得及，")


def _only_in_its_year(rules: Newborn) -> bool:
    return any(case.birth_year_only and case.pay == 0 for case in rules.cases)


def _lead_with_next_year(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """That the year of birth alone is free, and what everybody pays."""
    said, draft.statements = draft.statements, []
    price = pricing.standard(inquiry.policy, inquiry.facts.copy(update={"groups": frozenset(), "minor": True}))[0]
    draft.say(
        f"不是，{inquiry.head}的通知写的是出生当年不缴费，当年以后按一般居民缴，这一年度{price.each()}",
        rules.clause,
        *price.all_clauses(),
    )
    draft.figure_price(price)
    draft.statements += said[:1]


def _lead_with_days_left(draft: Draft, inquiry: Inquiry, verdict: str = "") -> None:
    """The days until the last one for registering, for a child that is born."""
    limits = [figure.value for figure in draft.figures if figure.name == "register_by"]
    born = inquiry.facts.born
    if not limits or (verdict and (born is None or born > inquiry.today)):
        return
    last = min(datetime.date.fromisoformat(str(limit)) for limit in limits)
    left = (last - inquiry.today).days
    if left >= 0 and f"{day(last)}是最后" not in draft.statements[0].text:
        draft.lead_with(f"{verdict}还有{left}天，到{day(last)}。" if left else f"{verdict}{day(last)}是最后一天。")
        draft.figure("days_left", left, "天")
