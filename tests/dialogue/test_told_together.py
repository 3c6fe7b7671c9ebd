"""Those who were told of one after the other, reckoned together."""

import pytest

from bot.dialogue.persons.together import told_together, with_those_told
from bot.rules.household import Household, Person

MOTHER = Person(kin="mother", name="妈", groups=frozenset({"subsistence"}))
FATHER = Person(kin="father", name="爸", groups=frozenset({"ordinary_poor"}))
ME = Person(kin="me", name="我")


@pytest.mark.parametrize("text", ["他们俩一共多少", "他俩交多少钱", "他们两个人要多少", "俩人一共多少", "爸妈一共多少"])
def test_as_many_as_were_told_of_are_those(text: str) -> None:
    household = told_together(text, (FATHER, MOTHER, ME))
    assert household is not None
    assert household.persons == (FATHER, MOTHER)


def test_we_two_are_the_asker_and_the_one_told_of() -> None:
    household = told_together("我们俩一共多少", (MOTHER,))
    assert household is not None
    assert [person.kin for person in household.persons] == ["me", "mother"]


@pytest.mark.parametrize("text", ["他们仨一共多少", "我们俩多少", "一共多少钱"])
def test_another_number_is_of_others(text: str) -> None:
    assert told_together(text, (FATHER, MOTHER)) is None


def test_somebody_who_was_not_named_is_none_of_them() -> None:
    nobody = Person(kin="person", groups=frozenset({"subsistence"}))
    assert told_together("他们俩多少", (nobody, MOTHER)) is None


def test_the_family_that_is_counted_holds_those_told_of() -> None:
    household = with_those_told(Household(size=3), (FATHER, MOTHER))
    assert household == Household(persons=(FATHER, MOTHER), size=3)


def test_more_told_of_than_are_counted_make_no_sum() -> None:
    household = with_those_told(Household(persons=(ME,), size=2), (FATHER, MOTHER))
    assert household is not None
    assert household.doubtful


def test_one_person_alone_is_left_to_whose_aid_it_is() -> None:
    assert with_those_told(Household(size=3), (MOTHER,)) is None
