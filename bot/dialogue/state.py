"""What a conversation remembers, as plain data that fits into Rasa's slots."""

from collections.abc import Mapping
from typing import Any

from bot.rules.base import Strict
from bot.rules.facts import Facts

SLOTS = ("county", "year", "topics", "facts", "asked", "waiting", "question")


class State(Strict):
    """The conversation so far.

    ``topics`` and ``question`` are the last ones answered; ``asked`` the fact that was asked for; ``waiting`` whether
    they wait for a county.
    """

    county: str | None = None
    year: int | None = None
    topics: tuple[str, ...] = ()
    facts: Facts = Facts()
    asked: str | None = None
    waiting: bool = False
    question: str = ""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "State":
        """From slot values; unset ones are left at their defaults."""
        return cls(**{name: slots[name] for name in SLOTS if slots.get(name) is not None})

    def to_slots(self) -> dict[str, Any]:
        """As slot values that JSON can hold; only facts that are known are kept."""
        values = self.dict()
        values["topics"] = list(self.topics)
        values["facts"] = {name: _plain(getattr(self.facts, name)) for name in sorted(self.facts.known())}
        return values


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
