"""What a family that enrolls as a whole pays less: in its sum, and where that is asked itself."""

import re
from collections.abc import Sequence

from bot.rules.answer import yuan
from bot.rules.handlers.household.reckoning import reckoning
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_points
from bot.rules.policy import FamilyDiscount, Policy, Window
from bot.rules.shares import Share
from bot.rules.windows import paying_in, standings

_LESS = r"优惠|便宜|打折|折扣|少(?:交|缴|收|出)|减(?!免对象)"
_FAMILY = r"全家|一家|整户|一户|家里|户口[本簿]|人多|\d+(?:口|个|位)"
_ASKED = re.compile(rf"家庭优惠|(?:{_FAMILY})[^。？]{{0,24}}(?:{_LESS})|(?:{_LESS})[^。？]{{0,16}}(?:{_FAMILY})")
# 家里困难能减免吗: that is aid.
_OF_AID = re.compile(r"困难|贫困|残疾|低保|特困|收入|资助|救助|补助|补贴")
_SUM = re.compile(r"一共|总共|合计|多少钱|(?:交|缴)多少|加起来")
_HEADS = re.compile(r"(?P<heads>\d+)(?:口|个|位)")


def is_asked(inquiry: Inquiry) -> bool:
    """Whether it is asked if a family pays less, and no sum."""
    text = inquiry.question.digits
    if inquiry.policy.contribution.family is None or inquiry.facts.groups or _OF_AID.search(text):
        return False
    return bool(_ASKED.search(text)) and not _SUM.search(text)


def answer(inquiry: Inquiry) -> Draft:
    """Whether this family pays less: by the day and how many they are, else the rule."""
    draft, rule = Draft(), inquiry.policy.contribution.family
    own = matching(inquiry, "contribution")
    if rule is None or own and own[0].alone:
        # 预缴两年的还有家庭优惠吗: the notice has a sentence on it.
        say_points(draft, inquiry, "contribution")
        return draft
    day = inquiry.facts.pays_on or inquiry.today
    now = paying_in(standings(inquiry.policy, day, inquiry.facts))
    heads = _heads(inquiry)
    if now and not _given_in(rule, now.window):
        names = inquiry.policy.names_of(rule.windows)
        draft.say(
            f"没有，{inquiry.head}只有在{names}缴费的才有家庭优惠，{inquiry.when(day)}在{now.window.name}", rule.clause
        )
    else:
        verdict = (
            ""
            if heads is None
            else ("符合条件的可以减，" if heads >= rule.at_least else f"不能减，要有{rule.at_least}人，")
        )
        draft.say(f"{verdict}{inquiry.head}{_rule_text(rule)}", rule.clause)
        draft.figure("discount", rule.less, "元")
    draft.aspects.append("contribution")
    return draft


def say_sum(
    draft: Draft, inquiry: Inquiry, shares: Sequence[Share], window: Window | None, clauses: Sequence[str]
) -> bool:
    """The sum with what the family pays less, and without it; False where they are too few or it is another window."""
    rule = inquiry.policy.contribution.family
    less = _amounts(inquiry.policy, shares, window)
    if rule is None or less is None:
        return False
    full = [share.amount or 0 for share in shares]
    draft.say(
        f"{inquiry.head}{len(full)}个人一共{yuan(sum(less))}（{reckoning(less)}），是{rule.says}、每人减收{yuan(rule.less)}以后的；"
        f"不符合这个条件的一共{yuan(sum(full))}（{reckoning(full)}）",
        rule.clause,
        *clauses,
    )
    draft.figure("total", sum(less), "元")
    draft.figure("total", sum(full), "元")
    return True


def say_rule(draft: Draft, inquiry: Inquiry, heads: int, window: Window | None) -> None:
    """The rule, beside the window's price for so many people of whom no sum can be made."""
    rule = inquiry.policy.contribution.family
    if rule and heads >= rule.at_least and window and _given_in(rule, window):
        draft.say(_rule_text(rule), rule.clause)


def _rule_text(rule: FamilyDiscount) -> str:
    aided = "" if rule.aided else "（享受资助的人不减）"
    return f"{rule.says}的，每人减收{yuan(rule.less)}{aided}"


def _amounts(policy: Policy, shares: Sequence[Share], window: Window | None) -> list[int] | None:
    """What each of them pays with the discount."""
    rule = policy.contribution.family
    if rule is None or window is None or len(shares) < rule.at_least or not _given_in(rule, window):
        return None
    return [
        max(0, (share.amount or 0) - rule.less) if rule.aided or not share.category else share.amount or 0
        for share in shares
    ]


def _given_in(rule: FamilyDiscount, window: Window) -> bool:
    return not rule.windows or window.is_one_of(rule.windows)


def _heads(inquiry: Inquiry) -> int | None:
    household = inquiry.facts.household
    if household and not household.doubtful:
        return len(household.payers())
    told = _HEADS.search(inquiry.question.digits)
    return int(told["heads"]) if told else None
