"""Whether a day of treatment lies in the time for which the asker is covered."""

import datetime

from bot.rules.answer import day
from bot.rules.inquiry import Draft, Inquiry


def verdict(draft: Draft, inquiry: Inquiry) -> str:
    """What goes before the days that the draft tells; empty where no treatment was told or its month leaves it open."""
    days = inquiry.facts.earliest_and_latest("treated")
    since, until = _figure(draft, "covered_from"), _figure(draft, "covered_until")
    if days is None or since is None or inquiry.facts.treated is None:
        return ""
    told = inquiry.when(inquiry.facts.treated)
    if days[1] < since:
        return f"不能报，{told}还没到享受待遇的时候："
    if until and days[0] > until:
        return f"不能报，{told}已经过了享受待遇的时间（到{day(until)}为止）："
    if days[0] >= since and (until is None or days[1] <= until):
        return f"能按规定报，{told}已在享受待遇的时间里："
    return ""


def _figure(draft: Draft, name: str) -> datetime.date | None:
    found = {str(figure.value) for figure in draft.figures if figure.name == name}
    return datetime.date.fromisoformat(found.pop()) if len(found) == 1 else None
