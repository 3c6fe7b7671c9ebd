"""What a reply adds when the year's windows are over."""

import datetime

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.ending import ending_of
from bot.rules.inquiry import Draft, Inquiry, referral

# What is not tied to a season, so that no reply about it needs to say that the windows are over.
TIMELESS = ("contact", "administration", "out_of_scope_medical")


def say_season(draft: Draft, inquiry: Inquiry) -> None:
    """With today past the year's windows, say so and where to ask."""
    ending = ending_of(inquiry)
    timeless = inquiry.question.topic in TIMELESS or draft.status != "answered" or _free_newborn(draft)
    if timeless or ending is None:
        return
    said = "".join(statement.text for statement in draft.statements)
    in_year = inquiry.today <= datetime.date(inquiry.policy.insurance_year, 12, 31)
    if in_year and inquiry.question.topic in ("late_payment", "newborn", "benefit_period"):
        # What was just said is how it is done now.
        return
    text, clauses = referral(inquiry)
    then = "" if text in said else f"，现在的办法{text}"
    late_told = any(figure.name == "late_payment" for figure in draft.figures)
    if (inquiry.facts.asked_on == inquiry.today or late_told) and (day(ending.closes) in said or ending.text in said):
        return
    if ending.open_for_some and day(ending.closes) in said:
        # The windows were just told, with whom the later one is for.
        return
    price, late = pricing.late(inquiry.policy, inquiry.facts), inquiry.policy.late
    if in_year and "可以中途参保" in said and late and pricing.midway_rows(late, inquiry.facts):
        # Who may still enroll was told so.
        return
    aided = any(figure.name == "own_share" and not figure.value for figure in draft.figures)
    if in_year and price and not aided and late and late.accepted == "all" and not pricing.is_over(late, inquiry.today):
        then, clauses = f"，现在补缴要{price.each('')}", price.all_clauses()
        draft.figure("late_payment", price.amount, "元")
    draft.say(
        f"{ending.text}{then}",
        ending.clause,
        *(clauses if then else ()),
        season=True,
    )


def _free_newborn(draft: Draft) -> bool:
    return {figure.value for figure in draft.figures if figure.name == "newborn_pay"} == {0}
