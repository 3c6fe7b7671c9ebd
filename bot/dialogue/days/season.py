"""When the dates of questions about a policy lie."""

import datetime

from bot.nlu.reading import dates
from bot.rules.calendar import add_months
from bot.rules.policy import Policy


def season(policy: Policy) -> dates.Season:
    """When the dates of questions about this policy lie, if they name no year."""
    starts = [window.start for window in policy.windows if window.start]
    since = add_months(min(starts), -2) if starts else datetime.date(policy.insurance_year, 1, 1)
    return dates.Season(since, policy.insurance_year)


def in_season(policy: Policy, today: datetime.date, months: int = 6) -> bool:
    """Whether the day lies in the time from before the first window until so many months after the last one."""
    closes = policy.closes()
    return bool(closes and season(policy).since <= today <= add_months(closes, months))
