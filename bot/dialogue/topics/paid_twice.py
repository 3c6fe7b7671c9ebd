"""Both insurances paid for, after it was asked whether one may: 职工和居民能都交不。已经都交了咋办."""

import re

from bot.dialogue.thresholds import SHORT_FACT
from bot.dialogue.topics.hearing import Choice, Hearing

_BOTH_PAID = re.compile(
    r"(都|[两2](份|个|边|种|样|头)|重复)(已经|都)?(交|缴|参|买)(了|上了?|完了?|过了?)|(交|缴|参)(重|了[两2](份|个|边|遍))"
)
_WHAT_NOW = re.compile(r"(咋|怎么?|如何)(办|整|弄|搞|处理)|退|白(交|缴)|浪费")


def paid_for_both(h: Hearing) -> Choice | None:
    """What is to be done now that both are paid is a question of paying back."""
    before = {str(aspect.id) for aspect in h.registry.catalogue.asked_in(h.state.question)}
    if h.state.topics[:1] != ("eligibility",) or "dual" not in before or len(h.heard.residue) > SHORT_FACT:
        return None
    text = h.heard.digits
    return Choice(topics=("refund",)) if _BOTH_PAID.search(text) and _WHAT_NOW.search(text) else None
