"""Phrases of different topics that are nearly the same: one of them is likely in the wrong place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.training_data.read import Example

# From this share of common two-character pieces on, two phrases say the same in the same words.
ALIKE = 0.85
# A word more or less in a phrase this short may well be another question.
SHORTEST = 8


def alike(found: Sequence[Example]) -> Iterator[tuple[Example, Example, float]]:
    """Pairs that share no topic but at least ``ALIKE`` of their pieces (Jaccard), the earlier one first.

    By prefix filtering (Chaudhuri, Ganti and Kaushik 2006): two sets that alike share one of their rarest few pieces.
    """
    pieces = [_pieces(example.bare) for example in found]
    common = Counter(piece for each in pieces for piece in each)
    held: dict[str, list[int]] = {}
    for row, each in enumerate(pieces):
        if len(each) < SHORTEST - 1:
            continue
        rarest = sorted(each, key=lambda piece: (common[piece], piece))[: int((1 - ALIKE) * len(each)) + 1]
        near = {other for piece in rarest for other in held.get(piece, ())}
        for other in sorted(near):
            if set(found[other].topics) & set(found[row].topics):
                continue
            share = len(each & pieces[other]) / len(each | pieces[other])
            if share >= ALIKE:
                yield found[other], found[row], share
        for piece in rarest:
            held.setdefault(piece, []).append(row)


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 2] for start in range(len(text) - 1))
