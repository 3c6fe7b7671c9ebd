"""Whose case it is from turn to turn: of whom a message speaks, and what was told of each person."""

import re

from bot.dialogue.heard import Heard
from bot.dialogue.persons.aided_before import NO_AID, of_the_family
from bot.dialogue.state import State
from bot.dialogue.thresholds import SAME_PERSON, SHORT
from bot.rules.base import Strict
from bot.rules.catalogue import Catalogue
from bot.rules.facts import Facts
from bot.rules.household import Person

ME, FAMILY, SOMEBODY, ACQUAINTANCE = "me", "family", "person", "acquaintance"
NOBODY_IN_PARTICULAR = frozenset({FAMILY, SOMEBODY, ACQUAINTANCE})
# What is asked of a person, so that who it is matters; whatever else is asked is everybody's.
_OF_A_PERSON = frozenset({"fee", "subsidy", "registration", "eligibility", "refund"})
# 一般人, 别人, 标准是多少: nobody in particular, or somebody else.
_OTHERS = re.compile(
    r"标准|其他|其余|普通|一般(?!贫困)|正常|大家|全家|我们家|一家|不是|没有?(低保|身份)|[他她]们|[我俺咱]们?[俩仨]|[俩两仨][个人]"
)
# 我给她交 is about her, 打错了，是我爸 puts right who was meant.
_THE_SAME = re.compile(r"[他她](?!们)")
PUTS_RIGHT = re.compile(r"错|不对|更正|纠正")
_MYSELF = re.compile(
    r"(?<![给找跟])[我俺咱](自己|本人|一个人)?(呢|要|得|该|用|也|交|缴|免|享|是|有|在|属|不|又|没|就|这)"
)
# 我想问, 我给他交: who speaks, not of whom.
_ONLY_SPEAKS = re.compile(r"[我俺咱](要|得|该|就|也)?(问|给|替|帮|说|想|看|听|去(给|替|帮))")


class Whose(Strict):
    """``kin`` is who is meant, by an id of ``data/people.yml`` or one of the above; ``known`` what was told of them
    before. ``another``: somebody else than ``before``, the one spoken of last, of whom nothing was told."""

    kin: str | None = None
    name: str = ""
    known: Person | None = None
    another: bool = False
    before: Person | None = None


def named(heard: Heard, catalogue: Catalogue) -> str | None:
    """The one whom the message names; None where it names nobody, or several."""
    kin = {token.value for token in heard.persons if token.kind == "kin"}
    if of_the_family(heard.text):
        return FAMILY
    if not kin and any(word in heard.text for word in catalogue.household.acquaintances):
        return ACQUAINTANCE
    if kin:
        return kin.pop() if len(kin) == 1 else None
    counted = any(token.kind in ("total", "count", "rest", "ordinary", "family") for token in heard.persons)
    me = _MYSELF.search(heard.text) or any(token.kind == "me" for token in heard.persons)
    speaks = me and not _ONLY_SPEAKS.search(heard.text)
    return ME if speaks and not counted and not _THE_SAME.search(heard.text) else None


def whose(heard: Heard, state: State, topics: tuple[str, ...], catalogue: Catalogue) -> Whose:
    """Who is meant, held against those who were told of before."""
    who = _whose(heard, state, topics, catalogue)
    return who.copy(update={"name": _called(who.kin, heard, catalogue)}) if who.kin else who


def _called(kin: str, heard: Heard, catalogue: Catalogue) -> str:
    """What the asker calls them: 妈 in 我妈."""
    said = next((token.text for token in heard.persons if token.kind == "kin" and token.value == kin), "")
    words = catalogue.kin[kin].words if kin in catalogue.kin else ()
    return max((word for word in words if word in said), key=len, default="我" if kin == ME else "")


def _whose(heard: Heard, state: State, topics: tuple[str, ...], catalogue: Catalogue) -> Whose:
    facts = state.facts
    last = facts.people[-1] if facts.people else None
    now = named(heard, catalogue)
    if last is None or facts.household:
        return Whose(kin=now)
    if now is None:
        return _not_named(heard, facts, topics)
    if now == last.kin or last.kin == FAMILY or PUTS_RIGHT.search(heard.text):
        return Whose(kin=now, known=last.copy(update={"kin": now}))
    before = next((person for person in facts.people if person.kin == now), None)
    if before:
        return Whose(kin=now, known=before)
    aided = next((person for person in reversed(facts.people) if person.groups), last)
    return Whose(kin=now, another=last.kin != SOMEBODY and not state.asked, before=aided)


def _not_named(heard: Heard, facts: Facts, topics: tuple[str, ...]) -> Whose:
    """她呢 is the one told of who is not the asker; a short question that names nobody is about the last one."""
    last = facts.people[-1]
    if _THE_SAME.search(heard.text):
        others = [person for person in facts.people if person.kin not in (ME, SOMEBODY)]
        last = others[-1] if others else last
        return Whose(kin=last.kin, known=last)
    several = any(token.kind in ("kin", "total", "count", "ordinary", "rest") for token in heard.persons)
    if heard.groups or heard.counties or several or _OTHERS.search(heard.text):
        return Whose()
    same = len(heard.residue) <= SAME_PERSON and set(topics[:1]) <= _OF_A_PERSON
    return Whose(kin=last.kin, known=last) if same else Whose()


def facts_of(who: Whose, known: Facts, heard: Heard, topics: tuple[str, ...], goes_on: bool) -> Facts:
    """What is known before the message is read of the one who is meant."""
    if who.another or (heard.groups and who.kin and who.known is None):
        return _about(known, Person(kin=who.kin or SOMEBODY))
    if who.known is None or (goes_on and who.known == (known.people or (None,))[-1]):
        return known
    asked_of_them = set(topics[:1]) <= _OF_A_PERSON and len(heard.text) <= SHORT
    return _about(known, who.known) if goes_on or asked_of_them else known


def _about(known: Facts, person: Person) -> Facts:
    return known.copy(
        update={
            "groups": person.groups,
            "not_groups": person.not_groups,
            "covered": person.covered,
            "age": person.age,
            "age_at_most": None,
            "minor": None,
        }
    )


def remembered(who: Whose, facts: Facts) -> Facts:
    """The facts with the person they are about as the last of those told of."""
    groups = facts.groups - NO_AID
    told = groups or facts.covered or facts.not_groups or facts.age is not None and who.kin
    if facts.household or not (told or facts.people and who.kin):
        return facts
    last = facts.people[-1].kin if facts.people else SOMEBODY
    person = Person(
        kin=who.kin or last,
        name=who.name or (facts.people[-1].name if facts.people and who.kin in (None, last) else ""),
        groups=groups,
        not_groups=facts.not_groups,
        covered=facts.covered,
        age=facts.age,
    )
    others = tuple(row for row in facts.people if row.kin != person.kin)
    return facts.copy(update={"people": (*others, person)[-MOST_REMEMBERED:]})


# A family is no larger; what a conversation keeps must not grow with its length.
MOST_REMEMBERED = 6
