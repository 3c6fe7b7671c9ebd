"""What is said beside a family's sum: what was assumed, whether children pay less, what it is in another window."""

import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.handlers.household.family import Family
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points
from bot.rules.policy import AidCategory
from bot.rules.shares import in_common

_CHEAPER = re.compile(r"便宜|少(交|缴|收)|半价|优惠|打折|区别|区分|不同|一样|单独")


def say_children(draft: Draft, inquiry: Inquiry) -> None:
    """Whether children pay less, where that is asked beside the sum."""
    policy = inquiry.policy
    if not (inquiry.asks("child_rate") and _CHEAPER.search(inquiry.question.text)) or policy.contribution.rates:
        return
    draft.aspects.append("child_rate")
    if say_points(draft, inquiry, "child_rate"):
        return
    if policy.contribution.note:
        draft.say(f"标准{policy.contribution.note}", policy.contribution.clause)
    elif policy.is_silent_on("child_rate"):
        draft.say("小孩和大人是否不同，通知未载明")


def say_for_whom(draft: Draft, family: Family) -> None:
    """That the sum is of people who may pay in a window of some alone, where no other is open."""
    window = family.price.window
    if window and window.who:
        draft.say(f"这是按全家都属于{window.who}算的，不属于的要看一般居民的期限", window.clause)


def say_arranged(draft: Draft, inquiry: Inquiry, family: Family) -> None:
    """Who sees to it that nobody pays, where the aid covers all of them."""
    aid = inquiry.policy.aid
    if aid and aid.settled and family.paying and all(one.category and not one.amount for one in family.paying):
        draft.say(aid.settled, aid.settled_clause)


def say_what_is_assumed(draft: Draft, inquiry: Inquiry, family: Family) -> None:
    household = family.household
    for name in household.assumed:
        draft.say(f"{name}是按1个人算的")
    for other in dict.fromkeys(other for one in family.shares for other in one.older):
        draft.say(f"其中有{other.who}的，每人{yuan(other.amount)}", *other.clauses)
    policy = inquiry.policy
    full: list[AidCategory] = [c for c in policy.aid.categories if c.kind == "full"] if policy.aid else []
    known = household.ordinary or any(person.described or person.age is not None for person in household.persons)
    if full and not known:
        draft.say(f"家里有{full[0].name}等全额资助对象的，这些人不用缴", full[0].clause)


def say_other_windows(draft: Draft, inquiry: Inquiry, family: Family) -> None:
    """What the family pays in the windows to come."""
    common = in_common(inquiry.facts, family.household)
    prices = pricing.from_today(inquiry.policy, inquiry.today, common)
    others = [replace(family, price=price) for price in prices if price.amount != family.price.amount]
    others = [other for other in others if not other.unclear]
    if not others or family.open_aid or family.open_newborns:
        return
    rows = "；".join(
        f"{other.price.window.name}缴的一共{yuan(sum(one.amount or 0 for one in other.settled))}"
        for other in others
        if other.price.window
    )
    draft.say(rows, *(clause for other in others for clause in other.clauses))
