"""Further slices, made from the clean questions by code: the same question, typed in another way.

Each change keeps the meaning by construction: it touches only signs that carry none, or it keeps every syllable.
"""

import random
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from pypinyin import lazy_pinyin

from bench.questions import CLEAN, Question

_GREETINGS = ("你好，", "您好，在吗？", "早上好！", "同志你好，", "hello，", "老师您好，打扰了，")
_THANKS = ("谢谢", "，谢谢您了！", "，麻烦了", "，感谢感谢", "，辛苦啦", " thanks")
_WIDE_TO_NARROW = {"，": ",", "？": "?", "！": "!", "：": ":", "；": ";", "（": "(", "）": ")"}
_BLANK_EVERY = 6
_TYPO_EVERY = 5


def generated(questions: Sequence[Question]) -> list[Question]:
    """Every clean question in each of the ways below."""
    clean = [question for question in questions if question.slice == CLEAN]
    return [
        Question(f"{question.id}-{name}", change(question.text, row), question.labels, name, question.of)
        for name, change in CHANGES.items()
        for row, question in enumerate(clean)
    ]


def without_punctuation(text: str, row: int = 0) -> str:
    """Nobody who is in a hurry types commas."""
    return "".join(sign for sign in text if not _is_punctuation(sign))


def with_excess(text: str, row: int = 0) -> str:
    """Every sign of punctuation three times, and blanks where none belong."""
    typed: list[str] = []
    for place, sign in enumerate(text, 1):
        typed.append(sign * 3 if _is_punctuation(sign) else sign)
        if place % _BLANK_EVERY == 0:
            typed.append("  ")
    return "".join(typed)


def other_width(text: str, row: int = 0) -> str:
    """What is narrow becomes wide (A, 1), and the wide punctuation narrow."""
    return "".join(_WIDE_TO_NARROW.get(sign) or _wide(sign) for sign in text)


def with_greetings(text: str, row: int = 0) -> str:
    """Between a greeting and thanks: what is asked stays the first topic."""
    return _GREETINGS[row % len(_GREETINGS)] + text + _THANKS[row // len(_GREETINGS) % len(_THANKS)]


def with_homophones(text: str, row: int = 0) -> str:
    """About one character in five replaced by a common one of the same sound, wherever the whole still reads the same."""
    chance = random.Random(text)  # noqa: S311 (the same text gives the same typos)
    characters = list(text)
    sounds = lazy_pinyin(text)
    places = [place for place, sign in enumerate(characters) if _homophones(sign)]
    wanted = max(1, len(places) // _TYPO_EVERY)
    for place in chance.sample(places, len(places)):
        if wanted == 0:
            break
        typed = [*characters[:place], chance.choice(_homophones(characters[place])), *characters[place + 1 :]]
        # Which sound a character has depends on its neighbours (还 is hai or huan).
        if lazy_pinyin("".join(typed)) == sounds:
            characters, wanted = typed, wanted - 1
    return "".join(characters)


CHANGES: dict[str, Callable[[str, int], str]] = {
    "no_punctuation": without_punctuation,
    "excess": with_excess,
    "width": other_width,
    "greetings": with_greetings,
    "homophones": with_homophones,
}


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "P"


def _wide(sign: str) -> str:
    if sign == " ":
        return "\u3000"
    return chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign


@lru_cache(maxsize=1)
def _common() -> dict[str, list[str]]:
    """The 3,755 common characters (level 1 of GB 2312) by their sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", errors="ignore")
            if character:
                found[lazy_pinyin(character)[0]].append(character)
    return dict(found)


@lru_cache(maxsize=10_000)
def _homophones(character: str) -> tuple[str, ...]:
    """The other common characters of the same sound; none for what is no Chinese character."""
    if not "\u4e00" <= character <= "\u9fff":
        return ()
    return tuple(other for other in _common().get(lazy_pinyin(character)[0], ()) if other != character)
