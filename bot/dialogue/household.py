"""The household that a conversation speaks of: what a message tells, on top of what was told before."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.dialogue.recounted import recounted, restated
from bot.nlu.reading.people import wants_a_sum
from bot.nlu.reading.persons import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household, Person

MOST = 30
# 我爹二级残疾: the one who has what is told after them; 有低保 tells of somebody without saying how many.
_SOMEBODY = re.compile(r"(有|是|吃)(个|位)?$")
# Whoever does not belong to the wider group does not belong to the narrower one.
STRICTER = {"low_income": ("low_income_60",), "disability": ("severe_disability", "mild_disability")}
_NOT_SAID_BEFORE = re.compile(
    r"((不是|没有|没得|没啥|没什么|不属于|不算|并非|够不[上到]|算不上|达不到|评不上|没到)[^，。]{0,3}|(没|未|没有|未曾|无)(完全)?)$"
)
_NOT_SAID_AFTER = re.compile(r"(户|对象)?的?(都|也|倒|又)?(不是|没有|没得|不算)(?=[，。；！]|$)")
# 三个人都是低保, 我家四口低保: between the head count and what is said of all of them.
_ALL_OF_THEM = re.compile(r"(，|的|都|全|全部)*(是|吃|算|享受)?(的|一家)?")
_COUPLE = re.compile(r"[两俩2二]口子$")
_PREDICATES = ("group", "covered", "ordinary", "age")
# 计生特困家庭的两口子跟残疾伢: all of them are.
_OF_THE_FAMILY = re.compile(r"(家庭?|户|家里)的?$")
# 低保的有我爸、我妈和我: what is said of all who are named after it.
_LISTED = re.compile(r"(户|对象|人员|的|家里)*([只就光]?有|[只就]?是|包括|分别是)?[:：]?")
_LISTED_AFTER_OTHERS = re.compile(r"(户|对象|人员)?的?([只就光]?有|[只就]?是|包括|分别是)")
# 低保的有两个，: between the group and those announced by their number.
_ANNOUNCED = re.compile(
    r"(户|对象|人员|的|家里)*(有|是)?[\d一二两俩三仨四五六七八九]*[个位名口]?人?[，,:：]?(是|就是|分别是)?"
)
# 老婆爸妈: whose parents they are.
_HAVE_PARENTS = ("spouse", "daughter_in_law", "son_in_law")
_PARENTS = ("mother", "father", "mother_and_father")
_OWN = re.compile(r"^(我|俺|咱|他|她)?(们|家)?(的|那|这)?")
_BEFORE_THE_NAME = re.compile(r"^(我|俺|咱|他|她)?(们|家)?(的|那|这)?([\d一二两俩仨三四五六七八九十]+)?(个|位|名)?的?")


def tell(
    before: Household | None, tokens: Sequence[Token], text: str, digits: str, kin: Mapping[str, Kin]
) -> Household | None:
    """The household after the message; None when it speaks of no family.

    ``digits`` is the text with its numerals in digits.
    """
    corrected = recounted(before, tokens, text, digits, kin) if before else None
    if corrected:
        return corrected
    if not any(token.kind in ("total", "count", "kin", "me", *_PREDICATES) for token in tokens):
        return None
    reading = _Reading(text, kin, restated(before, tokens, text) if before else None)
    for clause in _announced(list(_clauses(tokens))):
        reading.clause(clause)
    return reading.household()


def reckoned_with(household: Household, tokens: Sequence[Token], text: str, kin: Mapping[str, Kin]) -> bool:
    """Whether these persons are a family to reckon with, rather than two who happen to be named: they are counted, a
    sum is asked for, or what is said of them differs."""
    counted = any(
        (token.number or 0) > 1 or (token.value in kin and kin[token.value].both)
        for token in tokens
        if token.kind in ("kin", "count", "total")
    )
    said = {(person.groups, person.covered) for person in household.persons if person.groups or person.covered}
    return bool(household.size or counted or wants_a_sum(text) or len(said) > 1 or len(household.persons) > 2)


def denied(text: str, start: int, end: int) -> bool:
    """Whether the group named there is one that somebody does not belong to: 不是低保, 低保不是."""
    return bool(_NOT_SAID_BEFORE.search(text[:start]) or _NOT_SAID_AFTER.match(text, end))


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in tokens:
        if token.kind == "bound":
            heads = token.text in ":：" and clause and clause[-1].kind in ("group", "ordinary")
            if not heads:
                yield clause
                clause = []
        else:
            clause.append(token)
    yield clause


def _announced(clauses: list[list[Token]]) -> Iterator[list[Token]]:
    """低保的有两个，我爸和我妈: the group and those who were announced by their number, as one clause."""
    skip = False
    for clause, following in zip(clauses, [*clauses[1:], []], strict=True):
        kinds = [token.kind for token in clause]
        list_follows = following and all(token.kind in ("kin", "me", "join") for token in following)
        if skip:
            skip = False
        elif kinds == ["group", "count"] and list_follows:
            skip = True
            yield [clause[0], *following]
        else:
            yield clause


@dataclass
class _Mention:
    """Persons named with one word, and whether 和 or the like ties them to those before."""

    persons: list[int]
    tied: bool = False


@dataclass
class _Clause:
    """Where the reading of a clause stands: whom it has named, and what waits for whom it is said of."""

    tokens: list[Token]
    mentions: list[_Mention] = field(default_factory=list)
    count: int | None = None
    waiting: list[Token] = field(default_factory=list)
    of_the_family: list[Token] = field(default_factory=list)
    listed: Token | None = None
    said: bool = False
    joined: bool = False
    top: bool = False
    every: bool = False
    total: Token | None = None
    family: Token | None = None
    among: bool = False
    minus: bool = False
    rest: bool = False

    def predicates_after(self, position: int) -> bool:
        """Whether something is still said of the person at ``position``, before anybody else is named."""
        for token in self.tokens[position + 1 :]:
            if token.kind in _PREDICATES:
                return True
            if token.kind in ("also", "so", "not_so"):
                return True
            if token.kind in ("kin", "me", "count", "total", "rest"):
                return False
        return False


class _Reading:
    """Reads clause by clause; what contradicts itself makes the household doubtful."""

    def __init__(self, text: str, kin: Mapping[str, Kin], before: Household | None) -> None:
        self.text, self.kin = text, kin
        self.persons: list[Person] = list(before.persons) if before else []
        self.known_before = len(self.persons)
        self.size = before.size if before else None
        self.assumed = list(before.assumed) if before else []
        self.somebody: list[str] = []
        self.doubtful = before.doubtful if before else False
        self.sized_here = False
        self.correcting = False
        self.ordinary = before.ordinary if before else False
        self.rest: int | None = None
        self.others = False
        self.carried: list[_Mention] = []
        # 我，老婆，娃: whether those carried were named one by one.
        self.in_a_row = False
        # Of whom the clause before spoke, for what goes on without naming them again: 我妈残疾，没有劳动能力.
        self.last: list[_Mention] = []
        self.family_groups: set[str] = set()
        self.said_last = _said_before(before) if before else None
        self._does: dict[str, Callable[[_Clause, int, Token], None]] = {
            "total": self._total,
            "count": self._count,
            "kin": self._kin,
            "me": self._me,
            "rest": self._rest,
            "also": self._also,
            "so": self._so,
            "not_so": self._not_so,
            **dict.fromkeys(_PREDICATES, self._predicate),
        }

    def household(self) -> Household | None:
        """What was read; None for fewer than two persons."""
        self._settle_rest()
        self._absorb()
        if self.size is not None and len(self.persons) > self.size:
            self.doubtful = True
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
            doubtful=self.doubtful,
        )
        if self.family_groups:
            household = household.copy(
                update={
                    "persons": tuple(
                        p.copy(update={"groups": p.groups | self.family_groups}) for p in household.everyone()
                    )
                }
            )
        return household

    def clause(self, tokens: list[Token]) -> None:
        """One clause: its words in order, then what was counted without saying of whom."""
        now = _Clause(tokens)
        for position, token in enumerate(tokens):
            if token.kind in self._does:
                self._does[token.kind](now, position, token)
            elif token.kind == "corrected":
                self.correcting = True
            elif token.kind in ("join", "top", "minus", "among", "all", "family"):
                self._mark(now, token)
            if token.kind not in ("join", "top"):
                now.joined = now.joined and token.kind in ("count", "group", "ordinary") and not now.said
        if now.rest and now.count:
            self.rest = now.count
        elif now.count and len(now.mentions) > 1 and not now.said:
            # 我、爱人、爷爷奶奶四个: they are counted once more.
            self.size = self.size or now.count
        self.in_a_row = len(now.mentions) == 1 and (self.in_a_row or not self.carried)
        self.carried = [] if now.said else [*self.carried, *now.mentions]
        self.last = now.mentions or self.last

    def _mark(self, now: _Clause, token: Token) -> None:
        now.joined = now.joined or token.kind in ("join", "top")
        now.top = now.top or token.kind == "top" or (now.total is not None and token.text in ("加", "+", "＋"))
        now.minus = now.minus or token.kind == "minus"
        now.among = now.among or token.kind == "among"
        now.every = now.every or token.kind == "all"
        now.family = token if token.kind == "family" else now.family

    # ---- numbers

    def _total(self, now: _Clause, position: int, token: Token) -> None:
        count = token.number
        if count is None:
            self.doubtful = True
            return
        now.count = None
        if _COUPLE.search(token.text) and "couple" in self.kin and self.size is None:
            # 我家两口子: husband and wife, to whom others named come on top.
            self._named(now, self._pair(now, position, self.kin["couple"], token))
            return
        if now.rest:
            self.rest = count
        elif now.joined and self.size is None and self.persons:
            # 爷爷五保，还有我们三口: they come on top of those named.
            self._resize(len(self.persons) + count)
        elif token.value == "we" and now.predicates_after(position) and self.size:
            self.doubtful = True
        elif self.size is None or self.size == count or self.correcting or now.top or not self.sized_here:
            subset = self.size is not None and count < self.size and now.predicates_after(position)
            if subset and not self.correcting:
                now.count = count
                return
            self._resize(count)
        elif count < self.size and now.predicates_after(position):
            now.count = count
            return
        elif now.joined:
            self.size += count
        elif count != self.size - sum(1 for person in self.persons if person.covered):
            self.doubtful = True
        now.total = token

    def _resize(self, size: int) -> None:
        self.size, self.sized_here = size, True
        self.doubtful = False

    def _count(self, now: _Clause, position: int, token: Token) -> None:
        now.count = token.number
        if token.number is None:
            self.doubtful = True

    def _rest(self, now: _Clause, position: int, token: Token) -> None:
        now.rest = self.others = True
        now.mentions, now.said = [], False

    def _settle_rest(self) -> None:
        """剩下三个: they are those of whom nothing was told, or come on top of those of whom something was."""
        if self.rest is None:
            # 别的都要交: how many they are is for the head count to tell.
            nobody_else = self.others and self.size is None and all(p.groups or p.covered for p in self.persons)
            self.doubtful = self.doubtful or nobody_else
            return
        special = sum(1 for person in self.persons if person.groups or person.covered)
        free = len(self.persons) - special
        if self.size is not None:
            covered = sum(1 for person in self.persons if person.covered)
            fits = self.rest in (self.size - special, self.size - len(self.persons), self.size - covered)
            self.doubtful = self.doubtful or not fits
        elif free == self.rest:
            return
        elif free == 0:
            self.persons += [Person()] * self.rest
        else:
            self.doubtful = True

    def _absorb(self) -> None:
        """两个老人 and 爷爷 among them: more persons than the head count are the same ones, named twice."""
        while self.size is not None and len(self.persons) > self.size:
            wider = {kin for person in self.persons if person.described for kin in self._within(person.kin)}
            twice = next((n for n, p in enumerate(self.persons) if p.kin in wider and not p.described), None)
            if twice is None:
                return
            del self.persons[twice]

    # ---- persons

    def _within(self, kin: str) -> tuple[str, ...]:
        return self.kin[kin].within if kin in self.kin else ()

    def _plain(self, kin: str) -> bool:
        return kin == "person" or (kin in self.kin and self.kin[kin].plain)

    def _kin(self, now: _Clause, position: int, token: Token) -> None:
        if re.search(r"不是$", self.text[: token.start]) and not now.predicates_after(position):
            self._take_back(token.value)
            return
        after = now.tokens[position + 1] if position + 1 < len(now.tokens) else None
        if after and after.kind == "kin" and self.text[token.end : after.start] == "的" and token.number is None:
            # 伢的爷爷: whose he is.
            return
        count = token.number if token.number is not None else now.count
        persons = self._mentioned(now, position, token, count)
        now.count = None
        for told in now.waiting:
            self._say(persons, told)
            if _OF_THE_FAMILY.search(self.text[: token.start]):
                now.of_the_family.append(told)
        for told in now.of_the_family:
            self._say(persons, told)
        now.waiting = []
        self._named(now, persons, position)
        if now.listed:
            self._say(persons, now.listed)
        if now.minus and not now.predicates_after(position) and not re.search(r"还有|也", self.text[token.end :]):
            for number in persons:
                self.persons[number] = self.persons[number].copy(update={"covered": "left_out"})

    def _named(self, now: _Clause, persons: list[int], position: int | None = None) -> None:
        if now.said:
            now.mentions, now.said = [], False
        tied = now.joined or (position is not None and self._side_by_side(now, position))
        now.mentions.append(_Mention(persons, tied))

    def _side_by_side(self, now: _Clause, position: int) -> bool:
        """老婆娃儿: two in a list without a word between them, unless one is the other's (老婆她妈, 老婆爸妈)."""
        token = now.tokens[position]
        before = now.tokens[position - 1] if position else None
        if before is None or before.kind not in ("kin", "me") or before.end != token.start or token.number:
            return False
        return token.text[0] not in "他她" and not (before.value in _HAVE_PARENTS and token.value in _PARENTS)

    def _me(self, now: _Clause, position: int, token: Token) -> None:
        """我 among those who pay: in a list, or with something said of it; not the one who asks."""
        before, after = self._kind_at(now, position - 1), self._kind_at(now, position + 1)
        listed = before in ("join", "kin", "top") or after in ("join", "kin", "count")
        alone = len(now.tokens) == 1 and self._stands_alone(token)
        told = now.listed or now.predicates_after(position)
        if (listed and not self._brings_a_sum(now, position)) or alone or told:
            me = self._one("me", "我")
            self._named(now, me, position)
            if now.listed:
                self._say(me, now.listed)

    def _brings_a_sum(self, now: _Clause, position: int) -> bool:
        """我带了四个人的1120: the one who brings the money is no more of them than is told."""
        return self._kind_at(now, position + 1) == "join" and self._kind_at(now, position + 2) == "total"

    def _stands_alone(self, token: Token) -> bool:
        around = self.text[max(0, token.start - 1) : token.start] + self.text[token.end : token.end + 1]
        return all(character in "，。、；：: " for character in around)

    def _kind_at(self, now: _Clause, position: int) -> str:
        return now.tokens[position].kind if 0 <= position < len(now.tokens) else ""

    def _one(self, kin: str, name: str) -> list[int]:
        """The one person of a kin, known already or new."""
        for number, person in enumerate(self.persons):
            if person.kin == kin:
                return [number]
        self.persons.append(Person(kin=kin, name=name))
        return [len(self.persons) - 1]

    def _mentioned(self, now: _Clause, position: int, token: Token, count: int | None) -> list[int]:
        kin = self.kin.get(token.value)
        name = _name(token)
        if kin and kin.both:
            return self._pair(now, position, kin, token)
        if self._plain(token.value):
            return self._several(now, position, token, count)
        known = [number for number, person in enumerate(self.persons) if person.kin == token.value]
        if count is not None and count > 1:
            told_before = len(known) == count and not now.joined and known[-1] < self.known_before
            return known if told_before else self._new(token.value, name, count, now)
        if known and not (now.joined and token.number):
            # 还有一个儿子 is another one.
            return known[:1]
        if now.predicates_after(position) and not now.joined and not self._room(1):
            wider = self._undescribed(lambda person: person.kin in self._within(token.value))
            if wider:
                self.persons[wider[0]] = self.persons[wider[0]].copy(update={"kin": token.value, "name": name})
                return wider[:1]
        return self._new(token.value, name, 1, now)

    def _pair(self, now: _Clause, position: int, kin: Kin, token: Token) -> list[int]:
        before = now.tokens[position - 1] if position else None
        if kin.id == "couple" and before and before.kind == "kin" and before.end == token.start and now.mentions:
            # 儿子小两口: he and his wife.
            return [*now.mentions.pop().persons, *self._new("person", "", 1, now)]
        if kin.id == "old_couple":
            elders = [n for n, p in enumerate(self.persons) if {"elder"} & {p.kin, *self._within(p.kin)}]
            if len(elders) == 2 and not now.joined:
                return elders
        known = len(self.persons)
        pair = [number for part in kin.both for number in self._one(part, self._called(part, token))]
        self._add_to_size(now, len(self.persons) - known)
        return pair

    def _called(self, part: str, token: Token) -> str:
        """公公 of 公公婆婆: the asker's own word for one of two, else that for both."""
        if token.kind == "total":
            return ""
        words = self.kin[part].words if part in self.kin else ()
        return next((word for word in words if len(word) > 1 and word in token.text), _OWN.sub("", token.text))

    def _several(self, now: _Clause, position: int, token: Token, count: int | None) -> list[int]:
        """两个孩子, 老人: new ones, or some or all of those named already."""
        alike = [n for n, p in enumerate(self.persons) if token.value in (p.kin, *self._within(p.kin))]
        own = [n for n in alike if self.persons[n].kin == token.value]
        told = now.predicates_after(position) or bool(now.waiting)
        if count is None:
            here = {number for mention in now.mentions for number in mention.persons}
            earlier = [number for number in alike if number not in here]
            if earlier:
                if now.every or now.joined or len(earlier) == 1 or self._kind_at(now, position + 1) == "all":
                    return earlier
                if told and all(number in own for number in earlier):
                    # 两个老人，老人低保: one of them, or both?
                    self.doubtful = True
                return earlier[-1:]
            if alike and (told or not now.joined):
                return alike[-1:]
            if self.size is None and not told:
                self.assumed.append(_name(token))
            return self._new(token.value, _name(token), 1, now)
        free = [n for n in own if not self.persons[n].described]
        if told and count < len(own) and len(free) >= count and not now.joined:
            return free[:count]
        if count == len(own) and not now.joined:
            return own
        return self._new(token.value, _name(token), count, now)

    def _new(self, kin: str, name: str, count: int, now: _Clause) -> list[int]:
        start = len(self.persons)
        self.persons += [Person(kin=kin, name=name)] * min(count, MOST)
        self._add_to_size(now, count)
        return list(range(start, len(self.persons)))

    def _add_to_size(self, now: _Clause, count: int) -> None:
        """再加上我爸妈: those who come on top of a head count."""
        if now.top and self.size is not None and (now.total or not self._has_total(now)):
            self.size += count

    def _has_total(self, now: _Clause) -> bool:
        return any(token.kind == "total" for token in now.tokens)

    def _undescribed(self, which: Callable[[Person], bool]) -> list[int]:
        return [n for n, person in enumerate(self.persons) if not person.described and which(person)]

    def _room(self, count: int) -> bool:
        """Whether the head count has so many persons who were not named."""
        return self.size is not None and self.size - len(self.persons) >= count

    def _counted(self, now: _Clause, count: int) -> list[int]:
        """一个低保: one of those not named, else of those of whom nothing was told, or somebody new."""
        if now.top or self._room(count):
            return self._new("person", "", count, now)
        free = self._undescribed(lambda person: self._plain(person.kin))
        if len(free) < count:
            free = self._undescribed(lambda person: True)
        if self.size is None and (now.joined or len(free) < count):
            return self._new("person", "", count, now)
        if len(free) < count:
            self.doubtful = True
            return []
        return free[:count]

    def _counted_before(self, now: _Clause, count: int, token: Token) -> list[int]:
        """两个低保 of whom the conversation has spoken already."""
        if now.joined or now.top or token.kind != "group":
            return []
        having = [
            number
            for number, person in enumerate(self.persons[: self.known_before])
            if person.kin == "person" and token.value in person.groups
        ]
        return having if len(having) == count else []

    def _among_named(self, now: _Clause, count: int) -> list[int]:
        """两个小孩一个是孤儿: one of those just named."""
        last = now.mentions[-1].persons if now.mentions and not now.joined and not now.top else []
        free = [number for number in last if not self.persons[number].described]
        return free[:count] if len(last) > count and len(free) >= count else []

    def _take_back(self, kin: str) -> None:
        """不是我爸: what was said of him was said of somebody else."""
        for number, person in enumerate(self.persons):
            if person.kin == kin:
                self.persons[number] = Person(kin=kin, name=person.name)

    # ---- what is said of them

    def _also(self, now: _Clause, position: int, token: Token) -> None:
        """我妈也是: what was said last is true of her as well."""
        if self.said_last and now.mentions:
            self._say(self._scope(now.mentions, now.every), self.said_last)
            now.said = True

    def _so(self, now: _Clause, position: int, token: Token) -> None:
        """我不是低保，我爸是: what was denied is true of him."""
        if self.said_last is None or self.said_last.kind != "group" or now.said:
            return
        for number in self._scope(now.mentions, now.every):
            person = self.persons[number]
            self.persons[number] = person.copy(update={"groups": person.groups | {self.said_last.value}})
        now.said = True

    def _not_so(self, now: _Clause, position: int, token: Token) -> None:
        """我爸低保，我不是; 另外三个不是: what was said last is not true of them."""
        if self.said_last is None or self.said_last.kind != "group":
            return
        count, now.count = now.count, None
        if count is not None and self.family_groups:
            self.doubtful = True
        elif count is not None and now.rest:
            self.rest = count
        elif count is not None:
            self._count_others(now, count, self.said_last.value)
        elif not now.said:
            for number in self._scope(now.mentions, now.every):
                self.persons[number] = _without(self.persons[number], self.said_last.value)
        now.said = True

    def _count_others(self, now: _Clause, count: int, group: str) -> None:
        """还有一个不是: one more, or one of those of whom nothing was told."""
        free = self._undescribed(lambda person: True)
        having = sum(1 for person in self.persons if group in person.groups)
        if self.size is not None:
            self.doubtful = self.doubtful or having + count != self.size
        elif len(free) != count:
            self.doubtful = self.doubtful or bool(free)
            self._new("person", "", count, now)

    def _predicate(self, now: _Clause, position: int, token: Token) -> None:
        if self._heads_a_list(now, position, token):
            now.listed, now.mentions, now.said = token, [], False
            self.said_last = token
            return
        now.listed = None
        if self._goes_before(now, position, token):
            now.waiting.append(token)
            return
        targets = self._targets(now, position, token)
        now.said = now.said or token.kind != "age"
        now.count = None
        self.said_last = token
        if targets is not None:
            self._say(targets, token)

    def _heads_a_list(self, now: _Clause, position: int, token: Token) -> bool:
        """低保的是我爸我妈: whoever is named next belongs to the group, and so do those named with them."""
        people = now.tokens[position + 1 :]
        if (
            token.kind not in ("group", "ordinary")
            or not people
            or people[0].kind not in ("kin", "me")
            or now.count is not None
        ):
            return False
        told = next((one for one in people if one.kind in (*_PREDICATES, "also", "rest", "count", "total")), None)
        if told is not None and not (told.kind == "group" and self._heads_a_list(now, now.tokens.index(told), told)):
            return False
        gap = self.text[token.end : people[0].start]
        shape = _LISTED_AFTER_OTHERS if now.mentions and not now.said else _ANNOUNCED if "，" in gap else _LISTED
        return bool(shape.fullmatch(gap)) and gap not in ("", "的", "户", "户的", "家里")

    def _goes_before(self, now: _Clause, position: int, token: Token) -> bool:
        """一个孤儿侄子, 残疾的老人: what is said stands before whom it is said of."""
        after = now.tokens[position + 1] if position + 1 < len(now.tokens) else None
        if after is None or (now.mentions and not now.said and not now.joined and now.count is None):
            return False
        gap = self.text[token.end : after.start]
        if after.kind in _PREDICATES and gap in ("", "的", "、") and (now.count is not None or now.waiting):
            return self._goes_before(now, position + 1, after)
        if after.kind != "kin" or after.text[0] in "我俺咱他她" or after.number:
            return False
        return gap in ("", "的", "的是", "家庭的", "户的")

    def _targets(self, now: _Clause, position: int, token: Token) -> list[int] | None:
        """Of whom it is said; None where it is said of nobody in particular, or that is not clear."""
        if now.count is not None:
            if now.rest and token.kind == "ordinary":
                self.rest = now.count
                return None
            persons = (
                self._counted_before(now, now.count, token)
                or self._among_named(now, now.count)
                or self._counted(now, now.count)
            )
            self._named(now, persons)
            return persons
        if now.rest:
            return None
        if token.value == "newborn" and self._kind_at(now, position - 1) in ("top", "join"):
            # 加上刚出生的宝宝: the group's word names the person.
            persons = self._new("child", token.text, 1, now)
            self._named(now, persons)
            return persons
        if now.mentions:
            return self._scope([*self._all_before(now, token), *now.mentions], now.every)
        if token.kind == "ordinary":
            self.ordinary = True
            return self._scope(self.carried, now.every) if self.carried else None
        if token.kind == "group" and denied(self.text, token.start, token.end):
            self.ordinary = self.ordinary or not self.carried
            return self._scope(self.carried, now.every) if self.carried else None
        return self._unnamed_targets(now, token)

    def _all_before(self, now: _Clause, token: Token) -> list[_Mention]:
        """我，老婆，娃都是低保: those of the clauses before, where 都 says that one alone is not meant."""
        alone = len(now.mentions) == 1 and len(now.mentions[0].persons) == 1
        if not (alone and now.every and self.carried) or token.kind not in ("group", "covered"):
            return []
        if self.in_a_row or not self._plain(self.persons[now.mentions[0].persons[0]].kin):
            return self.carried
        # 我和老婆，娃都是低保: 娃 may be several.
        self.doubtful = True
        return []

    def _unnamed_targets(self, now: _Clause, token: Token) -> list[int] | None:
        before = self.text[: token.start]
        if now.total and not now.among and token.kind == "group":
            if _SOMEBODY.search(before) and not now.every and not before.endswith("是"):
                return self._somebody(now, token)
            if not _ALL_OF_THEM.fullmatch(self.text[now.total.end : token.start]):
                self.doubtful = True
                return None
            self.family_groups.add(token.value)
            return None
        if token.kind == "group" and now.among or _SOMEBODY.search(before) and not before.endswith("是"):
            return self._somebody(now, token)
        if self.carried:
            return self._scope(self.carried, now.every)
        if token.kind == "group" and (now.family or now.every):
            self.family_groups.add(token.value)
            return None
        if self.last and token.kind in ("group", "covered") and not now.total:
            return self._scope(self.last[-1:], every=False)
        if token.kind == "covered" and (self.size or self.persons):
            self.doubtful = True
        elif token.kind == "group" and self.size and not self.persons:
            return self._somebody(now, token)
        return None

    def _somebody(self, now: _Clause, token: Token) -> list[int]:
        """有低保: somebody is; one, as long as nobody says otherwise."""
        if not re.search(r"个$|位$", self.text[: token.start]):
            self.somebody.append(token.text)
        persons = self._counted(now, 1)
        self._named(now, persons)
        return persons

    def _scope(self, mentions: Sequence[_Mention], every: bool) -> list[int]:
        """我和我爸低保 is said of both, 我爸、我妈低保 of the last one, unless 都."""
        if every:
            return [number for mention in mentions for number in mention.persons]
        found: list[int] = []
        for mention in reversed(mentions):
            found += mention.persons
            if not mention.tied:
                break
        return found

    def _say(self, persons: Sequence[int], token: Token) -> None:
        for number in persons:
            self.persons[number] = self._told(self.persons[number], token)

    def _told(self, person: Person, token: Token) -> Person:
        if token.kind == "age":
            return person.copy(update={"age": token.number})
        if token.kind == "covered":
            return person.copy(update={"covered": token.value})
        if token.kind == "ordinary":
            return person if person.groups or person.covered else person.copy(update={"plain": True})
        if denied(self.text, token.start, token.end):
            return _without(person, token.value)
        return person.copy(update={"groups": person.groups | {token.value}})


def _said_before(household: Household) -> Token | None:
    """What the conversation has said of some of them, where it is one thing: 我弟也是 leans on it."""
    groups = {group for person in household.persons for group in person.groups}
    return Token("group", 0, 0, "", groups.pop()) if len(groups) == 1 else None


def _without(person: Person, group: str) -> Person:
    """The person, who does not belong to the group."""
    none = {group, *STRICTER.get(group, ())}
    return person.copy(update={"groups": person.groups - none, "not_groups": person.not_groups | none, "plain": True})


def _name(token: Token) -> str:
    """老娘 of 我那一个老娘."""
    return _BEFORE_THE_NAME.sub("", token.text) or token.text
