"""今天交明天就能打吧: a day that only says how soon, long after the windows that are held."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot.dialogue.days.season import in_season
from bot.rules.policy import Policy

# The one day against the other: how soon after it, and not of this year's paying.
_HOW_SOON = re.compile(
    r"(今天|今日|当天|上午|早上)[^，。？]{0,4}(交|缴|办|登记|付|激活|申请|参保)[^，。？]{0,5}，?[^，。？]{0,3}(明天|后天|第[二2]天|次日|当天|今天|马上|立马|立刻|下午|晚上|下个?月|几天)"
)


def without_hypothetical(values: Mapping[str, Any], text: str, today: datetime.date, policy: Policy) -> dict[str, Any]:
    """The facts without the days of such a question."""
    if in_season(policy, today, months=18) or not _HOW_SOON.search(text):
        return dict(values)
    days = ("asked_on", "paid", "treated", "registered")
    near = {name for name in days if values.get(name) and abs((values[name] - today).days) <= _NEAR}
    return {name: value for name, value in values.items() if name not in near}


_NEAR = 31
