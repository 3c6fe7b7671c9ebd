"""A county's name written wrong: whether it is one, and not a piece of other words."""

from collections.abc import Mapping
from typing import Any

from bot.nlu.words import field_cutter
from bot.paths import WORDS
from bot.policies.registry import Registry

# 景现在交多少: the county's name is short of its last character, or written with the first one of what follows.
_NOW = "现在"


def is_misspelt(entity: Mapping[str, Any], registry: Registry) -> bool:
    """Whether a county's name is written wrong; 鄢陵现 of 鄢陵现在 is a right name with the word after it."""
    return bool(entity.get("misspelt")) and not _is_right_but_for_its_end(entity, registry)


def _is_right_but_for_its_end(entity: Mapping[str, Any], registry: Registry) -> bool:
    return str(entity.get("text") or "")[:-1] in registry.texts


def runs_on(entity: Mapping[str, Any], text: str, registry: Registry) -> bool:
    """Whether what looks like a name written wrong is cut out of other words: 山但 in 爬山但是, 随现 in 随现金."""
    if entity["entity"] != "county" or not is_misspelt(entity, registry):
        return False
    end = int(entity.get("end") or 0)
    word = text[end - 1 : end + 1]
    return len(word) == 2 and word != _NOW and _is_word(word)


def _is_word(word: str) -> bool:
    cutter = field_cutter(WORDS)
    cutter.check_initialized()
    return bool(cutter.FREQ.get(word))
