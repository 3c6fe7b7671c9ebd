"""The whole comparison, step by step."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench import child, results
from bench.all_phrases import LEARNERS, learn_from_all
from bench.child import Answers, Cost
from bench.corpus import prepare, short_ones
from bench.machine import has_encoder, this_machine
from bench.pipelines.catalogue import CATALOGUE, OURS, Entry
from bench.questions import read_questions, slices_of
from bench.results import Exam, Report, SideBySide
from bench.sampling import in_shares
from bot.nlu.topic_training import Labelled


@dataclass(frozen=True)
class Settings:
    """What is to be compared. ``examples`` and ``longest`` make the sample of the side-by-side; 0 sets no limit.

    ``only`` names pipelines; without it all of them run. ``full``: even the slow ones learn from all phrases.
    """

    examples: int
    longest: int
    epochs: int
    full: bool = False
    only: tuple[str, ...] = ()
    command: str = "canbao bench nlu"

    def entries(self) -> list[Entry]:
        """The pipelines that are to run, and can."""
        chosen = [entry for name, entry in CATALOGUE.items() if not self.only or name in self.only]
        return [entry for entry in chosen if not entry.encodes or has_encoder()]


@dataclass
class Progress:
    """Says on stderr what is done, and when."""

    began: float = field(default_factory=time.monotonic)

    def __call__(self, what: str) -> None:
        print(f"[{self.seconds:4.0f} s] {what}", file=sys.stderr, flush=True)

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began


def compare(settings: Settings) -> Report:
    """Runs everything; a quarter of an hour or more with the command's defaults on two cores."""
    say, machine = Progress(), this_machine()
    say("reading phrases and questions")
    corpus = child.alone(prepare)
    exam = Exam(corpus.questions, len(read_questions()))
    phrases = in_shares(short_ones(corpus.phrases, 0 if settings.full else settings.longest))
    sample = phrases[: None if settings.full else settings.examples or None]
    entries = settings.entries()
    compared = _side_by_side(entries, sample, exam, settings.epochs, say)
    learners = [entry for entry in entries if entry.name in LEARNERS]
    crossed = [entry for entry in entries if (entry.cheap and not entry.lesser) or settings.full]
    learnt = learn_from_all(learners, crossed, corpus, exam, settings.epochs, say)
    return Report(
        command=settings.command,
        machine=machine,
        seconds=round(say.seconds),
        cpu_seconds=round(child.cpu_seconds()),
        phrases=len(corpus.phrases),
        sample=len(sample),
        longest=max(len(phrase.text) for phrase in sample),
        epochs=settings.epochs,
        questions={name: sum(q.slice == name for q in exam.questions) for name in slices_of(exam.questions)},
        side_by_side=compared,
        everything=learnt.everything,
        learning=learnt.learning,
        whole=learnt.whole,
    )


def _side_by_side(
    entries: Sequence[Entry], sample: Sequence[Labelled], exam: Exam, epochs: int, say: Progress
) -> list[SideBySide]:
    """Every pipeline on the same phrases, one after the other: side by side they would slow each other down."""
    texts = [question.text for question in exam.questions]
    measured: dict[str, tuple[Answers, Cost]] = {}
    for entry in entries:
        say(f"{entry.name} learns from {len(sample)} phrases")
        measured[entry.name] = child.alone(child.measure, entry.name, sample, texts, exam.written, epochs)
    ours = measured[OURS][0] if OURS in measured else None
    return [
        results.side_by_side(exam, CATALOGUE[name].title, name, answers, cost, ours)
        for name, (answers, cost) in measured.items()
    ]
