"""What a conversation remembers fits into Rasa's slots, which are JSON."""

import datetime
import json
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.state import SLOTS, Matter, State
from bot.rules.facts import Facts, Rough
from bot.rules.household import Household, Person

D = datetime.date
NAMES = st.sampled_from(["orphan", "subsistence", "newborn"])
PERSONS = st.builds(Person, kin=st.just("mother"), groups=st.frozensets(NAMES), covered=st.none() | st.just("employee"))
FACTS = st.builds(
    Facts,
    born=st.none() | st.dates(D(2019, 1, 1), D(2027, 1, 1)),
    paid=st.none() | st.dates(D(2019, 1, 1), D(2027, 1, 1)),
    groups=st.frozensets(NAMES),
    not_groups=st.frozensets(NAMES),
    household=st.none()
    | st.builds(Household, persons=st.lists(PERSONS, max_size=3), size=st.none() | st.integers(3, 9)),
    away=st.none() | st.booleans(),
    gap_months=st.none() | st.integers(0, 12),
    refund_reason=st.none() | st.sampled_from(["death", "aided"]),
    township=st.none() | st.just("马坊镇"),
    months_only=st.frozensets(st.sampled_from(["born", "paid"])),
    rough=st.lists(
        st.builds(
            Rough,
            fact=st.sampled_from(["born", "paid"]),
            first=st.dates(D(2019, 1, 1), D(2027, 1, 1)),
            last=st.dates(D(2019, 1, 1), D(2027, 1, 1)),
            said=st.just("正月"),
        ),
        max_size=1,
    ).map(tuple),
)
# How exactly a date is known goes with the date.
VAGUE = ("months_only", "rough")
STATES = st.builds(
    State,
    county=st.none() | st.just("jingxian"),
    year=st.none() | st.integers(2020, 2027),
    topics=st.lists(st.sampled_from(["fee", "newborn"]), max_size=2).map(tuple),
    facts=FACTS,
    asked=st.none() | st.just("born"),
    waiting=st.booleans(),
    question=st.text(max_size=20),
    left=st.lists(
        st.builds(
            Matter,
            topics=st.just(("refund",)),
            question=st.text(max_size=20),
            facts=FACTS,
            asked=st.none() | st.just("born"),
            year=st.none() | st.just(2021),
        ),
        max_size=2,
    ).map(tuple),
)


@given(STATES)
def test_a_state_goes_through_slots_as_json_and_comes_back_the_same(state: State) -> None:
    assert State.from_slots(json.loads(json.dumps(state.to_slots()))) == state


@given(STATES)
def test_only_what_is_known_is_kept(state: State) -> None:
    assert set(state.to_slots()["facts"]) - {"left"} == state.facts.known()


def test_a_new_conversation_has_the_empty_state() -> None:
    assert State.from_slots(dict.fromkeys(SLOTS)) == State()


def test_every_part_of_the_state_is_a_slot_of_the_domain_but_the_subjects_left_that_travel_with_the_facts() -> None:
    domain = yaml.safe_load((Path(__file__).parents[2] / "domain.yml").read_text(encoding="utf-8"))
    assert set(State.__fields__) - {"left"} == set(SLOTS) == set(domain["slots"])


@given(FACTS, FACTS)
def test_newer_facts_win_and_older_ones_stay(older: Facts, newer: Facts) -> None:
    merged = older.merged(newer)
    assert {name: getattr(merged, name) for name in newer.known()}.items() >= {
        (name, getattr(newer, name)) for name in newer.known() - {"groups", "not_groups", *VAGUE}
    }
    assert older.known() - {"groups", "not_groups", *VAGUE} <= merged.known()


def test_a_day_told_after_its_month_is_known_to_the_day() -> None:
    month = Rough(fact="born", first=D(2021, 2, 11), last=D(2021, 3, 13), said="正月")
    older = Facts(born=D(2021, 2, 26), rough=(month,), paid=D(2021, 1, 15), months_only=frozenset(["paid"]))
    merged = older.merged(Facts(born=D(2021, 2, 19)))
    assert merged.to_the_day("born")
    assert not merged.to_the_day("paid")


def test_another_day_asked_about_leaves_nothing_of_the_payment() -> None:
    week = Rough(fact="paid", first=D(2021, 2, 1), last=D(2021, 2, 7), said="上周")
    merged = Facts(paid=D(2021, 2, 4), rough=(week,)).merged(Facts(asked_on=D(2021, 3, 1)))
    assert merged.roughly("paid") is None


@given(FACTS, FACTS)
def test_nobody_is_in_and_not_in_a_group_by_merging(older: Facts, newer: Facts) -> None:
    contradictory = (older.groups & older.not_groups) | (newer.groups & newer.not_groups)
    merged = older.merged(newer)
    assert merged.groups & merged.not_groups <= contradictory
