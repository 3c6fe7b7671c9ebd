"""A message as if only a part of it had been said."""

from bot.dialogue.heard import Heard, residue
from bot.dialogue.persons.words import reader_for
from bot.dialogue.thresholds import SMALL_TALK
from bot.policies.registry import Registry


def only(rest: str, heard: Heard, registry: Registry) -> Heard:
    """The message as if it were only ``rest``, its end, perhaps with a word and a comma before it."""
    kept = rest if heard.text.endswith(rest) else rest.split("，", 1)[-1]
    begins, shift = len(heard.text) - len(kept), len(rest) - len(heard.text)
    groups = tuple((group, start + shift, end + shift) for group, start, end in heard.groups if start >= begins)
    segments = tuple(part for part in heard.segments if part[0] in rest)
    alone = len(segments) == 1
    surest = segments[0] if alone else ("", heard.intent, heard.confidence)
    small_talk = heard.intent in SMALL_TALK and not alone
    return heard.copy(
        update={
            "text": rest,
            "groups": groups,
            "segments": segments,
            "ranking": ((surest[1], surest[2]),) if alone else heard.ranking,
            "intent": "" if small_talk else surest[1],
            "confidence": 0.0 if small_talk else surest[2],
            "persons": reader_for(registry.catalogue).read(rest, groups),
            "residue": residue(rest, (), registry.around),
        }
    )
