"""Which insurance year a message is about."""

import re

from bot.dialogue.days.gaps import without_missed_year
from bot.dialogue.days.year_meant import asked_year
from bot.dialogue.turn import Turn
from bot.nlu.reading import dates, questions

# 那按你手上的呢: the year that is held, after another one was asked for.
_HELD_ONE = re.compile(r"(你|您)?们?(手上|手头|手里|收录|现有|已有)(了|着)?[^，。\d]{0,4}(的|呢|通知|标准|年度)")
_SHORT_ENOUGH = 8


def year_of(turn: Turn) -> tuple[int | None, bool]:
    """The insurance year that is meant: as it was told, or the one that the conversation is about."""
    said, relative = asked_year(_asking_of_a_year(without_missed_year(turn.heard.digits)), turn.today)
    if _HELD_ONE.search(turn.heard.text):
        return None, relative
    if turn.choice.topics == ("contact",) or said is not None:
        # Whom to ring does not hang on the year that the conversation was about.
        return said, relative
    short = turn.state.year is not None and len(turn.heard.residue) <= _SHORT_ENOUGH
    return (_year_going_on(turn) if turn.choice.follows_up or short else None), relative


def _year_going_on(turn: Turn) -> int | None:
    """The year that the conversation is about; another county's year is none of this one's unless it is held too."""
    same = turn.state.county in (None, turn.county)
    return turn.state.year if same or turn.state.year in turn.policies else None


_NUMBERED_YEAR = re.compile(r"20[12]\d年")
_A_YEAR = re.compile(r"20[12]\d年?|今年|明年|后年|新年度")


def _asking_of_a_year(text: str) -> str:
    """2019年交过，2020年忘了，今年还要登记吗: the year of the part that asks, not those in which something was done."""
    asking = questions.asking(text)
    told = any(_NUMBERED_YEAR.search(part) for part in questions.telling(text))
    return asking if told and _A_YEAR.search(asking) else text


# 现在交的是明年的吧: which one it is, with one that is expected.
_IS_IT_THAT_YEAR = re.compile(
    r"(交|缴|收|管|保)(的|上来的)?(钱|费|医保)?(是|算|归)(今年|明年|去年|20[12]\d年?|[12]\d年)(度)?的?(医保|钱|费)?(吧|吗|么|嘛|不|对吧|对吗|是不是|没错吧)[？?]?$"
)


def asks_which_year(text: str) -> bool:
    """Whether it is asked to which year a payment belongs."""
    return dates.asks_which_year(text) or bool(_IS_IT_THAT_YEAR.search(text))
