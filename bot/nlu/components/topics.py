"""Topics as Rasa intents: one first, and all that the message asks."""

import json
import pickle
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.fingerprint import fingerprint
from bot.nlu import normalize, pinyin, segments, sounds, topic_model, topic_reader, topic_training
from bot.nlu.components.tokenizer import NORMALIZED
from bot.nlu.entity_reader import as_rasa
from bot.nlu.gazetteer import Gazetteer
from bot.nlu.reading import questions
from bot.nlu.topic_model import TopicModel, sentence_encoder
from bot.nlu.topic_reader import TopicReader, without_places
from bot.nlu.topic_training import Labelled
from bot.nlu.words import cut_with, field_cutter
from bot.paths import DATA, DOUBTS_MEMBER, PINYIN_WORDS, TOPICS_MEMBER, VARIANTS, WORDS
from bot.policies.registry import Registry

_MODULES = (normalize, pinyin, questions, segments, sounds, topic_model, topic_reader, topic_training)
RANKING = "intent_ranking"
SEGMENTS = "segment_topics"
# In an intent's metadata: the other topics that its examples ask too; an empty list where they ask none.
ALSO = "also"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Ranks the intents for the whole message and for each of its parts."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``sentence_encoder``: use the encoder where its package is installed. The rest names the lexicon's files."""
        return {"sentence_encoder": True, "words": str(WORDS), "variants": str(VARIANTS), "ranking_length": 5}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: TopicModel | None = None
    ) -> None:
        self._storage, self._resource = storage, resource
        self._cut = cut_with(field_cutter(Path(config["words"])))
        self._normalize = normalize.normalizer(Path(config["variants"]))
        self._encode = sentence_encoder() if config["sentence_encoder"] else None
        self._reader = TopicReader(model, self._cut, self._encode, config["ranking_length"]) if model else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GraphComponent:
        """A trained classifier from the model archive."""
        with model_storage.read_from(resource) as folder:
            model = pickle.loads((Path(folder) / TOPICS_MEMBER).read_bytes())  # noqa: S301 (our own model archive)
        return cls(config, model_storage, resource, model)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The lexicon, and the modules whose code the class's own source does not show."""
        merged = {**cls.get_default_config(), **config}
        sources = [Path(str(module.__file__)) for module in _MODULES]
        return fingerprint([Path(merged["words"]), Path(merged["variants"]), PINYIN_WORDS, *sources])

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model on the intent examples and keeps it in the model's storage."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        gazetteer = Gazetteer(Registry.load(DATA))
        labelled = []
        for example in examples:
            text = self._normalize(example.get(TEXT))
            text = without_places(text, [as_rasa(entity) for entity in gazetteer.find(text)])
            told = ((example.get("metadata") or {}).get("intent") or {}).get(ALSO)
            labelled.append(Labelled(text, (str(example.get(INTENT)), *(told or ())), told is not None))
        fitted = topic_training.fit(labelled, self._cut, self._encode)
        doubts = [
            {"text": examples[doubt.row].get(TEXT), "topic": labelled[doubt.row].topics[0], **vars(doubt)}
            for doubt in fitted.doubts
        ]
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / TOPICS_MEMBER).write_bytes(pickle.dumps(fitted.model))
            (Path(folder) / DOUBTS_MEMBER).write_text(json.dumps(doubts, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent, the ranking, and the first intent of each part of the message."""
        for message in messages:
            text = message.get(NORMALIZED) or self._normalize(message.get(TEXT) or "")
            if not text or self._reader is None:
                continue
            topics = self._reader.read(text, message.get(ENTITIES) or [])
            message.set("intent", topics.ranking[0], add_to_output=True)
            message.set(RANKING, topics.ranking, add_to_output=True)
            message.set(SEGMENTS, topics.parts, add_to_output=True)
        return messages
