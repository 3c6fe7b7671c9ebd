"""Who pays for the aid, carries it out, lists the people, and does their paperwork."""

import re

from bot.rules.handlers.aid.groups import aid_of, concerns_aid, may_mean, relevant_groups
from bot.rules.handlers.aid.share import say_for_groups
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_detail, say_silence

DETAILS = ("aid_list", "aid_executor", "aid_payer", "aid_procedure")
# 我说我是贫困户就行吗: the asker's own word against the list.
_ONLY_SAYING_SO = re.compile(r"(自己|我|俺|光|嘴上|口头)(说|讲|报|称)[^，。]{0,10}(就|便)(行|能|可以|算|免|成|中)")
_ON_WHAT = re.compile(r"(凭|拿|以)[^，。]{0,4}(什么|啥|哪)")
_OWN_SHARE = re.compile(r"(要|用|还|得)(不要|不用)?(自己)?(交|缴|掏)|(交|缴|掏|免)不(交|缴|掏|免)|(交|缴|掏)多少")


def say_details(draft: Draft, inquiry: Inquiry, asked: set[str]) -> None:
    """The first of the details asked, for people whom the notice aids; of others that they are not listed."""
    detail = next(name for name in DETAILS if name in asked)
    text = inquiry.question.text
    listed = not concerns_aid(inquiry) or _is_listed(inquiry, detail)
    if not listed or concerns_aid(inquiry) and (_OWN_SHARE.search(text) or _own_word_alone(inquiry, detail)):
        say_for_groups(draft, inquiry)
    said = {clause for statement in draft.statements for clause in statement.clauses}
    points = matching(inquiry, detail)
    if not listed or points and all(point.clause in said for point in points):
        return
    aspect = inquiry.catalogue.aspects[detail]
    if not say_detail(draft, inquiry, aspect):
        say_silence(draft, inquiry, aspect)
    elif not said and _ONLY_SAYING_SO.search(text):
        draft.lead_with("不能只凭自己说，")


def _own_word_alone(inquiry: Inquiry, detail: str) -> bool:
    """说自己是低保就能不交吗, 凭啥认, of a notice that has no list: what such people pay is the answer."""
    asked = _ONLY_SAYING_SO.search(inquiry.question.text) or _ON_WHAT.search(inquiry.question.text)
    return detail == "aid_list" and bool(asked) and not _is_told(inquiry, detail)


def _is_told(inquiry: Inquiry, detail: str) -> bool:
    """Whether the notice says anything on the detail, or on what it is a detail of."""
    wider = inquiry.catalogue.aspects[detail].detail_of
    return any(inquiry.policy.points.get(name) for name in (detail, wider) if name)


def _is_listed(inquiry: Inquiry, detail: str) -> bool:
    """Whether the notice aids the person's groups, or those that a plain word may mean, or names them in the detail."""
    policy, groups = inquiry.policy, relevant_groups(inquiry)
    if any(groups & set(point.groups) for point in policy.points.get(detail, ())):
        return True
    return bool(aid_of(inquiry) or policy.aid and may_mean(inquiry, policy.aid, groups | inquiry.facts.groups))
