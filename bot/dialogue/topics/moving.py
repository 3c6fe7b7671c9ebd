"""Moving from one place to another: what newcomers ask is how they come in, and what it costs there."""

import re

from bot.dialogue.thresholds import LETTER
from bot.dialogue.topics.hearing import Choice, Hearing

_MOVES = {"transfer_in", "transfer_out"}
_HOW = re.compile(
    r"(怎么|咋|如何)(样)?(去|个)?(交|缴|参|办|弄|转|迁|搞|买|登|处理|整)|手续|流程|步骤|程序|注销|(怎么|咋)[？?。]?$"
)
_PRICE = re.compile(r"多少|几(块|个)?钱|(交|缴|收)几|啥价|什么价")
_WHEN = re.compile(r"(什么时候|啥时候|几号|几时|哪天|几月)[^，。]{0,3}(截止|之前|前|为止|交|缴)|截止")
# Told of the birth of a child or of another insurance, a move is only where the family lives.
_OF_OTHERS = re.compile(r"新生|出生|刚生|退费|退钱|退款|职工")


def moves_in(h: Hearing) -> Choice | None:
    """原来在阳城交的，嫁到山丹，怎么交，多少钱: the way in, and the price beside it; the price alone where only that is asked."""
    settled = {str(aspect.id) for aspect in h.registry.catalogue.settled_by(h.heard.digits)}
    text = h.heard.digits
    if not settled & _MOVES or len(text) > LETTER or _OF_OTHERS.search(text) or h.groups & h.registry.digest.aided:
        return None
    asked = [topic for topic, words in (("fee", _PRICE), ("deadline", _WHEN)) if words.search(text)]
    if _HOW.search(text):
        return Choice(topics=("registration", *asked))
    return Choice(topics=tuple(asked)) if asked else None
