"""The entities of a message in Rasa's shape, found by spaCy in the counties as their files are now."""

from typing import Any

from bot.nlu.gazetteer import Entity, Gazetteer
from bot.policies.store import PolicyStore


class EntityReader:
    """Reads the counties again when their files change: a new county needs no training."""

    def __init__(self, store: PolicyStore) -> None:
        self._store = store
        self._gazetteer = Gazetteer(store.current())

    def read(self, text: str) -> list[dict[str, Any]]:
        """The entities of a normalized text."""
        registry = self._store.current()
        if registry is not self._gazetteer.registry:
            self._gazetteer = Gazetteer(registry)
        return [as_rasa(entity) for entity in self._gazetteer.find(text)]


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
