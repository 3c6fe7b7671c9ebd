"""What every message passes before anything else looks at it: size, form, personal numbers, commands.

Everything from outside is hostile. What leaves the gate is safe to store, to log and to repeat.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

LONGEST = 1000
MASK = "〔号码已隐去〕"

_DIGIT = "[0-9０-９]"
# What people put between the digits of a long number.
_GAP = r"(?:[\s\-－—–.·,，、/_*~=()（）]|空格|转){0,3}"
_ID = re.compile(
    rf"(?<!{_DIGIT})(?:{_DIGIT}{_GAP}){{17}}[0-9０-９XxＸｘ](?!{_DIGIT})|(?<!{_DIGIT})(?:{_DIGIT}{_GAP}){{14}}{_DIGIT}(?!{_DIGIT})"
)
_WRITTEN_AS_ID = re.compile(rf"{_DIGIT}{{6}}{_GAP}{_DIGIT}{{8}}{_GAP}{_DIGIT}{{3}}[0-9０-９XxＸｘ]")
_CARD = re.compile(
    rf"(?<!{_DIGIT}){_DIGIT}{{4}}(?:{_GAP}{_DIGIT}{{4}}){{3}}(?:{_GAP}{_DIGIT}{{1,3}})?(?!{_DIGIT})|(?<!{_DIGIT}){_DIGIT}{{15,19}}[Xx]?(?!{_DIGIT})"
)
_MOBILE = re.compile(
    rf"(?<!{_DIGIT})(?:\+?[8８][6６]{_GAP})?[1１]{_GAP}[3-9３-９]{_GAP}(?:{_DIGIT}{_GAP}){{8}}{_DIGIT}(?!{_DIGIT})"
)
_WORDS = re.compile(r"[\w]", re.UNICODE)
# Digits of a mobile number; the others have more.
_SHORTEST_NUMBER = 11


@dataclass(frozen=True)
class Admitted:
    """A message that may go on; ``pressed`` when it is the payload of a button that was offered."""

    text: str
    pressed: bool = False


@dataclass(frozen=True)
class Refused:
    """A message that goes no further; ``reason`` is the wording's name under ``refused_input``."""

    reason: str


def admit(text: str, offered: Collection[str] = ()) -> Admitted | Refused:
    """Admit a message or say why not. ``offered`` are the payloads of the buttons that this conversation was given."""
    if len(text) > LONGEST:
        return Refused("too_long")
    if text in offered:
        return Admitted(text, pressed=True)
    text = printable(text)
    if not text:
        return Refused("empty")
    if not _WORDS.search(text):
        return Refused("no_words")
    return Admitted(without_command(mask(text)))


def printable(text: str) -> str:
    """The text without control characters, halves of characters and space around it."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()


def mask(text: str) -> str:
    """The text with ID, card and mobile numbers taken out; dates, amounts and landlines stay.

    Looked for in a copy of the same length with every kind of digit folded to 0-9: ①, 𝟏, １, ١ and 一 are all one.
    """
    folded = "".join(map(_fold, text))
    if sum(map(folded.count, "0123456789")) < _SHORTEST_NUMBER:
        return text
    spans = [match.span() for match in _ID.finditer(folded) if _is_id(match.group())]
    spans += [match.span() for match in _CARD.finditer(folded) if len(_digits(match.group())) >= 15]
    spans += [match.span() for match in _MOBILE.finditer(folded)]
    for start, end in sorted(_merged(spans), reverse=True):
        text = text[:start] + MASK + text[end:]
    return text


_CHINESE_DIGITS = {
    **{c: str(i) for i, c in enumerate("〇一二三四五六七八九")},
    **{c: str(i) for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "幺": "1",
    "两": "2",
}


def _fold(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return str(digit) if digit is not None else _CHINESE_DIGITS.get(character, character)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _digits(number: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", number) if c.isalnum())


def _is_id(number: str) -> bool:
    """Whether it is written as an ID number is, or has a date of birth where one has it; two dates in a row do not."""
    if _WRITTEN_AS_ID.fullmatch(number):
        return True
    digits = _digits(number)
    born = digits[6:14] if len(digits) == 18 else "19" + digits[6:12]
    return born[:2] in ("18", "19", "20") and 1 <= int(born[4:6]) <= 12 and 1 <= int(born[6:8]) <= 31


def without_command(text: str) -> str:
    """Text that begins with a slash is text: Rasa would take it for an intent."""
    return "／" + text.lstrip("/") if text.startswith("/") else text
