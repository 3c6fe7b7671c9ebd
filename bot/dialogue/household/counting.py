"""How many they are: head counts, numbers of whom nothing more is said yet, and the rest."""

import re

from bot.dialogue.household.clauses import Clause
from bot.dialogue.household.naming import Naming
from bot.dialogue.household.roster import Roster
from bot.dialogue.persons.words import Token

_WHEN = re.compile(r"[^，。]{0,5}(按时|准时|赶上|赶得上|没赶|错过|过期|逾期|晚|迟|超期|期内)")
_COUPLE = re.compile(r"[两俩2二]口子$")
_COUPLE_OF_US = re.compile(r"(我|俺|咱)们?$")
_OTHERS = re.compile(r"(另外|其余|其他|其它|剩下|余下|别的)(的|还有|还剩)?$")
_ADDED = re.compile(r"加上?$")
_A_PAPER = re.compile(r"户口?[本簿]|户头|户口")
_EACH = re.compile(r"各(有|是)?$")


class Counting:
    """Tells a head count of all from that of some of them, and from words that name persons."""

    def __init__(self, roster: Roster, naming: Naming) -> None:
        self.roster, self._naming = roster, naming
        self._sized_here = False
        self.correcting = False

    def total(self, now: Clause, position: int, token: Token) -> None:
        """我家四口: the head count, another one, or that of some of them."""
        roster, count = self.roster, token.number
        if count is None:
            roster.doubtful = True
            return
        now.count = None
        roster.unpaid.counted(count, roster.size)
        if self._names_some_of_them(now, position, token, count):
            return
        if now.rest or self._of_others(token):
            roster.rest = count
        elif roster.size and now.kind_at(position - 1) == "top" and _ADDED.search(now.tokens[position - 1].text):
            # 我家五口，再加我哥家三口
            roster.size += count
        elif now.joined and roster.size is None and roster.persons:
            # 爷爷五保，还有我们三口: they come on top of those named.
            self._resize(len(roster.persons) + count)
        elif token.value == "we" and now.predicates_after(position) and roster.size:
            roster.doubtful = True
        elif roster.size is None or roster.size == count or self.correcting or now.top or not self._sized_here:
            subset = roster.size is not None and count < roster.size and now.predicates_after(position)
            if subset and not self.correcting:
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

    def _names_some_of_them(self, now: Clause, position: int, token: Token, count: int) -> bool:
        """Whether the word is no head count, but names persons: 两口子, 我俩 in a list, 我弟一家三口."""
        couple = self.roster.kin.get("couple")
        if token.value == "we" and now.kind_at(position + 1) == "unpaid" and (self.roster.size or 0) > count:
            # 一家三口，我们俩没交
            now.count = count
        elif self._is_couple(token) and couple and self.roster.size is None:
            # 我家两口子: husband and wife, to whom others named come on top.
            now.name(self._naming.pair(now, position, couple, token))
        elif self._adds_us(now, position, token):
            now.name(self._naming.us(now, count, with_me=token.value == "we"), tied=True)
        elif self._is_family_of(now, position, token):
            # 我弟一家三口: he and so many more.
            now.name(self.roster.new("person", "", count - 1, now), tied=True)
        else:
            return False
        return True

    def _is_couple(self, token: Token) -> bool:
        """我家两口子, 俺两口."""
        before = self.roster.text[: token.start]
        return bool(_COUPLE.search(token.text)) or (
            token.text in ("两口", "2口") and bool(_COUPLE_OF_US.search(before))
        )

    def _of_others(self, token: Token) -> bool:
        """除了我爹，俺家另外四口: those of whom nothing was told."""
        before = self.roster.text[: token.start]
        return self.roster.size is None and bool(self.roster.persons) and bool(_OTHERS.search(before))

    def _adds_us(self, now: Clause, position: int, token: Token) -> bool:
        """其余的和我俩, 我俩带仨娃, 爸妈和我们姊妹俩: named beside others, and no head count of all."""
        if token.value not in ("we", "pair") or now.predicates_after(position):
            return False
        beside = now.joined or now.top or (token.value == "pair" and bool(now.mentions) and not now.said)
        others_follow = now.kind_at(position + 1) in ("join", "top", "kin") and now.kind_at(position + 2) != "total"
        few = token.value == "pair" or token.text[-1] in "俩仨"
        return beside or (few and others_follow and not self.roster.size)

    def _is_family_of(self, now: Clause, position: int, token: Token) -> bool:
        before = now.tokens[position - 1] if position else None
        if before is None or before.kind != "kin" or before.number or not now.mentions:
            return False
        return token.value == "total_home" and before.end == token.start and token.text.startswith(("一家", "家"))

    def _counts_the_payers(self, count: int) -> bool:
        """六口，有一个去世了。那就五口: he was taken off already."""
        covered = sum(1 for person in self.roster.persons if person.covered)
        return bool(self.roster.size and covered and not self.correcting and count == self.roster.size - covered)

    def _resize(self, size: int) -> None:
        if not self._counts_the_payers(size):
            self.roster.size = size
        self._sized_here = True
        self.roster.doubtful_before = False

    def count(self, now: Clause, position: int, token: Token) -> None:
        """两个: of whom is said next; 一个户口本 is a paper."""
        if _A_PAPER.match(self.roster.text, token.end):
            return
        now.count = token.number
        if token.number is None:
            self.roster.doubtful = True

    def rest(self, now: Clause, position: int, token: Token) -> None:
        """剩下的, 别的: those of whom nothing was said."""
        now.rest = self.roster.others = True
        now.mentions, now.said = [], False

    def end_of(self, now: Clause) -> None:
        """Those who were counted in the clause without saying who they are."""
        if now.rest and now.count:
            self.roster.rest = now.count
        elif now.count and self.correcting and self.roster.size and not now.mentions and not now.said:
            # 记错了，5个
            self._resize(now.count)
        elif now.count and _EACH.search(self.roster.text[: now.tokens[-1].start]):
            # 儿子闺女各一个
            self.roster.doubtful = self.roster.doubtful or now.count > 1
        elif now.count and len(now.mentions) > 1 and not now.said:
            # 我、爱人、爷爷奶奶四个: they are counted once more.
            self.roster.size = self.roster.size or now.count
        elif now.count and not now.mentions and not now.said and self._sets_apart(now, now.count):
            self.roster.doubtful = True

    def _sets_apart(self, now: Clause, count: int) -> bool:
        """一个去了新疆: somebody of whom something is said in words that are not known, other than when they pay."""
        after = self.roster.text[now.tokens[-1].end :]
        return not self.roster.may_be_all(count) and not _WHEN.match(after)
