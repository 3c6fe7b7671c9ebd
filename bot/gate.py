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
_GAP = r"[\s\-－—.·,，]?"
# An ID number is 15 or 18 places, a card 16 to 19, a mobile phone 11 from 13 to 19; people put blanks or dashes between.
_NUMBERS = re.compile(
    rf"(?<!{_DIGIT})(?:(?:{_DIGIT}{_GAP}){{17}}[0-9０-９XxＸｘ]|(?:{_DIGIT}{_GAP}){{15,18}}{_DIGIT}|(?:{_DIGIT}{_GAP}){{14}}{_DIGIT}"
    rf"|(?:\+?[8８][6６]{_GAP})?[1１][3-9３-９]{_GAP}(?:{_DIGIT}{_GAP}){{8}}{_DIGIT})(?!{_DIGIT})"
)
_WORDS = re.compile(r"[\w]", re.UNICODE)


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
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()
    if not text:
        return Refused("empty")
    if not _WORDS.search(text):
        return Refused("no_words")
    return Admitted(without_command(mask(text)))


def mask(text: str) -> str:
    """The text with ID, card and phone numbers taken out."""
    return _NUMBERS.sub(MASK, text)


def without_command(text: str) -> str:
    """Text that begins with a slash is text: Rasa would take it for an intent."""
    return "／" + text.lstrip("/") if text.startswith("/") else text
