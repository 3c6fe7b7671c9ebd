"""When the dates of questions about a policy lie."""

import datetime
import re

from bot.nlu.reading import dates
from bot.rules.calendar import add_months
from bot.rules.policy import Policy
from bot.rules.windows import near_opening, season_begins


def season(policy: Policy) -> dates.Season:
    """When the dates of questions about this policy lie, if they name no year."""
    since = near_opening(policy) or datetime.date(policy.insurance_year, 1, 1)
    return dates.Season(since, policy.insurance_year)


def in_season(policy: Policy, today: datetime.date, months: int = 6) -> bool:
    """Whether the day lies in the time from before the first window until so many months after the last one."""
    closes = policy.closes()
    return bool(closes and season_begins(policy) <= today <= add_months(closes, months))


_TO_MAKE_UP = re.compile(r"补(交|缴)|(现在|今天|眼下|这会儿)(还|再|去|来|才)*(能|可以)?(交|缴|参)")


def may_ask_of_now(policy: Policy, today: datetime.date, text: str) -> bool:
    """Whether 现在 is a day on which somebody may pay: in the season, or in the year where it may be made up for."""
    joins = policy.late is not None and policy.late.accepted in ("all", "listed")
    in_year = joins and today.year == policy.insurance_year and bool(_TO_MAKE_UP.search(text))
    return in_season(policy, today) or in_year
