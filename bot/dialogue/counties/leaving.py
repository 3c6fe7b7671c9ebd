"""What has to be done first where somebody leaves, if that county's notice tells: 在山丹参的保，今年嫁到景县了，要办啥手续."""

from bot.dialogue.turn import Turn
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts

_IN, _OUT = "transfer_in", "transfer_out"


def leaving(answers: list[Answer], turn: Turn) -> list[Answer]:
    """The other county's rule for leaving, beside the way into this one; nothing where it has none of its own."""
    moved = any(_IN in answer.aspects for answer in answers)
    left = [county for county in turn.heard.counties if county != turn.county]
    if not moved or len(left) != 1 or not turn.registry.newest(left[0]).points.get(_OUT):
        return []
    question = Question(topic="registration", text=turn.registry.catalogue.aspects[_OUT].label)
    answer = turn.registry.answer(left[0], question, Facts(), turn.today)
    return [answer.without_season()]
