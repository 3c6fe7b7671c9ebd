"""A family of whom only some may still enroll: after the windows, where the notice lets in those of some groups."""

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.household import Household, Person
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import LateEnrollment


def say_who_may_join(draft: Draft, inquiry: Inquiry, household: Household) -> bool:
    """Whether only some of the family may join midway on that day: then what these pay, and no sum of all."""
    policy, on = inquiry.policy, inquiry.facts.pays_on or inquiry.today
    late, closes = policy.late, policy.closes()
    if late is None or late.accepted != "listed" or closes is None or not closes < on:
        return False
    members = [person for person in household.payers() if _may_join(person, late, inquiry)]
    price = pricing.late(policy)
    if on.year > policy.insurance_year or price is None or not 0 < len(members) < len(household.payers()):
        return False
    who = "、".join(dict.fromkeys(inquiry.group_name(row) for person in members for row in _groups(person, late)))
    many = f"，{len(members)}个人一共{yuan(price.amount * len(members))}" if len(members) > 1 else ""
    draft.say(
        f"{inquiry.head}过了缴费期，家里只有{who}可以中途参保，{price.each()}{many}", late.clause, *price.all_clauses()
    )
    draft.figure_price(price, "late_payment")
    if many:
        draft.figure("total", price.amount * len(members), "元")
    draft.say(f"其余的人{late.says}", late.clause)
    return True


def _may_join(person: Person, late: LateEnrollment, inquiry: Inquiry) -> bool:
    return bool(pricing.midway_rows(late, inquiry.facts.copy(update={"groups": person.groups})))


def _groups(person: Person, late: LateEnrollment) -> list[str]:
    return [row.group for row in late.who if row.group in person.groups]
