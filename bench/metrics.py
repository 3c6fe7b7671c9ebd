"""What is counted. Rows of probabilities in, figures out; a row for each question, a column for each label."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SECOND = 0.55
MOST = 3
BINS = 10
_RESAMPLES = 2000
_SEED = 20210225


@dataclass(frozen=True)
class Bin:
    """Questions whose first topic was about equally sure: how many, how sure on average, how many right."""

    count: int
    confidence: float
    accuracy: float


def first_topics(rows: Floats, labels: Sequence[str]) -> list[str]:
    """The likeliest topic of each row."""
    return [labels[column] for column in rows.argmax(axis=1)]


def asked_topics(rows: Floats, labels: Sequence[str]) -> list[set[str]]:
    """The first topic of each row, and the others that are likely by themselves; three at most."""
    found = []
    for row in rows:
        first, *others = row.argsort(kind="stable")[::-1][:MOST]
        found.append({labels[first], *(labels[column] for column in others if row[column] >= SECOND)})
    return found


def right(first: Sequence[str], gold: Sequence[Sequence[str]], junk: Sequence[bool]) -> Flags:
    """Whether the first topic is one of those asked; for junk, whether it is none of ours."""
    return np.array(
        [
            topic not in IN_SCOPE if anything else topic in asked
            for topic, asked, anything in zip(first, gold, junk, strict=True)
        ]
    )


def macro_f1(asked: Sequence[set[str]], gold: Sequence[Sequence[str]]) -> float:
    """The mean F1 over the labels that occur in ``gold``."""
    hit: dict[str, int] = defaultdict(int)
    extra: dict[str, int] = defaultdict(int)
    missed: dict[str, int] = defaultdict(int)
    for found, wanted in zip(asked, gold, strict=True):
        for topic in found | set(wanted):
            (hit if topic in found and topic in wanted else extra if topic in found else missed)[topic] += 1
    occurring = {topic for wanted in gold for topic in wanted}
    return float(np.mean([2 * hit[topic] / (2 * hit[topic] + extra[topic] + missed[topic]) for topic in occurring]))


def foreignness(rows: Floats, labels: Sequence[str]) -> Floats:
    """How much likelier the likeliest matter of somebody else's is than the likeliest of ours."""
    ours = [column for column, label in enumerate(labels) if label in IN_SCOPE]
    others = [column for column, label in enumerate(labels) if label in OUT_OF_SCOPE]
    scores: Floats = rows[:, others].max(axis=1) - rows[:, ours].max(axis=1)
    return scores


def auroc(scores: Floats, positive: Flags) -> float:
    """The chance that a positive one scores above a negative one; a tie counts half."""
    above, below = scores[positive], scores[~positive]
    if not len(above) or not len(below):
        return float("nan")
    differences = above[:, None] - below[None, :]
    return float((differences > 0).mean() + (differences == 0).mean() / 2)


def reliability(confidence: Floats, correct: Flags) -> list[Bin]:
    """Ten bins of equal width; those without a question are left out."""
    place = np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
    return [
        Bin(int(inside.sum()), float(confidence[inside].mean()), float(correct[inside].mean()))
        for one in range(BINS)
        if (inside := place == one).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """By how much confidence and accuracy differ on average over the questions."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.accuracy) for one in bins) / total


def interval(values: Floats, groups: Sequence[str]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean. Whole groups are drawn: a question and its variants hang together."""
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    group = np.array([names[name] for name in groups])
    sums = np.bincount(group, weights=values)
    sizes = np.bincount(group).astype(float)
    drawn = np.random.default_rng(_SEED).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=_RESAMPLES)
    low, high = np.percentile(drawn @ sums / (drawn @ sizes), [2.5, 97.5])
    return float(low), float(high)
