"""The topics of a message and of each of its parts, in the shape of Rasa's intent ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu import segments
from bot.nlu.topic_model import Cut, Encode, TopicModel

_PLACES = ("county", "township", "short_township", "unknown_county")
_SHOWN_OF_A_PART = 3


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


@dataclass(frozen=True)
class TopicReader:
    """A model and what it reads texts with; ``shown`` is how many topics a ranking has."""

    model: TopicModel
    cut: Cut
    encode: Encode | None
    shown: int = 5

    def read(self, text: str, entities: Sequence[Mapping[str, Any]]) -> Topics:
        """The topics of a normalized text; ``entities`` in Rasa's shape."""
        text = without_places(text, entities)
        parts = segments.segments(text)
        rows = self.model.probabilities([text, *parts], self.cut, self.encode)
        whole, *ranked = [self._ranked(row)[: self.shown] for row in rows]
        return Topics(
            whole,
            [{"text": part, "ranking": rank[:_SHOWN_OF_A_PART]} for part, rank in zip(parts, ranked, strict=True)],
        )

    def _ranked(self, row: Any) -> list[dict[str, Any]]:
        labels = self.model.labels
        return [{"name": labels[i], "confidence": round(float(row[i]), 4)} for i in row.argsort()[::-1]]
