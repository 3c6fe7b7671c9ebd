"""When paying ended for the asker: with the window for everybody, or with a later one that is the asker's own."""

import datetime
from dataclasses import dataclass

from bot.rules.answer import day
from bot.rules.conditions import holds
from bot.rules.inquiry import Inquiry
from bot.rules.policy import Window


@dataclass(frozen=True)
class Ending:
    """The end of the asker's last window, as a sentence with its clause."""

    closes: datetime.date
    text: str
    clause: str
    open_for_some: bool = False


def ending_of(inquiry: Inquiry) -> Ending | None:
    """How the year ended for the asker; None while one may pay, or may be one of those who still may."""
    ended = [window for window in inquiry.policy.windows if window.end]
    if not ended:
        return None
    own = [window for window in ended if window.who is None or holds(window.when, inquiry.facts).value]
    last = max(own or ended, key=_end)
    if inquiry.today <= _end(last):
        return None
    text = f"这一年度的缴费已于{_said(last)}结束"
    later = [w for w in ended if _end(w) > _end(last) and holds(w.when, inquiry.facts).value is not False]
    still = [window for window in later if inquiry.today <= _end(window)]
    if still:
        # Between the two ends: over for most, and open for those whom the notice names.
        text += "，" + "，".join(f"{window.who}的可延长至{_said(window)}" for window in still)
    return Ending(_end(last), text, last.clause, open_for_some=bool(still))


def _end(window: Window) -> datetime.date:
    return window.end or datetime.date.min


def _said(window: Window) -> str:
    return window.end_say or day(_end(window))
