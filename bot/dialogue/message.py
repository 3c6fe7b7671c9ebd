"""Messages in the shape of Rasa's REST channel, from answers and from the wording."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.dialogue.wording import Wording
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Citation
from bot.rules.base import Strict
from bot.rules.topics import NAMES


class Button(Strict):
    """A choice; the payload means what the server offered, and nothing when typed unoffered."""

    title: str
    payload: str


class Reply(Strict):
    """One message: its text stands on its own; ``custom`` is for faces that can show more."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: dict[str, Any] | None = None


def county_buttons(registry: Registry, ids: Sequence[str] = ()) -> tuple[Button, ...]:
    """One for each of the counties, by default all that are held; at most twelve: a longer list is for the picker."""
    return tuple(
        Button(title=county.name, payload="/inform" + json.dumps({"county": county.id}))
        for county in list(registry.counties.values())
        if not ids or county.id in ids
    )[:12]


def topic_buttons(topics: Iterable[str]) -> tuple[Button, ...]:
    """One for each topic."""
    return tuple(Button(title=NAMES[topic], payload=f"/{topic}") for topic in topics)


def yes_no_buttons(fact: str, wording: Wording) -> tuple[Button, ...]:
    """The two choices of a yes-or-no fact; none for the others."""
    ask = wording.asks.get(fact)
    if ask is None or not ask.if_yes or not ask.if_no:
        return ()
    return (Button(title=ask.if_yes, payload="/affirm"), Button(title=ask.if_no, payload="/deny"), NOT_SURE)


NOT_SURE = Button(title="不清楚", payload="/not_sure")


def outcome(
    status: str,
    text: str,
    buttons: tuple[Button, ...] = (),
    topic: str | None = None,
    county: str | None = None,
) -> Reply:
    """A message without figures: a status of the dialogue."""
    return Reply(text=text, buttons=buttons, custom={"answer": _card(status, topic, county, None, [], [], None)})


def body(answer: Answer) -> str:
    """The answer's sentences, with their steps under them, without the citation."""
    text = ""
    for statement in answer.statements:
        text += statement.text
        if statement.steps:
            numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(statement.steps, 1))
            text += f"：\n{numbered}\n"
        else:
            text += "。"
    return text.strip()


def citation_text(citations: Sequence[Citation]) -> str:
    """（依据：景县2021年度参保缴费通知 二、五（6））; empty without citations."""
    by_notice: dict[str, list[str]] = {}
    for citation in citations:
        clauses = by_notice.setdefault(citation.notice, [])
        if citation.clause not in clauses:
            clauses.append(citation.clause)
    if not by_notice:
        return ""
    return "（依据：" + "；".join(f"{notice} {'、'.join(clauses)}" for notice, clauses in by_notice.items()) + "）"


def answer_reply(
    answer: Answer, wording: Wording, registry: Registry, cite: bool = True, question: str | None = None
) -> Reply:
    """An answer as a message, with the question for the fact that would decide, in other words if ``question``."""
    text = body(answer)
    if cite:
        text += citation_text(answer.citations)
    buttons: tuple[Button, ...] = ()
    if answer.ask and answer.ask in wording.asks:
        text += "\n" + (question or wording.asks[answer.ask].question)
        buttons = yes_no_buttons(answer.ask, wording)
    county = registry.counties[answer.county].name if answer.county else None
    card = _card(
        answer.status,
        answer.topic,
        county,
        answer.insurance_year,
        [figure.dict() for figure in answer.figures],
        [citation.dict() for citation in answer.citations],
        answer.ask,
    )
    return Reply(text=text, buttons=buttons, custom={"answer": card})


def _card(
    status: str,
    topic: str | None,
    county: str | None,
    year: int | None,
    figures: list[dict[str, Any]],
    citations: list[dict[str, Any]],
    ask: str | None,
) -> dict[str, Any]:
    return {
        "status": status,
        "topic": topic,
        "county": county,
        "insurance_year": year,
        "figures": figures,
        "citations": citations,
        "ask": ask,
    }
