"""Reads a message clause by clause: each word goes to whom it names, what it says of them, or how many they are."""

from collections.abc import Callable, Mapping

from bot.dialogue.household.clauses import PREDICATES, Clause
from bot.dialogue.household.counting import Counting
from bot.dialogue.household.naming import Naming
from bot.dialogue.household.roster import Roster
from bot.dialogue.household.saying import Saying
from bot.dialogue.persons.words import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household


class Reading:
    """One message; what it tells is in ``roster``."""

    def __init__(self, text: str, kin: Mapping[str, Kin], before: Household | None) -> None:
        self.roster = Roster(text, kin, before)
        self._naming, self._saying = Naming(self.roster), Saying(self.roster, before)
        self._counting = Counting(self.roster, self._naming)
        self._does: dict[str, Callable[[Clause, int, Token], None]] = {
            "total": self._counting.total,
            "count": self._counting.count,
            "rest": self._counting.rest,
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
                self._counting.correcting = True
            elif token.kind in ("join", "top", "minus", "among", "all", "family"):
                now.mark(token)
            if token.kind not in ("join", "top"):
                now.joined = now.joined and token.kind in ("count", "group", "ordinary") and not now.said
        self._counting.end_of(now)
        self._saying.end_of(now)
