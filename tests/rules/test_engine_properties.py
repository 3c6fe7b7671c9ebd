"""What holds of every answer, whatever the county, the question, the facts and the day."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.normalize import normalizer
from bot.paths import DATA, VARIANTS
from bot.policies.registry import Registry
from bot.rules import pricing
from bot.rules.answer import Answer, Question, Status
from bot.rules.facts import Facts, RefundReason
from bot.rules.household import Covered, Household, Person
from bot.rules.policy import Policy
from bot.rules.topics import ALL
from bot.training_data.read import examples

D = datetime.date
HELD = Registry.load(DATA)
INVENTED = Registry.load(DATA, Path(__file__).parents[1] / "fixtures/counties")
PLACES = [(registry, county) for registry in (HELD, INVENTED) for county in registry.counties]
TEXTS = sorted({normalizer(VARIANTS)(example.text) for example in examples(DATA / "nlu")})
AMOUNT = re.compile(r"(?<![\d.])(\d+)元")
PHONE = re.compile(r"(?<!\d)\d{4}[—-]\d{7}(?!\d)|(?<!\d)\d{7}(?!\d)")

DAYS = st.dates(D(2020, 1, 1), D(2026, 12, 31))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "born": DAYS,
    "registered": DAYS,
    "paid": DAYS,
    "asked_on": DAYS,
    "parent_enrolled": st.booleans(),
    "both_parents_enrolled": st.booleans(),
    "renewing": st.booleans(),
    "away": st.booleans(),
    "benefits_started": st.booleans(),
    "missed_window": st.booleans(),
    "refund_reason": st.sampled_from(get_args(RefundReason)),
    "enrolled_years": st.integers(0, 10),
    "gap_months": st.integers(0, 12),
    "gap_days": st.integers(0, 200),
    "age_months": st.integers(0, 14),
    "age_days": st.integers(0, 400),
    "passed": st.sampled_from(["3个月", "90天", "6个月"]),
}
GROUPS = st.sampled_from(sorted(HELD.catalogue.groups))
PEOPLE = st.builds(
    Person,
    name=st.sampled_from(["", "爷爷", "媳妇"]),
    groups=st.frozensets(GROUPS, max_size=2),
    age=st.none() | st.integers(1, 99),
    covered=st.none() | st.none() | st.sampled_from(get_args(Covered)),
)
# A head count that is larger than the persons named, as nobody could tell it otherwise.
HOUSEHOLDS = st.builds(
    Household, persons=st.lists(PEOPLE, max_size=3).map(tuple), size=st.integers(3, 9), ordinary=st.booleans()
)
VALUES["household"] = HOUSEHOLDS
FAMILY: dict[str, st.SearchStrategy[Any]] = {
    "groups": st.frozensets(GROUPS, max_size=2),
    "covered": st.sampled_from(get_args(Covered)),
    "months_only": st.frozensets(st.sampled_from(["born", "paid", "asked_on"])),
    "township": st.sampled_from([t.name for r, c in PLACES for t in r.counties[c].townships]),
}
PERSONS = st.fixed_dictionaries({}, optional=VALUES)
FACTS = st.fixed_dictionaries({}, optional={**VALUES, **FAMILY}).map(lambda values: Facts(**values))
QUESTIONS = st.builds(
    Question,
    topic=st.sampled_from(ALL),
    text=st.just("") | st.sampled_from(TEXTS),
    year=st.none() | st.none() | st.integers(2020, 2027),
    claims=st.lists(st.integers(100, 1100), max_size=2).map(tuple),
    confirm=st.booleans(),
)


class Case(NamedTuple):
    """A question about a county, with all that the rules are given and what they answered."""

    registry: Registry
    county: str
    question: Question
    facts: Facts
    today: D

    def answer(self) -> Answer:
        return self.registry.answer(self.county, self.question, self.facts, self.today)

    def policies(self) -> list[Policy]:
        return list(self.registry.policies[self.county].values())


CASES = st.builds(
    lambda place, question, facts, today: Case(place[0], place[1], question, facts, today),
    st.sampled_from(PLACES),
    QUESTIONS,
    FACTS,
    DAYS,
)
many = settings(max_examples=60, deadline=None)


def leaves(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a policy with the key it stands under."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, name)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from leaves(value, key)
    elif node is not None:
        yield key, node


def stated(policies: list[Policy]) -> set[int]:
    """Every amount of the policies: those of its fields, those in its sentences, and its grades' in each window."""
    found = {0}
    for key, value in (leaf for policy in policies for leaf in leaves(policy.dict())):
        if key in ("amount", "pay", "at_most") and isinstance(value, int):
            found.add(value)
        elif isinstance(value, str):
            found.update(int(amount) for amount in AMOUNT.findall(value))
    dearer = {g.amount - p.contribution.amount for p in policies for g in p.contribution.grades}
    return found | {amount + more for amount in found for more in dearer}


def computed(policies: list[Policy], members: int) -> set[int]:
    """What the rules may compute: so many members, each at a price with or without a month's surcharge, less an aid."""
    prices = {price for policy in policies for price in stated([policy])}
    added = {window.surcharge.amount for p in policies for window in p.windows if window.surcharge}
    prices |= {price + more for price in prices for more in added}
    categories = [c for p in policies if p.aid for c in p.aid.categories]
    aids = {c.amount for c in categories if c.kind == "fixed" and c.amount}
    aids |= {
        min(price * c.percent // 100, price if c.at_most is None else c.at_most)
        for c in categories
        if c.percent
        for price in prices
    }
    own = prices | {max(0, price - aid) for price in prices for aid in aids}
    found = set(own)
    for _ in range(members - 1):
        found |= {one + another for one in found for another in own}
    return found | {0}


def _heads(facts: Facts) -> int:
    return len(facts.household.everyone()) if facts.household else 1


def said(answer: Answer) -> str:
    return "。".join(part for statement in answer.statements for part in (statement.text, *statement.steps))


@many
@given(CASES)
def test_every_question_has_an_answer_that_says_something(case: Case) -> None:
    assert said(case.answer()).strip("。")


@many
@given(CASES)
def test_every_amount_stands_in_the_policy_or_is_computed_from_it(case: Case) -> None:
    answer, allowed = case.answer(), stated(case.policies())
    allowed |= computed(case.policies(), _heads(case.facts))
    figures = {int(figure.value) for figure in answer.figures if figure.unit == "元"}
    assert figures <= allowed
    assert {int(amount) for amount in AMOUNT.findall(said(answer))} <= allowed


@many
@given(CASES)
def test_every_phone_number_is_one_of_the_countys(case: Case) -> None:
    held = {contact.phone for policy in case.policies() for contact in policy.contacts}
    answer = case.answer()
    assert set(PHONE.findall(said(answer))) <= held
    assert {str(figure.value) for figure in answer.figures if figure.unit == "电话"} <= held


@many
@given(CASES)
def test_no_other_county_and_no_notice_of_another_is_named(case: Case) -> None:
    answer = case.answer()
    others = [r.counties[c] for r, c in PLACES if c != case.county]
    assert [county.name for county in others if county.name in said(answer)] == []
    own = {notice.short for policy in case.policies() for notice in policy.notices}
    assert {citation.notice for citation in answer.citations} <= own


@many
@given(CASES)
def test_every_figure_comes_with_a_clause_of_the_policy(case: Case) -> None:
    answer = case.answer()
    clauses = {
        value for p in case.policies() for key, value in leaves(p.dict()) if key == "clause" or key.endswith("_clause")
    }
    assert {citation.clause for citation in answer.citations} <= clauses
    assert bool(answer.citations) or not answer.figures


@many
@given(CASES)
def test_what_is_asked_is_a_fact_that_is_unknown(case: Case) -> None:
    answer = case.answer()
    assert (answer.status == "ask") == (answer.ask is not None)
    open_facts = set(Facts.__fields__) - case.facts.known()
    household = case.facts.household
    if household and not all(person.described for person in household.payers()):
        # A head count tells how many, and not who they are.
        open_facts.add("household")
    assert answer.ask is None or answer.ask in open_facts


@many
@given(CASES, st.fixed_dictionaries(VALUES))
def test_answering_what_is_asked_comes_to_an_end(case: Case, replies: dict[str, Any]) -> None:
    for _ in range(10):
        answer = case.answer()
        if answer.ask is None or getattr(case.facts, answer.ask) == replies[answer.ask]:
            break
        case = case._replace(facts=case.facts.merged(Facts(**{answer.ask: replies[answer.ask]})))
    # Who the persons are is asked again while it is unclear; the dialogue does so once.
    assert case.answer().ask in (None, "household")


@many
@given(st.sampled_from(PLACES), FACTS, DAYS, DAYS)
def test_paying_later_never_costs_less(place: tuple[Registry, str], facts: Facts, one: D, other: D) -> None:
    registry, county = place
    for policy in registry.policies[county].values():
        prices = [pricing.on(policy, day, facts) for day in sorted((one, other))]
        amounts = [price.amount for price in prices if price]
        assert amounts == sorted(amounts)


@many
@given(CASES)
def test_the_same_question_has_the_same_answer(case: Case) -> None:
    assert case.answer() == case.answer()


@many
@given(CASES, st.integers(2030, 2090))
def test_a_year_that_is_not_held_gets_no_amount(case: Case, year: int) -> None:
    answer = case._replace(question=case.question.copy(update={"year": year})).answer()
    assert (answer.status, answer.figures) == ("other_year", ())
    assert AMOUNT.findall(said(answer)) == []


@many
@given(CASES)
def test_silence_says_so(case: Case) -> None:
    answer = case.answer()
    silent = re.compile(r"未载明|没有写|没有.{0,6}规定")
    assert answer.status != "silent" or silent.search(said(answer))


REACHED = {
    "answered": Case(HELD, "jingxian", Question(topic="fee"), Facts(), D(2021, 1, 10)),
    "ask": Case(HELD, "jingxian", Question(topic="newborn"), Facts(), D(2021, 1, 10)),
    "silent": Case(HELD, "jingxian", Question(topic="refund"), Facts(), D(2021, 1, 10)),
    "other_year": Case(HELD, "jingxian", Question(topic="fee", year=2030), Facts(), D(2021, 1, 10)),
}


@pytest.mark.parametrize(("county", "status"), [(None, "ask_county"), ("nowhere", "unknown_county")])
def test_without_a_county_that_is_held_there_is_a_status_and_no_figure(county: str | None, status: str) -> None:
    answer = REACHED["answered"].registry.answer(county, Question(topic="fee"), Facts(), datetime.date(2021, 1, 1))
    assert (answer.status, answer.figures) == (status, ())


@pytest.mark.parametrize("status", sorted(set(get_args(Status)) - {"ask_county", "unknown_county"}))
def test_every_status_that_the_rules_declare_is_reachable(status: str) -> None:
    assert status in REACHED, f"no question to the rules leads to {status}"
    assert REACHED[status].answer().status == status
