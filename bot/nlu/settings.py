"""The pipeline's settings, as in ``config.yml``."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The lexicon's files, whether the sentence encoder is used, and how many topics are shown."""

    words: Path
    variants: Path
    sentence_encoder: bool = True
    ranking_length: int = 5
