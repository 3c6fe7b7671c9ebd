"""Which of a newborn's two days a bare date is: that of the birth, or that of the registration."""

import re

from bot.rules.facts import Facts

_OF_THE_BIRTH = re.compile(r"生(?!效|活|病|儿)|落地|生日")
_OF_REGISTERING = re.compile(r"登记|登的|办|上户口|参保|去|报上")
# 要是12月10号呢, of a child that is born: another day of going there.
_WHAT_IF = re.compile(r"^(?:那|那么|要是|如果|假如|万一|换成?|拖到|等到?|到)+[^，。]{0,12}呢|^[^，。生]{1,10}呢[？?]?$")
CORRECTS = re.compile(
    r"(?:说|记|弄|打|写|搞|看)错|不对|错了|更正|(?<!是)不是[^，。]{0,10}，?是|应该是|其实是|哦是|噢是"
)


def expected(text: str, before: Facts) -> str | None:
    """The fact that a bare date tells where a newborn with a day of birth is talked of."""
    if before.born is None:
        return None
    if _OF_THE_BIRTH.search(text):
        return "born"
    if _OF_REGISTERING.search(text) or _WHAT_IF.match(text):
        return "registered"
    return "registered" if before.registered else "born"


def corrected(values: dict[str, object], text: str, before: Facts) -> dict[str, object]:
    """What is told, with the day that stays as it was where the other one is corrected."""
    if not CORRECTS.search(text) or "born" not in values or "registered" in values or before.registered is None:
        return {}
    return {"registered": before.registered}
