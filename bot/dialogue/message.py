"""Messages in the shape of Rasa's REST channel, from answers and from the wording."""

import datetime
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from bot.dialogue.card import Card, answer_card, numbered, spoken_card
from bot.dialogue.wording import Wording
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Citation
from bot.rules.base import Strict
from bot.rules.facts import Facts
from bot.rules.topics import NAMES


class Button(Strict):
    """A choice; the payload means what the server offered, and nothing when typed unoffered."""

    title: str
    payload: str


class Reply(Strict):
    """One message: its text stands on its own; ``answer`` and ``card`` are for faces that can show more."""

    text: str
    answer: dict[str, Any]
    buttons: tuple[Button, ...] = ()
    card: Card | None = None

    @property
    def custom(self) -> dict[str, Any]:
        """What goes along with the text."""
        return {"answer": self.answer, "card": self.card.plain()} if self.card else {"answer": self.answer}

    def led_by(self, words: str) -> "Reply":
        """With words before its text."""
        card = self.card.led_by(words) if self.card else None
        return self.copy(update={"text": words + self.text, "card": card})

    def followed_by(self, sentence: str) -> "Reply":
        """With a line after its text."""
        card = self.card.followed_by(sentence) if self.card else None
        return self.copy(update={"text": f"{self.text}\n{sentence}", "card": card})


# A longer list helps nobody to choose; a county is also found by its name or township.
MOST_LISTED = 12


def county_buttons(registry: Registry, ids: Sequence[str] = ()) -> tuple[Button, ...]:
    """One for each of the counties, by default all that are held, at most MOST_LISTED."""
    chosen = (county for county in registry.counties.values() if not ids or county.id in ids)
    return tuple(
        Button(title=county.name, payload="/inform" + json.dumps({"county": county.id}))
        for county in islice(chosen, MOST_LISTED)
    )


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
    return Reply(text=text, buttons=buttons, answer=_answer(status, topic, county, None, [], [], None))


def with_phones(reply: Reply, registry: Registry, county: str | None) -> Reply:
    """A message that is no answer but gives a number to ring, with a card that tells the number."""
    return reply if reply.card else reply.copy(update={"card": spoken_card(reply.text, registry, county)})


def body(answer: Answer) -> str:
    """The answer's sentences, with their steps under them, without the citation."""
    text = ""
    for statement in answer.statements:
        text += statement.text
        if statement.steps:
            text += f"：\n{numbered(statement.steps)}\n"
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
    answer: Answer,
    wording: Wording,
    registry: Registry,
    today: datetime.date,
    facts: Facts | None = None,
    question: str | None = None,
) -> Reply:
    """An answer as a message, with the question for the fact that would decide, in other words if ``question``."""
    text = body(answer) + citation_text(answer.citations)
    buttons: tuple[Button, ...] = ()
    asked = None
    if answer.ask and answer.ask in wording.asks:
        asked = question or wording.asks[answer.ask].question
        text += "\n" + asked
        buttons = yes_no_buttons(answer.ask, wording)
    return Reply(
        text=text,
        buttons=buttons,
        answer=answer_part(answer, registry),
        card=answer_card(answer, registry, facts or Facts(), today, asked),
    )


def answer_part(answer: Answer, registry: Registry) -> dict[str, Any]:
    """An answer as programs read it."""
    return _answer(
        answer.status,
        answer.topic,
        registry.counties[answer.county].name if answer.county else None,
        answer.insurance_year,
        [figure.dict() for figure in answer.figures],
        [citation.dict() for citation in answer.citations],
        answer.ask,
    )


def _answer(
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
