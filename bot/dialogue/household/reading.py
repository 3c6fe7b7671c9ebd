"""Reads a message clause by clause: each word goes to whom it names, what it says of them, or how many they are."""

import re
from collections.abc import Callable, Mapping

from bot.dialogue.household.clauses import PREDICATES, Clause
from bot.dialogue.household.naming import Naming
from bot.dialogue.household.roster import Roster
from bot.dialogue.household.saying import Saying
from bot.nlu.reading.persons import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household

_WHEN = re.compile(r"[^，。]{0,5}(按时|准时|赶上|赶得上|没赶|错过|过期|逾期|晚|迟|超期|期内)")
_COUPLE = re.compile(r"[两俩2二]口子$")


class Reading:
    """One message; what it tells is in ``roster``."""

    def __init__(self, text: str, kin: Mapping[str, Kin], before: Household | None) -> None:
        self.roster = Roster(text, kin, before)
        self._naming, self._saying = Naming(self.roster), Saying(self.roster, before)
        self._kin = kin
        self._sized_here = False
        self._correcting = False
        self._does: dict[str, Callable[[Clause, int, Token], None]] = {
            "total": self._total,
            "count": self._count,
            "rest": self._rest,
            "kin": self._naming.relatives,
            "me": self._naming.me,
            "also": self._saying.also,
            "so": self._saying.so,
            "not_so": self._saying.not_so,
            **dict.fromkeys(PREDICATES, self._saying.predicate),
        }

    def clause(self, tokens: list[Token]) -> None:
        """One clause: its words in order, then what was counted without saying of whom."""
        now = Clause(tokens)
        for position, token in enumerate(tokens):
            if token.kind in self._does:
                self._does[token.kind](now, position, token)
            elif token.kind == "corrected":
                self._correcting = True
            elif token.kind in ("join", "top", "minus", "among", "all", "family"):
                now.mark(token)
            if token.kind not in ("join", "top"):
                now.joined = now.joined and token.kind in ("count", "group", "ordinary") and not now.said
        if now.rest and now.count:
            self.roster.rest = now.count
        elif now.count and len(now.mentions) > 1 and not now.said:
            # 我、爱人、爷爷奶奶四个: they are counted once more.
            self.roster.size = self.roster.size or now.count
        elif now.count and not now.mentions and not now.said and self._sets_apart(now, now.count):
            self.roster.doubtful = True
        self._saying.end_of(now)

    def _sets_apart(self, now: Clause, count: int) -> bool:
        """一个去了新疆: somebody of whom something is said in words that are not known, other than when they pay."""
        after = self.roster.text[now.tokens[-1].end :]
        return not self.roster.may_be_all(count) and not _WHEN.match(after)

    def _total(self, now: Clause, position: int, token: Token) -> None:
        """我家四口: the head count, another one, or that of some of them."""
        roster, count = self.roster, token.number
        if count is None:
            roster.doubtful = True
            return
        now.count = None
        if _COUPLE.search(token.text) and "couple" in self._kin and roster.size is None:
            # 我家两口子: husband and wife, to whom others named come on top.
            now.name(self._naming.pair(now, position, self._kin["couple"], token))
            return
        if token.value == "we" and (now.joined or now.top) and not now.predicates_after(position):
            # 其余的和我俩: the asker and somebody, on top of those named.
            now.name(self._naming.us(now, count))
            return
        if now.rest:
            roster.rest = count
        elif self._counts_the_payers(count):
            # 六口，有一个去世了。那就五口: he was taken off already.
            pass
        elif now.joined and roster.size is None and roster.persons:
            # 爷爷五保，还有我们三口: they come on top of those named.
            self._resize(len(roster.persons) + count)
        elif token.value == "we" and now.predicates_after(position) and roster.size:
            roster.doubtful = True
        elif roster.size is None or roster.size == count or self._correcting or now.top or not self._sized_here:
            subset = roster.size is not None and count < roster.size and now.predicates_after(position)
            if subset and not self._correcting:
                now.count = count
                return
            self._resize(count)
        elif count < roster.size and now.predicates_after(position):
            now.count = count
            return
        elif now.joined:
            roster.size += count
        elif count != roster.size - sum(1 for person in roster.persons if person.covered):
            roster.doubtful = True
        now.total = token

    def _counts_the_payers(self, count: int) -> bool:
        covered = sum(1 for person in self.roster.persons if person.covered)
        return bool(self.roster.size and covered and not self._correcting and count == self.roster.size - covered)

    def _resize(self, size: int) -> None:
        self.roster.size, self._sized_here = size, True
        self.roster.doubtful = False

    def _count(self, now: Clause, position: int, token: Token) -> None:
        """两个: of whom is said next."""
        now.count = token.number
        if token.number is None:
            self.roster.doubtful = True

    def _rest(self, now: Clause, position: int, token: Token) -> None:
        """剩下的, 别的: those of whom nothing was said."""
        now.rest = self.roster.others = True
        now.mentions, now.said = [], False
