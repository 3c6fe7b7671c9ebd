"""Of whom something is said that stands behind its persons: those of the clause, of the one before, or somebody not named."""

import re
from collections.abc import Sequence

from bot.dialogue.household.clauses import Clause, Mention
from bot.dialogue.household.denying import denied
from bot.dialogue.household.roster import Roster
from bot.dialogue.persons.words import Token

# 我爹二级残疾: the one who has what is told after them; 有低保 tells of somebody without saying how many.
_SOMEBODY = re.compile(r"(有|是|吃)(个|位)?$")
# 三个人都是低保, 我家四口低保: between the head count and what is said of all of them.
# 我们是一般贫困户: said of the family that was counted before.
_OF_US = re.compile(r"((我|俺|咱)们|(我|俺|咱)们?家)(都|全|也|就)*(是|属于|算)$")
_ALL_OF_THEM = re.compile(r"(，|的|都|全|全部)*(是|吃|算|享受)?(的|一家)?")
# 其中一个还是残疾: on top of what was told of the same persons.
_AS_WELL = re.compile(r"(还|又|同时|也)(是|属于|有)?$")


# 我退伍了，有优抚证: what the one spoken of holds, and nobody else.
_HELD = re.compile(r"(户|对象|人员)?的?(证|本(?!来|人|身|县|地)|资格|身份|待遇)")


class Targets:
    """Finds of whom a word is said, also across clauses."""

    def __init__(self, roster: Roster) -> None:
        self.roster, self.text = roster, roster.text
        self._carried: list[Mention] = []
        # 我，老婆，娃: whether those carried were named one by one.
        self._in_a_row = False
        # Of whom the clause before spoke, for what goes on without naming them again: 我妈残疾，没有劳动能力.
        self._last: list[Mention] = []

    def end_of(self, now: Clause) -> None:
        """Whom the clause named may be spoken of in the next one."""
        self._in_a_row = len(now.mentions) == 1 and (self._in_a_row or not self._carried)
        self._carried = [] if now.said else [*self._carried, *now.mentions]
        self._last = now.mentions or self._last

    def find(self, now: Clause, position: int, token: Token) -> list[int] | None:
        """Of whom it is said; None where it is said of nobody in particular, or that is not clear."""
        if now.count is not None:
            if now.rest and token.kind == "ordinary":
                self.roster.rest = now.count
                return None
            roster, count = self.roster, now.count
            persons = roster.counted_before(now, count, token) or roster.among_named(now, count)
            persons = persons or self._told_of_already(now, count, token)
            persons = persons or roster.counted(now, count, aged=token.kind == "age")
            now.name(persons)
            return persons
        if now.rest:
            self.roster.rest_said = token if token.kind in ("group", "covered") else None
            return None
        if token.kind == "unpaid":
            # 一家三口都没交: of everybody, which changes nothing.
            return scope(now.mentions, every=True) if now.mentions else None
        if token.value == "newborn" and now.kind_at(position - 1) in ("top", "join"):
            # 加上刚出生的宝宝: the group's word names the person.
            persons = self.roster.new("child", token.text, 1, now)
            now.name(persons)
            return persons
        if now.mentions:
            return scope([*self._all_before(now, token), *now.mentions], now.every)
        if token.kind == "ordinary":
            self.roster.ordinary = True
            return self._those_carried(now)
        if token.kind == "group" and denied(self.text, token.start, token.end):
            self.roster.ordinary = self.roster.ordinary or not self._carried
            return self._those_carried(now)
        return self._held_by_the_last(token) or self._unnamed_targets(now, token)

    def _held_by_the_last(self, token: Token) -> list[int]:
        held = not self.roster.size and _HELD.match(self.text, token.end)
        return scope(self._last[-1:], every=False) if held and self._last else []

    def _told_of_already(self, now: Clause, count: int, token: Token) -> list[int]:
        """两个低保，其中一个还是残疾: one of those of whom something was told; doubtful where it may be of all."""
        named = now.mentions or self._last
        last = named[-1].persons if now.among and named else []
        told = [number for number in last if self.roster.persons[number].groups]
        if token.kind != "group" or len(told) <= count:
            return []
        if not _AS_WELL.search(self.text[: token.start]):
            self.roster.doubtful = True
        return told[:count]

    def _those_carried(self, now: Clause) -> list[int] | None:
        return scope(self._carried, now.every) if self._carried else None

    def _all_before(self, now: Clause, token: Token) -> list[Mention]:
        """我，老婆，娃都是低保: those of the clauses before, where 都 says that one alone is not meant."""
        alone = len(now.mentions) == 1 and len(now.mentions[0].persons) == 1
        if not (alone and now.every and self._carried) or token.kind not in ("group", "covered"):
            return []
        only = self.roster.persons[now.mentions[0].persons[0]]
        if self._in_a_row or not self.roster.is_plain(only.kin):
            return self._carried
        # 我和老婆，娃都是低保: 娃 may be several.
        self.roster.doubtful = True
        return []

    def _unnamed_targets(self, now: Clause, token: Token) -> list[int] | None:
        before = self.text[: token.start]
        if now.total and not now.among and token.kind == "group":
            if _SOMEBODY.search(before) and not now.every and not before.endswith("是"):
                return self._somebody(now, token)
            if not _ALL_OF_THEM.fullmatch(self.text[now.total.end : token.start]):
                self.roster.doubtful = True
                return None
            self.roster.family_groups.add(token.value)
            return None
        if token.kind == "group" and now.among or _SOMEBODY.search(before) and not before.endswith("是"):
            return self._somebody(now, token)
        if token.kind == "covered" and now.total and now.every and self._no_more_than(now.total):
            # 家里4个人都在外地参保: all who were counted.
            persons = self.roster.new("person", "", now.total.number or 0, now)
            now.name(persons)
            return persons
        if self._carried:
            return self._those_carried(now)
        following = now.tokens[now.tokens.index(token) + 1 :][:1]
        counted = bool(following) and following[0].kind in ("family", "total")
        of_family = now.family or now.every or counted or (self.roster.size and _OF_US.search(before))
        if token.kind == "group" and of_family:
            self.roster.family_groups.add(token.value)
            return None
        if self._last and token.kind in ("group", "covered") and not now.total:
            return scope(self._last[-1:], every=False)
        if token.kind == "covered" and (self.roster.size or self.roster.persons):
            self.roster.doubtful = True
        elif token.kind == "group" and self.roster.size and not self.roster.persons:
            return self._somebody(now, token)
        elif token.kind == "group":
            # Whose it is is not told.
            self.roster.doubtful = True
        return None

    def _no_more_than(self, total: Token) -> bool:
        return not self.roster.persons and self.roster.size == total.number

    def _somebody(self, now: Clause, token: Token) -> list[int]:
        """有低保: somebody is; one, as long as nobody says otherwise."""
        if not re.search(r"个$|位$", self.text[: token.start]):
            self.roster.somebody.append(token.text)
        persons = self.roster.counted(now, 1)
        now.name(persons)
        return persons


def scope(mentions: Sequence[Mention], every: bool) -> list[int]:
    """我和我爸低保 is said of both, 我爸、我妈低保 of the last one, unless 都."""
    if every:
        return [number for mention in mentions for number in mention.persons]
    found: list[int] = []
    for mention in reversed(mentions):
        found += mention.persons
        if not mention.tied:
            break
    return found
