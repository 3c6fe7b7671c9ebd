"""A wait that ends only after the year that was paid for: 10月补缴，12月能报吗."""

import datetime
import re

from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Policy

_STILL_THIS_YEAR = re.compile(
    r"(今年|当年|本年|年内|年底前?|年前|20\d\d年(内|里)?|(?<!\d)1[0-2]月(份|底|\d+[日号])?)(还|也|就|之?前|内|里)*(能|可以|会)?(不能|不可以)?(用|报(?!名)|享受|住院|看病)"
    r"|能用多久|用得[上到着]|能用几(个?月|天)|白(交|缴)|来得及用"
)


def end_of_benefits(policy: Policy) -> datetime.date | None:
    """The last day of the year that is paid for: as the notice tells it, else the end of the year in which benefits begin."""
    told = [row.until for row in policy.benefits if row.until]
    begun = [row.since for row in policy.benefits if row.since]
    if told:
        return max(told)
    return datetime.date(max(begun).year, 12, 31) if begun else None


def is_in_vain(policy: Policy, covered: datetime.date) -> bool:
    """Whether the day from which one is covered lies after the year that was paid for."""
    end = end_of_benefits(policy)
    return end is not None and covered > end


def lead_with_that(draft: Draft, inquiry: Inquiry) -> None:
    """Where it is asked whether it is of use this year, that it is not comes first."""
    end = end_of_benefits(inquiry.policy)
    days = {str(figure.value) for figure in draft.figures if figure.name == "covered_from"}
    if end is None or len(days) != 1 or not _STILL_THIS_YEAR.search(inquiry.question.digits or inquiry.question.text):
        return
    if datetime.date.fromisoformat(days.pop()) > end and not draft.statements[0].text.startswith("不能报"):
        draft.lead_with(f"{end.year}年内用不上了。")
