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
from bot.nlu.entity_reader import EntityReader
from bot.runtime import policy_store


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FieldEntityExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Adds what the entity reader finds; nothing is learnt."""

    def __init__(self, reader: EntityReader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """An extractor on the process's policies."""
        return cls(EntityReader(policy_store()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message."""
        for message in messages:
            text = message.get(NORMALIZED) or message.get(TEXT) or ""
            message.set(ENTITIES, message.get(ENTITIES, []) + self._reader.read(text), add_to_output=True)
        return messages

    def process_training_data(self, training_data: Any) -> Any:
        """Nothing to add in training: entities are not learned."""
        return training_data
