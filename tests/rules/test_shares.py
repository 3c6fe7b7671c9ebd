"""What a family pays is what its persons pay, each by the county's policy."""

import datetime
from pathlib import Path
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.paths import DATA
from bot.policies.registry import Registry
from bot.rules import pricing
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.household import Household, Person

D = datetime.date
HELD = Registry.load(DATA)
INVENTED = Registry.load(DATA, Path(__file__).parents[1] / "fixtures/counties")


def _one_price(registry: Registry, county: str) -> bool:
    """Whether a price is everybody's."""
    policy = registry.policies[county][max(registry.policies[county])]
    return not any(price.others for price in pricing.standard(policy))


EVERYWHERE = [(registry, county) for registry in (HELD, INVENTED) for county in registry.counties]
PLACES = [place for place in EVERYWHERE if _one_price(*place)]
# In the middle of every county's first window, so that no reply speaks of being late.
COVERED = st.sampled_from(["employee", "school", "elsewhere", "paid", "gone", "left_out"])
many = settings(max_examples=80, deadline=None)


class Family(NamedTuple):
    """Persons of whom it is clear what each pays in this county."""

    registry: Registry
    county: str
    persons: tuple[Person, ...]
    strangers: int

    def household(self) -> Household:
        return Household(persons=self.persons, size=len(self.persons) + self.strangers)


def aided(registry: Registry, county: str) -> set[str]:
    policy = registry.policies[county][max(registry.policies[county])]
    return {category.group for category in policy.aid.categories if category.group} if policy.aid else set()


def clear_groups(registry: Registry, county: str) -> list[str]:
    """The groups that are aided here, and those that nobody could take for an aided one."""
    return sorted(
        aided(registry, county) | {g.id for g in registry.catalogue.groups.values() if not g.needs} - {"newborn"}
    )


@st.composite
def families(draw: st.DrawFn) -> Family:
    registry, county = draw(st.sampled_from(PLACES))
    person = st.builds(
        Person,
        kin=st.sampled_from(["mother", "son", "person"]),
        groups=st.frozensets(st.sampled_from(clear_groups(registry, county)), max_size=2),
        age=st.none() | st.integers(1, 99),
        covered=st.none() | st.none() | COVERED,
    )
    return Family(registry, county, tuple(draw(st.lists(person, max_size=5))), draw(st.integers(0, 4)))


def reply(family: Family, household: Household) -> Answer:
    return family.registry.answer(
        family.county, Question(topic="fee", text="一共多少"), Facts(household=household), D(2020, 1, 1)
    )


def total(family: Family, household: Household) -> int | None:
    sums = [figure.value for figure in reply(family, household).figures if figure.name == "total"]
    assert len(sums) <= 1
    return int(sums[0]) if sums else None


def alone(family: Family, person: Person) -> int:
    """What the county tells this person when asked for nobody else."""
    aged = {group for group, years in (("aged_60", 60), ("aged_80", 80)) if (person.age or 0) >= years}
    facts = Facts(groups=person.groups | (aged & aided(family.registry, family.county)), age=person.age)
    answer = family.registry.answer(family.county, Question(topic="fee"), facts, D(2020, 1, 1))
    figures = {figure.name: figure.value for figure in reversed(answer.figures)}
    return int(figures["own_share"] if "own_share" in figures else figures["contribution"])


@many
@given(families())
def test_the_sum_is_what_each_person_pays_by_the_policy(family: Family) -> None:
    household = family.household()
    expected = [alone(family, person) for person in household.everyone() if person.covered is None]
    assert total(family, household) == sum(expected)


@many
@given(families(), COVERED)
def test_somebody_insured_elsewhere_never_changes_the_sum(family: Family, covered: str) -> None:
    more = family._replace(persons=(*family.persons, Person(name="表哥", covered=covered)))  # type: ignore[arg-type]
    assert total(more, more.household()) == total(family, family.household())


@many
@given(families(), st.data())
def test_the_order_of_the_persons_never_matters(family: Family, data: st.DataObject) -> None:
    other = family._replace(persons=tuple(data.draw(st.permutations(family.persons))))
    assert total(other, other.household()) == total(family, family.household())


@many
@given(families())
def test_one_more_ordinary_person_costs_one_more_contribution(family: Family) -> None:
    assume(family.strangers)
    more = family._replace(strangers=family.strangers + 1)
    one = alone(family, Person())
    assert (total(more, more.household()) or 0) - (total(family, family.household()) or 0) == one


@many
@given(families())
def test_a_doubtful_reading_gets_no_sum_but_a_question(family: Family) -> None:
    answer = reply(family, family.household().copy(update={"doubtful": True}))
    assert (answer.ask, [f for f in answer.figures if f.name == "total"]) == ("household", [])


def test_a_plain_word_that_leaves_the_aid_open_gets_both_sums() -> None:
    family = Family(HELD, "jingxian", (Person(name="爸", groups=frozenset({"disability"})),), 3)
    answer = reply(family, family.household())
    assert [figure.value for figure in answer.figures if figure.name == "total"] == [840, 1120]


def test_a_low_income_is_aided_from_sixty_on() -> None:
    low_income = frozenset({"low_income"})
    old, young = (Person(groups=low_income, age=age) for age in (60, 59))
    family = Family(HELD, "jingxian", (old, young), 0)
    assert total(family, family.household()) == 280


def test_a_newborn_whose_case_is_open_is_left_out_of_the_sum_and_told_of() -> None:
    family = Family(HELD, "jingxian", (Person(name="娃", groups=frozenset({"newborn"})),), 2)
    answer = reply(family, family.household())
    assert total(family, family.household()) == 560
    assert any("新生儿" in statement.text for statement in answer.statements)


def test_where_children_pay_another_price_no_sum_is_guessed() -> None:
    registry, county = next(place for place in EVERYWHERE if not _one_price(*place))
    family = Family(registry, county, (), 4)
    answer = reply(family, family.household())
    assert total(family, family.household()) is None
    assert answer.ask == "household"
    assert len({figure.value for figure in answer.figures if figure.name == "contribution"}) > 1
