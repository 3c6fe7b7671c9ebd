"""What each person of a household pays by the county's policy, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.rules import pricing
from bot.rules.catalogue import Catalogue, Kin
from bot.rules.conditions import AGED, OF_AGE
from bot.rules.facts import Facts
from bot.rules.household import Household, Person
from bot.rules.newborns import newborn_holds
from bot.rules.policy import AidCategory, Newborn, Policy, When
from bot.rules.rates import Price

OLD = 60


@dataclass(frozen=True)
class Share:
    """``amount`` in yuan; None while it is open. ``price`` is the person's own, before aid; None for who pays nothing.

    ``category`` is the aid that applies, ``perhaps`` the one that would if the person were certified so, ``certified``
    what would be paid then; ``newborn`` that the rule for newborns decides; ``unclear`` that it is not known which price is the person's;
    ``older`` what the person would pay at an age that nobody told,
    ``supposed`` that a child is taken for a minor.
    """

    person: Person
    amount: int | None
    price: Price | None = None
    category: AidCategory | None = None
    perhaps: AidCategory | None = None
    certified: int | None = None
    newborn: bool = False
    unclear: bool = False
    older: tuple[Price, ...] = ()
    supposed: bool = False


@dataclass(frozen=True)
class Terms:
    """What the shares of a household are reckoned by: ``price`` says in which window, or late.

    ``this_year`` is the year of a birth that was told without a date; ``children_minor``: 小孩, 娃 of no known age are
    taken for minors, a son or a daughter is not.
    """

    policy: Policy
    catalogue: Catalogue
    facts: Facts
    this_year: int
    price: Price
    children_minor: bool = False

    def shares(self, household: Household) -> tuple[Share, ...]:
        """Everybody's share."""
        facts = _of_nobody(self.policy, self.facts, household)
        return tuple(self._share(person, facts) for person in household.everyone())

    def _aided(self, category: AidCategory | None) -> bool:
        """Whether who pays in this window, or late, is aided so."""
        aid = self.policy.aid
        return category is not None and (aid is None or aid.given_in(self.price.window, category))

    def _share(self, person: Person, facts: Facts) -> Share:
        if person.covered:
            return Share(person, 0)
        groups = _groups(self.policy, person)
        own = _own_facts(self.catalogue.kin, person, groups, facts)
        supposed = self.children_minor and own.minor is None and person.kin == "child" and person.age is None
        if supposed:
            own = own.copy(update={"minor": True})
        fitting = [row for row in pricing.aid_for(self.policy, own) if self._aided(row)]
        price = pricing.alike(self.policy, self.price, own)
        older: tuple[Price, ...] = ()
        if price and not _is_old(self.catalogue.kin, person):
            older = tuple(other for other in price.others if other.aged)
            price = replace(price, others=tuple(other for other in price.others if not other.aged))
        if fitting and fitting[0].kind == "full":
            return Share(person, 0, price, category=fitting[0])
        if "newborn" in groups and not fitting:
            return Share(person, _newborn(self.policy, self.facts, price, self.this_year), price, newborn=True)
        if price is None or price.others:
            return Share(person, None, price, unclear=True)
        if fitting:
            amount = pricing.rest_of(self.policy, fitting, price.amount, own)
            return Share(person, amount, price, category=fitting[0], supposed=supposed)
        perhaps = _perhaps(self.policy, self.catalogue, groups, person.not_groups)
        if perhaps is None or not self._aided(perhaps):
            return Share(person, price.amount, price, older=older, supposed=supposed)
        return Share(person, None, price, perhaps=perhaps, certified=self._certified(perhaps, own))

    def _certified(self, category: AidCategory, own: Facts) -> int:
        """What the person pays if the open aid applies, at the price of the people whom it aids."""
        then = own.copy(update={"groups": own.groups | ({category.group} if category.group else set())})
        price = pricing.alike(self.policy, self.price, then) or self.price
        return pricing.own_share(self.policy, category, price.amount, then)


def in_common(facts: Facts, household: Household) -> Facts:
    """The case as far as it is everybody's: one member's group, or that one is a child, is not."""
    return facts.copy(update={"groups": household.in_common(), "minor": None})


def _of_nobody(policy: Policy, facts: Facts, household: Household) -> Facts:
    """The case without persons; the time since a discharge is kept where it can only be one person's."""
    timed = {group for when in _conditions(policy) if when.is_timed for group in when.groups}
    timed |= {row.group for row in policy.late.who if row.when.is_timed} if policy.late else set()
    theirs = [person for person in household.everyone() if person.groups & timed]
    told = ("since_days", "since_months", "gap_days", "gap_months", "since_days_at_most", "gap_days_at_most")
    spans = dict.fromkeys(told)
    return facts.copy(update={"minor": None, **(spans if len(theirs) > 1 else {})})


def _conditions(policy: Policy) -> Iterator[When]:
    yield from (rate.when for window in policy.windows for rate in window.rates)
    yield from (rate.when for rate in policy.contribution.rates)
    yield from (rate.when for rate in (policy.late.rates if policy.late else ()))


def _own_facts(kin: Mapping[str, Kin], person: Person, groups: frozenset[str], facts: Facts) -> Facts:
    """The case of this person."""
    return facts.copy(
        update={
            "groups": groups,
            "not_groups": person.not_groups,
            "minor": _is_minor(kin, person, groups),
            "age": person.age,
        }
    )


def _is_minor(kin: Mapping[str, Kin], person: Person, groups: frozenset[str]) -> bool | None:
    """Whether a child, by the age or by who it is; 儿子 may be of age."""
    if groups & {"newborn", "pupil"}:
        return True
    if person.age is not None:
        # A grown pupil pays as a child does.
        return True if person.age < OF_AGE else (None if "student" in groups else False)
    known = kin.get(person.kin)
    grown = person.kin in ("me", "adult", "elder") or bool(known and {"adult", "elder"} & set(known.within))
    return False if grown and "student" not in groups else None


def _is_old(kin: Mapping[str, Kin], person: Person) -> bool:
    """Whether the person may be of an age that has a price of its own: 老人, 父母; nobody is who is just 我 or 媳妇."""
    known = kin.get(person.kin)
    return person.kin == "elder" or bool(known and "elder" in known.within) or bool(person.groups & AGED.keys())


def _groups(policy: Policy, person: Person) -> frozenset[str]:
    """The groups that the person's facts add up to: a low income and the age of sixty, an age that is aided itself.

    Age alone counts only where a notice aids the aged, or with a low income.
    """
    groups = set(person.groups) | ({"student"} if "pupil" in person.groups else set())
    aged = person.age >= OLD if person.age is not None else (True if groups & AGED.keys() else None)
    if "low_income" in groups and aged is not None:
        groups.discard("low_income")
        groups |= {"low_income_60"} if aged else set()
    groups |= {group for group, years in AGED.items() if person.age is not None and person.age >= years}
    aided = {category.group for category in policy.aid.categories} if policy.aid else set()
    return frozenset(groups - (AGED.keys() - aided))


def _newborn(policy: Policy, facts: Facts, price: Price | None, this_year: int) -> int | None:
    own = price.amount if price and not price.others else None
    if policy.newborn is None:
        return own
    pay = pricing.newborn_pay(policy, facts)
    if pay is None and _pays_anyway(policy.newborn, facts):
        return own
    born = facts.born.year if facts.born else this_year
    if pay == 0 and policy.newborn.cases[0].birth_year_only and born < policy.insurance_year:
        return own
    return pay


def _pays_anyway(rule: Newborn, facts: Facts) -> bool:
    """Whether a newborn of whom it is not known which case holds pays the contribution in every one that gives a price."""
    told = [case for case in rule.cases if not case.silent]
    return any(newborn_holds(case.when, facts).value is None for case in told) and all(
        case.pay == "contribution" for case in told
    )


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
