"""Samples and folds with every topic in its share. The same phrases always give the same ones."""

import random
from collections import defaultdict
from collections.abc import Sequence

from bot.nlu.topic_training import Labelled

FOLDS = 3
# So many of each topic are in every sample: models that split their examples inside need a few.
_FEWEST = 6


def in_shares(phrases: Sequence[Labelled]) -> list[Labelled]:
    """The phrases in an order of which every beginning has each main topic in about its share, and at least a few.

    A larger sample therefore holds every smaller one.
    """
    by_topic: dict[str, list[Labelled]] = defaultdict(list)
    for phrase in phrases:
        by_topic[phrase.topics[0]].append(phrase)
    placed: list[tuple[float, str, int, Labelled]] = []
    for topic, members in sorted(by_topic.items()):
        random.Random(topic).shuffle(members)  # noqa: S311 (the same phrases give the same order)
        for rank, phrase in enumerate(members):
            placed.append((-1.0 if rank < _FEWEST else (rank + 0.5) / len(members), topic, rank, phrase))
    return [phrase for *_, phrase in sorted(placed, key=lambda one: one[:3])]


def folds(phrases: Sequence[Labelled]) -> list[tuple[list[int], list[int]]]:
    """For each fold the places of the phrases to learn from and of those to be asked.

    Phrases with the same text are in the same fold, so that none is asked that has been learnt.
    """
    fold_of: dict[str, int] = {}
    count: dict[str, int] = defaultdict(int)
    for phrase in in_shares(phrases):
        if phrase.text not in fold_of:
            fold_of[phrase.text] = count[phrase.topics[0]] % FOLDS
            count[phrase.topics[0]] += 1
    chosen = [fold_of[phrase.text] for phrase in phrases]
    return [
        (
            [row for row, fold in enumerate(chosen) if fold != one],
            [row for row, fold in enumerate(chosen) if fold == one],
        )
        for one in range(FOLDS)
    ]
