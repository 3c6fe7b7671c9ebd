"""The words of every outcome, from ``data/wording.yml``."""

import re
from functools import lru_cache
from pathlib import Path

from bot.paths import DATA
from bot.policies.source import read
from bot.rules.base import Strict

_PLACE = re.compile(r"\{(\w+)\}")


class Ask(Strict):
    """A question for a fact; ``if_yes`` and ``if_no`` are its buttons."""

    question: str
    if_yes: str | None = None
    if_no: str | None = None


class Wording(Strict):
    """All texts; ``statuses`` maps a status to its texts by name."""

    statuses: dict[str, dict[str, str]]
    asks: dict[str, Ask]
    which_persons: str
    unplaced: str
    not_sure: str
    masked: str
    cannot: dict[str, str]
    comparison: dict[str, str]

    def text(self, status: str, name: str = "text", **values: str) -> str:
        """The text of an outcome with its values filled in. A value is data: braces in it stay as they are."""
        return _PLACE.sub(lambda match: values.get(match.group(1), match.group()), self.statuses[status][name])


@lru_cache(maxsize=1)
def wording(path: Path = DATA / "wording.yml") -> Wording:
    """The project's wording."""
    return Wording(**read(path))
