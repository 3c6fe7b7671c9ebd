"""Jieba with this field's words, on normalized text."""

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.fingerprint import fingerprint
from bot.nlu.normalize import normalizer
from bot.nlu.words import field_cutter
from bot.paths import VARIANTS, WORDS

NORMALIZED = "normalized"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FieldTokenizer(Tokenizer):  # type: ignore[misc]
    """Normalizes a message's text and cuts it with jieba and ``data/lexicon/words.txt``.

    The normalized text travels with the message; token offsets are offsets in it.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``words`` and ``variants`` name the lexicon's files."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            "words": str(WORDS),
            "variants": str(VARIANTS),
        }

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._normalize = normalizer(Path(config["variants"]))
        self._cutter = field_cutter(Path(config["words"]))

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """A new tokenizer; nothing is trained."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The lexicon's content: a changed one must not be served from Rasa's training cache."""
        merged = {**cls.get_default_config(), **config}
        return fingerprint([Path(merged["words"]), Path(merged["variants"])])

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of the normalized text; blanks are none."""
        text = self._normalize(message.get(attribute))
        if attribute == "text":
            message.set(NORMALIZED, text, add_to_output=True)
        tokens = [Token(word, start) for word, start, _ in self._cutter.tokenize(text) if word.strip()]
        return list(self._apply_token_pattern(tokens))
