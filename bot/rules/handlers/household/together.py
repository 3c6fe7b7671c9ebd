"""What a family pays together: each person's own share, added up, with what it hangs on."""

import datetime
from dataclasses import replace

from bot.rules import due, pricing
from bot.rules.facts import Facts
from bot.rules.handlers.aid.categories import kind_text
from bot.rules.handlers.household import discount as family_discount
from bot.rules.handlers.household.beside import (
    say_arranged,
    say_children,
    say_for_whom,
    say_other_windows,
    say_what_is_assumed,
)
from bot.rules.handlers.household.both import asks_for_both, in_time, say_late
from bot.rules.handlers.household.family import Family
from bot.rules.handlers.household.late import say_some_late
from bot.rules.handlers.household.some_may_join import say_who_may_join
from bot.rules.handlers.household.sum import say_sum
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.household import Household
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.rates import Price, price_hangs_on_registration
from bot.rules.shares import in_common
from bot.rules.windows import paying_in, standings


def say(draft: Draft, inquiry: Inquiry, household: Household) -> None:
    """The sum first, then why somebody does not pay the price; a question where the persons are not clear."""
    common = in_common(inquiry.facts, household)
    if household.doubtful and inquiry.facts.late_heads is None:
        # Who they are is not clear: no sum.
        _ask_who(draft, inquiry, _price_today(inquiry, common))
        return
    if inquiry.facts.late_heads is not None:
        say_some_late(draft, inquiry, household, inquiry.facts.late_heads)
        return
    both = asks_for_both(inquiry)
    if not both and say_who_may_join(draft, inquiry, household):
        return
    inquiry = in_time(inquiry) if both else inquiry
    price = _price(draft, inquiry, common)
    if price is None:
        return
    family = Family(inquiry, household, price)
    if family.unclear:
        # Which of the prices is each one's is not clear: children are taken for minors, and that is said.
        family = replace(family, children_minor=True)
    if family.unclear:
        _ask_who(draft, inquiry, price)
        return
    say_sum(draft, inquiry, family)
    say_for_whom(draft, family)
    if both:
        say_late(draft, family)
    for sentence, clause in family.reasons():
        draft.say(sentence, clause)
    say_children(draft, inquiry)
    say_arranged(draft, inquiry, family)
    say_what_is_assumed(draft, inquiry, family)
    if _pays_on(inquiry.facts) in (None, inquiry.today) and family.price == due.only_late(
        inquiry.policy, inquiry.today, common
    ):
        due.say_ordinary_before(draft, inquiry, common)
    elif not (_pays_on(inquiry.facts) or inquiry.facts.missed_window):
        say_other_windows(draft, inquiry, family)


def _price(draft: Draft, inquiry: Inquiry, common: Facts) -> Price | None:
    """The price that holds for the family; where there is none, what holds instead is said.

    One member's way to enroll late, or lower price, is not the family's: ``common`` is what is known of them all.
    """
    facts, policy = inquiry.facts, inquiry.policy
    when = _pays_on(facts)
    if due.is_late(inquiry):
        late = due.late_for_all(policy, inquiry.today, common)
        if late is None:
            paying.say_late_rule(draft, inquiry)
        return late
    if when is None:
        return _price_today(inquiry, common)
    price = pricing.on(policy, when, common)
    if price is None:
        paying.say_day(draft, inquiry, when)
    return price


def _pays_on(facts: Facts) -> datetime.date | None:
    """The day on which those pay who have not: where some have paid, theirs is another one."""
    some_paid = facts.household and any(person.covered == "paid" for person in facts.household.persons)
    return facts.asked_on if some_paid else facts.pays_on


def _price_today(inquiry: Inquiry, common: Facts) -> Price:
    """What whoever has not paid yet pays today: in a window, or late where only that is left."""
    late = due.late_now(inquiry, common) or _price_of_some(inquiry, common)
    return late or pricing.from_today(inquiry.policy, inquiry.today, common)[0]


def _price_of_some(inquiry: Inquiry, common: Facts) -> Price | None:
    """The price of a window of some people, where no other goes on or is still to come."""
    now = standings(inquiry.policy, inquiry.today, common)
    if any(one.is_left for one in now if one.for_everyone):
        return None
    mine = paying_in(now)
    return pricing.of(inquiry.policy, mine.window.pay, mine.window, facts=common) if mine else None


def _ask_who(draft: Draft, inquiry: Inquiry, price: Price) -> None:
    aided = pricing.aid_for(inquiry.policy, inquiry.facts)[:1]
    ordinary = "普通居民" if aided else ""
    draft.say(f"{inquiry.head}{ordinary}{price.each()}，几个人缴就乘以几", *price.all_clauses())
    draft.figure_price(price, "contribution" if price.window else "late_payment")
    family_discount.say_rule(draft, inquiry, inquiry.facts.heads, price.window)
    for category in aided:
        # Whose it is is not clear, but that one of them has it was told.
        draft.say(f"其中{category.name}{kind_text(inquiry.policy, category)}", category.clause)
        if category.amount is not None and category.kind != "full":
            draft.figure("aid", category.amount, "元")
    by_registration = price_hangs_on_registration(inquiry.policy) and inquiry.facts.registration is None
    known = inquiry.facts.household and not inquiry.facts.household.doubtful
    draft.ask = "registration" if by_registration and known else "household"
