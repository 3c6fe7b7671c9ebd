"""A family that is counted after one of its members was told to be aided: whose aid it is, or that this is to be asked."""

import re

from bot.rules.catalogue import Catalogue, Kin
from bot.rules.facts import Facts
from bot.rules.household import Household, Person

# Of all of them: 我们家是贫困户, 俺们都是低保; not 我家有低保.
_OF_THE_FAMILY = re.compile(
    r"((我|俺|咱)们?(一|全)?家|(我|俺|咱)们|家里|全家|一家人?)(里|人)?(都|全|也|现在|以前)*(就?是|属于|算|评|定|纳入|享受|吃)"
    r"|((我|俺|咱)们?(一|全)?家|家里)(?=(低保|五保|特困|贫困|一般贫困|脱贫|建档立卡|监测|边缘)[^，。]{0,4}(户|家庭))"
)
# Groups that make no difference to what anybody pays, or that are told by age.
NO_AID = frozenset({"student", "newborn", "newborn_parents_outside", "aged_60", "aged_80", "married_in"})


def of_the_family(text: str) -> bool:
    """Whether something is said of the whole family: 我们家是贫困户."""
    return bool(_OF_THE_FAMILY.search(text))


def with_aid_told_before(household: Household, before: Facts, question: str, catalogue: Catalogue) -> Household:
    """The household with the aid that was told, before the family was counted, in the ``question`` at hand.

    It is that of all of them where it was said of the family, and of the one relative who was named; said of anybody
    else it may be the asker's alone or the whole family's, so that no sum may be made of it.
    """
    groups = before.groups - NO_AID
    if before.household or not groups or household.doubtful or any(p.groups for p in household.persons):
        return household
    if of_the_family(question):
        everyone = tuple(person.copy(update={"groups": groups}) for person in household.everyone())
        return household.copy(update={"persons": everyone})
    relative = _only_relative(_clauses_with(groups, question, catalogue), catalogue)
    if relative is None:
        return household.copy(update={"doubtful": True})
    return _with_relative(household, relative.copy(update={"groups": groups}))


def _clauses_with(groups: frozenset[str], question: str, catalogue: Catalogue) -> str:
    """The clauses that name one of the groups; the whole question where none does."""
    words = [word for group in groups if group in catalogue.groups for word in catalogue.groups[group].aliases]
    clauses = [clause for clause in re.split(r"[，。！？；]", question) if any(word in clause for word in words)]
    return "，".join(clauses) or question


def _only_relative(question: str, catalogue: Catalogue) -> Person | None:
    """The one relative whom the question names; None where it names none, or several."""
    found: dict[str, str] = {}
    rest = question
    for word, kin in _by_length(catalogue):
        if word in rest:
            found[kin.id] = word
            rest = rest.replace(word, "，")
    if len(found) != 1:
        return None
    kin_id, word = found.popitem()
    kin = catalogue.kin[kin_id]
    return None if kin.both or kin.plain else Person(kin=kin_id, name=word)


def _by_length(catalogue: Catalogue) -> list[tuple[str, Kin]]:
    words = [(word, kin) for kin in catalogue.kin.values() for word in kin.words]
    return sorted(words, key=lambda row: -len(row[0]))


def _with_relative(household: Household, relative: Person) -> Household:
    """The household in which the relative is aided: one of those named, or of those counted."""
    named = [number for number, person in enumerate(household.persons) if person.kin == relative.kin]
    persons = list(household.persons)
    if named:
        persons[named[0]] = persons[named[0]].copy(update={"groups": relative.groups})
    else:
        persons.append(relative)
    too_many = household.size is not None and len(persons) > household.size
    return household.copy(update={"persons": tuple(persons), "doubtful": too_many})
