"""Those who were insured before, asked about after newcomers: 首次参保带什么。以前参过的呢; 新参保的能用微信吗。老参保户呢."""

import re

from bot.dialogue.thresholds import SHORT
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import circumstances

_OF_PAYING = ("registration", "channel", "eligibility")
_AND_THEY = re.compile(r"呢[？?]?$|(要|用)(不要|不用)?(登记|带)")


def those_who_renew(h: Hearing) -> Choice | None:
    """How they go about it, in their own words and without the newcomers' of the question before."""
    told = circumstances.read(h.heard.digits).get("renewing")
    if h.state.topics[:1] not in [(topic,) for topic in _OF_PAYING] or told is None or h.settled:
        return None
    if len(h.heard.text) > SHORT or not _AND_THEY.search(h.heard.text):
        return None
    return Choice(topics=("registration",))
