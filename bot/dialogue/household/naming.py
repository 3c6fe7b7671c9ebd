"""Whom a clause names: the persons that a word such as 老娘, 两个孩子, 公公婆婆 or 我 stands for."""

import re

from bot.dialogue.household.clauses import Clause
from bot.dialogue.household.pairs import has_a_pair, one_of_a_pair
from bot.dialogue.household.roster import Roster
from bot.dialogue.household.several import Several, name_of
from bot.dialogue.persons.words import Token
from bot.rules.catalogue import Kin

# 计生特困家庭的两口子跟残疾伢: all of them are.
_OF_THE_FAMILY = re.compile(r"(家庭?|户|家里)的?$")
# 老婆爸妈: whose parents they are.
_HAVE_PARENTS = ("spouse", "daughter_in_law", "son_in_law")
_PARENTS = ("mother", "father", "mother_and_father")
_AND_ALSO = re.compile(r"^(对了?|哦|噢|啊|那|，|再)*还有$")
_OWN = re.compile(r"^(我|俺|咱|他|她)?(们|家)?(的|那|这)?")


# 我户口是农村的，媳妇也是: what is said of me, and of another person as well, makes me one of them.
_ALIKE = re.compile(
    r"(?:是|户口|户籍|在|没|种|务农|打工)[^，。？！]{0,10}[，、][^，。？！也]{1,5}也(?:是|一样|没|在|同样)"
)


class Naming:
    """Finds the persons of a word among those known, or adds them."""

    def __init__(self, roster: Roster) -> None:
        self.roster, self.text, self.kin = roster, roster.text, roster.kin
        self._several = Several(roster)

    def relatives(self, now: Clause, position: int, token: Token) -> None:
        """Relatives or persons in a word of their own (老娘, 三个孩子), and what was waiting to be said of them."""
        if re.search(r"不是$", self.text[: token.start]) and not now.predicates_after(position):
            self.roster.take_back(token.value)
            return
        after = now.token_after(position)
        if after and after.kind == "kin" and self.text[token.end : after.start] == "的" and token.number is None:
            # 伢的爷爷: whose he is.
            return
        count = token.number if token.number is not None else now.count
        persons = self._mentioned(now, position, token, count)
        now.count = None
        for told in now.waiting:
            self.roster.say(persons, told)
            if _OF_THE_FAMILY.search(self.text[: token.start]):
                now.of_the_family.append(told)
        for told in now.of_the_family:
            self.roster.say(persons, told)
        now.waiting = []
        now.name(persons, self._side_by_side(now, position))
        self._come_on_top(now, position, persons)
        if now.listed:
            self.roster.say(persons, now.listed)
        if now.minus and not now.predicates_after(position) and not re.search(r"还有|也", self.text[token.end :]):
            self.roster.leave_out(persons)

    def me(self, now: Clause, position: int, token: Token) -> None:
        """我 among those who pay: in a list, or with something said of it; not the one who asks."""
        before, after = now.kind_at(position - 1), now.kind_at(position + 1)
        listed = before in ("join", "kin", "top") or after in ("join", "kin", "count")
        alone = len(now.tokens) == 1 and self._stands_alone(token)
        told = now.listed or now.predicates_after(position) or self._stays_alone(token)
        told = bool(told or _ALIKE.match(self.text, token.end))
        if (listed and not self._brings_a_sum(now, position)) or alone or told:
            of_two = one_of_a_pair(self.roster, "我")
            me = self.roster.one("me", "我") if of_two is None else [of_two]
            # 家里老两口，我低保: is the asker one of the two?
            self.roster.doubtful = self.roster.doubtful or (of_two is None and not listed and has_a_pair(self.roster))
            now.name(me, self._side_by_side(now, position))
            if now.listed:
                self.roster.say(me, now.listed)

    def _come_on_top(self, now: Clause, position: int, persons: list[int]) -> None:
        """四口人。对了还有我岳母: on top of those counted in an earlier message, unless more is said of her."""
        size, new = self.roster.size, [number for number in persons if number >= self.roster.known_before]
        if not (
            size and self.roster.sized_before and new and _AND_ALSO.search(self.text[: now.tokens[position].start])
        ):
            return
        if now.predicates_after(position):
            self.roster.doubtful = True
        else:
            self.roster.size = size + len(new)

    def us(self, now: Clause, count: int, with_me: bool) -> list[int]:
        """我俩, 姊妹仨: so many persons; doubtful where one of them may have been named before."""
        if not with_me:
            return self.roster.new("person", "", count, now)
        # 老娘和我俩: two of them, or three?
        named_here = len(self.roster.persons) - self.roster.known_before
        if count - 1 == named_here or any(person.kin in ("me", "spouse") for person in self.roster.persons):
            self.roster.doubtful = True
        return [*self.roster.new("me", "我", 1, now), *self.roster.new("person", "", count - 1, now)]

    def pair(self, now: Clause, position: int, kin: Kin, token: Token) -> list[int]:
        """The two of a word for both: 公公婆婆, 小两口."""
        before = now.tokens[position - 1] if position else None
        if kin.id == "couple" and before and before.kind == "kin" and before.end == token.start and now.mentions:
            # 儿子小两口: he and his wife.
            return [*now.mentions.pop().persons, *self.roster.new("person", "", 1, now)]
        if kin.id == "old_couple":
            elders = [n for n, p in enumerate(self.roster.persons) if {"elder"} & {p.kin, *self.roster.within(p.kin)}]
            if len(elders) == 2 and not now.joined:
                return elders
        known = len(self.roster.persons)
        both = [number for part in kin.both for number in self.roster.one(part, self._called(part, token))]
        self.roster.add_to_size(now, len(self.roster.persons) - known)
        return both

    def _side_by_side(self, now: Clause, position: int) -> bool:
        """老婆娃儿: two in a list without a word between them, unless one is the other's (老婆她妈, 老婆爸妈)."""
        token = now.tokens[position]
        before = now.tokens[position - 1] if position else None
        if before is None or before.kind not in ("kin", "me") or before.end != token.start or token.number:
            return False
        if before.number and token.value in self.kin and self.kin[token.value].ranks:
            # 三个孩子老大上学: one of them, apart.
            return False
        return token.text[0] not in "他她" and not (before.value in _HAVE_PARENTS and token.value in _PARENTS)

    def _brings_a_sum(self, now: Clause, position: int) -> bool:
        """我带了四个人的1120: the one who brings the money is no more of them than is told."""
        return now.kind_at(position + 1) == "join" and now.kind_at(position + 2) == "total"

    def _stays_alone(self, token: Token) -> bool:
        """都在外地参保，我一个人在家: on top of those who were counted, none of whom is here."""
        everybody = self.roster.size or 0
        none_here = everybody == sum(1 for person in self.roster.persons if person.covered)
        if not (everybody and none_here and token.text.endswith(("一个", "一个人", "自己"))):
            return False
        self.roster.size = everybody + 1
        return True

    def _stands_alone(self, token: Token) -> bool:
        around = self.text[max(0, token.start - 1) : token.start] + self.text[token.end : token.end + 1]
        return all(character in "，。、；：: " for character in around)

    def _mentioned(self, now: Clause, position: int, token: Token, count: int | None) -> list[int]:
        kin, persons = self.kin.get(token.value), self.roster.persons
        name = name_of(token)
        if kin and kin.both:
            return self.pair(now, position, kin, token)
        of_two = one_of_a_pair(self.roster, token.text) if count is None else None
        if of_two is not None:
            return [of_two]
        if self.roster.is_plain(token.value):
            return self._several.named(now, position, token, count)
        known = [number for number, person in enumerate(persons) if person.kin == token.value]
        if count is not None and count > 1:
            told_before = len(known) == count and not now.joined and known[-1] < self.roster.known_before
            return known if told_before else self.roster.new(token.value, name, count, now)
        if known and not (now.joined and token.number):
            # 还有一个儿子 is another one.
            return known[:1]
        ranked = self._one_of_them(now, token) if kin and kin.ranks else None
        if ranked is not None:
            persons[ranked] = persons[ranked].copy(update={"kin": token.value, "name": name})
            return [ranked]
        if now.predicates_after(position) and not now.joined and not self.roster.has_room(1):
            wider = self.roster.undescribed(lambda person: person.kin in self.roster.within(token.value))
            if wider:
                persons[wider[0]] = persons[wider[0]].copy(update={"kin": token.value, "name": name})
                return wider[:1]
        return self.roster.new(token.value, name, 1, now)

    def _one_of_them(self, now: Clause, token: Token) -> int | None:
        """三个孩子，老三上小学: the one of those counted before whom a word of rank means."""
        here = {number for mention in now.mentions for number in mention.persons} if now.joined else set()
        wider = self.roster.within(token.value)
        alike = [n for n, p in enumerate(self.roster.persons) if p.kin in wider and n not in here]
        if now.joined and len(alike) < 2:
            # 一个孩子，还有老大: somebody else.
            return None
        free = [n for n in alike if not self.roster.persons[n].described]
        return next(iter(free or alike), None)

    def _called(self, part: str, token: Token) -> str:
        """公公 of 公公婆婆: the asker's own word for one of two, else that for both."""
        if token.kind == "total":
            return ""
        words = self.kin[part].words if part in self.kin else ()
        return next((word for word in words if len(word) > 1 and word in token.text), _OWN.sub("", token.text))
