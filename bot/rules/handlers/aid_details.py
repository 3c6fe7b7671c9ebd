"""Who pays for the aid, carries it out, lists the people, and does their paperwork."""

import re

from bot.rules.handlers.aid_groups import aid_of, concerns_aid, may_mean, relevant_groups
from bot.rules.handlers.aid_share import say_for_groups
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_detail, say_silence

DETAILS = ("aid_list", "aid_executor", "aid_payer", "aid_procedure")
_OWN_SHARE = re.compile(r"(要|用|还|得)(不要|不用)?(自己)?(交|缴|掏)|(交|缴|掏|免)不(交|缴|掏|免)|(交|缴|掏)多少")


def say_details(draft: Draft, inquiry: Inquiry, asked: set[str]) -> None:
    """The first of the details asked, for people whom the notice aids; of others that they are not listed."""
    detail = next(name for name in DETAILS if name in asked)
    listed = not concerns_aid(inquiry) or _is_listed(inquiry, detail)
    if not listed or concerns_aid(inquiry) and _OWN_SHARE.search(inquiry.question.text):
        say_for_groups(draft, inquiry)
    said = {clause for statement in draft.statements for clause in statement.clauses}
    points = matching(inquiry, detail)
    if not listed or points and all(point.clause in said for point in points):
        return
    aspect = inquiry.catalogue.aspects[detail]
    if not say_detail(draft, inquiry, aspect):
        say_silence(draft, inquiry, aspect)


def _is_listed(inquiry: Inquiry, detail: str) -> bool:
    """Whether the notice aids the person's groups, or those that a plain word may mean, or names them in the detail."""
    policy, groups = inquiry.policy, relevant_groups(inquiry)
    if any(groups & set(point.groups) for point in policy.points.get(detail, ())):
        return True
    return bool(aid_of(inquiry) or policy.aid and may_mean(inquiry, policy.aid, groups))
