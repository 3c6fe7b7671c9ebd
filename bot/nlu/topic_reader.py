"""The topics of a message and of each of its parts, in the shape of Rasa's intent ranking."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.nlu import segments
from bot.nlu.topic_model import Cut, Encode, Floats, TopicModel, blended

_PLACES = ("county", "township", "short_township", "unknown_county")
_SHOWN_OF_A_PART = 3
# What the sentences that ask weigh beside the whole letter, the story around them included (measured: 0.25 to 0.35).
ASKED = 0.25
_REMEMBERED = 2000


def without_places(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """A place is not a topic: what is asked must not depend on whose county it is, nor on a county being new."""
    for entity in sorted(entities, key=lambda entity: -int(entity["start"])):
        if entity["entity"] in _PLACES:
            text = text[: entity["start"]] + text[entity["end"] :]
    return text.lstrip("，的") or text


@dataclass(frozen=True)
class Topics:
    """The likeliest topics of the whole message, and of each of its parts where it has several."""

    ranking: list[dict[str, Any]]
    parts: list[dict[str, Any]]


@dataclass
class TopicReader:
    """A model and what it reads texts with; ``shown`` is how many topics a ranking has.

    On the first day of enrollment everybody asks the same: the last texts are not computed twice.
    """

    model: TopicModel
    cut: Cut
    encode: Encode | None
    shown: int = 5
    _known: OrderedDict[str, Floats] = field(default_factory=OrderedDict, repr=False)

    def read(self, text: str, entities: Sequence[Mapping[str, Any]]) -> Topics:
        """The topics of a normalized text; ``entities`` in Rasa's shape."""
        text = without_places(text, entities)
        parts = segments.segments(text)
        whole, *rows = self._rows([text, *parts])
        asked = segments.asking(text)
        if asked:
            whole = blended(whole, self._rows([asked])[0], ASKED)
        return Topics(
            self._ranked(whole)[: self.shown],
            [
                {"text": part, "ranking": self._ranked(row)[:_SHOWN_OF_A_PART]}
                for part, row in zip(parts, rows, strict=True)
            ],
        )

    def _rows(self, texts: Sequence[str]) -> list[Floats]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self.model.probabilities(new, self.cut, self.encode), strict=True))
        rows = [self._known[text] for text in texts]
        for text in texts:
            self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return rows

    def _ranked(self, row: Any) -> list[dict[str, Any]]:
        labels = self.model.labels
        return [{"name": labels[i], "confidence": round(float(row[i]), 4)} for i in row.argsort()[::-1]]
