"""One of two who were named with one word: 老两口，老伴是低保 speaks of two persons, not of three."""

import re

from bot.dialogue.household.roster import Roster
from bot.rules.catalogue import Kin

# 我们老两口, but not 我家老两口: who asks is one of the two.
_OURS = r"(我们|俺们|咱们|我|俺|咱){word}"


def one_of_a_pair(roster: Roster, said: str) -> int | None:
    """The one of a pair named before whom ``said`` (老伴, or 我 of 我们老两口) means; None where there is none."""
    for pair in roster.kin.values():
        word = next((word for word in pair.one_of if said.endswith(word)), None)
        if word and (word != "我" or _is_the_askers(roster.text, pair)):
            number = _of(roster, pair, word)
            if number is not None:
                return number
    return None


def has_a_pair(roster: Roster) -> bool:
    """Whether two are known by one word of whom the asker may be one."""
    words = {word for pair in roster.kin.values() if "我" in pair.one_of for word in pair.words}
    return any(person.name in words for person in roster.persons)


def _is_the_askers(text: str, pair: Kin) -> bool:
    return any(re.search(_OURS.format(word=word), text) for word in pair.words)


def _of(roster: Roster, pair: Kin, word: str) -> int | None:
    """The one who was called so, else the first of the two who was not told apart yet, who is called so from now on."""
    theirs = [n for n, person in enumerate(roster.persons) if person.kin in pair.both]
    called = next((n for n in theirs if roster.persons[n].name == word), None)
    free = [n for n in theirs if roster.persons[n].name in pair.words]
    if called is not None or not free:
        return called
    roster.persons[free[0]] = roster.persons[free[0]].copy(update={"name": word})
    return free[0]
