"""Multinomial logistic regression on n-grams, on the sentence encoder's vectors, and the mean of both."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.pipelines.base import Pipeline, Tools, packed
from bot.nlu.topic_model import Floats, plain
from bot.nlu.topic_training import Labelled


class Written:
    """Tf-idf of characters and words."""

    name = "tfidf-lr"

    def __init__(self, tools: Tools) -> None:
        self._cut = tools.cut
        self._characters = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        # The words come cut already, a blank between them.
        self._words = TfidfVectorizer(
            analyzer="word", tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), min_df=2, sublinear_tf=True
        )
        # Twice as many steps take twice as long and change no figure by more than noise.
        self._model = LogisticRegression(C=20, max_iter=50, tol=1e-3)

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Learns the n-grams, then the topics."""
        texts = [plain(example.text) for example in examples]
        features = sparse.hstack([self._characters.fit_transform(texts), self._words.fit_transform(self._cuts(texts))])
        self._model.fit(features.tocsr(), [example.topics[0] for example in examples])

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """One distribution over the labels for each text."""
        texts = [plain(text) for text in texts]
        features = sparse.hstack([self._characters.transform(texts), self._words.transform(self._cuts(texts))])
        return self._model.predict_proba(features.tocsr()), labels_of(self._model)

    def size(self) -> int:
        """Vocabularies and weights."""
        return packed(self._characters, self._words, self._model)

    def _cuts(self, texts: Sequence[str]) -> list[str]:
        return [" ".join(self._cut(text)) for text in texts]


class Meant:
    """The sentence encoder's vectors."""

    name = "encoder-lr"

    def __init__(self, tools: Tools) -> None:
        self._encode = tools.encode
        self._model: Any = LogisticRegression(C=10, max_iter=300)

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Encodes the phrases, then learns the topics."""
        vectors = self._encode([plain(example.text) for example in examples])
        self._model.fit(vectors, [example.topics[0] for example in examples])

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """One distribution over the labels for each text."""
        return self._model.predict_proba(self._encode([plain(text) for text in texts])), labels_of(self._model)

    def size(self) -> int:
        """The weights; the encoder is a package of its own."""
        return packed(self._model)


class Mean:
    """The mean of the two views' probabilities."""

    name = "mean"

    def __init__(self, tools: Tools) -> None:
        self._members: tuple[Pipeline, ...] = (Written(tools), Meant(tools))

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Both learn from the same phrases, so that they have the same labels."""
        for member in self._members:
            member.fit(examples)

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """One distribution over the labels for each text."""
        answers = [member.probabilities(texts) for member in self._members]
        rows: Floats = np.mean([rows for rows, _ in answers], axis=0)
        return rows, answers[0][1]

    def size(self) -> int:
        """Both together."""
        return sum(member.size() for member in self._members)


def labels_of(model: Any) -> list[str]:
    """The labels of one of scikit-learn's classifiers."""
    return [str(label) for label in model.classes_]
