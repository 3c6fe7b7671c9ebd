"""The held-out questions, all of them written for this, each with the topics it asks. No model is trained on them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).with_name("questions.jsonl")
REAL, CLEAN, JUNK = "real", "clean", "junk"
# One question written anew in several ways: typed badly, dictated, in traditional characters …
WRITTEN = ("typo", "voice", "traditional", "numerals", "pinyin", "long", "several")


@dataclass(frozen=True)
class Question:
    """A question and its topics, the main one first. ``of``: the clean question that it says in another way."""

    id: str
    text: str
    labels: tuple[str, ...]
    slice: str
    of: str

    @property
    def is_junk(self) -> bool:
        """Whether any answer but one of our topics is right."""
        return self.slice == JUNK


def read_questions(path: Path = QUESTIONS) -> list[Question]:
    """The questions in the file's order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Question(row["id"], row["text"], tuple(row["labels"]), row["slice"], row.get("of", row["id"])) for row in rows
    ]


def slices_of(questions: Sequence[Question]) -> list[str]:
    """The slices that occur, in the order in which they first do."""
    return list(dict.fromkeys(question.slice for question in questions))
