"""Whom a word means that says little more than how old: 两个孩子, 老人 are new ones, or some or all of those named already."""

import re

from bot.dialogue.household.clauses import Clause
from bot.dialogue.household.roster import Roster
from bot.dialogue.persons.words import Token

# 一共四个娃: with those who were named apart.
_ALL_TOLD = re.compile(r"(一共|总共|共|统共)(有|是)?$")
# 另一个孩子: none of those named before.
_ANOTHER = re.compile(r"(另|另外|其他|别的)(的|还有|有)?$")
_BEFORE_THE_NAME = re.compile(r"^(我|俺|咱|他|她)?(们|家)?(的|那|这)?([\d一二两俩仨三四五六七八九十]+)?(个|位|名)?的?")


class Several:
    """Finds the persons of a plain word among those known, or adds them."""

    def __init__(self, roster: Roster) -> None:
        self.roster, self.text, self.kin = roster, roster.text, roster.kin

    def named(self, now: Clause, position: int, token: Token, count: int | None) -> list[int]:
        """The persons whom the word names, so many of them where that is told."""
        if count is None and now.every and self.roster.size and not self.roster.persons:
            # 一家三口，都是大人: all of them are.
            count = self.roster.size
        told = now.predicates_after(position) or bool(now.waiting)
        if count is None:
            return self._uncounted(now, position, token, told)
        ranked = self._ranked(now, token)
        if ranked and count > len(ranked):
            return self._with_ranked(now, token, count, ranked)
        named = self._just_named(now, position, token)
        if len(named) == count:
            return named
        own = [n for n, person in enumerate(self.roster.persons) if person.kin == token.value]
        if _ANOTHER.search(self.text[: token.start]):
            return self.roster.new(token.value, name_of(token), count, now)
        if len(own) == 1 < count and own[0] in self.roster.uncounted and not now.joined:
            return self._counted_now(now, token, count, own[0], told)
        free = [n for n in own if not self.roster.persons[n].described]
        if told and count < len(own) and len(free) >= count and not now.joined:
            return free[:count]
        if count == len(own) and not now.joined:
            return own
        if now.joined and told and len(own) >= count and own[0] < self.roster.known_before:
            # 俩孩子。还有个孩子是孤儿: one of those told before, or one more?
            self.roster.doubtful = True
        return self.roster.new(token.value, name_of(token), count, now)

    def _uncounted(self, now: Clause, position: int, token: Token, told: bool) -> list[int]:
        """老人: who is that, and how many?"""
        persons = self.roster.persons
        alike = [n for n, p in enumerate(persons) if token.value in (p.kin, *self.roster.within(p.kin))]
        here = {number for mention in now.mentions for number in mention.persons}
        earlier = [number for number in alike if number not in here]
        if self._of_another_age(now, position, earlier):
            return self.roster.new(token.value, name_of(token), 1, now)
        if earlier:
            if now.every or now.joined or len(earlier) == 1 or now.kind_at(position + 1) == "all":
                return earlier
            if told and all(persons[number].kin == token.value for number in earlier):
                # 两个老人，老人低保: one of them, or both?
                self.roster.doubtful = True
            return earlier[-1:]
        if alike and (told or not now.joined):
            return alike[-1:]
        if self.roster.size is None and not told:
            self.roster.assumed.append(name_of(token))
        self.roster.uncounted.add(len(self.roster.persons))
        return self.roster.new(token.value, name_of(token), 1, now)

    def _counted_now(self, now: Clause, token: Token, count: int, first: int, told: bool) -> list[int]:
        """老人没交，俩老人多少钱: how many they are is told later; doubtful where something else is said of these."""
        self.roster.doubtful = self.roster.doubtful or told
        others = self.roster.new(token.value, name_of(token), count - 1, now)
        for number in others:
            self.roster.persons[number] = self.roster.persons[first]
        return [first, *others]

    def _ranked(self, now: Clause, token: Token) -> list[int]:
        """老大 who was named in this message before the children were counted."""
        persons = self.roster.persons
        if now.joined or any(person.kin == token.value for person in persons):
            return []
        ranked = [n for n, p in enumerate(persons) if p.kin in self.kin and self.kin[p.kin].ranks]
        return [
            n for n in ranked if n >= self.roster.known_before and token.value in self.roster.within(persons[n].kin)
        ]

    def _with_ranked(self, now: Clause, token: Token, count: int, ranked: list[int]) -> list[int]:
        """除了老大都交，一共四个娃: 老大 is one of them; doubtful where they are not said to be all."""
        if not _ALL_TOLD.search(self.text[: token.start]):
            self.roster.doubtful = True
        return [*ranked, *self.roster.new(token.value, name_of(token), count - len(ranked), now)]

    def _of_another_age(self, now: Clause, position: int, persons: list[int]) -> bool:
        """老娘83，老头85: the age told next is not the one that was told of them."""
        after = now.token_after(position)
        if after is None or after.kind != "age" or not persons:
            return False
        return all(self.roster.persons[number].age not in (None, after.number) for number in persons)

    def _just_named(self, now: Clause, position: int, token: Token) -> list[int]:
        """我跟老公两个大人: those whom the words right before have named, where they are such people."""
        before = now.tokens[position - 1] if position else None
        if before is None or before.kind not in ("kin", "me") or before.end != token.start or before.number:
            return []
        here = [number for mention in now.mentions for number in mention.persons]
        people = [self.roster.persons[number] for number in here]
        alike = (token.value in (one.kin, *self.roster.within(one.kin)) or one.kin == "me" for one in people)
        return here if all(alike) else []


def name_of(token: Token) -> str:
    """老娘 of 我那一个老娘."""
    return _BEFORE_THE_NAME.sub("", token.text) or token.text
