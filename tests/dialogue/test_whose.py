"""Whose case it is from turn to turn."""

import pytest

from bot.dialogue.heard import Heard
from bot.dialogue.persons.whose import MOST_REMEMBERED, Whose, facts_of, named, remembered, whose
from bot.dialogue.persons.words import reader_for
from bot.dialogue.state import State
from bot.paths import DATA
from bot.policies.registry import Registry
from bot.rules.facts import Facts
from bot.rules.household import Household, Person

CATALOGUE = Registry.load(DATA).catalogue
LOW, POOR = frozenset({"subsistence"}), frozenset({"ordinary_poor"})
MOTHER = Person(kin="mother", name="妈", groups=LOW)
FEE = ("fee",)


def heard(text: str, groups: tuple[tuple[str, int, int], ...] = ()) -> Heard:
    return Heard(text=text, intent="", groups=groups, persons=reader_for(CATALOGUE).read(text, groups), residue=text)


def meant(text: str, *people: Person, topics: tuple[str, ...] = FEE) -> Whose:
    return whose(heard(text), State(facts=Facts(people=people)), topics, CATALOGUE)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("那我妈呢", "mother"),
        ("那我自己呢", "me"),
        ("我要交多少", "me"),
        ("我退伍了", "me"),
        ("我们家是低保户", "family"),
        ("我同学能不能交", "acquaintance"),
        ("我给她交行不", None),
        ("多少钱", None),
        ("我爸和我妈呢", None),
    ],
)
def test_a_message_names_one_person_or_none(text: str, who: str | None) -> None:
    assert named(heard(text), CATALOGUE) == who


def test_a_short_question_that_names_nobody_is_about_the_one_spoken_of_last() -> None:
    assert meant("要交多少", MOTHER).known == MOTHER


@pytest.mark.parametrize("text", ["标准是多少", "一般人交多少", "我们家一共多少", "他们俩多少"])
def test_a_question_of_everybody_or_of_several_is_about_none_of_those_told_of(text: str) -> None:
    assert meant(text, MOTHER).known is None


def test_what_is_everybodys_matter_is_not_about_the_one_spoken_of() -> None:
    assert meant("几号截止", MOTHER, topics=("deadline",)).known is None


def test_she_is_the_one_told_of_and_not_the_asker() -> None:
    assert meant("那她交多少", MOTHER, Person(kin="me")).known == MOTHER


def test_somebody_else_of_whom_nothing_was_told_is_another() -> None:
    who = meant("那我爸呢", MOTHER)
    assert who.another
    assert who.before == MOTHER


def test_somebody_told_of_before_is_known_again() -> None:
    who = meant("那我妈呢", MOTHER, Person(kin="me"))
    assert not who.another
    assert who.known == MOTHER


def test_what_was_told_of_the_whole_family_is_true_of_each() -> None:
    assert meant("那俺爹呢", Person(kin="family", groups=LOW)).known == Person(kin="father", groups=LOW)


def test_who_is_put_right_keeps_what_was_told() -> None:
    assert meant("打错了，是我爸", MOTHER).known == Person(kin="father", name="妈", groups=LOW)


def test_of_another_person_nothing_is_known() -> None:
    text = "那我爸呢"
    known = Facts(groups=LOW, covered="employee", township="陈户镇", people=(MOTHER,))
    facts = facts_of(meant(text, MOTHER), known, heard(text), FEE, goes_on=True)
    assert (facts.groups, facts.covered, facts.township) == (frozenset(), None, "陈户镇")


def test_who_comes_up_again_has_the_own_groups_back() -> None:
    text, people = "我妈到哪登记", (MOTHER, Person(kin="me", covered="employee"))
    known = Facts(covered="employee", people=people)
    facts = facts_of(meant(text, *people), known, heard(text), ("registration",), goes_on=False)
    assert (facts.groups, facts.covered) == (LOW, None)


def test_each_person_is_remembered_once_the_last_one_last() -> None:
    facts = Facts(people=(MOTHER, Person(kin="father", groups=POOR)), groups=LOW)
    told = remembered(Whose(kin="mother", name="妈"), facts)
    assert [person.kin for person in told.people] == ["father", "mother"]


def test_a_family_that_is_reckoned_with_is_no_person() -> None:
    facts = Facts(household=Household(size=3), groups=LOW)
    assert remembered(Whose(kin="mother"), facts).people == ()


def test_no_more_are_remembered_than_a_family_has() -> None:
    people = tuple(Person(kin=f"kin{number}", groups=LOW) for number in range(20))
    assert len(remembered(Whose(kin="me"), Facts(people=people, groups=LOW)).people) == MOST_REMEMBERED
