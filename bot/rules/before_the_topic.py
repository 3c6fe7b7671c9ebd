"""Answers that go before the topic's handler: a notice's rule for some people, a thing that it names, a table of cases."""

import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.handlers import (
    tables,
)
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_points, say_silence

# Tables with a handler of their own, which looks at more than the facts.
_OWN_TABLES = ("refund_rule",)


def by_table(inquiry: Inquiry) -> Draft | None:
    """What a table says on an aspect of a topic that has a handler: a case that holds, or else the rule in short where
    the notice has no more to say on it."""
    if inquiry.facts.household:
        return None
    late = inquiry.policy.late
    own_wait = bool(late and any(row.wait for row in pricing.midway_rows(late, inquiry.facts)))
    asked = [aspect for aspect in inquiry.asked_aspects() if not aspect.default]
    default = inquiry.catalogue.default(inquiry.question.topic)
    for aspect in asked or ([default] if default else []):
        table = inquiry.policy.tables.get(aspect.id)
        if table is None or aspect.id in _OWN_TABLES:
            continue
        inquiry = _paid_when_asked(inquiry)
        decided = tables.decide(table, inquiry.facts)[0]
        draft = Draft()
        only_this = len(asked) == 1 and not own_wait and not inquiry.policy.points.get(aspect.id)
        if decided or only_this:
            tables.say_table(draft, inquiry, aspect.id)
            return draft
    return None


def _paid_when_asked(inquiry: Inquiry) -> Inquiry:
    """Whoever asks for the wait after paying on a day pays on it."""
    facts = inquiry.facts
    waits = inquiry.question.topic in ("late_payment", "benefit_period")
    if not waits or facts.paid or not facts.to_the_day("asked_on"):
        return inquiry
    return replace(inquiry, facts=facts.copy(update={"paid": facts.asked_on}))


def alone(inquiry: Inquiry) -> Draft | None:
    """A point that is the whole answer to its words, where a block of the policy would answer otherwise."""
    default = inquiry.catalogue.default(inquiry.question.topic)
    if default is None or inquiry.facts.household or any(aspect.decisive for aspect in inquiry.asked_aspects()):
        return None
    points = matching(inquiry, default.id)
    draft = Draft()
    if points and points[0].alone:
        say_points(draft, inquiry, default.id)
    return draft if draft.statements else None


# Topics whose points are picked by the names of offices and groups, which stand in other questions too.
_BY_NAMES = ("administration", "subsidy", "eligibility", "contact")


def named_elsewhere(inquiry: Inquiry) -> Draft | None:
    """A thing that only one point of the notice speaks of (核定单), whatever topic the question seems to have."""
    asked = [aspect for aspect in inquiry.asked_aspects() if not aspect.default]
    if not all(inquiry.silence_on(aspect) for aspect in asked):
        return None
    draft, text = Draft(), inquiry.question.text
    for aspect, points in inquiry.policy.points.items():
        known = inquiry.catalogue.aspects.get(aspect)
        if known is None or known.default or known.topic in (*_BY_NAMES, inquiry.question.topic):
            continue
        for point in points:
            words = [word for word in point.about if _names_a_thing(word) and word in text]
            # 惠民保必须买吗: beside another matter, on which the notice is silent, a name alone is what is asked.
            if any(not asked or f"“{word}" in point.say for word in words):
                draft.say(point.say if draft.statements else f"{inquiry.head}，{point.say}", point.clause)
    return draft if draft.statements else None


# 是什么, 谁弄的 and 没参保 pick among the points on one matter; they name none.
_QUESTION_WORDS = re.compile(r"没|未|断|多久|多长|时间|工作日|到账|什么|啥|哪|谁|怎么|咋|多少|几|吗|是不是|区别|一回事")


def _names_a_thing(word: str) -> bool:
    return len(word) > 2 and not word.isdigit() and not _QUESTION_WORDS.search(word)


# 从外县转过来的: who moves the insurance here, and not whoever lives here from elsewhere.
_COMES_OVER = re.compile(r"转(过|回|进)?来|转[入回]|转到(这|本|咱|我们|你们)")


def for_audience(inquiry: Inquiry) -> Draft | None:
    """How or where students and people from elsewhere pay or register, where the notice says it of them."""
    dated = inquiry.facts.asked_on or inquiry.facts.paid
    if inquiry.question.topic not in ("channel", "registration", "deadline") or dated:
        return None
    broken_off = "断" in inquiry.question.text and inquiry.asks("registration_new")
    if inquiry.asks("transfer_in") and _COMES_OVER.search(inquiry.question.text):
        return None
    if broken_off or any(aspect.decisive for aspect in inquiry.asked_aspects()):
        return None
    draft = Draft()
    for aspect in inquiry.catalogue.asked_in(inquiry.question.text):
        if aspect.audience and not say_points(draft, inquiry, aspect.id):
            say_silence(draft, inquiry, aspect)
    return draft if draft.statements else None
