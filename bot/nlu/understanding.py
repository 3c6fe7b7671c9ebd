"""Understanding without Rasa's graph: what the three components of the pipeline do, one after the other."""

from dataclasses import dataclass
from typing import Any

from bot.nlu.entity_reader import EntityReader
from bot.nlu.normalize import Normalizer, normalizer
from bot.nlu.settings import Settings
from bot.nlu.topic_model import TopicModel, sentence_encoder
from bot.nlu.topic_reader import TopicReader
from bot.nlu.words import cut_with, field_cutter
from bot.policies.store import PolicyStore


@dataclass(frozen=True)
class Understanding:
    """Reads a message as the trained pipeline does; the result has the keys of Rasa's parse."""

    normalize: Normalizer
    entities: EntityReader
    topics: TopicReader

    @classmethod
    def of(cls, model: TopicModel, settings: Settings, store: PolicyStore) -> "Understanding":
        """With a trained model and the counties of ``store``."""
        cut = cut_with(field_cutter(settings.words))
        encode = sentence_encoder() if settings.sentence_encoder and model.meaning is not None else None
        topics = TopicReader(model, cut, encode, settings.ranking_length)
        return cls(normalizer(settings.variants), EntityReader(store), topics)

    def parse(self, text: str) -> dict[str, Any]:
        """Intent, ranking, parts and entities of a message; offsets are those of the normalized text."""
        normalized = self.normalize(text)
        entities = self.entities.read(normalized) if normalized else []
        parsed: dict[str, Any] = {
            "text": text,
            "intent": {"name": None, "confidence": 0.0},
            "entities": entities,
            "normalized": normalized,
        }
        if normalized:
            topics = self.topics.read(normalized, entities)
            parsed |= {"intent": topics.ranking[0], "intent_ranking": topics.ranking, "segment_topics": topics.parts}
        return parsed
