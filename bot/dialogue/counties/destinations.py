"""Of several counties named, the one that somebody moves to, or pays in by the words of the question."""

import re

from bot.dialogue.turn import Turn
from bot.nlu.reading import questions

_MOVES = r"(嫁|娶|转|迁|搬|调|移|落户|入赘|招亲|投靠|挪)"
_TOWARDS = r"(到|去|来|进|入|回|在|往|至)"
_BEHIND = r"(县里?|县城|那边|那里|那儿|这边|这里|本地|当地)?"
# 在阳城交多少钱, 能在山丹参保吗: where it is to be done.
_DONE = r"(怎么|咋|一起|继续|接着|直接|还要|还用|要)?(去)?(交|缴|参|买|办|上|入|登记)(?!了|的|过|着|保了)"
# Whoever sets them side by side asks about all.
_SIDE_BY_SIDE = re.compile(
    r"哪(?!交|缴|办|参|登|买|儿|里)|谁|比|便宜|贵|划算|一样|相同|分别|各|都|还是|差|一共|总共|加"
)


def goes_to(turn: Turn) -> str | None:
    """原来在阳城交的，现在嫁到山丹; 户口在阳城，人在鄢陵，在阳城交多少: the county that is moved to or asked to pay in."""
    text, counties = turn.heard.text, turn.heard.counties
    if len(counties) < 2 or _SIDE_BY_SIDE.search(text):
        return None
    asked, told = questions.asking(text), "，".join(questions.telling(text))
    moved = rf"{_MOVES}[^，。？]{{{{0,4}}}}?{_TOWARDS}了?{{name}}|户口[^，。？]{{{{0,4}}}}(落|上|随)在?{{name}}"
    return (
        _only(counties, rf"(在|回|到|去){{name}}{_BEHIND}{_DONE}", asked, turn)
        or _asked_of(counties, asked, told, turn)
        or _only(counties, moved, text, turn)
    )


def _asked_of(counties: tuple[str, ...], asked: str, told: str, turn: Turn) -> str | None:
    """户口从山丹迁到景县，山丹交的钱能退吗: the one county of the part that asks, beside another that is told of."""
    one = _only(counties, "{name}", asked, turn)
    return one if any(re.search(_name(county, turn), told) for county in counties if county != one) else None


def _only(counties: tuple[str, ...], pattern: str, text: str, turn: Turn) -> str | None:
    """The one county that stands in the pattern; nothing if several do or another one is asked about as well."""
    found = [county for county in counties if re.search(pattern.format(name=_name(county, turn)), text)]
    return found[0] if len(found) == 1 else None


def _name(county: str, turn: Turn) -> str:
    return f"({turn.registry.own_pattern(county)})"
