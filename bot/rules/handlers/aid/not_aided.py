"""Whoever is aided in none of the listed ways: a group that the notice does not name, a plain word for one, a denial."""

import re

from bot.rules.conditions import holds
from bot.rules.handlers.aid.categories import kind_text
from bot.rules.handlers.aid.groups import classes_of, common_name, may_mean, sounds_like
from bot.rules.handlers.aid.windows import prices_of
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import AidCategory

ASKS_TO_PAY = re.compile(
    r"(交|缴|收|掏|免)不(交|缴|收|掏|免)|(要|用|还|得)(自己)?(交|缴|掏|出|拿)|(出|掏)不?(出|掏)?钱|多少钱|免(费|不免|缴)?的?[吗么，不]"
)
_ASKABLE = frozenset({"age", "township"})


def say_not_listed(draft: Draft, inquiry: Inquiry, groups: frozenset[str]) -> None:
    """What somebody of these groups pays, and which listed category is near to them or may be meant."""
    names = "、".join(common_name(inquiry, group) for group in sorted(groups))
    price = prices_of(inquiry)[0]
    aid = inquiry.policy.aid
    if aid is None:
        draft.say(f"{names}有没有资助，{inquiry.head}的通知未载明")
        draft.status = "silent"
        return
    near, classes = may_mean(inquiry, aid, groups), classes_of(inquiry, aid, groups)
    failing = next((c for c in aid.categories if c.group in groups and c.requires in inquiry.facts.not_groups), None)
    if failing:
        draft.say(
            f"要自己缴{price.each('')}。{inquiry.head}资助的是{failing.name}（{kind_text(inquiry.policy, failing)}）",
            failing.clause,
            *price.all_clauses(),
        )
    elif len(classes) > 1:
        listed = "；".join(f"{row.name}{kind_text(inquiry.policy, row)}" for row in classes)
        draft.say(f"要看是哪一类{names}：{inquiry.head}{listed}", *(row.clause for row in classes))
        draft.say(f"都不属于的按{price.each()}缴", *price.all_clauses())
    elif near:
        how = kind_text(inquiry.policy, near)
        who = f"（由{near.certified_by}认定）" if near.certified_by else ""
        draft.say(f"要看是不是{near.name}{who}：{inquiry.head}{near.name}{how}", near.clause, near.certified_clause)
        draft.say(f"不属于的按{price.each()}缴", *price.all_clauses())
        draft.ask = next(iter(set(holds(near.when, inquiry.facts).needs) & _ASKABLE), None)
    else:
        alike = sounds_like(names, aid)
        listed = f"，列的是{alike.name}（{kind_text(inquiry.policy, alike)}）" if alike else ""
        asks = ASKS_TO_PAY.search(inquiry.question.text)
        verdict = f"要自己缴{price.each('')}。" if asks else ""
        draft.say(f"{verdict}{inquiry.head}的通知没有写{names}的资助{listed}", alike.clause if alike else aid.clause)
        if not asks:
            draft.say(f"个人缴费标准是{price.each()}", *price.all_clauses())
    draft.figure("contribution", price.amount, "元")
    text, clauses = referral(inquiry)
    draft.say(f"本人还符合其他资助条件的除外，{text}", *clauses)


_OLD, _OLD_FROM = frozenset({"aged_60"}), 60


def say_not_aided(draft: Draft, inquiry: Inquiry) -> None:
    """Whoever says not to be of an aided group pays; with the listed name where only a part of it was denied."""
    price, aid, age = prices_of(inquiry)[0], inquiry.policy.aid, inquiry.facts.age
    of_age = may_mean(inquiry, aid, _OLD) if aid and age is not None and age >= _OLD_FROM else None
    if of_age and of_age.group not in inquiry.facts.not_groups:
        # 我爸65岁，不是低保: another aid goes by age.
        say_not_listed(draft, inquiry, _OLD)
        return
    draft.say(f"不属于资助对象的要自己缴，{inquiry.head}{price.each()}", *price.all_clauses())
    draft.figure("contribution", price.amount, "元")
    listed = inquiry.policy.aid.categories if inquiry.policy.aid else ()
    for category in listed:
        named = inquiry.catalogue.groups.get(category.group or "")
        if category.group in inquiry.facts.not_groups and named and _denies_a_part(inquiry, category, named.aliases):
            draft.say(f"资助的是{category.name}", category.clause)


def say_if_not_alike(draft: Draft, inquiry: Inquiry) -> bool:
    """我妈低保。那我爸呢: what he pays, and what he would if he were the same; False where nobody was told of before."""
    aid, before = inquiry.policy.aid, inquiry.question.told_of_another
    known = inquiry.catalogue.groups
    before = before.union(*(known[group].needs for group in before if group in known))
    alike = [row for row in aid.categories if row.group in before and not row.when.townships] if aid else []
    if not alike:
        return False
    say_not_aided(draft, inquiry)
    for row in alike:
        draft.say(f"也是{row.name}的，{kind_text(inquiry.policy, row)}", row.clause)
    return True


def _denies_a_part(inquiry: Inquiry, category: AidCategory, names: tuple[str, ...]) -> bool:
    """优抚对象但不是重点的: the group is named, and behind it a part of the listed name denied."""
    text = inquiry.question.text
    said = max((name for name in names if name in text), key=len, default="")
    denied = _NOT_A.search(text, text.find(said) + len(said)) if said else None
    return bool(denied and denied["what"] in category.name)


_NOT_A = re.compile(r"不(是|算|属于)(那种|什么|啥)?(?P<what>[\u4e00-\u9fff]{2})")
