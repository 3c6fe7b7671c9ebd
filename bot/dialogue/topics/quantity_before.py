"""Another county's amount of what was asked before: 财政补多少. 随县补多少."""

import re

from bot.dialogue.thresholds import ELLIPTIC
from bot.dialogue.topics.hearing import Choice, Hearing

# What a question of money is about beside the contribution, and the words that go on with it.
_GOES_ON = {
    "fiscal_subsidy": re.compile(r"补(?!交|缴)|贴|给|出(多少|几)|掏(多少|几)"),
    "full_premium": re.compile(r"合计|合起来|筹资|全额|总共|一共|加起来"),
}
_OWN = re.compile(r"个人|自己|我们?(交|缴)|交|缴")


def same_quantity(h: Hearing) -> Choice | None:
    """The subsidy or the whole once more, of another county, where the words go on with it."""
    elsewhere = h.heard.counties or h.heard.township
    if h.state.topics[:1] != ("fee",) or not elsewhere or len(h.heard.residue) > ELLIPTIC or h.groups:
        return None
    before = {aspect.id for aspect in h.registry.catalogue.asked_in(h.state.question)}
    goes_on = any(name in before and words.search(h.heard.text) for name, words in _GOES_ON.items())
    return h.previous() if goes_on and not _OWN.search(h.heard.residue) else None
