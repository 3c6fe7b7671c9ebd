"""A message of several questions, cut where one ends and the next begins."""

import re

from bot.nlu.reading import questions

_ENDS = re.compile(
    r"[？！。；\n]+|(?<=[吗呢啊呀吧么])[，, ]|，(?:还有|另外|再问|还想问|顺便|再就是|以及)|[，,]|(?:还有|另外)(?=.{3,})| "
)
_CONNECTOR = re.compile(r"^(另外|还有|再|顺便|再就是|以及|然后)(问一?下?|想问)?")
_SENTENCE = re.compile(r"[^。！!？?；;\n]+[。！!？?；;]*")
SHORTEST = 2
# A longer one is a letter: its parts are background, not questions.
LONGEST_MESSAGE = 90
MOST = 6


def segments(text: str) -> tuple[str, ...]:
    """The parts that could be questions of their own; none when the message is one piece."""
    if len(text) > LONGEST_MESSAGE:
        return ()
    parts = tuple(
        _CONNECTOR.sub("", part.strip("，, "))
        for part in _ENDS.split(text)
        if part and len(part.strip("，, ")) >= SHORTEST
    )
    return parts[:MOST] if len(parts) > 1 else ()


def asking(text: str) -> str:
    """The sentences of a letter that ask, joined; empty for a message that is none, or of which nothing is left out."""
    if len(text) <= LONGEST_MESSAGE:
        return ""
    sentences = _SENTENCE.findall(text)
    asked = [sentence for sentence in sentences if questions.asks(sentence)]
    return "".join(asked) if len(asked) < len(sentences) else ""
