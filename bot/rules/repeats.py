"""Whether a sentence says again what was said already, in other words or in a longer sentence."""

import re

# Shares of a sentence's pairs of characters that the other text has, from which on it says nothing new.
SAME = 0.8
_EMPTY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]|[都是也的了就]")
_NUMBER = re.compile(r"\d+")


def says_again(text: str, said: str) -> bool:
    """Whether all that ``text`` says, every number of it included, stands in ``said``."""
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(said)):
        return False
    pairs = _pairs(text)
    return bool(pairs) and len(pairs & _pairs(said)) >= SAME * len(pairs)


def _pairs(text: str) -> set[str]:
    text = _EMPTY.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)}
