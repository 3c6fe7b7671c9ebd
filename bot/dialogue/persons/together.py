"""Those who were told of one after the other, reckoned together: 我爸是一般贫困户。我妈是低保。他们俩一共多少."""

import re
from collections.abc import Sequence

from bot.dialogue.persons.whose import ME, NOBODY_IN_PARTICULAR
from bot.nlu.reading.numbers import to_number
from bot.rules.household import Household, Person

_TOGETHER = re.compile(
    r"(?P<who>[他她]|[我俺咱])们?(?:这)?(?P<number>[俩仨]|[2-6两二三四五六](?:个?人|个|口))"
    r"|(?P<they>[俩仨2-3两二三](?:个?人|个))|(?P<all>老两口|二老|爸妈|父母)"
)
_PAIR = frozenset({"mother", "father"})


def told_together(text: str, people: Sequence[Person]) -> Household | None:
    """The family of those of whom something was told, where the text counts as many; None where it counts others."""
    counted = _TOGETHER.search(text)
    persons = tuple(person for person in people if person.kin not in NOBODY_IN_PARTICULAR)
    others = tuple(person for person in persons if person.kin != ME)
    if counted is None or not others:
        return None
    if counted["all"]:
        return Household(persons=others) if {person.kin for person in others} == _PAIR else None
    number = to_number((counted["number"] or counted["they"]).rstrip("个人口"))
    if counted["who"] and counted["who"] in "我俺咱":
        me = next((person for person in persons if person.kin == ME), Person(kin=ME, name="我"))
        return Household(persons=(me, *others)) if number == len(others) + 1 else None
    return Household(persons=others) if number == len(others) else None


def with_those_told(household: Household, people: Sequence[Person]) -> Household | None:
    """The family that is counted, with what was told of several of its persons before; None where it was of none or
    one of them, or of somebody who was not named."""
    told = [person for person in people if person.groups or person.covered]
    if len(told) < 2 or any(person.kin in NOBODY_IN_PARTICULAR for person in told) or household.doubtful:
        return None
    persons = list(household.persons)
    for person in told:
        same = [number for number, row in enumerate(persons) if row.kin == person.kin]
        if not same:
            persons.append(person)
        elif not persons[same[0]].described:
            persons[same[0]] = person
    too_many = household.size is not None and len(persons) > household.size
    return household.copy(update={"persons": tuple(persons), "doubtful": too_many})
