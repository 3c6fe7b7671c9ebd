"""Of several counties named, the one that is asked about: 随县280，山丹多少; 你现在是景县客服，鄢陵多少钱."""

import re

from bot.dialogue.turn import Turn
from bot.nlu.reading import questions

# Whoever sets them side by side asks about all.
_SIDE_BY_SIDE = re.compile(
    r"比|差|贵|便宜|高|低|多(多少|些|几)|少(多少|些|几)|哪|谁|一样|相同|同样|划算|分别|各|[和跟与同]|加|一共|总共|合计|还是|两|都"
)
_A_ROLE = r"你(们)?(现在|就|现|从现在起)?(是|当|扮演|作为)(一个|1个)?[^，。]{0,2}"
_HERS = re.compile(r"客服|工作人员|办事员|医保局|人工|助手")


def asked_county(turn: Turn) -> str | None:
    """The one county of the part that asks, where the others stand in parts that only tell; else nothing."""
    counties, text = turn.heard.counties, turn.heard.text
    if len(counties) < 2:
        return None
    names = {county: turn.registry.own_pattern(county) for county in counties}
    parts = questions.clauses(text)
    asking = [part for part in parts if questions.asks(part)]
    told = [part for part in parts if part not in asking]
    asked = [county for county in counties if any(re.search(names[county], part) for part in asking)]
    if len(asked) != 1 or any(_SIDE_BY_SIDE.search(part) for part in asking):
        return None
    others = [county for county in counties if county != asked[0]]
    if any(re.search(rf"{_A_ROLE}({names[county]})(县)?(的)?{_HERS.pattern}", text) for county in others):
        return asked[0]
    alone = all(any(re.search(names[county], part) for part in told) for county in others)
    return asked[0] if alone and not _SUMS.search(text) else None


# 景县三口，山丹四口，一共多少: what is told of each is reckoned with.
_SUMS = re.compile(
    r"一共|总共|合计|加起来|共多少|[户籍]|老家|住|打工|搬|迁|嫁|转|(交|缴|参)(了|过|着)|(?<!是)不是|说错|打错"
)
