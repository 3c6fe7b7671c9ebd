"""Whether somebody who has died did so before the benefits that were paid for began: 交完医保年底前就去世了."""

import datetime
import re

from bot.rules.inquiry import Inquiry
from bot.rules.policy import Policy

_DIED = r"(去世|过世|病故|没了|不在了|走了|身故|死了|没的|走的|人没)"
_BEFORE = re.compile(
    rf"((年底|年末|年|元旦|1月1?[号日]?)(以|之)?前|(还)?(没|未|不)(有|等|能)?(到|过|熬到)(元旦|1月(份|1[号日]|初)?|年底|年|新年)|(当|头|同)年(底|末|年底)?(?!\d))[^，。？]{{0,8}}(就|都|才)?(人)?{_DIED}"
)
_IN_MONTH = re.compile(
    rf"((?P<year>20\d\d)年|(?P<same>当年|头年|同年))?(?P<month>\d{{1,2}})月(\d{{1,2}}[号日]?|份|底|初)?[^，。？\d]{{0,6}}{_DIED}"
)


def died_in_time(inquiry: Inquiry) -> bool | None:
    """Whether the benefits had begun when the payer died; None where that is not told."""
    text, policy = inquiry.question.digits or inquiry.question.text, inquiry.policy
    since = min((row.since for row in policy.benefits if row.since), default=None)
    if since is None or inquiry.facts.refund_reason not in ("death", None):
        return None
    # 1月去世了，能退吗。要是12月底去世的呢: the month told last.
    month = next(reversed(list(_IN_MONTH.finditer(text))), None)
    before = next(reversed(list(_BEFORE.finditer(text))), None)
    if before and (since.month, since.day) == (1, 1) and (month is None or before.end() >= month.end()):
        return False
    if month and 1 <= int(month["month"]) <= 12:
        return _begun_in(month, since, policy)
    return None


def _begun_in(told: re.Match[str], since: datetime.date, policy: Policy) -> bool | None:
    """A month with its year is before the benefits or not; one without is known if it is one of those of paying."""
    number = int(told["month"])
    if told["year"]:
        return datetime.date(int(told["year"]), number, 1) >= since
    starts = [window.start for window in policy.windows if window.start and window.start < since]
    paying = starts and min(starts).year < since.year and number >= min(starts).month
    return False if paying or told["same"] else None
