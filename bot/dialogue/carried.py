"""What a message takes over from the turns before it: whose case, which year, which facts, which words.

The county and the matter are settled before (``places.county_of``, ``topics.choose``); what is kept for the next message
is the ``State``.
"""

from bot.dialogue.days.years import year_of
from bot.dialogue.leaning import words_for
from bot.dialogue.persons.whose import Whose, facts_of, whose
from bot.dialogue.same_case import asks_for_another, asks_for_one, asks_for_others, goes_on
from bot.dialogue.turn import Turn
from bot.rules.base import Strict
from bot.rules.facts import Facts


class Carried(Strict):
    """``goes_on``: the case is the one at hand; ``whose`` it is. ``facts`` are known of it before the message is read,
    ``words`` are those to answer, and ``year`` is the insurance year, ``relative`` if it was named as 今年 or 去年."""

    goes_on: bool
    whose: Whose
    facts: Facts
    words: str
    year: int | None = None
    relative: bool = False


def carry(turn: Turn) -> Carried:
    """What the turn's message takes over."""
    year, relative = year_of(turn)
    same = goes_on(turn)
    who = whose(turn.heard, turn.state, turn.choice.topics, turn.registry.catalogue)
    known = _without_others(turn)
    if not same:
        known = Facts(township=known.township, people=known.people)
    # 那我老婆是低保: what was said of the one before (他有职工医保) is not said of the one who is told of now.
    stands_alone = turn.heard.groups and who.kin and who.known is None and turn.state.facts.people
    return Carried(
        goes_on=same,
        whose=who,
        facts=facts_of(who, known, turn.heard, turn.choice.topics, same),
        words=turn.heard.text if stands_alone else words_for(turn),
        year=year,
        relative=relative,
    )


def _without_others(turn: Turn) -> Facts:
    """The facts of the conversation, without those of somebody else than the one who is asked about now."""
    known = turn.state.facts
    if known.household and asks_for_one(turn):
        # What was told of the others is not true of the asker.
        known = known.copy(update={"household": None, "groups": frozenset(), "not_groups": frozenset()})
    if asks_for_another(turn) or asks_for_others(turn):
        known = known.copy(update={"groups": frozenset(), "not_groups": frozenset(), "covered": None})
    if turn.state.county and turn.state.county != turn.county:
        known = known.copy(update={"township": None})
    return known
