"""Whether a county's policies hold together: every aspect settled, every name known, nothing said twice."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from typing import get_args

from bot.policies.registry import Registry
from bot.policies.source import Fault, FieldPath, line_of
from bot.rules import pricing
from bot.rules.catalogue import Catalogue
from bot.rules.facts import Facts, RefundReason
from bot.rules.newborns import newborn_holds
from bot.rules.policy import County, Policy, Rate, When

# Aspects that a block of the policy answers without a point of its own.
ANSWERED_BY: Mapping[str, Callable[[Policy], bool]] = {
    "contribution": lambda policy: True,
    "fiscal_subsidy": lambda policy: policy.fiscal_subsidy is not None,
    "full_premium": lambda policy: policy.full_premium is not None,
    "window": lambda policy: any(window.start or window.end for window in policy.windows),
    "late": lambda policy: policy.late is not None,
    "waiting_period": lambda policy: (
        policy.late is not None and (policy.late.wait is not None or any(row.wait for row in policy.late.who))
    ),
    "midway": lambda policy: policy.late is not None and bool(policy.late.who),
    "benefit": lambda policy: bool(policy.benefits),
    "benefit_end": lambda policy: True,
    "newborn_rule": lambda policy: policy.newborn is not None,
    "newborn_window": lambda policy: policy.newborn is not None and policy.newborn.register_within is not None,
    "newborn_coverage": lambda policy: policy.newborn is not None and bool(policy.newborn.cases),
    "newborn_wait": lambda policy: policy.newborn is not None,
    "child_rate": lambda policy: any(rate.when.minor is not None for rate in policy.contribution.rates),
    "aid_categories": lambda policy: policy.aid is not None,
    "aid_several": lambda policy: policy.aid is not None and policy.aid.several is not None,
    "channels": lambda policy: bool(policy.channels),
    "bank": lambda policy: any("银行" in channel.about for channel in policy.channels),
    "contact_list": lambda policy: True,
    "employee_to_resident": lambda policy: policy.late is not None and "employee_stopped" in policy.late.groups(),
    "service_hours": lambda policy: any(contact.hours for contact in policy.contacts),
}

_Found = Iterator[tuple[FieldPath, str]]


# What a block tells only in part, so that the rest may be recorded as silent.
PARTLY = frozenset({"service_hours", "employee_to_resident"})


def check(folder_path: Path, county: County, policies: Mapping[int, Policy], catalogue: Catalogue) -> list[Fault]:
    """What does not hold together in the policies of the county whose folder this is."""
    faults = []
    for year, policy in sorted(policies.items()):
        path = folder_path / f"{year}.yml"
        for field, message in _faults(county, policy.as_written, catalogue):
            faults.append(Fault(path, line_of(path, field), ".".join(str(part) for part in field), message))
    return faults


def check_names(registry: Registry, folder: Path = Path("data/counties")) -> list[Fault]:
    """The names, aliases and misspellings that two counties share: a resident who uses one means either."""
    owners: dict[str, str] = {}
    faults = []
    for county in registry.counties.values():
        path = folder / county.id / "county.yml"
        for field, name in _names(county):
            owner = owners.setdefault(name, county.id)
            if owner != county.id:
                line = line_of(path, field)
                message = f"{name} is also a name of {registry.counties[owner].name} ({owner})"
                faults.append(Fault(path, line, ".".join(str(part) for part in field), message))
    return faults


def _names(county: County) -> Iterator[tuple[FieldPath, str]]:
    yield ("name",), county.name
    yield from ((("aliases", index), name) for index, name in enumerate(county.aliases))
    yield from ((("misspellings", index), name) for index, name in enumerate(county.misspellings))


def _faults(county: County, policy: Policy, catalogue: Catalogue) -> _Found:
    yield from _aspects(policy, catalogue)
    yield from _groups(policy, catalogue)
    yield from _reasons(policy)
    yield from _benefit_windows(policy)
    yield from _overlaps(policy)
    yield from _newborns(policy)
    yield from _percentages(policy)
    yield from _grades(policy)
    yield from _contacts(county, policy)
    yield from _ids(policy)


def _aspects(policy: Policy, catalogue: Catalogue) -> _Found:
    said = {aspect for aspect, points in policy.points.items() if points} | set(policy.tables)
    said |= {aspect for aspect, answers in ANSWERED_BY.items() if answers(policy)}
    silent = Counter(row.aspect for row in policy.silent)
    for section, aspects in (("points", policy.points), ("tables", policy.tables)):
        yield from (((section, a), f"the catalogue has no aspect {a}") for a in aspects if a not in catalogue.aspects)
    for index, row in enumerate(policy.silent):
        if row.aspect not in catalogue.aspects:
            yield ("silent", index), f"the catalogue has no aspect {row.aspect}"
        elif row.aspect in said and row.aspect not in PARTLY:
            yield ("silent", index), f"{row.aspect} is recorded silent, yet the policy answers it"
        elif silent[row.aspect] > 1:
            yield ("silent", index), f"{row.aspect} is recorded silent twice"
    for aspect in catalogue.aspects.values():
        settled = {aspect.id, aspect.detail_of} & (said | set(silent))
        if not settled:
            yield ("silent",), f"{aspect.id} ({aspect.label}) is neither answered nor recorded silent"


def _groups(policy: Policy, catalogue: Catalogue) -> _Found:
    known = {*catalogue.groups, *(group.id for group in policy.groups)}
    for field, group in _named_groups(policy):
        if group not in known:
            yield field, f"no group {group} in data/people.yml or in this policy's groups"


def _named_groups(policy: Policy) -> Iterator[tuple[FieldPath, str]]:
    for index, category in enumerate(policy.aid.categories if policy.aid else ()):
        if category.group:
            yield ("aid", "categories", index, "group"), category.group
        if category.requires:
            yield ("aid", "categories", index, "requires"), category.requires
    for index, row in enumerate(policy.late.who if policy.late else ()):
        yield ("late", "who", index), row.group
    for aspect, points in policy.points.items():
        for index, point in enumerate(points):
            yield from ((("points", aspect, index, "groups"), group) for group in point.groups)
    for field, when in _conditions(policy):
        yield from (((*field, "groups"), group) for group in when.groups)
        yield from (((*field, "no_groups"), group) for group in when.no_groups)


def _conditions(policy: Policy) -> Iterator[tuple[FieldPath, When]]:
    for index, window in enumerate(policy.windows):
        yield ("windows", index, "when"), window.when
    for index, midway in enumerate(policy.late.who if policy.late else ()):
        yield ("late", "who", index, "when"), midway.when
    for index, category in enumerate(policy.aid.categories if policy.aid else ()):
        yield ("aid", "categories", index, "when"), category.when
    for index, newborn_case in enumerate(policy.newborn.cases if policy.newborn else ()):
        yield ("newborn", "cases", index, "when"), newborn_case.when
    for aspect, table in policy.tables.items():
        for index, case in enumerate(table.cases):
            yield ("tables", aspect, "cases", index, "when"), case.when
    for section, rates in _rates(policy):
        for index, rate in enumerate(rates):
            yield (*section, "rates", index, "when"), rate.when


def _rates(policy: Policy) -> Iterator[tuple[FieldPath, tuple[Rate, ...]]]:
    yield ("contribution",), policy.contribution.rates
    if policy.full_premium:
        yield ("full_premium",), policy.full_premium.rates
    if policy.late:
        yield ("late",), policy.late.rates
    yield from ((("windows", index), window.rates) for index, window in enumerate(policy.windows))


def _reasons(policy: Policy) -> _Found:
    """A mistyped reason would make a case that never holds."""
    for field, when in _conditions(policy):
        for reason in when.refund_reason:
            if reason not in get_args(RefundReason):
                yield (*field, "refund_reason"), f"no reason {reason}; there are {', '.join(get_args(RefundReason))}"


def _benefit_windows(policy: Policy) -> _Found:
    windows = {window.id for window in policy.windows}
    for index, benefit in enumerate(policy.benefits):
        if benefit.window == "late":
            if policy.late is None:
                yield ("benefits", index, "window"), "is late, but the policy has no late block"
        elif benefit.window not in windows:
            yield ("benefits", index, "window"), f"no window {benefit.window}; there are {', '.join(sorted(windows))}"
    family = policy.contribution.family
    own = policy.aid.categories if policy.aid else ()
    limited: Iterator[tuple[FieldPath, tuple[str, ...]]] = (
        (("aid", "categories", index, "windows"), tuple(row.windows))
        for index, row in enumerate(own)
        if row.windows is not None and row.windows != "all"
    )
    for field, names in (
        *limited,
        (("aid", "windows"), policy.aid.windows if policy.aid else ()),
        (("contribution", "family", "windows"), family.windows if family else ()),
    ):
        for name in names:
            if name not in windows:
                yield field, f"no window {name}; there are {', '.join(sorted(windows))}"


def _overlaps(policy: Policy) -> _Found:
    """Two windows for everybody that overlap at different prices, unless one lies within the other and stands first."""
    dated = [(i, w) for i, w in enumerate(policy.windows) if w.who is None and w.start and w.end]
    for (_, first), (index, second) in combinations(dated, 2):
        if first.pay == second.pay or not first.start or not first.end or not second.start or not second.end:
            continue
        apart = first.end < second.start or second.end < first.start
        inside = second.start <= first.start and first.end <= second.end
        if not (apart or inside):
            message = (
                f"overlaps with {first.id} at another price, so nobody knows which one holds: "
                "let it begin the day after, or put the shorter window before the longer one that it lies in"
            )
            yield ("windows", index), message


# Ages in days and circumstances that tell newborns' cases apart.
_AGES = (0, 15, 28, 29, 30, 31, 60, 61, 89, 90, 91, 92, 93, 120, 180, 184, 186, 240, 365)


def _newborns(policy: Policy) -> _Found:
    """Every newborn falls under one of the cases; what the notice leaves open has a silent one."""
    rules = policy.newborn
    if rules is None:
        return
    since = rules.born.since or datetime.date(policy.insurance_year, 1, 1)
    until = rules.born.until or datetime.date(policy.insurance_year, 12, 31)
    for born, age, parents in product((since, until), _AGES, (0, 1, 2)):
        facts = Facts(
            born=born,
            registered=born + datetime.timedelta(days=age),
            groups=frozenset({"newborn"}),
            parent_enrolled=parents > 0,
            both_parents_enrolled=parents == 2,
        )
        if all(newborn_holds(case.when, facts).value is False for case in rules.cases):
            who = f"born {born}, registered after {age} days, {parents} parents enrolled"
            yield (
                ("newborn", "cases"),
                f"no case for a child {who}: add one, or an open one: {{when: {{}}, silent: true, …}}",
            )
            return


def _percentages(policy: Policy) -> _Found:
    """A part of a price that is no whole yuan is nobody's amount."""
    ordinary: set[int] = {
        policy.contribution.amount,
        *(rate.pay for rate in policy.contribution.rates if isinstance(rate.pay, int)),
    }
    due: set[int] = {one.amount for price in pricing.standard(policy) for one in (price, *price.others)}
    for index, category in enumerate(policy.aid.categories if policy.aid else ()):
        prices = ordinary if category.of == "contribution" else due
        broken = sorted(price for price in prices if category.percent and price * category.percent % 100)
        if broken:
            message = f"{category.percent}% of {broken[0]} is no whole yuan: write kind: fixed with the notice's amount"
            yield ("aid", "categories", index, "percent"), message


def _grades(policy: Policy) -> _Found:
    own = policy.contribution
    if own.grades and not own.grade:
        yield ("contribution",), "has grades, but the ordinary one has no name: add grade: 一档"
    if not own.grades and any(not window.grades for window in policy.windows):
        yield ("windows",), "says grades: false, but the contribution has no grades"


def _contacts(county: County, policy: Policy) -> _Found:
    townships = {township.name for township in county.townships}
    for field, when in _conditions(policy):
        for township in when.townships:
            if township not in townships:
                yield (*field, "townships"), f"county.yml has no township {township}"
    for index, contact in enumerate(policy.contacts):
        for township in contact.townships:
            if township not in townships:
                yield ("contacts", index, "townships"), f"county.yml has no township {township}"
    if not any(contact.main for contact in policy.contacts):
        yield ("contacts",), "no contact has main: true"


def _ids(policy: Policy) -> _Found:
    lists: dict[str, Iterable[str]] = {
        "windows": (window.id for window in policy.windows),
        "channels": (channel.id for channel in policy.channels),
        "contacts": (contact.id for contact in policy.contacts),
        "notices": (notice.id for notice in policy.notices),
    }
    for section, ids in lists.items():
        seen: set[str] = set()
        for index, name in enumerate(ids):
            if name in seen:
                yield (section, index, "id"), f"{name} stands twice"
            seen.add(name)
