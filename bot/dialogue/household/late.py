"""How many of a family pay too late, where others do not: 我跟老公晚了，娃按时交的; 两个按时交一个过期交."""

import datetime
import re
from collections.abc import Sequence

from bot.dialogue.days.mentions import dates_in
from bot.dialogue.household.clauses import clauses
from bot.dialogue.persons.words import Token
from bot.nlu.reading import dates
from bot.rules.household import Household
from bot.rules.policy import Policy

_HEADS = r"(?P<heads>\d+)(?:个|口|位)?人?[^，。；、\d就只我他她]{0,6}"
_TOO_LATE = r"(?<!没)(?<!没有)(?<!不)(?:过期|逾期|超期|过了期|(?<![最今昨当每明])晚(?:交|缴|了)|没按时|没(?:能)?赶上|错过|(?:忘|漏)(?:了|记)?(?:交|缴)|迟(?:交|缴|了)|补(?:交|缴))"
_SOME_LATE = re.compile(_HEADS + _TOO_LATE)
_LATE = re.compile(_TOO_LATE)
_IN_TIME = re.compile(
    r"(?<!没)(?<!不)(?:按时|及时|准时|在?规定时间|(?<!没)赶上了|期限?内)|没(?:有)?(?:过期|逾期|晚|迟)|其余|剩下|另外\d"
)
# 就我一个晚了，另外三口都按时: the head count is theirs alone.
_SO_MANY_OTHERS = re.compile(r"(另外|其余|剩下|其他|别的)(的)?(家里)?\d+(口|人)")
UNCOUNTED = 0


def late_heads(text: str, digits: str, persons: Sequence[Token]) -> int | None:
    """None where nobody, or everybody, is too late; ``UNCOUNTED`` where it is not clear how many of them are."""
    if not _LATE.search(text) or not _IN_TIME.search(text):
        return None
    told = None if _SO_MANY_OTHERS.search(digits) else _SOME_LATE.search(digits)
    if told and not _IN_TIME.search(told.group()):
        return int(told["heads"])
    heads = [_heads(clause, text) for clause in clauses(persons) if _is_late(clause, text)]
    if not heads:
        # 按时一共多少，晚了一共多少: both are asked of all of them.
        return None
    if _SO_MANY_OTHERS.search(digits):
        return UNCOUNTED
    return sum(heads) if all(heads) else UNCOUNTED


def _is_late(clause: list[Token], text: str) -> bool:
    return bool(clause) and bool(_LATE.search(_words(clause, text)))


def _words(clause: list[Token], text: str) -> str:
    """The clause as it was written, up to its end."""
    end = re.compile(r"[，。；！？,;!?]|$").search(text, clause[-1].end)
    return text[clause[0].start : end.start() if end else len(text)]


def _heads(clause: list[Token], text: str) -> int:
    """Whom the clause names; ``UNCOUNTED`` where it tells of those in time as well, or counts in several ways."""
    if _IN_TIME.search(_words(clause, text)):
        return UNCOUNTED
    named = [2 if "_and_" in token.value else token.number or 1 for token in clause if token.kind in ("kin", "me")]
    counted = [token.number or 0 for token in clause if token.kind == "count" or token.value == "we"]
    if named and counted or len(counted) > 1:
        return UNCOUNTED
    return sum(named) or sum(counted)


_A_DAY_TO_PAY = re.compile(r"^[日号]?(才|再|去|来|就)*(交|缴)(?![^，。]{0,3}(多少|几))")


def some_pay_late(household: Household | None, text: str, policy: Policy, today: datetime.date) -> dict[str, int]:
    """我和老婆明天交，孩子后天交, with the windows ending in between: no one price is everybody's."""
    closes = policy.closes()
    if household is None or closes is None:
        return {}
    days = [
        mention.date
        for mention in dates_in(text, policy, today)
        if isinstance(mention, dates.Mention) and _A_DAY_TO_PAY.match(text[mention.end :])
    ]
    return {"late_heads": UNCOUNTED} if days and min(days) <= closes < max(days) else {}
