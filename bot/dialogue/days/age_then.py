"""How old a newborn is on the day that is asked about: 85天了，再过1周去; 明天满3个月，后天去."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from bot.rules.calendar import add_months

_SAID = {"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "今儿": 0, "明天": 1, "后天": 2, "大后天": 3}
_DAY = "|".join(sorted(_SAID, key=len, reverse=True))
_FULL = r"(?:出生)?满(?:了|上|够)?(?P<count>\d{1,3})(?P<unit>个月|天)"
# 明天满3个月, 满3个月就是昨天.
_FULL_ON = (
    re.compile(
        rf"(?P<day>{_DAY})(?:我家|我们|俺家)?(?:孩子|娃娃?|宝宝|小孩|小家伙|他|她)?(?:就|才|刚好?|正好|恰好|该|要)*{_FULL}"
    ),
    re.compile(rf"{_FULL}(?:就|正好|刚好|恰好)*(?:是|在)(?P<day>{_DAY})"),
)


def on_that_day(values: Mapping[str, Any], text: str, today: datetime.date) -> dict[str, Any]:
    """The day of birth where it is told on which day an age is full; else the age on the day of going there."""
    full = next((match for shape in _FULL_ON if (match := shape.search(text))), None)
    if full and not values.get("born"):
        day, count = today + datetime.timedelta(days=_SAID[full["day"]]), int(full["count"])
        born = add_months(day, -count) if full["unit"] == "个月" else day - datetime.timedelta(days=count)
        return {"born": born, "age_months": None, "age_days": None}
    goes = values.get("registered") or values.get("asked_on")
    rough = {row.fact for row in values.get("rough", ())} | set(values.get("months_only", ()))
    if goes is None or goes <= today or rough or values.get("born"):
        return {}
    if values.get("age_days") is not None:
        return {"age_days": values["age_days"] + (goes - today).days}
    # Of a child of 2 months some days on, nobody can tell on which side of 3 months it is.
    return {"age_months": None} if values.get("age_months") is not None else {}
