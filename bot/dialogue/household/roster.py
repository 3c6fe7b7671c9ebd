"""The persons of a household as they become known, and what they come to together."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.dialogue.household.clauses import Clause
from bot.dialogue.household.denying import denied, without
from bot.dialogue.household.unpaid import Unpaid, has_not_paid
from bot.dialogue.persons.words import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household, Person

MOST = 30
# 还有我爷也是低保: one more of them.
_MORE = re.compile(r"还有|另外|再加|加上|也|又")


class Roster:
    """Who is known, how many they are said to be; what contradicts itself makes the household doubtful."""

    def __init__(self, text: str, kin: Mapping[str, Kin], before: Household | None) -> None:
        self.text, self.kin = text, kin
        self.persons: list[Person] = list(before.persons) if before else []
        self.known_before = len(self.persons)
        self.size = before.size if before else None
        self.sized_before = self.size is not None
        # Groups that somebody was said to belong to, and words for several of whom one was reckoned with.
        self.somebody: list[str] = []
        self.assumed = list(before.assumed) if before else []
        # What this message leaves open, and what those before did, which a new head count settles.
        self.doubtful = False
        self.doubtful_before = before.doubtful if before else False
        self.ordinary = before.ordinary if before else False
        self.rest: int | None = None
        self.others = False
        self.rest_said: Token | None = None
        self.family_groups: set[str] = set()
        # Those named by a plain word without their number in this message: 老人.
        self.uncounted: set[int] = set()
        self.unpaid = Unpaid(self.persons)
        # Those counted before who turn out to be persons named now.
        self.same: list[int] = []

    # ---- who is there

    def within(self, kin: str) -> tuple[str, ...]:
        """The wider words for the kin: 老人 for 爷爷."""
        return self.kin[kin].within if kin in self.kin else ()

    def is_plain(self, kin: str) -> bool:
        """Whether the word leaves open who it is, so that it may be one of those named, or several."""
        return kin == "person" or (kin in self.kin and self.kin[kin].plain)

    def one(self, kin: str, name: str) -> list[int]:
        """The one person of a kin, known already or new."""
        for number, person in enumerate(self.persons):
            if person.kin == kin:
                return [number]
        self.persons.append(Person(kin=kin, name=name))
        return [len(self.persons) - 1]

    def new(self, kin: str, name: str, count: int, now: Clause) -> list[int]:
        """So many persons who were not known; on top of the head count where the clause says so."""
        start = len(self.persons)
        self.persons += [Person(kin=kin, name=name)] * min(count, MOST)
        self.add_to_size(now, count)
        return list(range(start, len(self.persons)))

    def add_to_size(self, now: Clause, count: int) -> None:
        """再加上我爸妈: those who come on top of a head count."""
        if self.size is not None and now.comes_on_top():
            self.size += count

    def undescribed(self, which: Callable[[Person], bool]) -> list[int]:
        """Those of them of whom nothing was told."""
        return [n for n, person in enumerate(self.persons) if not person.described and which(person)]

    def has_room(self, count: int) -> bool:
        """Whether the head count has so many persons who were not named."""
        return self.size is not None and self.size - len(self.persons) >= count

    def may_be_all(self, count: int) -> bool:
        """Whether so many are all of them, or all of whom nothing was told."""
        everyone = max(self.size or 0, len(self.persons))
        told = sum(1 for person in self.persons if person.described)
        return not everyone or count in (everyone, everyone - told)

    def counted(self, now: Clause, count: int, aged: bool = False) -> list[int]:
        """一个低保: one of those not named, else of those of whom nothing was told, or somebody new; ``aged`` of whom
        no age was, where an age is told."""
        if now.top or self.has_room(count):
            return self.new("person", "", count, now)
        free = self.undescribed(lambda person: self.is_plain(person.kin))
        if len(free) < count:
            free = self.undescribed(lambda person: True)
        if aged:
            free = [number for number in free if self.persons[number].age is None]
        if self.size is None and (now.joined or len(free) < count):
            return self.new("person", "", count, now)
        if len(free) < count:
            self.doubtful = True
            return []
        return free[:count]

    def counted_before(self, now: Clause, count: int, token: Token) -> list[int]:
        """两个低保 of whom the conversation has spoken already."""
        if now.joined or now.top or token.kind != "group":
            return []
        known = enumerate(self.persons[: self.known_before])
        having = [number for number, person in known if person.kin == "person" and token.value in person.groups]
        return having if len(having) == count else []

    def among_named(self, now: Clause, count: int) -> list[int]:
        """两个小孩一个是孤儿: one of those just named."""
        last = now.mentions[-1].persons if now.mentions and not now.joined and not now.top else []
        free = [number for number in last if not self.persons[number].described]
        return free[:count] if len(last) > count and len(free) >= count else []

    def count_others(self, now: Clause, count: int, group: str) -> None:
        """还有一个不是: one more, or one of those of whom nothing was told."""
        free = self.undescribed(lambda person: True)
        having = sum(1 for person in self.persons if group in person.groups)
        if self.size is not None:
            self.doubtful = self.doubtful or having + count != self.size
        elif len(free) != count:
            self.doubtful = self.doubtful or bool(free)
            self.new("person", "", count, now)

    def leave_out(self, persons: Sequence[int]) -> None:
        """These persons are not to be reckoned with."""
        for number in persons:
            self.persons[number] = self.persons[number].copy(update={"covered": "left_out"})

    def take_back(self, kin: str) -> None:
        """不是我爸: what was said of him was said of somebody else."""
        for number, person in enumerate(self.persons):
            if person.kin == kin:
                self.persons[number] = Person(kin=kin, name=person.name)

    # ---- what is said of them

    def say(self, persons: Sequence[int], token: Token) -> None:
        """What the word says is true of these persons."""
        if token.kind == "group" and not denied(self.text, token.start, token.end):
            self._who_they_are(persons, token.value)
        if token.kind == "unpaid":
            self.unpaid.told = True
        for number in persons:
            self.persons[number] = self._told(self.persons[number], token)

    def _who_they_are(self, persons: Sequence[int], group: str) -> None:
        """四口，两个低保。低保的是我爸妈: those who were only counted before are named now, and are no others."""
        if _MORE.search(self.text):
            return
        named = [n for n in persons if self.persons[n].kin != "person" and group not in self.persons[n].groups]
        before = range(min(self.known_before, len(self.persons)))
        counted = [n for n in before if self.persons[n] == Person(groups=frozenset({group})) and n not in self.same]
        self.same += counted[: len(named)]

    def _told(self, person: Person, token: Token) -> Person:
        if token.kind == "age":
            return person.copy(update={"age": token.number})
        if token.kind == "covered" and token.value == "exempt" and person.groups:
            # 低保免缴: whether the group is exempt is for the notice to say.
            return person
        if token.kind == "unpaid":
            return has_not_paid(person)
        if token.kind == "covered":
            return person.copy(update={"covered": token.value})
        if token.kind == "ordinary":
            return person if person.groups or person.covered else person.copy(update={"plain": True})
        if denied(self.text, token.start, token.end):
            return without(person, token.value)
        covered = None if person.covered == "exempt" else person.covered
        return person.copy(update={"groups": person.groups | {token.value}, "covered": covered})

    # ---- what they come to

    def household(self) -> Household | None:
        """The household that was told of; None for fewer than two persons."""
        self.persons = [person for number, person in enumerate(self.persons) if number not in self.same]
        self._settle_rest()
        self._absorb()
        self.doubtful = self.unpaid.settle(self.persons, self.size, MOST) or self.doubtful
        if self.size is not None and len(self.persons) > self.size:
            self._count_without_the_dead(self.size)
        persons = tuple(self.persons)
        if self.size is None and len(persons) < 2:
            return None
        if max(self.size or 0, len(persons)) > MOST:
            return None
        household = Household(
            persons=persons,
            size=self.size,
            assumed=tuple(dict.fromkeys((*self.somebody, *(self.assumed if self.size is None else ())))),
            ordinary=self.ordinary,
            doubtful=self.doubtful or self.doubtful_before,
        )
        if self.family_groups:
            everyone = tuple(p.copy(update={"groups": p.groups | self.family_groups}) for p in household.everyone())
            household = household.copy(update={"persons": everyone})
        return household

    def _count_without_the_dead(self, size: int) -> None:
        """他爸没了，我和两个娃三口人: the head count is of those who are left."""
        left = sum(1 for person in self.persons if person.covered not in ("gone", "left_out"))
        if left == size:
            self.size = len(self.persons)
        else:
            self.doubtful = True

    def _settle_rest(self) -> None:
        """剩下三个: they are those of whom nothing was told, or come on top of those of whom something was."""
        if self.rest_said:
            self._say_of_the_rest(self.rest_said)
        elif self.rest is None:
            # 别的都要交: how many they are is for the head count to tell.
            nobody_else = self.others and self.size is None and all(p.groups or p.covered for p in self.persons)
            self.doubtful = self.doubtful or nobody_else
        else:
            self._fit_rest(self.rest)

    def _say_of_the_rest(self, token: Token) -> None:
        """剩下的都是低保: those of the head count who were not named, else those of whom nothing was told."""
        unnamed = max(0, (self.size or 0) - len(self.persons))
        if unnamed:
            self.persons += [Person()] * min(unnamed, MOST)
            self.say(range(len(self.persons) - unnamed, len(self.persons)), token)
            return
        free = self.undescribed(lambda person: True)
        self.doubtful = self.doubtful or not free
        self.say(free, token)

    def _fit_rest(self, rest: int) -> None:
        special = sum(1 for person in self.persons if person.groups or person.covered)
        free = len(self.persons) - special
        if self.size is not None:
            covered = sum(1 for person in self.persons if person.covered)
            fits = rest in (self.size - special, self.size - len(self.persons), self.size - covered)
            self.doubtful = self.doubtful or not fits
        elif free == rest:
            return
        elif free == 0:
            self.persons += [Person()] * rest
        else:
            self.doubtful = True

    def _absorb(self) -> None:
        """两个老人 and 爷爷 among them: more persons than the head count are the same ones, named twice."""
        while self.size is not None and len(self.persons) > self.size:
            wider = {kin for person in self.persons if person.described for kin in self.within(person.kin)}
            twice = next((n for n, p in enumerate(self.persons) if p.kin in wider and not p.described), None)
            if twice is None:
                return
            del self.persons[twice]
