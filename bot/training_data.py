"""The training phrases, checked as the product they are: form, balance, and phrases that stand under two topics."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.nlu.normalize import normalizer
from bot.paths import DATA, ROOT, VARIANTS
from bot.policies.source import Fault, SourceError, line_of, read
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE

FEWEST = 40
_ENTITY = re.compile(r"\[[^\]]*\]\(")


@dataclass(frozen=True)
class Example:
    """A phrase, its intent, and where it stands. ``also``: the other topics it asks; None where nobody has looked."""

    text: str
    intent: str
    file: Path
    line: int
    also: tuple[str, ...] | None = None


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


def check(folder: Path = DATA / "nlu", domain: Path = ROOT / "domain.yml") -> list[Fault]:
    """What is wrong with the phrases and the domain."""
    try:
        found = list(examples(folder))
        intents = read(domain)["intents"]
    except SourceError as error:
        return list(error.faults)
    return [*_repeated(found), *_annotated(found), *_thin(found, folder), *_undeclared(found, intents, domain)]


def _repeated(found: list[Example]) -> Iterator[Fault]:
    normalize = normalizer(VARIANTS)
    first: dict[str, Example] = {}
    for example in found:
        key = re.sub(r"\W", "", normalize(example.text))
        earlier = first.setdefault(key, example)
        if earlier is example or not key:
            continue
        where = f"{earlier.file.name}:{earlier.line}"
        if earlier.intent != example.intent:
            yield Fault(
                example.file, example.line, example.intent, f"“{example.text}” is under {earlier.intent} too ({where})"
            )
        elif earlier.text == example.text:
            yield Fault(example.file, example.line, example.intent, f"“{example.text}” stands twice ({where})")


def _annotated(found: list[Example]) -> Iterator[Fault]:
    for example in found:
        if _ENTITY.search(example.text):
            yield Fault(example.file, example.line, example.intent, "entities are not learned: take the annotation out")


def _thin(found: list[Example], folder: Path) -> Iterator[Fault]:
    counts: dict[str, int] = {}
    for example in found:
        counts[example.intent] = counts.get(example.intent, 0) + 1
    for topic in (*IN_SCOPE, *OUT_OF_SCOPE):
        if counts.get(topic, 0) < FEWEST:
            yield Fault(folder / f"{topic}.yml", 1, topic, f"has {counts.get(topic, 0)} examples, fewer than {FEWEST}")


def _undeclared(found: list[Example], intents: list[Any], domain: Path) -> Iterator[Fault]:
    known = {next(iter(intent)) if isinstance(intent, dict) else intent for intent in intents}
    for intent in sorted({example.intent for example in found} - known):
        yield Fault(domain, line_of(domain, ("intents",)), "intents", f"{intent} has examples but is not declared")
    for intent in sorted(known - {example.intent for example in found}):
        yield Fault(domain, line_of(domain, ("intents",)), "intents", f"{intent} is declared but has no examples")
