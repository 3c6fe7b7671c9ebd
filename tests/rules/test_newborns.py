"""A newborn's case by group and by calendar day."""

import datetime

import pytest

from bot.rules.calendar import Span
from bot.rules.facts import Facts
from bot.rules.handlers.newborn.limits import limits_of
from bot.rules.newborns import holds_for_some, newborn_holds
from bot.rules.policy import DateRange, Newborn, NewbornCase, Registered, When

BORN = datetime.date(2024, 10, 5)
LAST = datetime.date(2025, 2, 28)
BY_DAY = When(applied=DateRange(until=LAST))
WITHIN = When(registered=Registered(within=Span(months=6)))
OF_THIRD = When(groups=("third_born",), registered=Registered(within=Span(months=6)))


@pytest.mark.parametrize(("registered", "holds"), [(LAST, True), (LAST + datetime.timedelta(days=1), False)])
def test_applying_for_a_newborn_is_its_registration(registered: datetime.date, holds: bool) -> None:
    assert newborn_holds(BY_DAY, Facts(born=BORN, registered=registered)).value is holds


def test_an_open_day_of_applying_is_asked_for_as_the_registration() -> None:
    assert newborn_holds(BY_DAY, Facts(born=BORN)).needs == ("registered",)


def test_paying_may_be_told_instead_of_registering() -> None:
    by_payment = When(paid=DateRange(until=LAST))
    assert newborn_holds(by_payment, Facts(born=BORN, paid=LAST)).value is True


def test_a_group_that_nobody_named_is_none_and_is_not_asked_for() -> None:
    facts = Facts(born=BORN, registered=BORN)
    assert newborn_holds(OF_THIRD, facts) == (False, ())
    assert newborn_holds(OF_THIRD, facts.copy(update={"groups": frozenset({"third_born"})})).value is True


def test_a_case_of_a_group_would_hold_for_one_of_it_if_the_rest_of_it_does() -> None:
    assert holds_for_some(OF_THIRD, Facts(born=BORN, registered=BORN))
    assert not holds_for_some(OF_THIRD, Facts(born=BORN, registered=datetime.date(2025, 4, 6)))
    assert not holds_for_some(WITHIN, Facts(born=BORN, registered=BORN))


def rules(*whens: When) -> Newborn:
    cases = tuple(NewbornCase(when=when, clause="六", pay=0) for when in whens)
    return Newborn(
        clause="六",
        general="…",
        born=DateRange(),
        register_within=Span(months=6),
        cases=(*cases, NewbornCase(clause="六")),
    )


def test_a_day_of_the_calendar_limits_in_place_of_the_span_from_birth() -> None:
    assert limits_of(rules(BY_DAY), Facts(born=BORN), BORN) == {LAST: None}


def test_a_limit_of_other_births_is_none_of_this_child() -> None:
    others = BY_DAY.copy(update={"born": DateRange(since=datetime.date(2024, 11, 1))})
    assert limits_of(rules(others, WITHIN), Facts(born=BORN), BORN) == {datetime.date(2025, 4, 5): Span(months=6)}


def test_a_limit_gone_by_is_left_out_while_a_later_one_is_to_come() -> None:
    both = rules(BY_DAY, WITHIN)
    assert list(limits_of(both, Facts(born=BORN), datetime.date(2025, 3, 1))) == [datetime.date(2025, 4, 5)]
