"""What a family comes to of whom some pay in time and some too late."""

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.household import Household
from bot.rules.inquiry import Draft, Inquiry


def say_some_late(draft: Draft, inquiry: Inquiry, household: Household, late_heads: int) -> None:
    """The sum of both prices where everybody pays one of them; else each price, and no sum."""
    prices = pricing.standard(inquiry.policy)
    late = pricing.late(inquiry.policy)
    in_time = len(household.everyone()) - late_heads
    counted = late_heads > 0 and not household.doubtful
    alike = counted and len(prices) == 1 and not any(person.described for person in household.persons)
    rule = inquiry.policy.late
    if late is None or rule is None or rule.accepted != "all":
        _say_without_late(draft, inquiry, in_time if alike else None)
        return
    own = prices[0]
    clauses = (*own.all_clauses(), *late.all_clauses())
    if alike and in_time > 0 and not late.others:
        total = in_time * own.amount + late_heads * late.amount
        how = f"按时缴的{in_time} × {yuan(own.amount)} + 过期缴的{late_heads} × {yuan(late.amount)}"
        draft.say(f"{inquiry.head}{in_time + late_heads}个人一共{yuan(total)}（{how}）", *clauses)
        draft.figure("total", total, "元")
    else:
        each = "；".join(price.each() for price in prices)
        draft.say(f"{inquiry.head}按时缴的{each}，过期才缴的{late.each()}", *clauses)
    draft.figure("contribution", own.amount, "元")
    draft.figure_price(late, "late_payment")


def _say_without_late(draft: Draft, inquiry: Inquiry, in_time: int | None) -> None:
    """The notice gives no price for those who come too late: what those in time pay, and what it says of the others."""
    price = pricing.standard(inquiry.policy)[0]
    total = f"按时缴的{in_time}个人一共{yuan(in_time * price.amount)}" if in_time else f"按时缴的{price.each()}"
    draft.say(f"{inquiry.head}{total}", *price.all_clauses())
    draft.figure("contribution", price.amount, "元")
    paying.say_late_rule(draft, inquiry)
