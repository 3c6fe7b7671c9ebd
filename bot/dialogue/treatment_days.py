"""Days on which somebody is treated, told beside the day of paying: 3月1号交的，6月15住院能报不."""

import re

from bot.dialogue.date_mentions import Lunar
from bot.nlu.reading import dates

_TREATED = re.compile(
    r"^[日号]?(就|再|才|去|要|想|能|可以|还|的|生病|突然|因病)*(住(了)?院|看病|看医生|(做)?(个)?手术|(给|能)?报销?(?!名)|用(上)?医保)"
)
_PAYING = re.compile(r"^[^，。？]{0,8}(交|缴|补|参保)")


def treatment(text: str, found: list[dates.Mention | Lunar], roles: list[str]) -> dates.Mention | None:
    """The day of treatment, to the day; nothing where no other day is one of paying."""
    days = [(m, role) for m, role in zip(found, roles, strict=True) if isinstance(m, dates.Mention)]
    treated = [m for m, role in days if role in ("asked_on", "paid") and _TREATED.match(text[m.end :])]
    pays = [m for m, role in days if m not in treated and (role == "paid" or _PAYING.match(text[m.end :]))]
    if len(treated) != 1 or not pays or treated[0].precision != "day" or treated[0].until:
        return None
    return treated[0]
