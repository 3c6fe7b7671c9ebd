"""What a conversation remembers, as plain data that fits into Rasa's slots."""

import re
from collections.abc import Mapping
from typing import Any

from bot.rules.base import Strict
from bot.rules.facts import Facts

SLOTS = ("county", "county_before", "year", "topics", "facts", "asked", "waiting", "question")


class Matter(Strict):
    """A subject that was answered before another one was asked about: as much of the state as taking it up again needs."""

    topics: tuple[str, ...]
    question: str
    facts: Facts = Facts()
    asked: str | None = None
    year: int | None = None


class State(Strict):
    """The conversation so far.

    ``topics`` and ``question`` are the last ones answered; ``asked`` the fact that was asked for; ``waiting`` whether
    they wait for a county; ``county_before`` is the county spoken of before this one. ``left`` are the subjects that
    were spoken of before, the last one last; they travel in the slot of the facts, being what was told.
    """

    county: str | None = None
    county_before: str | None = None
    year: int | None = None
    topics: tuple[str, ...] = ()
    facts: Facts = Facts()
    asked: str | None = None
    waiting: bool = False
    question: str = ""
    left: tuple[Matter, ...] = ()

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "State":
        """From slot values; unset ones are left at their defaults."""
        values = {name: slots[name] for name in SLOTS if slots.get(name) is not None}
        told = dict(values.get("facts") or {})
        return cls(**{**values, "left": told.pop("left", ()), "facts": told})

    def to_slots(self) -> dict[str, Any]:
        """As slot values that JSON can hold; only facts that are known are kept."""
        values = self.dict(exclude={"left"})
        values["topics"] = list(self.topics)
        values["facts"] = _known(self.facts)
        if self.left:
            values["facts"]["left"] = [{**_plain(one), "facts": _known(one.facts)} for one in self.left]
        return values


def _known(facts: Facts) -> dict[str, Any]:
    return {name: _plain(getattr(facts, name)) for name in sorted(facts.known())}


_NO_NEWBORN = re.compile(r"(不是|不算)(什么)?(刚?(出)?生(?!医学|证)的?|新生)|没有?(什么)?(刚(出)?生(?!医学|证)|新生)")
_AT_SCHOOL = re.compile(
    r"[上读念](小学|初中|高中|中学|大学|大专|幼儿园)|(小学|初中|高中|大学|中学|大专|中专|技校)生|考(上|取|到|进)|的大学|[大高初研][一二三四1-4](?=[，。了在的学]|$)|(?<!\d)([2-9]|1\d)周?岁|[两二三四五六七八九十]周?岁|[一二三四五六七八九]年级"
)
_BORN = re.compile(r"新生|出生|(?<![学中专校])生的|刚生|宝宝|月子")
_PRICE = re.compile(r"多少|几(块|个)?钱|要(不要)?(交|缴|钱)")


def denies_newborn(text: str) -> bool:
    """Whether the child that is spoken of is said to be no newborn: 不是新生儿, 上初中的."""
    return bool(_NO_NEWBORN.search(text) or (_AT_SCHOOL.search(text) and not _BORN.search(text)))


def without_newborn(state: State, text: str) -> State:
    """The conversation without its newborn, once the child is said to be none: enrolling was meant, or its price."""
    if "newborn" not in state.topics or not denies_newborn(text):
        return state
    topics = tuple(topic for topic in state.topics if topic != "newborn") or (
        ("fee",) if _PRICE.search(state.question) else ("registration",)
    )
    return state.copy(update={"topics": topics, "asked": None, "facts": Facts(township=state.facts.township)})


def _plain(value: Any) -> Any:
    if isinstance(value, Strict):
        return _plain(value.dict(exclude_defaults=True))
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
