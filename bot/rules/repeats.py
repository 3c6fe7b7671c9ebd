"""Whether a sentence says again what was said already, in other words or in a longer sentence."""

import re

from bot.rules.answer import Statement

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


def without_repeats(statements: tuple[Statement, ...], head: str) -> tuple[Statement, ...]:
    """No sentence that another one already contains; a fuller one takes its place."""
    kept: list[Statement] = []
    for statement in statements:
        if not statement.steps and any(says_again(statement.text, other.text) for other in kept):
            continue
        fuller = next((i for i, other in enumerate(kept) if _is_part_of(other, statement, head)), None)
        if fuller is None:
            kept.append(statement)
        else:
            kept[fuller] = statement.copy(update={"text": f"{head}，{statement.text}"})
    return tuple(kept)


def _is_part_of(statement: Statement, other: Statement, head: str) -> bool:
    """Whether a sentence under the head says no more than another one does."""
    bare = statement.text.removeprefix(f"{head}，")
    return bare != statement.text and not statement.steps and says_again(bare, other.text)


def _pairs(text: str) -> set[str]:
    text = _EMPTY.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)}
