"""Whose an amount is that only aid makes: 140元是谁交的."""

import re

from bot.rules.answer import yuan
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import AidCategory, Policy

_WHOSE = re.compile(
    r"谁|(哪|什么|啥)(些|种|样|类)?(的)?(人|户)|怎么回事|咋回事|(是|算)(个)?(什么|啥|么)钱|(怎么|咋)来的"
)


def of_amount(policy: Policy, claims: tuple[int, ...]) -> tuple[AidCategory, ...]:
    """The groups that are given the one amount named, or that it is left to pay; none for the contribution itself."""
    own = policy.contribution.amount
    if len(set(claims)) != 1 or claims[0] == own or policy.aid is None:
        return ()
    return tuple(
        category
        for category in policy.aid.categories
        if category.kind == "fixed" and category.amount and claims[0] in (category.amount, own - category.amount)
    )


def asks_whose(inquiry: Inquiry) -> bool:
    """Whether it is asked whose such an amount is, by somebody who tells of no group."""
    asked = _WHOSE.search(inquiry.question.text) and not inquiry.facts.groups
    return bool(asked and of_amount(inquiry.policy, inquiry.question.claims))


def say_whose(draft: Draft, inquiry: Inquiry) -> None:
    """Who is given how much, and what is left to pay."""
    own = inquiry.policy.contribution
    for category in of_amount(inquiry.policy, inquiry.question.claims):
        given = category.amount or 0
        lead = "" if draft.statements else inquiry.head
        draft.say(
            f"{lead}{category.name}定额资助{yuan(given)}，自己缴{yuan(own.amount - given)}", category.clause, own.clause
        )
        draft.figure("aid", given, "元")
        draft.figure("own_share", own.amount - given, "元")
