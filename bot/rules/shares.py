"""What each person of a household pays by the county's policy, and why."""

from dataclasses import dataclass

from bot.rules import pricing
from bot.rules.catalogue import Catalogue
from bot.rules.facts import Facts
from bot.rules.household import Person
from bot.rules.policy import AidCategory, Policy

OLD = 60
# Age alone counts only where a notice aids the aged, or with a low income.
_AGED = {"aged_60": OLD, "aged_80": 80}


@dataclass(frozen=True)
class Share:
    """``amount`` in yuan; None while it is open. ``category`` is the aid that applies, ``perhaps`` the one that would
    if the person were certified so; ``newborn`` that the rule for newborns decides."""

    person: Person
    amount: int | None
    category: AidCategory | None = None
    perhaps: AidCategory | None = None
    newborn: bool = False

    def if_certified(self, policy: Policy, price: int) -> int:
        """What the person pays if the open aid applies."""
        return pricing.own_share(policy, self.perhaps, price) if self.perhaps else self.amount or 0


def share(policy: Policy, catalogue: Catalogue, person: Person, price: int, facts: Facts, this_year: int) -> Share:
    """One person's share of ``price``; ``this_year`` is the year of a birth that was told without a date."""
    if person.covered:
        return Share(person, 0)
    groups = _groups(policy, person)
    fitting = pricing.aid_for(policy, groups, person.not_groups)
    if fitting:
        return Share(person, pricing.own_share(policy, fitting[0], price), category=fitting[0])
    if "newborn" in groups:
        return Share(person, _newborn(policy, facts, price, this_year), newborn=True)
    perhaps = _perhaps(policy, catalogue, groups, person.not_groups)
    return Share(person, None if perhaps else price, perhaps=perhaps)


def _groups(policy: Policy, person: Person) -> frozenset[str]:
    """The groups that the person's facts add up to: a low income and the age of sixty, an age that is aided itself."""
    groups = set(person.groups)
    aged = person.age >= OLD if person.age is not None else (True if groups & _AGED.keys() else None)
    if "low_income" in groups and aged is not None:
        groups.discard("low_income")
        groups |= {"low_income_60"} if aged else set()
    groups |= {group for group, years in _AGED.items() if person.age is not None and person.age >= years}
    aided = {category.group for category in policy.aid.categories} if policy.aid else set()
    return frozenset(groups - (_AGED.keys() - aided))


def _newborn(policy: Policy, facts: Facts, price: int, this_year: int) -> int | None:
    if policy.newborn is None:
        return price
    pay = pricing.newborn_pay(policy, facts)
    born = facts.born.year if facts.born else this_year
    if pay == 0 and policy.newborn.cases[0].birth_year_only and born < policy.insurance_year:
        return price
    return pay


def _perhaps(
    policy: Policy, catalogue: Catalogue, groups: frozenset[str], denied: frozenset[str]
) -> AidCategory | None:
    """The listed category that a plain word may mean: 残疾 may be a severe one."""
    if policy.aid is None:
        return None
    needs = {need for group in groups if group in catalogue.groups for need in catalogue.groups[group].needs}
    for category in policy.aid.categories:
        if category.group in needs and not {category.group, category.requires} & denied:
            return category
    return None
