"""Examples that the trained model itself puts under another topic: likely mislabelled, for a person to look at."""

import json
import tarfile
from collections.abc import Sequence
from pathlib import Path

from bot.paths import DOUBTS_MEMBER
from bot.policies.source import Fault
from bot.training_data.read import Example


def keep(model: Path, target: Path) -> None:
    """Takes the doubts out of a newly trained model's archive, which is slow to read, and keeps them beside it."""
    with tarfile.open(model) as archive:
        name = next((name for name in archive.getnames() if Path(name).name == DOUBTS_MEMBER), None)
        content = archive.extractfile(name) if name else None
        target.write_bytes(content.read() if content else b"[]")


def doubted(found: Sequence[Example], kept: Path) -> list[Fault]:
    """A hint for each doubted example, by file and line. ``kept`` is what ``keep`` wrote for these very examples."""
    where = {(example.text, example.intent): example for example in found}
    hints = []
    for doubt in json.loads(kept.read_text(encoding="utf-8")):
        example = where.get((doubt["text"], doubt["topic"]))
        if example is not None:
            told = f"“{example.text}” looks like {doubt['elsewhere']} to the model ({doubt['confidence']:.0%} sure)"
            hints.append(Fault(example.file, example.line, example.intent, told))
    return sorted(hints, key=lambda hint: (hint.file, hint.line))
