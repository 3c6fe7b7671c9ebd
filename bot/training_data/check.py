"""The training phrases, checked as the product they are: form, balance, and phrases that stand under two topics."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.paths import DATA, ROOT
from bot.policies.source import Fault, SourceError, line_of, read
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE
from bot.training_data.alike import alike
from bot.training_data.read import Example, examples

FEWEST = 40
_ENTITY = re.compile(r"\[[^\]]*\]\(")


def check(folder: Path = DATA / "nlu", domain: Path = ROOT / "domain.yml") -> list[Fault]:
    """What is wrong with the phrases and the domain."""
    try:
        found = list(examples(folder))
        intents = read(domain)["intents"]
    except SourceError as error:
        return list(error.faults)
    return [
        *_repeated(found),
        *_alike(found),
        *_annotated(found),
        *_thin(found, folder),
        *_undeclared(found, intents, domain),
    ]


def _repeated(found: list[Example]) -> Iterator[Fault]:
    first: dict[str, Example] = {}
    for example in found:
        key = example.bare
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


def _alike(found: list[Example]) -> Iterator[Fault]:
    for one, other, share in alike(found):
        where = f"{one.file.name}:{one.line}"
        told = f"“{other.text}” is {share:.0%} the same as “{one.text}”, which is under {one.intent} ({where})"
        yield Fault(other.file, other.line, other.intent, told)


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
