"""The figures of a run, as they stand in ``nlu.json``."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bench import metrics
from bench.child import Answers, Cost
from bench.machine import Machine
from bench.questions import CLEAN, JUNK, Question, slices_of
from bot.nlu.topic_training import Labelled
from bot.rules.topics import OUT_OF_SCOPE

Interval = tuple[float, float]


@dataclass(frozen=True)
class Quality:
    """How well the questions of one set were understood."""

    accuracy: float
    macro_f1: float
    out_of_scope_auroc: float
    calibration_error: float


@dataclass(frozen=True)
class SideBySide:
    """A pipeline that learnt from the sample: its quality on the held-out questions, slice by slice, and its cost.

    ``behind``: by how many points of accuracy it is behind our model, and the interval of that.
    """

    name: str
    title: str
    quality: Quality
    accuracy_interval: Interval
    behind: float | None
    behind_interval: Interval | None
    slices: dict[str, float]
    lost: dict[str, float]
    reliability: list[metrics.Bin]
    cost: Cost


@dataclass(frozen=True)
class Everything:
    """A pipeline that learnt from all phrases, three times two thirds of them, asked the remaining third."""

    name: str
    title: str
    quality: Quality


@dataclass(frozen=True)
class Point:
    """What a pipeline that learnt from so many phrases made of the held-out questions."""

    name: str
    phrases: int
    accuracy: float
    macro_f1: float


@dataclass(frozen=True)
class Whole:
    """Our model on all phrases, as it is in the product: held-out quality, slices, and each question's confusion."""

    quality: Quality
    accuracy_interval: Interval
    slices: dict[str, float]
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Report:
    """One run."""

    command: str
    machine: Machine
    seconds: float
    cpu_seconds: float
    phrases: int
    sample: int
    longest: int
    epochs: int
    questions: dict[str, int]
    side_by_side: list[SideBySide]
    everything: list[Everything] = field(default_factory=list)
    learning: list[Point] = field(default_factory=list)
    whole: Whole | None = None


@dataclass(frozen=True)
class Exam:
    """The held-out questions. Those written by hand count in the totals; those made by code are slices only."""

    questions: tuple[Question, ...]
    written: int

    def right(self, answers: Answers) -> metrics.Flags:
        """Which questions' first topic was right."""
        first = metrics.first_topics(answers.rows, answers.labels)
        return metrics.right(first, [q.labels for q in self.questions], [q.is_junk for q in self.questions])

    def quality(self, answers: Answers) -> Quality:
        """Over the written questions."""
        count = self.written
        gold = [question.labels for question in self.questions[:count]]
        return _quality(answers.rows[:count], answers.labels, gold, self.right(answers)[:count])

    def interval(self, values: metrics.Floats) -> Interval:
        """The interval of the mean of one value for each written question."""
        return metrics.interval(values, [question.of for question in self.questions[: self.written]])

    def accuracy_interval(self, answers: Answers) -> Interval:
        """That of the accuracy over the written questions."""
        return self.interval(self.right(answers)[: self.written].astype(float))

    def slices(self, answers: Answers) -> dict[str, float]:
        """The accuracy of each slice."""
        right = self.right(answers)
        where = np.array([question.slice for question in self.questions])
        return {name: float(right[where == name].mean()) for name in slices_of(self.questions)}

    def reliability(self, answers: Answers) -> list[metrics.Bin]:
        """How sure and how right, over the written questions."""
        return metrics.reliability(answers.rows[: self.written].max(axis=1), self.right(answers)[: self.written])

    def confusion(self, answers: Answers) -> dict[str, dict[str, int]]:
        """For each main topic, how often which topic came first; a second topic that is asked counts as the main one."""
        counts: dict[str, dict[str, int]] = {}
        first = metrics.first_topics(answers.rows[: self.written], answers.labels)
        for question, topic in zip(self.questions, first, strict=False):
            row = counts.setdefault(question.labels[0], {})
            found = question.labels[0] if topic in question.labels else topic
            row[found] = row.get(found, 0) + 1
        return counts


def side_by_side(exam: Exam, title: str, name: str, answers: Answers, cost: Cost, ours: Answers | None) -> SideBySide:
    """All figures of one pipeline."""
    slices = exam.slices(answers)
    behind = None
    if ours is not None and ours is not answers:
        difference = exam.right(ours).astype(float) - exam.right(answers).astype(float)
        behind = difference[: exam.written]
    return SideBySide(
        name=name,
        title=title,
        quality=exam.quality(answers),
        accuracy_interval=exam.accuracy_interval(answers),
        behind=None if behind is None else float(behind.mean()),
        behind_interval=None if behind is None else exam.interval(behind),
        slices=slices,
        lost=lost(slices),
        reliability=exam.reliability(answers),
        cost=cost,
    )


def lost(slices: dict[str, float]) -> dict[str, float]:
    """By how much the accuracy falls from the clean questions to each of their variants."""
    return {name: slices[CLEAN] - value for name, value in slices.items() if name not in (CLEAN, JUNK, "real")}


def crossed(name: str, title: str, phrases: Sequence[Labelled], answers: Answers) -> Everything:
    """The figures of a cross-validation, of which ``answers`` has a row for each phrase.

    F1 is over the phrases of which all topics are told: in the others a second topic that is found may well be asked.
    """
    gold = [phrase.topics for phrase in phrases]
    first = metrics.first_topics(answers.rows, answers.labels)
    quality = _quality(answers.rows, answers.labels, gold, metrics.right(first, gold, [False] * len(gold)))
    told = [row for row, phrase in enumerate(phrases) if phrase.complete]
    f1 = metrics.macro_f1(metrics.asked_topics(answers.rows[told], answers.labels), [gold[row] for row in told])
    return Everything(name, title, replace(quality, macro_f1=f1))


def point(exam: Exam, name: str, phrases: int, answers: Answers) -> Point:
    """One point of a learning curve."""
    quality = exam.quality(answers)
    return Point(name, phrases, quality.accuracy, quality.macro_f1)


def whole(exam: Exam, answers: Answers) -> Whole:
    """Our model as the product has it."""
    return Whole(exam.quality(answers), exam.accuracy_interval(answers), exam.slices(answers), exam.confusion(answers))


def _quality(
    rows: metrics.Floats, labels: Sequence[str], gold: Sequence[Sequence[str]], right: metrics.Flags
) -> Quality:
    foreign = np.array([all(label in OUT_OF_SCOPE for label in asked) for asked in gold])
    return Quality(
        accuracy=float(right.mean()),
        macro_f1=metrics.macro_f1(metrics.asked_topics(rows, labels), gold),
        out_of_scope_auroc=metrics.auroc(metrics.foreignness(rows, labels), foreign),
        calibration_error=metrics.calibration_error(metrics.reliability(rows.max(axis=1), right)),
    )
