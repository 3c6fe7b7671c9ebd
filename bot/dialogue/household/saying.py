"""Of whom something is said: 低保, 交过了, 普通居民 or 62岁, with the persons before it, after it or of the clause before."""

import re
from collections.abc import Sequence

from bot.dialogue.household.clauses import PREDICATES, Clause, Mention
from bot.dialogue.household.denying import denied, without
from bot.dialogue.household.roster import Roster
from bot.nlu.reading.persons import Kind, Token
from bot.rules.household import Household

# 我爹二级残疾: the one who has what is told after them; 有低保 tells of somebody without saying how many.
_SOMEBODY = re.compile(r"(有|是|吃)(个|位)?$")
# 三个人都是低保, 我家四口低保: between the head count and what is said of all of them.
# 我们是一般贫困户: said of the family that was counted before.
_OF_US = re.compile(r"((我|俺|咱)们|(我|俺|咱)们?家)(都|全|也|就)*(是|属于|算)$")
_ALL_OF_THEM = re.compile(r"(，|的|都|全|全部)*(是|吃|算|享受)?(的|一家)?")
# 其中一个还是残疾: on top of what was told of the same persons.
_AS_WELL = re.compile(r"(还|又|同时|也)(是|属于|有)?$")
# 低保的有我爸、我妈和我: what is said of all who are named after it.
_LISTED = re.compile(r"(户|对象|人员|的|家里)*([只就光]?有|[只就]?是|包括|分别是)?[:：]?")
_LISTED_AFTER_OTHERS = re.compile(r"(户|对象|人员)?的?([只就光]?有|[只就]?是|包括|分别是)")
# 低保的有两个，: between the group and those announced by their number.
_ANNOUNCED = re.compile(
    r"(户|对象|人员|的|家里)*(有|是)?[\d一二两俩三仨四五六七八九]*[个位名口]?人?[，,:：]?(是|就是|分别是)?"
)


class Saying:
    """Finds of whom a word is said, also across clauses."""

    def __init__(self, roster: Roster, before: Household | None) -> None:
        self.roster, self.text = roster, roster.text
        self._carried: list[Mention] = []
        # 我，老婆，娃: whether those carried were named one by one.
        self._in_a_row = False
        # Of whom the clause before spoke, for what goes on without naming them again: 我妈残疾，没有劳动能力.
        self._last: list[Mention] = []
        self._said_last = _said_before(before) if before else None

    def end_of(self, now: Clause) -> None:
        """Whom the clause named may be spoken of in the next one."""
        self._in_a_row = len(now.mentions) == 1 and (self._in_a_row or not self._carried)
        self._carried = [] if now.said else [*self._carried, *now.mentions]
        self._last = now.mentions or self._last

    def also(self, now: Clause, position: int, token: Token) -> None:
        """我妈也是: what was said last is true of her as well."""
        if self._said_last and now.mentions:
            self.roster.say(_scope(now.mentions, now.every), self._said_last)
            now.said = True

    def so(self, now: Clause, position: int, token: Token) -> None:
        """我不是低保，我爸是: what was denied is true of him."""
        if self._said_last is None or self._said_last.kind != "group" or now.said:
            return
        persons = self.roster.persons
        for number in _scope(now.mentions, now.every):
            persons[number] = persons[number].copy(update={"groups": persons[number].groups | {self._said_last.value}})
        now.said = True

    def not_so(self, now: Clause, position: int, token: Token) -> None:
        """我爸低保，我不是; 另外三个不是: what was said last is not true of them."""
        if self._said_last is None or self._said_last.kind != "group":
            if "不算" in token.text:
                # 我爸不算: he is left out of the sum.
                self.roster.leave_out(_scope(now.mentions, now.every))
            return
        count, now.count = now.count, None
        if count is not None and self.roster.family_groups:
            self.roster.doubtful = True
        elif count is not None and now.rest:
            self.roster.rest = count
        elif count is not None:
            self.roster.count_others(now, count, self._said_last.value)
        elif not now.said:
            for number in _scope(now.mentions, now.every):
                self.roster.persons[number] = without(self.roster.persons[number], self._said_last.value)
        now.said = True

    def predicate(self, now: Clause, position: int, token: Token) -> None:
        """Something is said: of those named, of those who are named next, or of somebody in the family."""
        if self._heads_a_list(now, position, token):
            now.listed, now.mentions, now.said = token, [], False
            self._said_last = token
            return
        now.listed = None
        after = now.token_after(position)
        if after and self._is_counted_after(now, position, token, after):
            persons = self.roster.counted_before(now, after.number or 0, token)
            persons = persons or self._named_by_group(now, token, after.number or 0)
            now.name(persons)
            self.roster.say(persons, token)
            now.said, self._said_last = True, token
        if token.kind == "group" and self._heads_the_family(now, position, token):
            self.roster.family_groups.add(token.value)
            return
        if self._goes_before(now, position, token):
            now.waiting.append(token)
            return
        targets = self._targets(now, position, token)
        now.said = now.said or token.kind != "age"
        now.count = None
        self._said_last = token
        if token.kind == "age" and targets is not None:
            targets = self._one_each(now, position, targets)
        if targets is not None:
            self.roster.say(targets, token)

    def _is_counted_after(self, now: Clause, position: int, token: Token, after: Token) -> bool:
        """低保两个，普通三个: how many they are is told after what they are, and nobody is named."""
        ends = position + 2 == len(now.tokens) and after.kind == "count" and bool(after.number)
        names_them = token.kind in ("group", "ordinary") and (not now.mentions or now.said)
        gap = self.text[token.end : after.start]
        return ends and names_them and now.count is None and gap in ("", "的", "户", "有", "的有", "户有", "是")

    def _named_by_group(self, now: Clause, token: Token, count: int) -> list[int]:
        """学生仨 are children, none of the 老人 named before; 低保两个 may be any of them."""
        kin = next((kin.id for kin in self.roster.kin.values() if token.text in kin.words), None)
        if kin is None:
            return self.roster.counted(now, count)
        own = self.roster.undescribed(lambda person: person.kin == kin)
        return own if len(own) == count else self.roster.new(kin, token.text, count, now)

    def _one_each(self, now: Clause, position: int, persons: list[int]) -> list[int]:
        """老两口85和79: of as many years as persons each has his own; one age is everybody's (老两口都七十多)."""
        first = last = position
        while now.kind_at(first - 1) == "age":
            first -= 1
        while now.kind_at(last + 1) == "age":
            last += 1
        told = last - first + 1
        if told == 1:
            # 我爸85和我妈79: whose age is known is not meant again.
            return [number for number in persons if self.roster.persons[number].age is None] or persons
        if told != len(persons):
            self.roster.doubtful = True
            return []
        return [persons[position - first]]

    def _heads_the_family(self, now: Clause, position: int, token: Token) -> bool:
        """脱贫户一家四口, 脱贫户，四口人: the word for a household is said of all of it."""
        after = now.token_after(position)
        of_total = after and after.kind == "total" and self.text[token.end : after.start] in ("", "的", "家")
        alone = len(now.tokens) == 1 and token.text.endswith(("户", "家庭")) and not self.roster.persons
        return bool(of_total or alone) and not denied(self.text, token.start, token.end)

    def _heads_a_list(self, now: Clause, position: int, token: Token) -> bool:
        """低保的是我爸我妈: whoever is named next belongs to the group, and so do those named with them."""
        people = now.tokens[position + 1 :]
        if (
            token.kind not in ("group", "ordinary")
            or not people
            or people[0].kind not in ("kin", "me")
            or now.count is not None
        ):
            return False
        told = next((one for one in people if one.kind in (*PREDICATES, "also", "rest", "count", "total")), None)
        if told is not None and not (told.kind == "group" and self._heads_a_list(now, now.tokens.index(told), told)):
            return False
        gap = self.text[token.end : people[0].start]
        shape = _LISTED_AFTER_OTHERS if now.mentions and not now.said else _ANNOUNCED if "，" in gap else _LISTED
        return bool(shape.fullmatch(gap)) and gap not in ("", "的", "户", "户的", "家里")

    def _goes_before(self, now: Clause, position: int, token: Token) -> bool:
        """一个孤儿侄子, 残疾的老人: what is said stands before whom it is said of."""
        after = now.token_after(position)
        if after is None or (now.mentions and not now.said and not now.joined and now.count is None):
            return False
        gap = self.text[token.end : after.start]
        if after.kind in PREDICATES and gap in ("", "的", "、") and (now.count is not None or now.waiting):
            return self._goes_before(now, position + 1, after)
        if after.kind != "kin" or after.text[0] in "我俺咱他她" or after.number:
            return False
        return gap in ("", "的", "的是", "家庭的", "户的")

    def _targets(self, now: Clause, position: int, token: Token) -> list[int] | None:
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
        if token.value == "newborn" and now.kind_at(position - 1) in ("top", "join"):
            # 加上刚出生的宝宝: the group's word names the person.
            persons = self.roster.new("child", token.text, 1, now)
            now.name(persons)
            return persons
        if now.mentions:
            return _scope([*self._all_before(now, token), *now.mentions], now.every)
        if token.kind == "ordinary":
            self.roster.ordinary = True
            return self._those_carried(now)
        if token.kind == "group" and denied(self.text, token.start, token.end):
            self.roster.ordinary = self.roster.ordinary or not self._carried
            return self._those_carried(now)
        return self._unnamed_targets(now, token)

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
        return _scope(self._carried, now.every) if self._carried else None

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
            return _scope(self._last[-1:], every=False)
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


def _said_before(household: Household) -> Token | None:
    """What the conversation has said of some of them, where it is one thing: 我弟也是 leans on it."""
    said: set[tuple[Kind, str]] = {("group", group) for person in household.persons for group in person.groups}
    said |= {("covered", person.covered) for person in household.persons if person.covered}
    kind, value = said.pop() if len(said) == 1 else (None, "")
    return Token(kind, 0, 0, "", value) if kind else None


def _scope(mentions: Sequence[Mention], every: bool) -> list[int]:
    """我和我爸低保 is said of both, 我爸、我妈低保 of the last one, unless 都."""
    if every:
        return [number for mention in mentions for number in mention.persons]
    found: list[int] = []
    for mention in reversed(mentions):
        found += mention.persons
        if not mention.tied:
            break
    return found
