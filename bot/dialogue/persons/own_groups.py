"""The groups of people that a message names, by the words of the county that it is about: another county's are not heard."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from bot.nlu.group_words import GroupWords
from bot.policies.registry import Registry

Named = tuple[str, int, int]


def groups_here(
    entities: Sequence[Mapping[str, Any]], text: str, registry: Registry, county: str | None
) -> tuple[Named, ...]:
    """The groups that the text names, each with where it stands, as people of the ``county`` mean the words.

    The recognizer of the entities knows the words of all counties: 三级残疾 is a group of one of them, and elsewhere a word
    for the disabled. So where a county has words of its own, the text is read once more with those that count here.
    """
    if not registry.digest.group_aliases:
        return tuple(
            (str(e["value"]), int(e.get("start") or 0), int(e.get("end") or 0))
            for e in entities
            if e["entity"] == "group"
        )
    words = _words(tuple(sorted(registry.group_aliases_in(county).items())))
    return tuple((named.group, named.start, named.end) for named in words.find(text))


@lru_cache(maxsize=64)
def _words(aliases: tuple[tuple[str, str], ...]) -> GroupWords:
    return GroupWords(dict(aliases))
