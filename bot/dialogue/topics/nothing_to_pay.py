"""How and where to pay, asked of somebody of whom it was just said that there is nothing to pay: 二级重残要交吗。在哪交."""

import re

from bot.dialogue.topics.hearing import Choice, Hearing
from bot.rules import pricing

_HOW_OR_WHERE = re.compile(
    r"^(那|那么|所以)?(他|她|要|得|该|都|是|我们?)?(在|去|到|上)?(哪|怎么|咋|如何|找谁)(里|儿|个地方)?(去)?(交|缴)(费|钱|医保)?[呢啊]?[？?]?$"
)


def has_nothing_to_pay(h: Hearing) -> Choice | None:
    """The aid once more, and no list of ways to pay."""
    county, facts = h.state.county or "", h.state.facts
    if h.state.topics[:1] != ("subsidy",) or not facts.groups or county not in h.registry.counties:
        return None
    if not _HOW_OR_WHERE.search(h.heard.text) or facts.household:
        return None
    return h.previous() if pricing.fully_aided(h.registry.newest(county), facts) else None
