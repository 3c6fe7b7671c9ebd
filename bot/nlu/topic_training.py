"""Learning the model of topics from examples: a logistic regression a topic on each view, mixed and calibrated."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bot.nlu.topic_model import Cut, Encode, Floats, Grams, Linear, Mixture, TopicModel, View, Written, plain

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SEED = 20210225
_FOLDS = 3
_WRITTEN = (Grams("characters", 1, 4), Grams("words", 1, 2))
_SOUNDS = Grams("syllables", 1, 3)
# An n-gram that fewer texts have tells nothing (measured: 2 to 6 name as many topics right; from 2 to 3 the model halves).
_FEWEST_TEXTS = 3
# How much an example without word of its other topics counts against a topic that often goes with its own: a full count
# would teach the model that nobody asks two things at once.
_UNTOLD = 0.15
_OFTEN = 5
# An example is likely under the wrong topic when its own is this unlikely and another this certain.
_UNLIKELY = 0.35
_CERTAIN = 0.90
# The score of a topic that no example at hand asks: as good as never.
_NEVER = -10.0


@dataclass(frozen=True)
class Labelled:
    """A text with its topics, the main one first. ``complete``: it asks no others; else nobody looked for others."""

    text: str
    topics: tuple[str, ...]
    complete: bool = False


@dataclass(frozen=True)
class Doubt:
    """An example, by its place among those trained on, that a model which had not seen it surely puts elsewhere."""

    row: int
    elsewhere: str
    confidence: float


@dataclass(frozen=True)
class Fitted:
    """What was learnt, and the doubts about the examples that came with it."""

    model: TopicModel
    doubts: list[Doubt]


def fit(examples: Sequence[Labelled], cut: Cut, encode: Encode | None, sounds: bool = True) -> Fitted:
    """Learn from normalized texts. The same inputs give the same model."""
    texts = [plain(example.text) for example in examples]
    labels = sorted({topic for example in examples for topic in example.topics})
    wanted = np.array([[label in example.topics for label in labels] for example in examples])
    counts = _counts(examples, labels, wanted)
    vectors = encode(texts) if encode is not None else None
    view, features = written(texts, cut, sounds)

    def fitted(rows: Rows) -> tuple[Linear, Linear | None]:
        exact = _linear(features[rows], wanted[rows], counts[rows], strength=5)
        if vectors is None:
            return exact, None
        return exact, _linear(vectors[rows], wanted[rows], counts[rows], strength=10)

    unseen = _unseen(fitted, features, vectors, wanted)
    mixture = _mixture(*unseen, wanted, np.array([example.complete for example in examples]))
    doubts = _doubts(mixture.probabilities(*unseen), wanted, labels)
    return Fitted(TopicModel(labels, view, *fitted(np.arange(len(texts))), mixture), doubts)


def written(texts: Sequence[str], cut: Cut, sounds: bool = True) -> tuple[Written, Any]:
    """The n-grams that some texts have, and the texts' features: a sparse row for each text."""
    views, rarities, features, start = [], [], [], 0
    for grams in (*_WRITTEN, _SOUNDS) if sounds else _WRITTEN:
        vectorizer = TfidfVectorizer(
            analyzer=partial(grams, cut=cut), min_df=_FEWEST_TEXTS, sublinear_tf=True, dtype=np.float32
        )
        features.append(vectorizer.fit_transform(texts))
        rows = {gram: start + int(column) for gram, column in vectorizer.vocabulary_.items()}
        views.append(View(grams, rows))
        rarities.append(vectorizer.idf_)
        start += len(rows)
    return Written(tuple(views), np.concatenate(rarities)), sparse.hstack(features).tocsr()


def _linear(features: Any, wanted: Flags, counts: Floats, strength: float) -> Linear:
    """``wanted`` and ``counts``: a row for each example, a column for each topic; ``counts`` is its weight there."""
    # The dual solver is thirty times as fast as the primal one where features outnumber examples.
    many = features.shape[1] > features.shape[0]
    solver = {"solver": "liblinear", "dual": True} if many else {"solver": "lbfgs", "max_iter": 300}
    weights = np.zeros((features.shape[1], wanted.shape[1]), dtype=np.float32)
    offsets = np.full(wanted.shape[1], _NEVER)
    for topic in range(wanted.shape[1]):
        if wanted[:, topic].any() and not wanted[:, topic].all():
            one = LogisticRegression(C=strength, random_state=_SEED, **solver)
            one.fit(features, wanted[:, topic], sample_weight=counts[:, topic])
            weights[:, topic], offsets[topic] = one.coef_[0], one.intercept_[0]
        elif wanted[:, topic].all():
            offsets[topic] = -_NEVER
    return Linear(weights, offsets)


def _mixture(written: Floats, meant: Floats, wanted: Flags, complete: Flags) -> Mixture:
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
    return Mixture(a * slope, b * slope, float(mixed.intercept_[0]) * slope + offset)


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
