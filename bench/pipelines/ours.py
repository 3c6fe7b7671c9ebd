"""Our topic model, whole or without one of its views."""

from collections.abc import Sequence

from bench.pipelines.base import Tools, packed
from bot.nlu.segments import asking
from bot.nlu.topic_model import Floats, TopicModel, blended
from bot.nlu.topic_reader import ASKED
from bot.nlu.topic_training import Labelled, fit


class Ours:
    """The product's model, as ``canbao train`` fits it."""

    def __init__(self, tools: Tools, name: str = "canbao", sounds: bool = True, meaning: bool = True) -> None:
        self.name = name
        self._sounds = sounds
        self._cut = tools.cut
        self._encode = tools.encode if meaning else None
        self._model: TopicModel | None = None

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Fits all views and what mixes them."""
        self._model = fit(examples, self._cut, self._encode, sounds=self._sounds).model

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """For each text a probability of each topic by itself. Of a letter, the sentences that ask count again."""
        rows = self._fitted.probabilities(texts, self._cut, self._encode)
        asked = {row: sentences for row, text in enumerate(texts) if (sentences := asking(text))}
        if asked:
            again = self._fitted.probabilities(list(asked.values()), self._cut, self._encode)
            rows[list(asked)] = blended(rows[list(asked)], again, ASKED)
        return rows, self._fitted.labels

    def size(self) -> int:
        """Everything but the encoder, which is a package of its own."""
        return packed(self._fitted)

    @property
    def _fitted(self) -> TopicModel:
        if self._model is None:
            raise RuntimeError("not fitted")
        return self._model
