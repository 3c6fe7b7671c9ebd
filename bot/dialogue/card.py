"""An answer as a card, for faces that show more than text: its outcome, main figure, steps, open window and sources.

What a card says stands in the message's text, in the same words. Figures come from the answer, dates of windows, titles
of notices and phone numbers from the policy; nothing is read out of sentences.
"""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.policies.registry import Registry
from bot.rules.answer import Answer, Citation, Figure, day
from bot.rules.base import Strict
from bot.rules.facts import Facts
from bot.rules.policy import Contact, Policy
from bot.rules.windows import standings

# What may stand large beside an outcome: the day from which one can pay again, a sum, a day, the days left.
_AGAIN = ("next_day",)
_SUMS = ("total", "own_share", "newborn_pay", "late_payment", "contribution", "fiscal_subsidy", "full_premium")
_DAYS = ("end", "register_by", "covered_from")
_MAIN = (_AGAIN, _SUMS, _DAYS, ("days_left",))
# Topics on which it matters how long one can still pay. A newborn has a time of its own.
_PAYING = ("fee", "deadline", "late_payment", "channel", "registration")


class Highlight(Strict):
    """A figure as the text writes it; a date has no unit."""

    value: str
    unit: str


class OpenWindow(Strict):
    """The window that is open to the asker, and how many days are left of it."""

    opens: datetime.date
    closes: datetime.date
    days_left: int
    today: datetime.date
    name: str


class Source(Strict):
    """A citation with what else is known of its notice."""

    notice: str
    clause: str
    title: str
    number: str | None
    date: datetime.date | None


class Phone(Strict):
    """An office and its number as the notice prints it."""

    name: str
    number: str


class Card(Strict):
    """One message as a card."""

    outcome: str
    highlight: Highlight | None = None
    reasons: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    window: OpenWindow | None = None
    citations: tuple[Source, ...] = ()
    phones: tuple[Phone, ...] = ()
    question: str | None = None

    def led_by(self, words: str) -> "Card":
        """With words before the outcome."""
        return self.copy(update={"outcome": words + self.outcome})

    def followed_by(self, sentence: str) -> "Card":
        """With one more sentence at its end."""
        return self.copy(update={"reasons": (*self.reasons, sentence)})

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        plain: dict[str, Any] = json.loads(self.json())
        return plain


def answer_card(
    answer: Answer, registry: Registry, facts: Facts, today: datetime.date, question: str | None = None
) -> Card | None:
    """The card of an answer; ``question`` asks for the fact that would decide. None for an answer that says nothing."""
    said, steps = _said([answer])
    policy = _policy(answer, registry)
    if not said or policy is None:
        return None
    return Card(
        outcome=said[0],
        highlight=_highlight(answer, facts, said[0]),
        reasons=said[1:],
        steps=steps,
        window=_window(answer, policy, facts, today),
        citations=_sources([answer], registry),
        phones=_phones(policy.contacts, [*said, *steps]),
        question=question,
    )


def comparison_card(answers: Sequence[Answer], registry: Registry, lines: Sequence[str] = ()) -> Card:
    """The card of several counties' answers, with ``lines`` in place of their sentences where there are some."""
    said = tuple(lines) or _said(answers, apart=False)[0]
    policies = [policy for answer in answers if (policy := _policy(answer, registry))]
    return Card(
        outcome=said[0],
        reasons=said[1:],
        citations=_sources(answers, registry),
        phones=_phones((contact for policy in policies for contact in policy.contacts), said),
    )


def spoken_card(text: str, registry: Registry, county: str | None) -> Card | None:
    """The card of a sentence that is no answer, where it gives a phone number of the county; else None."""
    years = registry.policies.get(county or "")
    if not years:
        return None
    phones = _phones(years[max(years)].contacts, [text])
    if not phones:
        return None
    said = tuple(part for line in text.splitlines() for part in sentences(line))
    return Card(outcome=said[0], reasons=said[1:], phones=phones)


def numbered(steps: Sequence[str]) -> str:
    """The steps, a line for each."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def sentences(text: str) -> list[str]:
    """The sentences of a text with their full stops; one inside brackets or quotes ends none."""
    return re.findall(r"(?:（[^（）]*）|“[^“”]*”|[^。])+。?", text)


def _said(answers: Sequence[Answer], apart: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences, and the steps. Steps of several lists, or not to be kept ``apart``, stay where they belong."""
    statements = [statement for answer in answers for statement in answer.statements]
    lists = [statement.steps for statement in statements if statement.steps]
    alone = apart and len(lists) == 1
    said: list[str] = []
    for statement in statements:
        said += sentences(statement.text + ("：" if statement.steps else "。"))
        if statement.steps and not alone:
            said.append(numbered(statement.steps))
    return tuple(said), lists[0] if alone else ()


def _highlight(answer: Answer, facts: Facts, outcome: str) -> Highlight | None:
    """The answer's main figure, if the outcome states it and nothing is left open: no fact, no second such figure.

    From when somebody is covered is a main figure once the day of payment is known; before that it is the rule for some.
    Where the sum to pay is told in other words (不用缴), no other figure takes its place.
    """
    if answer.ask:
        return None
    for names in _MAIN:
        main = next((figure for figure in answer.figures if figure.name in names), None)
        if main is None or (main.name == "covered_from" and not facts.pays_on):
            continue
        if _is_stated(main, outcome):
            return _shown(main) if sum(figure.name == main.name for figure in answer.figures) == 1 else None
        if names is _SUMS:
            return None
    return None


def _is_stated(figure: Figure, outcome: str) -> bool:
    shown = _shown(figure)
    return bool(re.search(rf"(?<!\d){re.escape(shown.value + shown.unit)}", outcome))


def _shown(figure: Figure) -> Highlight:
    if figure.unit == "日期":
        return Highlight(value=day(datetime.date.fromisoformat(str(figure.value))), unit="")
    return Highlight(value=str(figure.value), unit=figure.unit)


def _window(answer: Answer, policy: Policy, facts: Facts, today: datetime.date) -> OpenWindow | None:
    """The window in which this person may pay today; none for who pays nothing or asks about another year."""
    free = any(figure.unit == "元" and figure.value == 0 for figure in answer.figures)
    if answer.topic not in _PAYING or answer.status == "other_year" or free or "newborn" in facts.groups:
        return None
    for now in standings(policy, today, facts):
        opens, closes = now.window.start, now.window.end
        if now.state == "open" and now.applies.value and opens and closes and now.days_left is not None:
            return OpenWindow(opens=opens, closes=closes, days_left=now.days_left, today=today, name=now.window.name)
    return None


def _sources(answers: Iterable[Answer], registry: Registry) -> tuple[Source, ...]:
    """The answers' citations, each once, with their notices' full titles."""
    sources = (_source(citation, _policy(answer, registry)) for answer in answers for citation in answer.citations)
    return tuple(dict.fromkeys(sources))


def _source(citation: Citation, policy: Policy | None) -> Source:
    known = next((notice for notice in policy.notices if notice.short == citation.notice), None) if policy else None
    return Source(
        notice=citation.notice,
        clause=citation.clause,
        title=known.title if known else citation.notice,
        number=known.document_number if known else None,
        date=known.issued if known else None,
    )


def _phones(contacts: Iterable[Contact], said: Sequence[str]) -> tuple[Phone, ...]:
    """The offices whose numbers are told, each number once."""
    text = "\n".join(said)
    told = {
        contact.phone: Phone(name=contact.name, number=contact.phone)
        for contact in contacts
        if contact.phone and re.search(rf"(?<!\d){re.escape(contact.phone)}(?!\d)", text)
    }
    return tuple(told.values())


def _policy(answer: Answer, registry: Registry) -> Policy | None:
    if answer.county is None or answer.insurance_year is None:
        return None
    return registry.policies[answer.county][answer.insurance_year]
