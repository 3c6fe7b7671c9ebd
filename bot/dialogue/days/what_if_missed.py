"""还有几天。那要是错过了呢: what holds then, and no longer on the day that was asked about before."""

import re

from bot.rules.facts import Facts

_WHAT_IF = re.compile(
    r"^(那|那么|要是|如果|万一|假如|我)*(错过|过了|超了|过期|逾期|晚了|没赶上|没交上|(晚|迟|拖|过)(了|个|上)*([0-9]+|一|两|几)(天|日)(再|才)?(交|缴|去)?)(了|的话|期限|时间|这天|日子)*(呢|咋办|咋整|怎么办|会?怎么样|会怎样)[？?]?$"
)


def what_then(text: str) -> dict[str, bool | None]:
    """The facts by which it is answered, where nothing but that is asked."""
    return {"missed_window": True, "asked_on": None} if _WHAT_IF.search(text) else {}


def without_the_day(known: Facts, text: str) -> Facts:
    """What is known, without the day that somebody asked whether they may pay on it."""
    return known.copy(update={"asked_on": None}) if what_then(text) else known
