"""A family that is counted after one of its members was told to be aided."""

import pytest

from bot.dialogue.persons.aided_before import with_aid_told_before
from bot.paths import DATA
from bot.policies.registry import Registry
from bot.rules.facts import Facts
from bot.rules.household import Household, Person

CATALOGUE = Registry.load(DATA).catalogue
LOW = frozenset({"subsistence"})
FOUR = Household(size=4)


def counted(question: str, household: Household = FOUR, before: Facts | None = None) -> Household:
    return with_aid_told_before(household, before or Facts(groups=LOW), question, CATALOGUE)


@pytest.mark.parametrize("question", ["我们家是低保户", "俺们都是低保", "家里现在是低保", "全家都吃低保"])
def test_aid_that_was_told_of_the_family_is_that_of_all(question: str) -> None:
    assert [person.groups for person in counted(question).everyone()] == [LOW] * 4


def test_aid_that_was_told_of_a_relative_is_that_of_one() -> None:
    household = counted("我奶奶是低保")
    assert [(p.kin, p.groups) for p in household.persons] == [("grandmother", LOW)]
    assert len(household.everyone()) == 4


def test_the_relative_who_is_named_again_is_the_same_one() -> None:
    pair = Household(persons=(Person(kin="mother"), Person(kin="father")), size=2)
    assert [p.groups for p in counted("我妈低保", pair).everyone()] == [LOW, frozenset()]


def test_of_several_relatives_it_is_the_one_in_the_clause_of_the_aid() -> None:
    household = counted("我妈72，我爸75，我妈是低保")
    assert [(p.kin, p.groups) for p in household.persons] == [("mother", LOW)]


@pytest.mark.parametrize("question", ["我是低保户", "低保要交钱吗", "我爸和我妈低保", ""])
def test_aid_of_which_it_is_not_clear_whose_it_is_makes_no_sum(question: str) -> None:
    assert counted(question).doubtful


def test_a_family_that_was_counted_before_stays_as_it_is() -> None:
    before = Facts(groups=LOW, household=FOUR)
    assert counted("我是低保户", before=before) == FOUR


def test_what_is_no_aid_changes_nothing() -> None:
    assert counted("孩子是学生", before=Facts(groups=frozenset({"student"}))) == FOUR
