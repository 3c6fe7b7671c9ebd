"""The topics of the nearest phrases by the sentence encoder's cosine."""

from sklearn.neighbors import KNeighborsClassifier

from bench.pipelines.base import Tools
from bench.pipelines.linear import Meant
from bot.nlu.topic_model import Floats

_NEAREST = 10
# A distance of nothing, an exact repetition, would weigh infinitely much.
_LEAST = 0.01


def _closeness(distances: Floats) -> Floats:
    weights: Floats = 1 / (distances + _LEAST)
    return weights


class Neighbours(Meant):
    """The ten nearest phrases vote, the nearer ones more."""

    name = "neighbours"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._model = KNeighborsClassifier(n_neighbors=_NEAREST, metric="cosine", weights=_closeness)
