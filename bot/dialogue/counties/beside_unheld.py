"""A county that is not held beside one that is: 随县和曾都区哪个便宜 cannot be compared, and is told so."""

import re

from bot.dialogue.answering import answer
from bot.dialogue.message import Reply
from bot.dialogue.turn import Turn
from bot.nlu.places import unknown_place

_WITH = "(?:和|跟|与|同|比|、|还是)"
_COMPARES = re.compile(r"哪|谁|比|便宜|贵|划算|差(多少|几)|一样|相同|分别|各|都(是|要|交)?(多少|几)|早|晚|高|低")
_LONGEST = 6


def beside_one_not_held(turn: Turn) -> list[Reply] | None:
    """The held county's own answer, led by that the other one's notice is not held."""
    place = _other_place(turn)
    if place is None or turn.county is None:
        return None
    if not turn.choice.topics:
        turn.choice = turn.choice.copy(update={"topics": ("fee",)})
    replies = answer(turn)
    if not replies:
        return None
    name = turn.registry.counties[turn.county].name
    return [
        replies[0].led_by(turn.wording.text("unknown_county", "beside", place=place, county=name)),
        *replies[1:],
    ]


def _other_place(turn: Turn) -> str | None:
    """The place that is not held and stands beside the one county named, where the two are set side by side."""
    text, counties = turn.heard.text, turn.heard.counties
    if len(counties) != 1 or not _COMPARES.search(text):
        return None
    name = turn.registry.own_pattern(counties[0])
    beside = [match[1] for match in re.finditer(rf"(?:{name}){_WITH}([\u4e00-\u9fff]{{2,{_LONGEST}}})", text)]
    beside += [
        match[1]
        for match in re.finditer(rf"([\u4e00-\u9fff]{{2,{_LONGEST}}}){_WITH}(?:我们|咱们?|俺们?)?(?:{name})", text)
    ]
    for words in beside:
        for end in range(len(words), 1, -1):
            found = unknown_place(f"{words[:end]}多少钱", turn.registry.texts, frozenset())
            if found:
                return found.text
    return None
