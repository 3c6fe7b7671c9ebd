"""What the pipelines make of all phrases: cross-validation, and how much each further phrase helps. No time is measured
here, so that two processes work at once and no text is encoded twice."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from bench import child, results
from bench.child import Answers
from bench.corpus import Corpus
from bench.machine import has_encoder
from bench.pipelines.base import Vectors
from bench.pipelines.catalogue import ENCODER, OURS, RASA, TFIDF, Entry
from bench.results import Everything, Exam, Point, Whole
from bench.sampling import folds, in_shares
from bot.nlu.topic_training import Labelled

SIZES = (250, 500, 1000, 2000, 4000)
# The neural pipeline is not among them: it would learn for days.
LEARNERS = (RASA, TFIDF, ENCODER, OURS)


@dataclass(frozen=True)
class Learnt:
    """The results: of the cross-validation, of the learning curves, and of our model on everything."""

    everything: list[Everything]
    learning: list[Point]
    whole: Whole | None


@dataclass(frozen=True)
class Work:
    """Gives the pipelines' work to the waiting processes."""

    pool: ProcessPoolExecutor
    corpus: Corpus
    vectors: Vectors | None
    epochs: int

    def curve(self, entry: Entry) -> dict[int, Future[Answers]]:
        """The held-out questions asked after learning from so many phrases; from all of them where that is quick."""
        ordered = in_shares(self.corpus.phrases)
        sizes = [size for size in SIZES if size < len(ordered)]
        if entry.cheap or not sizes:
            sizes.append(len(ordered))
        # The longest work first, so that no process waits for it at the end.
        return {size: self._learn(entry, ordered[:size], self.corpus.texts) for size in reversed(sizes)}

    def folds(self, entry: Entry) -> list[Future[Answers]]:
        """Each third of the phrases asked after learning from the others."""
        phrases = self.corpus.phrases
        return [
            self._learn(entry, [phrases[row] for row in learnt], [phrases[row].text for row in asked])
            for learnt, asked in folds(phrases)
        ]

    def _learn(self, entry: Entry, phrases: Sequence[Labelled], texts: Sequence[str]) -> Future[Answers]:
        return self.pool.submit(child.learn, entry.name, phrases, texts, self.vectors, self.epochs)


def learn_from_all(
    learners: Sequence[Entry],
    crossed: Sequence[Entry],
    corpus: Corpus,
    exam: Exam,
    epochs: int,
    say: Callable[[str], None],
) -> Learnt:
    """Everything that is measured on all phrases: the ``learners``' curves, the cross-validation of the ``crossed``."""
    say("all phrases: encoding")
    vectors = child.alone(child.encode, corpus.phrases, corpus.texts) if has_encoder() else None
    learning: list[Point] = []
    everything: list[Everything] = []
    whole: Whole | None = None
    with child.workers(min(2, os.cpu_count() or 1)) as pool:
        work = Work(pool, corpus, vectors, epochs)
        curves = {entry: work.curve(entry) for entry in learners}
        crosses = {entry: work.folds(entry) for entry in crossed}
        for entry, sizes in curves.items():
            for size, future in sorted(sizes.items()):
                learning.append(results.point(exam, entry.name, size, future.result()))
                say(f"{entry.name} learnt from {size} phrases")
            if entry.name == OURS:
                whole = results.whole(exam, sizes[len(corpus.phrases)].result())
        for entry, thirds in crosses.items():
            answers = _joined([future.result() for future in thirds], corpus)
            everything.append(results.crossed(entry.name, entry.title, corpus.phrases, answers))
            say(f"{entry.name} cross-validated")
    return Learnt(everything, learning, whole)


def _joined(parts: Sequence[Answers], corpus: Corpus) -> Answers:
    """One row for each phrase, in the phrases' order. Every fold knows every label: each has its share in it."""
    rows = np.zeros((len(corpus.phrases), len(parts[0].labels)))
    for (_, asked), part in zip(folds(corpus.phrases), parts, strict=True):
        if part.labels != parts[0].labels:
            raise RuntimeError("the folds have different labels")
        rows[asked] = part.rows
    return Answers(rows, parts[0].labels)
