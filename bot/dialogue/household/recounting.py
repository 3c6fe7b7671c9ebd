"""A household told otherwise than before: 不是两个小孩，是三个; 说错了，两个低保."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.dialogue.persons.words import Token
from bot.rules.catalogue import Kin
from bot.rules.household import Household, Person

_UNIT = r"(?:个|口|人|位|名)"
# 不是两个小孩，是三个: the number told before, the new one, and the words around them that may say of whom.
_NOT_BUT = re.compile(
    rf"(?P<lead>[^，。]{{0,6}}?)(?:不是|没有|没得|不到)[^，。\d]{{0,3}}(?P<wrong>\d+)(?P<unit>{_UNIT})?人?(?P<noun>[^，。\d是]{{0,5}})"
    rf"(?:[，, ]*(?:而|只|就|其实|应该|总共|一共)*(?:是|有|才)|[，,])(?P<right>\d+)(?P<other>{_UNIT})?(?P<after>[^，。\d]{{0,5}})"
)
_NO_PEOPLE = re.compile(r"^(半?月|天|年|岁|级|元|块|号|周|星期|礼拜|季|分)")
# 多算了一个: one less, of whom is not told.
_ONE_TOO_MANY = re.compile(r"多(说|算|报|讲)了?")
_NOBODY = re.compile(r"(没有?|没得|无|不是)(一个|人)?(是|吃)?$")
# 少一个呢: of the head count.
_FEWER = re.compile(r"(?<!多)(少|减)(去|掉|了)?(?P<count>\d+)个(?!月)")
_CHANGES = ("join", "top", "minus", "among", "rest")
_SAID_OF = ("group", "covered", "ordinary", "age", "also", "so", "not_so")


def recounted(
    before: Household, tokens: Sequence[Token], text: str, digits: str, kin: Mapping[str, Kin]
) -> Household | None:
    """The household with the number that the message puts in place of one told before, and nothing else changed.

    None where it puts none right. A number that contradicts what is known makes the household doubtful.
    """
    match = _NOT_BUT.search(digits)
    if match and (match["unit"] or match["other"]) and not _NO_PEOPLE.match(match["noun"] or match["after"]):
        return _instead(before, match, tokens, kin)
    fewer = _FEWER.search(digits)
    if fewer and not any(token.kind == "kin" for token in tokens):
        left = (before.size or 0) - int(fewer["count"])
        return before.copy(update={"size": left, "doubtful": before.doubtful or left < len(before.persons)})
    if _ONE_TOO_MANY.search(text) and not any(token.kind == "total" for token in tokens):
        return before.copy(update={"doubtful": True})
    return None


def restated(before: Household, tokens: Sequence[Token], text: str) -> Household:
    """The household with the numbers that the message tells anew of people named before: 说错了，是两个孩子."""
    for token in tokens:
        if token.kind == "group" and _NOBODY.search(text[: token.start]) and not _names_anybody(tokens):
            # 不对，没有低保: whoever was counted as such is not.
            before = _taken_back(before, token.value)
    for clause in _clauses(tokens):
        for position, token in enumerate(clause):
            if any(one.kind in _CHANGES for one in clause[:position]):
                break
            rest = clause[position + 1 :]
            if token.kind == "kin" and token.number and not any(one.kind in _SAID_OF for one in rest):
                known = [number for number, person in enumerate(before.persons) if person.kin == token.value]
                before = _resized(before, known, token.number)
            if token.kind == "count" and token.number and [one.kind for one in rest] == ["group"]:
                before = _resized(before, _unnamed_of(before, rest[0].value), token.number)
            if token.kind == "group" and [one.kind for one in rest] == ["count"] and rest[0].number:
                # 低保是2个
                before = _resized(before, _unnamed_of(before, token.value), rest[0].number)
    return before


def _names_anybody(tokens: Sequence[Token]) -> bool:
    return any(token.kind in ("kin", "me", "count", "total", "rest") for token in tokens)


def _taken_back(before: Household, group: str) -> Household:
    persons = tuple(
        person.copy(update={"groups": person.groups - {group}, "plain": True}) if person.kin == "person" else person
        for person in before.persons
    )
    left = any(group in person.groups for person in persons)
    return before.copy(update={"persons": persons, "doubtful": before.doubtful or left})


def _instead(before: Household, match: re.Match[str], tokens: Sequence[Token], kin: Mapping[str, Kin]) -> Household:
    wrong, right = int(match["wrong"]), int(match["right"])
    group = next((token.value for token in tokens if token.kind == "group"), None)
    if group:
        return _resized(before, _unnamed_of(before, group), right, wrong)
    said = _kin_in((match["noun"], match["after"], match["lead"]), kin)
    if said:
        named = [n for n, p in enumerate(before.persons) if p.kin == said]
        return _resized(before, named, right, wrong)
    if before.size == wrong:
        return before.copy(update={"size": right, "doubtful": right < len(before.persons)})
    alike = [numbers for numbers in _kinds(before) if len(numbers) == wrong]
    return _resized(before, alike[0] if len(alike) == 1 else [], right, wrong)


def _kin_in(parts: Sequence[str | None], kin: Mapping[str, Kin]) -> str | None:
    """Whose word stands in the first of the parts that has one; of overlapping words the longest."""
    for part in parts:
        found = [(len(word), one.id) for one in kin.values() for word in one.words if part and word in part]
        if found:
            return max(found)[1]
    return None


def _kinds(household: Household) -> Iterator[list[int]]:
    """The persons of each kin, and those only known by their group."""
    for kind in dict.fromkeys((person.kin, person.groups) for person in household.persons):
        yield [n for n, person in enumerate(household.persons) if (person.kin, person.groups) == kind]


def _unnamed_of(household: Household, group: str) -> list[int]:
    return [n for n, p in enumerate(household.persons) if p.kin == "person" and group in p.groups]


def _resized(before: Household, known: Sequence[int], right: int, wrong: int | None = None) -> Household:
    """The household with ``right`` persons in place of those ``known``; doubtful where that does not fit."""
    if wrong is None and (not known or len(known) == right):
        return before
    assumed = {before.persons[number].name for number in known} & set(before.assumed)
    if not known or (wrong is not None and len(known) != wrong and not assumed):
        return before.copy(update={"doubtful": True})
    # Those of whom more is known than their kin stay.
    kept = sorted(known, key=lambda number: not before.persons[number].described)[:right]
    if any(before.persons[n].described and not before.persons[n].groups for n in known if n not in kept):
        return before.copy(update={"doubtful": True})
    mold = before.persons[known[-1]]
    persons = [person for number, person in enumerate(before.persons) if number in kept or number not in known]
    persons += [_like(mold)] * (right - len(kept))
    named = before.size is not None and mold.kin != "person"
    return before.copy(
        update={
            "persons": tuple(persons),
            "assumed": tuple(name for name in before.assumed if name not in assumed),
            # A head count told as well: does it still hold?
            "doubtful": before.doubtful or named or bool(before.size and len(persons) > before.size),
        }
    )


def _like(person: Person) -> Person:
    """One more of them: of somebody's own circumstances only the group that all are counted by is the same."""
    return person if person.kin == "person" else Person(kin=person.kin, name=person.name)


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in tokens:
        if token.kind == "bound":
            yield clause
            clause = []
        else:
            clause.append(token)
    yield clause
