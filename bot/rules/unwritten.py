"""A detail that is asked and that the notice does not tell: 退到哪张卡, 登记要照片吗. That comes first, then one fact near it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.rules.catalogue import Catalogue
from bot.rules.details import AskedDetail
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import matching
from bot.rules.policy import Point, Policy

# What the policy says to nobody: names of rows, words of questions, notes for staff.
_NOT_SAID = frozenset(
    {
        "id",
        "about",
        "clause",
        "note",
        "clerk_notes",
        "notices",
        "groups",
        "aspect",
        "certified_clause",
        "settled_clause",
    }
)
_PART = re.compile(r"[。；]")
_OPEN = re.compile(r"没有写|未载明|没有列|没有公布")
_VERDICT = re.compile(r"^(可以|不用|不能|能|要|也可以)，")
# An enumeration that begins is no fact by itself.
MOST_GENERAL = 2


def open_detail(catalogue: Catalogue, policy: Policy, text: str) -> AskedDetail | None:
    """The first detail that the text asks and the policy does not tell."""
    words = catalogue.detail_in(text)
    asked = words.find(text) if words else None
    if asked is None or any(asked.told_by(sentence) for sentence in _sentences(policy, asked.detail.told_in)):
        return None
    return asked


def of_inquiry(inquiry: Inquiry) -> AskedDetail | None:
    """The open detail that the question asks, as far as it belongs to the question's topic."""
    asked = open_detail(inquiry.catalogue, inquiry.policy, inquiry.question.text)
    return asked if asked and inquiry.question.topic in asked.detail.topics else None


def answer(inquiry: Inquiry, asked: AskedDetail) -> Draft:
    """That it is unwritten, the fact that is nearest, and whom to ask."""
    draft = Draft(status="silent", aspects=[asked.detail.id])
    draft.say(f"{asked.label}，{inquiry.head}的通知未载明")
    near = _nearest(inquiry, asked)
    if near:
        draft.say(f"只写了{_in_short(near)}", near.clause)
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    return draft


def append(draft: Draft, inquiry: Inquiry, asked: AskedDetail) -> None:
    """Beside what else the message asks, that this is unwritten."""
    if any(asked.label in statement.text for statement in draft.statements):
        return
    draft.say(f"{asked.label}，通知未载明")
    if not any(statement.text.startswith(("请打", "请向")) for statement in draft.statements):
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)


def _nearest(inquiry: Inquiry, asked: AskedDetail) -> Point | None:
    """The first sentence on the aspects that are near; of a detail of several topics, on those of the question's."""
    aspects, topics = inquiry.catalogue.aspects, asked.detail.topics
    of_it = (
        inquiry
        if asked.detail.near_by_words
        else replace(inquiry, question=inquiry.question.copy(update={"text": "", "digits": ""}))
    )
    for name in (name for name in asked.detail.near if name in aspects):
        if len(topics) > 1 and aspects[name].topic != inquiry.question.topic:
            continue
        points = matching(of_it, name)
        chosen = asked.detail.near_by_words or len(points) <= MOST_GENERAL
        if points and chosen and _in_short(points[0]):
            return points[0]
    return None


def _in_short(point: Point) -> str:
    """What the sentence tells, without its yes or no; of several ways to do it, what they are called."""
    say = "；".join(part for part in _VERDICT.sub("", point.say).split("；") if not _OPEN.search(part))
    names = [step.split("：")[0] for step in point.steps if "：" in step]
    if len(names) < len(point.steps):
        return ""
    return f"{say}：{'、'.join(names)}" if names else say


def _sentences(policy: Policy, aspects: tuple[str, ...]) -> Iterator[str]:
    """What the policy tells, of these aspects or of everything, without what it leaves open."""
    rows = policy.dict()
    if aspects:
        rows = {
            "own": {name: rows[name] for name in aspects if name in rows},
            "points": {name: rows["points"].get(name) for name in aspects},
            "tables": {name: rows["tables"].get(name) for name in aspects},
        }
    for text in _strings(rows):
        yield from (part for part in _PART.split(text) if not _OPEN.search(part))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in _NOT_SAID:
                yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
