"""残疾人怎么交: how somebody pays who may have nothing to pay. Whether they must comes before the ways to do it."""

import re

from bot.dialogue.thresholds import SHORT
from bot.dialogue.topics.hearing import Choice, Hearing

_HOW = re.compile(
    r"(?<!时候)(怎么|咋|咋个|如何|怎样)(去)?(交|缴)(费|钱|法|医保|居民医保|合作医疗|农合|保险)*[呀啊呢嘛]?[？?]?$"
)
# 我妈是低保，我怎么交费: of oneself, beside another who was told of.
_MYSELF = re.compile(r"，(那|那么)?我(自己|们|本人)?(该|要|得|又)?(怎么|咋|如何)")


def how_the_aided_pay(h: Hearing) -> Choice | None:
    """The aid, where a group is named that this or another notice aids, and no way to pay."""
    text = h.heard.text
    if not _HOW.search(text) or len(text) > SHORT or h.foreign or h.registry.means.search(text):
        return None
    if not h.groups & h.aided_or_near:
        return None
    others = any(token.kind == "kin" for token in h.heard.persons)
    return Choice(topics=("channel",)) if others and _MYSELF.search(text) else Choice(topics=("subsidy",))
