"""Counties, townships, groups, channels, relatives, dates and money as Rasa entities, found by spaCy."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components.tokenizer import NORMALIZED
from bot.nlu.gazetteer import Entity, Gazetteer
from bot.policies.store import PolicyStore
from bot.runtime import policy_store


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FieldEntityExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Reads the counties when it is loaded and again when their files change: a new county needs no training."""

    def __init__(self, store: PolicyStore) -> None:
        self._store = store
        self._gazetteer = Gazetteer(store.current())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """An extractor on the process's policies."""
        return cls(policy_store())

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message."""
        registry = self._store.current()
        if registry is not self._gazetteer.registry:
            self._gazetteer = Gazetteer(registry)
        for message in messages:
            text = message.get(NORMALIZED) or message.get(TEXT) or ""
            found = [as_rasa(entity) for entity in self._gazetteer.find(text)]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def process_training_data(self, training_data: Any) -> Any:
        """Nothing to add in training: entities are not learned."""
        return training_data


def as_rasa(entity: Entity) -> dict[str, Any]:
    """An entity in Rasa's shape; offsets are those of the normalized text."""
    return {
        "entity": entity.kind,
        "value": entity.value,
        "text": entity.text,
        "start": entity.start,
        "end": entity.end,
        "county": entity.county,
        "misspelt": entity.misspelt,
        "extractor": "FieldEntityExtractor",
    }
