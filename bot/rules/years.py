"""Which insurance year a question is about, and what to say of those that are not held."""

import datetime
from collections.abc import Mapping

from bot.rules.answer import Question
from bot.rules.calendar import add_months
from bot.rules.facts import Facts
from bot.rules.inquiry import Inquiry
from bot.rules.policy import Policy


def current(policies: Mapping[int, Policy], today: datetime.date) -> int:
    """The year that is being collected today, else the newest."""
    collecting = [
        year
        for year, policy in policies.items()
        for window in policy.windows
        if window.start and window.end and window.start <= today <= window.end
    ]
    return max(collecting, default=max(policies))


def wanted_year(question: Question, facts: Facts, policies: Mapping[int, Policy]) -> int | None:
    """The insurance year asked for: by name, by a date that lies in it, or by one beyond every policy that is held."""
    if question.year:
        return question.year
    last = max(_last_day(policy) for policy in policies.values())
    for date in (facts.born, facts.paid, facts.asked_on):
        if date is None:
            continue
        if date > last:
            return date.year
        covering = [
            year for year in sorted(policies, reverse=True) if _covers(policies[year], date, facts.born == date)
        ]
        if covering:
            return covering[0]
    return None


def _covers(policy: Policy, date: datetime.date, birth: bool) -> bool:
    """Whether a birth falls under the policy's rule, or a day into the time from its first window on."""
    if birth:
        return bool(policy.newborn and policy.newborn.born.holds(date))
    starts = [window.start for window in policy.windows if window.start]
    return bool(starts) and min(starts) <= date <= _last_day(policy)


def _last_day(policy: Policy) -> datetime.date:
    """The last day on which a question can still be about this policy: its year's end, or half a year after it closes."""
    ends = [datetime.date(policy.insurance_year, 12, 31)]
    ends += [benefit.until for benefit in policy.benefits if benefit.until]
    closes = policy.closes()
    return max([*ends, add_months(closes, 6)] if closes else ends)


def not_held(inquiry: Inquiry, policies: Mapping[int, Policy], years: tuple[int, ...]) -> str:
    """That there is no rule for these years, and which ones there are."""
    held = "、".join(policies[year].year_name for year in sorted(policies))
    note = f"（{inquiry.policy.year_note}）" if inquiry.policy.year_note else ""
    text = years_text(years)
    return f"{inquiry.county.name}{text}的规定我这里没有，只收录了{held}的通知{note}，不能拿来当作{text}的"


def years_text(years: tuple[int, ...]) -> str:
    return "、".join(f"{year}年" for year in years)
