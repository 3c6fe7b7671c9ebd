"""Paying, asked for after what goes before it: 登记完了在哪交钱, 那交钱要带啥."""

import re

from bot.dialogue.thresholds import ELLIPTIC
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.dialogue.topics.moving import lives_elsewhere

_WHERE = r"(?:哪里?|哪儿|哪个?地方|什么地方|啥地方)"
_HOW_TO_PAY = re.compile(
    rf"{_WHERE}[^，。]{{0,3}}(?:交|缴)(?!材料|资料|证)|(?:咋|怎么|怎样|如何|[用拿](?:啥|什么))[^，。]{{0,3}}(?:交|缴)(?!材料|资料|证)"
    rf"|(?:钱|费|款)[^，。]{{0,3}}(?:咋|怎么|如何|{_WHERE})[^，。]{{0,2}}(?:交|缴)"
)
# 户口在阳城，人在市里住。哪儿交: in which place.
_WHERE_TO_PAY = re.compile(
    r"(那|那么)?(我)?(该|要|得)?(在|去|到)?(哪里?|哪儿|哪边|哪头)(去)?(交|缴)(费|钱)?(呢|啊)?[？?]?"
)
# 首次参保去哪登记。然后呢: after registering comes paying.
_AND_THEN = re.compile(
    r"(那|那么)?(登记|办)?(好|完)?(了)?(以后|之后)?(然后|接下来|下一步|再往后|接着)"
    r"(该|要|得)?(怎么|咋|干|做)?(办|弄|啥|什么)?(呢)?[？?]?"
)
_BEFORE_PAYING = ("registration", "eligibility", "ecard")
_ANOTHER_DEED = re.compile(r"退|查|补(交|缴)|(?<!完)(?<!好)了没|重新")


def pays_next(h: Hearing) -> Choice | None:
    """第一次参保去哪登记。办完在哪里交钱: paying comes after registering, and is answered by itself."""
    text = h.heard.digits
    if h.state.topics[:1] == ("eligibility",) and lives_elsewhere(h.state.question) and _WHERE_TO_PAY.fullmatch(text):
        return h.previous()
    if h.state.topics[:1] == () or h.state.topics[0] not in _BEFORE_PAYING or h.groups or h.foreign:
        return None
    if len(h.heard.residue) > ELLIPTIC or _ANOTHER_DEED.search(text) or set(h.settled) - {"channel", "registration"}:
        return None
    if h.state.topics[0] == "registration" and _AND_THEN.fullmatch(text):
        return Choice(topics=("channel",))
    brings = any(aspect.id == "payment_documents" for aspect in h.asked) and re.search(r"交|缴", text)
    return Choice(topics=("channel",)) if brings or _HOW_TO_PAY.search(text) else None
