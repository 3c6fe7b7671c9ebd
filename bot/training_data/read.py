"""The training phrases of ``data/nlu``, each with its topics and the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.nlu.normalize import normalizer
from bot.paths import VARIANTS
from bot.policies.source import Fault, SourceError, line_of, read
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE


@dataclass(frozen=True)
class Example:
    """A phrase, its intent, and where it stands. ``also``: the other topics it asks; None where nobody has looked."""

    text: str
    intent: str
    file: Path
    line: int
    also: tuple[str, ...] | None = None

    @cached_property
    def bare(self) -> str:
        """The text as the product reads it, letters and digits only."""
        return "".join(c for c in normalizer(VARIANTS)(self.text) if c.isalnum())

    @property
    def topics(self) -> tuple[str, ...]:
        """All that it asks, the main topic first."""
        return (self.intent, *(self.also or ()))


def examples(folder: Path) -> Iterator[Example]:
    """Every phrase of the folder's files. Raises SourceError for a file that is not Rasa's NLU format."""
    for path in sorted(folder.glob("*.yml")):
        data = read(path)
        blocks = data.get("nlu") if isinstance(data, dict) else None
        if not isinstance(blocks, list):
            raise SourceError([Fault(path, 1, "nlu", "must be a list of intents with examples")])
        for index, block in enumerate(blocks):
            yield from _of_block(path, index, block)


def _of_block(path: Path, index: int, block: Any) -> Iterator[Example]:
    if not isinstance(block, dict) or "intent" not in block or not isinstance(block.get("examples"), str):
        raise SourceError([Fault(path, line_of(path, ("nlu", index)), f"nlu.{index}", "needs an intent and examples")])
    first = line_of(path, ("nlu", index, "examples")) + 1
    also = _also(path, index, block)
    for offset, line in enumerate(block["examples"].splitlines()):
        if line.startswith("- "):
            yield Example(line[2:].strip(), str(block["intent"]), path, first + offset, also)
        elif line.strip():
            raise SourceError([Fault(path, first + offset, f"nlu.{index}.examples", "each example begins with “- ”")])


def _also(path: Path, index: int, block: dict[str, Any]) -> tuple[str, ...] | None:
    """``metadata: {also: [...]}`` of a block of examples."""
    metadata = block.get("metadata")
    if metadata is None:
        return None
    also = metadata.get("also") if isinstance(metadata, dict) else None
    known = (*IN_SCOPE, *OUT_OF_SCOPE)
    if not isinstance(also, list) or not all(topic in known and topic != block["intent"] for topic in also):
        where = line_of(path, ("nlu", index, "metadata"))
        raise SourceError([Fault(path, where, f"nlu.{index}.metadata", "must be {also: [other topics]}")])
    return tuple(also)
