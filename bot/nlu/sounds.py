"""How a text sounds: a homophone that was typed, or heard by a voice keyboard, for the right word reads the same.

Pinyin without tones, and with the pairs that many speakers do not tell apart (zh and z, ng and n, l and n) merged; what
people type in pinyin (jiaofei, yibao) falls into its syllables.
"""

import re
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
_LATIN = re.compile(r"[a-z]+")


def syllables(text: str) -> list[str]:
    """The text's syllables; a character that has no sound stands for itself.

    >>> syllables("缴废jiaofei")
    ['jiao', 'fei', 'jiao', 'fei']
    """
    found: list[str] = []
    for sound in lazy_pinyin(text.lower(), errors=_apart):  # type: ignore[arg-type]  # a list is taken too, says its guide
        found += [_merge(syllable) for syllable in _split(sound)]
    return found


def is_pinyin(text: str) -> bool:
    """Whether the text is Chinese typed in Latin letters: zenme jiaofei is, hello world is not."""
    words = _LATIN.findall(text.lower())
    spelt = [word for word in words if all(part in _known() for part in _split(word))]
    return sum(map(len, spelt)) >= 6 and len(spelt) == len(words)


def _apart(unknown: str) -> list[str]:
    """What is no Chinese character: Latin words as they are, everything else one by one."""
    return list(re.findall(r"[a-z]+|\S", unknown))


@lru_cache(maxsize=10_000)
def _split(sound: str) -> tuple[str, ...]:
    """A Latin word as syllables, the longest first; as it is when it is not all syllables (yb, wifi)."""
    if not _LATIN.fullmatch(sound) or sound in _known():
        return (sound,)
    for length in range(min(6, len(sound) - 1), 0, -1):
        if sound[:length] in _known():
            rest = _split(sound[length:])
            if all(part in _known() for part in rest):
                return (sound[:length], *rest)
    return (sound,)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every syllable of the language, from the sounds of the common characters."""
    common = {PINYIN_DICT[code].split(",")[0]: chr(code) for code in PINYIN_DICT if 0x4E00 <= code <= 0x9FA5}
    sounds = lazy_pinyin([*common.values()])
    return frozenset(sound for sound in sounds if _LATIN.fullmatch(sound) and sound not in "bdfghjklmnpqrstvwxyz")


@lru_cache(maxsize=10_000)
def _merge(sound: str) -> str:
    for said, heard in _MERGED:
        sound = sound.replace(said, heard)
    return "n" + sound[1:] if sound.startswith("l") and len(sound) > 1 else sound
