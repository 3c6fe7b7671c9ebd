"""Aid to enroll: what a person of a group pays, who certifies it, how it is settled, and which of several applies."""

import re

from bot.rules import pricing
from bot.rules.handlers.aid.categories import clauses_of, kind_text, say_categories, say_difference
from bot.rules.handlers.aid.details import DETAILS, say_details
from bot.rules.handlers.aid.elsewhere import say_elsewhere
from bot.rules.handlers.aid.groups import ONLY_AGE, aid_of, concerns_aid, may_mean, one_of
from bot.rules.handlers.aid.not_aided import ASKS_TO_PAY, say_if_not_alike, say_not_aided
from bot.rules.handlers.aid.not_listed import lead_with_not_listed
from bot.rules.handlers.aid.share import (
    REDUCING,
    say_beside,
    say_for_groups,
    say_for_the_old,
    say_of_township,
    say_own_share,
)
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence

_DIFFERENCE = re.compile(r"区别|不一样|差别|不同|有啥两样|哪个(更)?(划算|好)")


def answer(inquiry: Inquiry) -> Draft:
    """Aid for this person's groups, or what is asked about aid in general."""
    draft = Draft()
    asked: set[str] = {aspect.id for aspect in inquiry.asked_aspects()}
    if say_elsewhere(draft, inquiry, asked):
        pass
    elif _only_old(inquiry):
        say_not_aided(draft, inquiry)
    elif _DIFFERENCE.search(inquiry.question.text) and say_difference(draft, inquiry):
        pass
    elif "aid_several" in asked:
        _say_several(draft, inquiry)
    elif asked & set(DETAILS):
        say_details(draft, inquiry, asked)
    elif "aid_certifier" in asked:
        if concerns_aid(inquiry) and ASKS_TO_PAY.search(inquiry.question.text):
            say_for_groups(draft, inquiry)
        _say_certifier(draft, inquiry)
    elif "aid_disabled_34" in asked and not one_of(aid_of(inquiry)) and say_points(draft, inquiry, "aid_disabled_34"):
        if ASKS_TO_PAY.search(inquiry.question.text):
            say_own_share(draft, inquiry)
    elif concerns_aid(inquiry):
        say_for_groups(draft, inquiry)
        if asked & {"aid_settlement", "aid_paid_already"} and "aid_paid_already" not in draft.aspects:
            _say_paid(draft, inquiry, asked)
    else:
        _say_to_anybody(draft, inquiry, asked)
    return draft


def _say_to_anybody(draft: Draft, inquiry: Inquiry, asked: set[str]) -> None:
    """What is asked of aid by somebody of no group that is aided."""
    if inquiry.facts.not_groups and inquiry.policy.aid:
        say_not_aided(draft, inquiry)
    elif say_if_not_alike(draft, inquiry):
        pass
    elif asked & {"aid_settlement", "aid_paid_already", "aid_excluded", "aid_disabled_34"}:
        _say_asked(draft, inquiry)
    elif not say_beside(draft, inquiry) and not say_of_township(draft, inquiry):
        only_old = inquiry.facts.groups and inquiry.facts.groups <= ONLY_AGE and inquiry.policy.aid
        (say_for_the_old if only_old else say_categories)(draft, inquiry)
        lead_with_not_listed(draft, inquiry)


def _only_old(inquiry: Inquiry) -> bool:
    """Old, but by their own word of none of the groups that would be aided: 62岁，不是低收入."""
    facts = inquiry.facts
    listed = {c.group for c in inquiry.policy.aid.categories if c.group} if inquiry.policy.aid else set()
    return bool(facts.not_groups & listed) and bool(facts.groups) and facts.groups <= ONLY_AGE - listed


def _say_several(draft: Draft, inquiry: Inquiry) -> None:
    aid, fitting = inquiry.policy.aid, one_of(aid_of(inquiry))
    if aid is None or aid.several is None:
        if fitting:
            say_for_groups(draft, inquiry)
        aspect = inquiry.catalogue.aspects["aid_several"]
        if not say_points(draft, inquiry, "aid_several"):
            say_silence(draft, inquiry, aspect)
        return
    rule = aid.several_says or ""
    rule = rule if rule.startswith("同时符合") else f"同时符合几种资助的，{rule}"
    if len(fitting) > 1:
        best = fitting[0]
        outcome = (
            f"按{best.name}算，{kind_text(inquiry.policy, best)}" if aid.several == "higher" else "不能叠加，只能选一项"
        )
        draft.say(f"{outcome}。{inquiry.head}{rule}", best.clause, aid.several_clause)
        others = "；".join(f"{c.name}{kind_text(inquiry.policy, c)}" for c in fitting)
        draft.say(others, *clauses_of(list(fitting)))
        if aid.several == "higher" and best.kind in REDUCING:
            say_own_share(draft, inquiry)
        return
    beside = [row for row in aid.categories if row.beside and pricing.fits(row, inquiry.facts)]
    if fitting and beside:
        names = "、".join(row.name for row in (*fitting, *beside))
        draft.say(f"可以都享受，{inquiry.head}{names}不冲突：{rule}", aid.several_clause)
        for row in (*fitting, *beside):
            draft.say(f"{row.name}{kind_text(inquiry.policy, row)}", row.clause)
        return
    draft.say(f"不能都享受，{inquiry.head}{rule}", aid.several_clause)


def _say_certifier(draft: Draft, inquiry: Inquiry) -> None:
    fitting = [c for c in pricing.aid_for(inquiry.policy, inquiry.facts) if c.certified_by]
    near = None
    if not fitting and inquiry.policy.aid:
        near = may_mean(inquiry, inquiry.policy.aid, inquiry.facts.groups)
        fitting = [near] if near and near.certified_by else []
    for category in fitting:
        draft.say(f"{inquiry.head}{category.name}由{category.certified_by}认定", category.certified_clause)
    if fitting:
        return
    if not say_points(draft, inquiry, "aid_certifier", most=4):
        say_silence(draft, inquiry, inquiry.catalogue.aspects["aid_certifier"])


def _say_asked(draft: Draft, inquiry: Inquiry) -> None:
    for aspect in inquiry.asked_aspects():
        if aspect.default:
            continue
        if not say_points(draft, inquiry, aspect.id):
            say_silence(draft, inquiry, aspect)
        return


def _say_paid(draft: Draft, inquiry: Inquiry, asked: set[str]) -> None:
    if "aid_paid_already" not in asked:
        return
    fully = pricing.fully_aided(inquiry.policy, inquiry.facts)
    if not say_points(draft, inquiry, "aid_paid_already") and fully:
        text, clauses = referral(inquiry)
        draft.say(f"已经自己缴了的怎么办，通知未载明，{text}", *clauses)
