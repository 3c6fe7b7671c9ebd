"""The sum of a family: its reckoning, both sums where an aid is open, or the part that is clear."""

import re

from bot.rules.answer import yuan
from bot.rules.handlers.aid.categories import kind_text
from bot.rules.handlers.household import discount as family_discount
from bot.rules.handlers.household.family import Family, names_of
from bot.rules.handlers.household.reckoning import reckoning
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.shares import Share

_ENOUGH = re.compile(r"够")


def say_sum(draft: Draft, inquiry: Inquiry, family: Family) -> None:
    price = family.price
    if family.open_newborns or len({one.perhaps for one in family.open_aid}) > 1:
        _say_partial(draft, inquiry, family)
    elif family.open_aid:
        _say_either(draft, inquiry, family, family.open_aid)
    else:
        amounts = [one.amount or 0 for one in family.settled]
        total = sum(amounts)
        verdict = _verdict(inquiry, total, price.amount)
        if not amounts:
            dual = inquiry.policy.points.get("dual", ())
            clauses = dict.fromkeys(point.clause for point in dual if not point.only_asked)
            draft.say(
                f"不用在这里缴，按{inquiry.head}的规定，居民医保和别处的医保不重复参加", *(clauses or family.clauses)
            )
        elif not total:
            draft.say(f"都不用自己缴，{inquiry.head}{len(amounts)}个人一共0元", *family.clauses)
        elif not family_discount.say_sum(draft, inquiry, family.settled, price.window, family.clauses):
            how = reckoning(amounts) + family.supposing
            draft.say(f"{verdict}{inquiry.head}{len(amounts)}个人一共{yuan(total)}（{how}）", *family.clauses)
        draft.figure("total", total, "元")
    draft.figure("contribution" if price.window else "late_payment", price.amount, "元")


def _say_either(draft: Draft, inquiry: Inquiry, family: Family, open_aid: tuple[Share, ...]) -> None:
    category = open_aid[0].perhaps
    if category is None:
        return
    settled = [one.amount or 0 for one in family.settled]
    certified = settled + [one.certified or 0 for one in open_aid]
    otherwise = settled + [one.price.amount for one in open_aid if one.price]
    who = names_of(open_aid, "") or "、".join(
        sorted({inquiry.catalogue.name(group) for one in open_aid for group in one.person.groups})
    )
    clauses = (*family.clauses, category.clause)
    draft.say(
        f"要看{who}是不是{category.name}：是的，{inquiry.head}{len(certified)}个人一共{yuan(sum(certified))}"
        f"（{reckoning(certified)}）；不是的，一共{yuan(sum(otherwise))}（{reckoning(otherwise)}）",
        *clauses,
    )
    draft.figure("total", sum(certified), "元")
    draft.figure("total", sum(otherwise), "元")


def _say_partial(draft: Draft, inquiry: Inquiry, family: Family) -> None:
    """The sum of those that are clear, and for the others what it hangs on."""
    policy, amounts = inquiry.policy, [one.amount or 0 for one in family.settled]
    # 嫂子刚生了个娃: the one whose name stands beside it need not be the child.
    names = [*("新生儿" for _ in family.open_newborns), *(one.person.name or "" for one in family.open_aid)]
    left = "、".join(name for name in dict.fromkeys(names) if name)
    if amounts:
        draft.say(
            f"{inquiry.head}不算{left}，{len(amounts)}个人一共{yuan(sum(amounts))}（{reckoning(amounts)}）",
            *family.clauses,
        )
        draft.figure("total", sum(amounts), "元")
    for category in dict.fromkeys(one.perhaps for one in family.open_aid):
        theirs = [one for one in family.open_aid if one.perhaps == category]
        otherwise = "或".join(dict.fromkeys(yuan(one.price.amount) for one in theirs if one.price))
        if category:
            draft.say(
                f"{names_of(theirs, '')}是{category.name}的，{kind_text(policy, category)}；不是的每人缴{otherwise}",
                category.clause,
            )
    if family.open_newborns and policy.newborn:
        draft.say(f"新生儿另算：{policy.newborn.general}", policy.newborn.clause)


def _verdict(inquiry: Inquiry, total: int, price: int) -> str:
    """够，/不够，/是的，/不是，: whether the sum that the asker has in mind is the right one."""
    question = inquiry.question
    claims = [claim for claim in question.claims if claim != price] or list(question.claims)
    enough = _ENOUGH.search(question.text)
    if not claims or not (enough or question.confirm):
        return ""
    claim = max(claims)
    if enough:
        return "够，" if claim >= total else "不够，"
    return "是的，" if claim == total else ("" if claim == price else "不是，")
