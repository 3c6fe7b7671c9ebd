"""The day of a treatment, told beside the day of paying: 1月20号交的，25号住院能报吗."""

import re

from bot.dialogue.days.treatment_words import tells_when_treated
from bot.dialogue.thresholds import SHORT
from bot.dialogue.topics.hearing import Choice, Hearing

_REPORTS = re.compile(r"报(?!名)|享受|(能|可以)用|管(不|吗|么)|算(不|吗|么|数)|走医保|刷医保")
_HOW_MUCH = re.compile(r"多少|比例|几成|百分|起付|封顶|最高|异地|转诊|怎么|咋|哪|材料|票|啥|什么")
_PAID = re.compile(r"(交|缴|续)(了|上)?(费|钱|款|医保|农合)?(的|了|过)")


def of_a_treatment(h: Hearing) -> Choice | None:
    """我1月20号交的。25号住的院能报不: whether that day is covered hangs on the day of paying alone."""
    text = h.heard.digits
    if not _REPORTS.search(text) or _HOW_MUCH.search(text) or len(text) > SHORT or h.groups & {"newborn"}:
        return None
    if not tells_when_treated(text) or h.state.topics[:1] == ("newborn",):
        return None
    if _PAID.search(text):
        return Choice(topics=("benefit_period",))
    return Choice(topics=("benefit_period",), follows_up=True) if h.state.facts.pays_on else None
