"""What residents ask of a matter that most notices do not tell: the entries of ``data/details.yml`` and their words."""

import re
from dataclasses import dataclass

from pydantic import validator

from bot.rules.base import Strict
from bot.rules.expressions import compiling
from bot.rules.policy import Identifier
from bot.rules.topics import ALL

_WHAT = "{what}"


class Detail(Strict):
    """One detail that is asked; see the head of ``data/details.yml``."""

    id: Identifier
    topics: tuple[str, ...]
    label: str
    asked: tuple[str, ...]
    unless: tuple[str, ...] = ()
    told: tuple[str, ...]
    told_in: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_by_words: bool = False

    @validator("topics", each_item=True)
    def known_topic(cls, topic: str) -> str:
        if topic not in ALL:
            raise ValueError(f"unknown topic {topic!r}; the topics are {', '.join(ALL)}")
        return topic

    @validator("asked", "unless", "told", each_item=True)
    def compiles(cls, expression: str) -> str:
        return compiling(expression)


@dataclass(frozen=True)
class AskedDetail:
    """A detail as it is asked in ``words``: ``what`` is the question's own word for it, where the detail has room."""

    detail: Detail
    words: str
    what: str = ""

    @property
    def label(self) -> str:
        """How a reply names it."""
        return self.detail.label.replace(_WHAT, self.what)

    def told_by(self, sentence: str) -> bool:
        """Whether a sentence of the notice answers it."""
        return any(
            re.search(expression.replace(_WHAT, re.escape(self.what)), sentence) for expression in self.detail.told
        )


class DetailWords:
    """A detail with its expressions compiled once, at loading."""

    def __init__(self, detail: Detail) -> None:
        self.detail = detail
        self._asked = tuple(re.compile(expression, re.IGNORECASE) for expression in detail.asked)
        self._unless = tuple(re.compile(expression, re.IGNORECASE) for expression in detail.unless)

    def find(self, text: str) -> AskedDetail | None:
        """The detail with the words by which the text asks for it; nothing where it does not."""
        found = next((match for match in (asked.search(text) for asked in self._asked) if match), None)
        if found is None or any(unless.search(text) for unless in self._unless):
            return None
        return AskedDetail(self.detail, found.group(), found.groupdict().get("what") or "")
