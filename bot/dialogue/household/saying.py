"""What is said of persons: 低保, 交过了, 普通居民 or 62岁, before them, behind them, heading a list, or leaning on what was said last."""

import re

from bot.dialogue.household.clauses import PREDICATES, Clause
from bot.dialogue.household.denying import denied, without
from bot.dialogue.household.roster import Roster
from bot.dialogue.household.targets import Targets, scope
from bot.dialogue.persons.words import Kind, Token
from bot.rules.household import Household

# 低保的有我爸、我妈和我: what is said of all who are named after it.
_LISTED = re.compile(r"(户|对象|人员|的|家里)*([只就光]?有|[只就]?是|包括|分别是)?[:：]?")
_LISTED_AFTER_OTHERS = re.compile(r"(户|对象|人员)?的?([只就光]?有|[只就]?是|包括|分别是)")
# 低保的有两个，: between the group and those announced by their number.
_ANNOUNCED = re.compile(
    r"(户|对象|人员|的|家里)*(有|是)?[\d一二两俩三仨四五六七八九]*[个位名口]?人?[，,:：]?(是|就是|分别是)?"
)


class Saying:
    """Reads what is said, and tells the roster of whom."""

    def __init__(self, roster: Roster, before: Household | None) -> None:
        self.roster, self.text = roster, roster.text
        self._targets = Targets(roster)
        self._said_last = _said_before(before) if before else None

    def end_of(self, now: Clause) -> None:
        """Whom the clause named may be spoken of in the next one."""
        self._targets.end_of(now)

    def also(self, now: Clause, position: int, token: Token) -> None:
        """我妈也是: what was said last is true of her as well."""
        if self._said_last and now.mentions:
            self.roster.say(scope(now.mentions, now.every), self._said_last)
            now.said = True

    def so(self, now: Clause, position: int, token: Token) -> None:
        """我不是低保，我爸是: what was denied is true of him."""
        if self._said_last is None or self._said_last.kind != "group" or now.said:
            return
        persons = self.roster.persons
        for number in scope(now.mentions, now.every):
            persons[number] = persons[number].copy(update={"groups": persons[number].groups | {self._said_last.value}})
        now.said = True

    def not_so(self, now: Clause, position: int, token: Token) -> None:
        """我爸低保，我不是; 另外三个不是: what was said last is not true of them."""
        if self._said_last is None or self._said_last.kind != "group":
            if "不算" in token.text:
                # 我爸不算: he is left out of the sum.
                self.roster.leave_out(scope(now.mentions, now.every))
            return
        count, now.count = now.count, None
        if count is not None and self.roster.family_groups:
            self.roster.doubtful = True
        elif count is not None and now.rest:
            self.roster.rest = count
        elif count is not None:
            self.roster.count_others(now, count, self._said_last.value)
        elif not now.said:
            for number in scope(now.mentions, now.every):
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
        if token.kind == "unpaid" and self._heads_the_unpaid(now, position, token):
            self.roster.unpaid.told = True
            return
        targets = self._targets.find(now, position, token)
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

    def _heads_the_unpaid(self, now: Clause, position: int, token: Token) -> bool:
        """没交的是我和我妈: those who are named next, and nobody else."""
        after = now.token_after(position)
        named = after is not None and after.kind in ("kin", "me") and now.count is None and not now.mentions
        return named and self.text[token.end : token.end + 1] == "的"

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


def _said_before(household: Household) -> Token | None:
    """What the conversation has said of some of them, where it is one thing: 我弟也是 leans on it."""
    said: set[tuple[Kind, str]] = {("group", group) for person in household.persons for group in person.groups}
    said |= {("covered", person.covered) for person in household.persons if person.covered}
    kind, value = said.pop() if len(said) == 1 else (None, "")
    return Token(kind, 0, 0, "", value) if kind else None
