"""How a sum comes about, in figures."""

from collections.abc import Sequence

from bot.rules.answer import yuan


def reckoning(amounts: Sequence[int]) -> str:
    """3 × 280元 + 140元 + 0元, the largest first."""
    parts = []
    for amount in sorted(set(amounts), reverse=True):
        count = amounts.count(amount)
        parts.append(yuan(amount) if count == 1 or not amount else f"{count} × {yuan(amount)}")
    return " + ".join(parts)
