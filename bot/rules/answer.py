"""The rules module's result: a status, sentences, figures, citations and the fact to ask next."""

import datetime
from typing import Literal

from pydantic import StrictInt, StrictStr

from bot.rules.base import Strict

Status = Literal["answered", "ask", "ask_county", "silent", "unknown_county", "other_year"]
Detailed = Literal["alone", "beside", "before"]
Unit = Literal["元", "日期", "天", "个月", "电话", "万元", "%", "人"]


class Figure(Strict):
    """A number of the answer. ``value`` is yuan, an ISO date, a whole number or a phone number as printed."""

    name: str
    value: StrictInt | StrictStr
    unit: Unit


class Citation(Strict):
    """Where it stands: the notice's short title and the clause."""

    notice: str
    clause: str


class Statement(Strict):
    """One sentence of the answer (without its full stop) and the clauses it rests on.

    ``steps`` are numbered under it. ``season`` marks the note that the year's windows are over.
    """

    text: str
    clauses: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    season: bool = False


class Question(Strict):
    """What is asked: the topic, the question's own words (normalized), and the year asked for, if any.

    ``digits`` are the same words with their numerals in digits.
    ``claims`` are amounts in yuan that the asker mentions; ``confirm`` is whether a yes or no is expected.
    ``told_of_another``: the groups of the person before, where it is asked of another one of whom nothing is told.
    ``detail``: whether a detail of ``data/details.yml`` whose words stand in the text is asked alone, beside something
    else, or was asked before.
    ``other_years`` are years asked for beside ``year`` that are not held; ``which_year``: it is asked which year it is.
    ``again``: the matter was answered before, and a fact of the case is added.
    """

    topic: str
    text: str = ""
    digits: str = ""
    year: int | None = None
    relative_year: bool = False
    claims: tuple[int, ...] = ()
    confirm: bool = False
    told_of_another: frozenset[str] = frozenset()
    other_years: tuple[int, ...] = ()
    which_year: bool = False
    detail: Detailed = "alone"
    again: bool = False


class Answer(Strict):
    """The answer to one question about one county; ``found_nothing``: not even an aspect to be silent on."""

    status: Status
    topic: str
    county: str | None = None
    insurance_year: int | None = None
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    ask: str | None = None
    aspects: tuple[str, ...] = ()
    found_nothing: bool = False

    def without_season(self) -> "Answer":
        """The answer less the note that the year's windows are over, which is said once a message."""
        return self.copy(update={"statements": tuple(s for s in self.statements if not s.season)})

    def only(self, statements: tuple[Statement, ...]) -> "Answer":
        """The answer with these of its sentences, and the citations that they rest on."""
        clauses = {clause for statement in statements for clause in statement.clauses}
        cited = tuple(citation for citation in self.citations if citation.clause in clauses)
        return self.copy(update={"statements": statements, "citations": cited})


def yuan(amount: int) -> str:
    """280元."""
    return f"{amount}元"


def day(date: datetime.date) -> str:
    """2021年2月25日."""
    return f"{date.year}年{date.month}月{date.day}日"
