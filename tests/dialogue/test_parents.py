"""Which of a child's parents is enrolled, where both are told of in one breath."""

import pytest

from bot.dialogue.persons.parents import parent_enrolled, told_of_parents


@pytest.mark.parametrize(
    "text",
    [
        "妈妈参保了爸爸没参",
        "我参保了他爸没参",
        "爸爸没交妈妈交了",
        "爸爸有医保妈妈没有",
        "妈妈参保爸爸没有",
        "爸妈1个参了1个没参",
        "父母1方参保1方没参",
        "爸爸没参保但妈妈参保",
    ],
)
def test_one_enrolled_parent_is_enough(text: str) -> None:
    assert told_of_parents(text) == {"parent_enrolled": True, "both_parents_enrolled": False}


@pytest.mark.parametrize("text", ["爸爸妈妈都没参保", "爸爸没参妈妈也没参", "爸爸没参保妈妈没参保", "我和他爸都没交"])
def test_parents_who_are_both_not_enrolled(text: str) -> None:
    assert parent_enrolled(text) is False


@pytest.mark.parametrize("text", ["妈妈没参保", "父母1方没参保", "爸爸没参保 妈妈参没参记不得"])
def test_one_who_is_not_says_nothing_of_the_other(text: str) -> None:
    assert parent_enrolled(text) is None
