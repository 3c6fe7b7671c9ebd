"""Prices that differ from person to person: children's, the dearer grades', and what a reply says of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.rules.answer import yuan
from bot.rules.conditions import Truth, holds
from bot.rules.facts import Facts
from bot.rules.policy import Pay, Policy, Rate, Surcharge, When, Window


@dataclass(frozen=True)
class Price:
    """``amount`` in yuan a person; ``window`` in which it holds, None for late enrollment.

    ``who`` names the people whose price it is where it is not everybody's; ``others`` are the prices of the people whom
    the facts do not rule out, ``minor`` whether they are children, ``aged`` that it is their age alone. ``rate`` names the rate or grade that the person is known to have, ``rises`` what each
    later month of the window costs more, ``as_written`` that the window sets the price itself, so that nothing comes on top.
    """

    amount: int
    clauses: tuple[str, ...]
    window: Window | None = None
    who: str | None = None
    rate: str | None = None
    minor: bool | None = None
    aged: bool = False
    rises: int = 0
    as_written: bool = False
    others: tuple["Price", ...] = ()

    def each(self, lead: str = "每人") -> str:
        """每人350元, and in brackets what other people pay."""
        rest = "；".join(f"{other.who}每人{yuan(other.amount)}" for other in self.others)
        return f"{lead}{yuan(self.amount)}" + (f"（{rest}）" if rest else "")

    @property
    def supposed(self) -> dict[str, bool]:
        """What is taken for true of the people whose price it is."""
        return {} if self.minor is None else {"minor": self.minor}

    def all_clauses(self) -> tuple[str, ...]:
        """Its own clauses and those of the others."""
        return tuple(dict.fromkeys((*self.clauses, *(c for other in self.others for c in other.clauses))))


def price(
    policy: Policy,
    pay: Pay,
    facts: Facts,
    window: Window | None = None,
    clause: str | None = None,
    own: tuple[Rate, ...] = (),
) -> Price | None:
    """The price that ``pay`` names for the person; ``own`` are the rates of the window or of paying late.

    Grades are chosen in the windows, not by those who pay late.
    """
    found = list(_prices(policy, pay, facts, window, clause, own))
    if not found:
        return None
    if window and window.surcharge:
        found = [one if one.as_written else _dearer(one, window.surcharge, window) for one in found]
    base = next((one for one in found if one.who is None), found[-1])
    others = {one.amount: one for one in reversed(found) if one is not base and one.amount != base.amount}
    return replace(base, window=window, others=tuple(reversed(others.values())))


def _dearer(price: Price, surcharge: Surcharge, window: Window) -> Price:
    """With the window's surcharge."""
    clauses = (*price.clauses, surcharge.clause or window.clause)
    return replace(price, amount=price.amount + surcharge.amount, clauses=tuple(dict.fromkeys(clauses)))


def _prices(
    policy: Policy, pay: Pay, facts: Facts, window: Window | None, clause: str | None, own: tuple[Rate, ...]
) -> Iterator[Price]:
    """The prices that the person may have; the one without ``who`` is the person's own as far as is known."""
    written = window is not None and own is window.rates
    for rate in own:
        truth = _of_students(rate.when, facts) or holds(rate.when, facts)
        if truth.value is False or (truth.value is None and _is_membership(truth.needs)):
            continue
        known = facts if truth.value else _supposing(rate.when, facts)
        place = rate.clause or clause or (window.clause if window else None)
        found = list(_prices(policy, rate.pay, known, window, place, ()))
        if written:
            found = [replace(one, as_written=True) for one in found]
        if truth.value:
            yield from (replace(one, rate=rate.who) if one.who is None else one for one in found)
            return
        aged = truth.needs == ("age",)
        yield from (replace(one, who=rate.who, minor=known.minor, aged=aged) for one in found if one.who is None)
    if isinstance(pay, int):
        yield from _graded(policy, Price(pay, _places(clause, window)), facts, window)
    elif pay == "contribution":
        contribution = policy.contribution
        if contribution.rates and own is not contribution.rates:
            yield from _prices(policy, pay, facts, window, contribution.clause, contribution.rates)
        else:
            base = Price(contribution.amount, (contribution.clause,))
            yield from _graded(policy, base, facts, window)
    elif policy.full_premium:
        premium = policy.full_premium
        if premium.rates and own is not premium.rates:
            yield from _prices(policy, pay, facts, window, premium.clause, premium.rates)
        else:
            yield Price(premium.amount, (premium.clause,))


def _of_students(when: When, facts: Facts) -> Truth | None:
    """A rate of students is no pupil's; who is called 学生 and is a child may be either. None where that is not the matter."""
    if "student" not in when.groups or "student" not in facts.groups or when.minor is not None:
        return None
    if "pupil" in facts.groups:
        return Truth(False)
    return Truth(None) if facts.minor else None


def price_hangs_on_registration(policy: Policy) -> bool:
    """Whether people registered in a town pay another price than those in the country."""
    rates = (*policy.contribution.rates, *(rate for window in policy.windows for rate in window.rates))
    return any(rate.when.registration for rate in rates)


def _places(clause: str | None, window: Window | None) -> tuple[str, ...]:
    place = clause or (window.clause if window else None)
    return (place,) if place else ()


def _graded(policy: Policy, base: Price, facts: Facts, window: Window | None) -> Iterator[Price]:
    """The base price, or with the grade that is asked for; each grade that may be chosen has its own as well."""
    grades = policy.contribution.grades if window and window.grades else ()
    may = [grade for grade in grades if holds(grade.when, facts).value is not False]
    priced = {
        grade.name: Price(
            base.amount + grade.amount - policy.contribution.amount, (*base.clauses, grade.clause), who=grade.name
        )
        for grade in may
    }
    if facts.grade in priced:
        yield replace(priced[facts.grade], who=None, rate=facts.grade)
        return
    yield base
    if facts.grade is None:
        yield from priced.values()


def _is_membership(needs: tuple[str, ...]) -> bool:
    """Nobody is taken for one of a group or township without saying so."""
    return bool({"groups", "township"} & set(needs))


def _supposing(when: When, facts: Facts) -> Facts:
    """The facts of a person of whom ``when`` holds."""
    return facts if when.minor is None else facts.copy(update={"minor": when.minor})
