"""A message of several questions, cut where one ends and the next begins."""

import re

_ENDS = re.compile(
    r"[？！。；\n]+|(?<=[吗呢啊呀吧么])[，, ]|，(?:还有|另外|再问|还想问|顺便|再就是|以及)|[，,]|(?:还有|另外)(?=.{3,})| "
)
_CONNECTOR = re.compile(r"^(另外|还有|再|顺便|再就是|以及|然后)(问一?下?|想问)?")
SHORTEST = 2
# A letter is one story: its parts are background, not questions.
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
