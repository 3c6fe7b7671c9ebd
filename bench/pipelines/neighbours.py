"""The topics of the nearest phrases by the sentence encoder's cosine."""

from collections.abc import Sequence

from sklearn.neighbors import KNeighborsClassifier

from bench.pipelines.base import Tools, packed
from bench.pipelines.linear import labels_of
from bot.nlu.topic_model import Floats, Labelled, plain

_NEAREST = 10
# A distance of nothing, an exact repetition, would weigh infinitely much.
_LEAST = 0.01


def _closeness(distances: Floats) -> Floats:
    weights: Floats = 1 / (distances + _LEAST)
    return weights


class Neighbours:
    """The ten nearest phrases vote, the nearer ones more."""

    name = "neighbours"

    def __init__(self, tools: Tools) -> None:
        self._encode = tools.encode
        self._model = KNeighborsClassifier(n_neighbors=_NEAREST, metric="cosine", weights=_closeness)

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Encodes the phrases and keeps them."""
        vectors = self._encode([plain(example.text) for example in examples])
        self._model.fit(vectors, [example.topics[0] for example in examples])

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """Each label's share of the votes."""
        return self._model.predict_proba(self._encode([plain(text) for text in texts])), labels_of(self._model)

    def size(self) -> int:
        """The phrases' vectors."""
        return packed(self._model)
