"""One question in hand: all that an answer may look at, and the draft that collects what it says."""

import datetime
from dataclasses import dataclass, field

from bot.rules.answer import Figure, Question, Statement, Status, Unit, day
from bot.rules.catalogue import Aspect, Catalogue
from bot.rules.facts import Facts, Rough
from bot.rules.policy import Contact, County, Policy, Silence
from bot.rules.rates import Price


@dataclass(frozen=True)
class Inquiry:
    """A question about one county and year, with the asker's facts and the day it is asked."""

    county: County
    policy: Policy
    catalogue: Catalogue
    question: Question
    facts: Facts
    today: datetime.date

    @property
    def head(self) -> str:
        """Whose rule of which year: 景县2021年度."""
        return f"{self.county.name}{self.policy.year_name}"

    def when(self, date: datetime.date) -> str:
        """The date as it was told: to the day, or to the month where no day was said, or in the asker's words."""
        rough = self.roughly(date)
        if rough:
            return rough.said
        told_to_month = any(getattr(self.facts, name) == date for name in self.facts.months_only)
        return f"{date.year}年{date.month}月" if told_to_month else day(date)

    def roughly(self, date: datetime.date) -> Rough | None:
        """The stretch of days that was told, where the date is one of those."""
        return next((row for row in self.facts.rough if getattr(self.facts, row.fact) == date), None)

    def asked_aspects(self) -> tuple[Aspect, ...]:
        """The aspects of the question's topic whose words stand in the question."""
        asked = {a.id for a in self.catalogue.asked_in(self.question.text)} | self._named_by_points()
        return tuple(a for a in self.catalogue.aspects.values() if a.id in asked and a.topic == self.question.topic)

    def _named_by_points(self) -> set[str]:
        """The aspects on which the notice has a point with a word of the question: 红包, 核定单."""
        text = self.question.text.lower()
        return {
            aspect
            for aspect, points in self.policy.points.items()
            if not (aspect in self.catalogue.aspects and self.catalogue.aspects[aspect].decisive)
            and any(self._names(word, text) for point in points for word in point.about)
        }

    def _names(self, word: str, text: str) -> bool:
        """Whether the word stands in the question and names a matter: 低保 names who asks, not what."""
        return len(word) > 1 and word.lower() in text and not self.catalogue.names_people(word)

    def silence_on(self, aspect: Aspect) -> Silence | None:
        """The record that the notice says nothing on the aspect, or on what it is a detail of."""
        silence = self.policy.is_silent_on(aspect.id)
        return silence or (self.policy.is_silent_on(aspect.detail_of) if aspect.detail_of else None)

    def asks(self, *aspects: str) -> bool:
        """Whether any of these aspects is asked."""
        return any(aspect.id in aspects for aspect in self.asked_aspects())

    def group_name(self, group: str) -> str:
        """What the county's notice calls the group, else its common name."""
        return self.policy.group_name(group) or self.catalogue.name(group)


@dataclass
class Draft:
    """What an answer says, in order. The first statement should be the outcome."""

    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    status: Status = "answered"
    ask: str | None = None
    aspects: list[str] = field(default_factory=list)
    found_nothing: bool = False

    def say(self, text: str, *clauses: str | None, steps: tuple[str, ...] = (), season: bool = False) -> None:
        """Add a sentence with the clauses it rests on; the same sentence is not said twice."""
        kept = tuple(clause for clause in clauses if clause)
        statement = Statement(text=text.rstrip("。"), clauses=kept, steps=steps, season=season)
        if statement not in self.statements:
            self.statements.append(statement)

    def lead_with(self, verdict: str) -> None:
        """Put 是的， or 不是， before what was said first."""
        if verdict and self.statements:
            first = self.statements[0]
            self.statements[0] = first.copy(update={"text": verdict + first.text})

    def figure(self, name: str, value: int | str | datetime.date, unit: Unit) -> None:
        """Record a figure of the answer; dates as ISO."""
        figure = Figure(name=name, value=value.isoformat() if isinstance(value, datetime.date) else value, unit=unit)
        if figure not in self.figures:
            self.figures.append(figure)

    def figure_price(self, price: Price | None, name: str = "contribution") -> None:
        """Record the price and those of the people whom the facts do not rule out."""
        for one in (price, *price.others) if price else ():
            self.figure(name, one.amount, "元")


def whom_to_ask(inquiry: Inquiry) -> tuple[Contact, ...]:
    """The office for this question: the township's own, the one whose field is named, else the main one."""
    contacts = inquiry.policy.contacts
    township = inquiry.facts.township
    local = tuple(c for c in contacts if township and township in c.townships)
    if local:
        return local
    # Who may enroll and what is free is the main office's; 缴费 in such a question does not make it the tax office's.
    policy_matter = inquiry.question.topic in ("newborn", "subsidy", "eligibility")
    named = tuple(
        c
        for c in contacts
        if not c.townships
        and any(word in inquiry.question.text for word in (c.name, *(() if policy_matter else c.about[:1])))
    )
    return named[:2] or tuple(c for c in contacts if c.main)[:1] or contacts[:1]


def referral(inquiry: Inquiry) -> tuple[str, tuple[str, ...]]:
    """“请打……” or “请问……” with the clauses of the phone numbers, without a full stop."""
    contacts = whom_to_ask(inquiry)
    clauses = tuple(dict.fromkeys(c.clause for c in contacts if c.phone))
    if all(c.phone for c in contacts):
        return "请打" + "或".join(f"{c.name}{c.phone}" for c in contacts) + "咨询", clauses
    return "请向" + "或".join(c.name + (c.phone or "") for c in contacts) + "咨询", clauses
