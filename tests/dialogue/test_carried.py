"""What a message takes over from the turns before it."""

import datetime

import pytest

from bot.dialogue.carried import Carried, carry
from bot.dialogue.heard import Heard
from bot.dialogue.persons.words import reader_for
from bot.dialogue.state import State
from bot.dialogue.topics.hearing import Choice
from bot.dialogue.turn import Turn
from bot.dialogue.wording import wording
from bot.paths import DATA
from bot.policies.registry import Registry
from bot.rules.facts import Facts
from bot.rules.household import Person

REGISTRY = Registry.load(DATA)
LOW = frozenset({"subsistence"})
MOTHER = Person(kin="mother", name="妈", groups=LOW)
MOTHERS = State(
    county="jingxian",
    topics=("subsidy",),
    facts=Facts(groups=LOW, people=(MOTHER,), township="景州镇"),
    question="我妈是低保，要交吗",
)


def carried(text: str, before: State, *topics: str, follows_up: bool = False, county: str = "jingxian") -> Carried:
    heard = Heard(text=text, intent="", persons=reader_for(REGISTRY.catalogue).read(text), residue=text)
    turn = Turn(heard, before, REGISTRY, wording(), datetime.date(2021, 1, 10))
    turn.county = county
    turn.choice = Choice(topics=topics or before.topics, follows_up=follows_up)
    return carry(turn)


def test_a_follow_up_goes_on_with_the_case_and_its_words() -> None:
    what = carried("谁出这钱", MOTHERS, follows_up=True)
    assert what.goes_on
    assert what.facts.groups == LOW
    assert what.words == "我妈是低保，要交吗，谁出这钱"


def test_a_matter_of_everybodys_is_a_case_of_its_own() -> None:
    what = carried("几号截止啊大家都是这天吗", MOTHERS, "deadline")
    assert not what.goes_on
    assert what.facts.groups == frozenset()


def test_whoever_was_told_of_is_remembered_whatever_is_asked_between() -> None:
    assert carried("几号截止啊大家都是这天吗", MOTHERS, "deadline").facts.people == (MOTHER,)


def test_another_person_takes_over_the_matter_and_nothing_else() -> None:
    what = carried("那我爸呢", MOTHERS, follows_up=True)
    assert what.whose.another
    assert what.facts.groups == frozenset()


def test_another_county_has_other_townships() -> None:
    assert carried("那随县呢", MOTHERS, follows_up=True, county="suixian").facts.township is None


def test_a_follow_up_is_about_the_year_of_the_conversation() -> None:
    before = MOTHERS.copy(update={"year": 2021})
    assert carried("那多少钱呢这个", before, "fee", follows_up=True).year == 2021


def test_whom_to_ring_does_not_hang_on_the_year() -> None:
    before = MOTHERS.copy(update={"year": 2019})
    assert carried("电话呢", before, "contact", follows_up=True).year is None


@pytest.mark.parametrize(
    ("text", "year"), [("2019年交过，今年还要登记吗", 2021), ("2019年交多少", 2019), ("明年交多少", 2022)]
)
def test_the_year_that_is_asked_for_is_not_one_in_which_something_was_done(text: str, year: int) -> None:
    assert carried(text, State(), "fee").year == year
