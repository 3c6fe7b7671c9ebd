"""Aid to enroll: what a person of a group pays, who certifies it, how it is settled, and which of several applies."""

import datetime
import re
from collections.abc import Sequence

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.calendar import add_months
from bot.rules.conditions import holds
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Aid, AidCategory, Policy
from bot.rules.rates import Price

# Groups that no notice's aid can concern, and those that are named for other reasons unless aid itself is asked.
NEVER_AIDED = frozenset({"newborn", "student", "newborn_parents_outside"})
NOT_ABOUT_AID = NEVER_AIDED | frozenset({"graduate", "released", "veteran", "married_in", "employee_stopped"})


_ALSO_ASKS_TO_PAY = re.compile(
    r"(交|缴|收|掏|免)不(交|缴|收|掏|免)|(要|用|还|得)(自己)?(交|缴|掏|出|拿)|(出|掏)不?(出|掏)?钱|多少钱|免(费|不免|缴)?[吗么，不]"
)
# Aid that lowers what is paid first.
_REDUCING = ("fixed", "percent")
_ONLY_AGE = frozenset({"aged_60", "aged_80"})
# The notice counts from the payment: only then is the month of the aid known.
_NEXT_MONTH = re.compile(r"次月|下个?月")
# What an aid may hang on that people are asked for.
_ASKABLE = frozenset({"age", "township"})
# Insured elsewhere, one cannot be insured here as well, aided or not.
_INSURED = ("employee", "school", "elsewhere")


def concerns(inquiry: Inquiry) -> bool:
    """Whether the person belongs to a group for which aid matters, or is aided for something else."""
    return bool(relevant_groups(inquiry)) or any(not category.beside for category in _fitting(inquiry))


def relevant_groups(inquiry: Inquiry) -> frozenset[str]:
    """The person's groups less those that have nothing to do with aid here."""
    named = {c.group for c in inquiry.policy.aid.categories if c.group} if inquiry.policy.aid else set()
    # A group that the county names for another reason pays like everybody; so do the old where no aid asks for an age.
    old = {group for group in _ONLY_AGE if not named & _may_be(inquiry, group)}
    others = NOT_ABOUT_AID | {group.id for group in inquiry.policy.groups} | old
    unrelated = NEVER_AIDED if inquiry.question.topic == "subsidy" else others
    return frozenset(g for g in inquiry.facts.groups if g in named or g not in unrelated)


def _may_be(inquiry: Inquiry, group: str) -> frozenset[str]:
    """The groups that the word for this one may mean."""
    known = inquiry.catalogue.groups.get(group)
    return frozenset(known.needs if known else ())


def _fitting(inquiry: Inquiry, **supposed: bool) -> tuple[AidCategory, ...]:
    """The aid of this person, whom ``supposed`` says more of; what is given beside other aid last."""
    facts = inquiry.facts.copy(update={"groups": relevant_groups(inquiry), **supposed})
    return pricing.aid_for(inquiry.policy, facts)


def _first_only(fitting: Sequence[AidCategory]) -> list[AidCategory]:
    """Those of which only one is given."""
    return [category for category in fitting if not category.beside]


def answer(inquiry: Inquiry) -> Draft:
    """Aid for this person's groups, or what is asked about aid in general."""
    draft = Draft()
    asked: set[str] = {aspect.id for aspect in inquiry.asked_aspects()}
    if inquiry.facts.covered in _INSURED and concerns(inquiry) and "aid_paid_already" not in asked:
        _say_excluded(draft, inquiry)
    elif "aid_excluded" in asked and concerns(inquiry) and inquiry.policy.points.get("aid_excluded"):
        say_points(draft, inquiry, "aid_excluded")
    elif _only_old(inquiry):
        _say_not_aided(draft, inquiry)
    elif _DIFFERENCE.search(inquiry.question.text) and _say_difference(draft, inquiry):
        pass
    elif "aid_several" in asked:
        _say_several(draft, inquiry)
    elif "aid_certifier" in asked and concerns(inquiry) and _ALSO_ASKS_TO_PAY.search(inquiry.question.text):
        say_for_groups(draft, inquiry)
        _say_certifier(draft, inquiry)
    elif "aid_certifier" in asked:
        _say_certifier(draft, inquiry)
    elif concerns(inquiry):
        say_for_groups(draft, inquiry)
        if asked & {"aid_settlement", "aid_paid_already"} and "aid_paid_already" not in draft.aspects:
            _say_paid(draft, inquiry, asked)
    elif inquiry.facts.not_groups and inquiry.policy.aid:
        _say_not_aided(draft, inquiry)
    elif asked & {"aid_settlement", "aid_paid_already", "aid_excluded", "aid_disabled_34"}:
        _say_asked(draft, inquiry)
    else:
        _say_categories(draft, inquiry)
    return draft


_DIFFERENCE = re.compile(r"区别|不一样|差别|不同|有啥两样|哪个(更)?(划算|好)")


def _say_difference(draft: Draft, inquiry: Inquiry) -> bool:
    """How the aid of each of several groups works, where it is asked in what they differ."""
    groups = relevant_groups(inquiry)
    fitting = _fitting(inquiry)
    if len(fitting) < 2 or len({category.group for category in fitting}) < len(groups):
        return False
    rows = "；".join(f"{category.name}{kind_text(inquiry.policy, category)}" for category in fitting)
    draft.say(f"{inquiry.head}{rows}", *_clauses(list(fitting)))
    for category in fitting:
        if category.kind != "full" and category.amount is not None:
            draft.figure("aid", category.amount, "元")
    return True


def _only_old(inquiry: Inquiry) -> bool:
    """Old, but by their own word of none of the groups that would be aided: 62岁，不是低收入."""
    facts = inquiry.facts
    listed = {c.group for c in inquiry.policy.aid.categories if c.group} if inquiry.policy.aid else set()
    return bool(facts.not_groups & listed) and bool(facts.groups) and facts.groups <= _ONLY_AGE - listed


def _say_not_aided(draft: Draft, inquiry: Inquiry) -> None:
    """Whoever says not to be of an aided group pays; with the hint where another group may be theirs."""
    price = _prices(inquiry)[0]
    draft.say(f"不属于资助对象的要自己缴，{inquiry.head}{price.each()}", *price.all_clauses())
    draft.figure("contribution", price.amount, "元")


def _say_excluded(draft: Draft, inquiry: Inquiry) -> None:
    """Who is insured elsewhere is not aided here; else that one is not insured twice."""
    policy = inquiry.policy
    excluded = policy.points.get("aid_excluded", ())
    for point in excluded:
        draft.say(point.say if draft.statements else f"不享受。{inquiry.head}，{point.say}", point.clause)
    if not excluded and not say_points(draft, inquiry, "dual"):
        say_silence(draft, inquiry, inquiry.catalogue.aspects["aid_excluded"])
    draft.aspects.append("aid_excluded")


def kind_text(policy: Policy, category: AidCategory) -> str:
    """How the aid works for this category, in a few words."""
    if category.kind == "full":
        return "全额资助，个人不用缴"
    if category.kind == "fixed":
        return f"定额资助{yuan(category.amount or 0)}"
    if category.kind == "percent":
        limit = f"，最多{yuan(category.at_most)}" if category.at_most is not None else ""
        return f"按{category.percent}%资助{limit}"
    amount = f"资助{yuan(category.amount)}" if category.amount is not None else "资助多少通知未载明"
    return f"{policy.aid.reimbursed if policy.aid and policy.aid.reimbursed else '缴费后再资助'}，{amount}"


def say_for_groups(draft: Draft, inquiry: Inquiry) -> None:
    """What this person pays: the best fitting category, or that none fits."""
    groups = relevant_groups(inquiry)
    fitting = _first_only(_fitting(inquiry))
    if not fitting and groups:
        _say_not_listed(draft, inquiry, groups)
    elif fitting:
        _say_best(draft, inquiry, fitting[0])
    if len(fitting) > 1:
        names = "、".join(c.name for c in fitting)
        aid = inquiry.policy.aid
        if aid and aid.several:
            draft.say(f"同时符合{names}的，{aid.several_says}", aid.several_clause)
    say_beside(draft, inquiry)
    for point in inquiry.policy.points.get("aid_excluded", ()):
        if not point.only_asked or any(word in inquiry.question.text for word in point.about):
            draft.say(point.say, point.clause)


def _say_best(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    if best.kind == "full":
        _say_full(draft, inquiry, best)
    elif best.kind in ("fixed", "percent"):
        _say_reduced(draft, inquiry, best)
    else:
        _say_reimbursed(draft, inquiry, best)


def say_beside(draft: Draft, inquiry: Inquiry) -> bool:
    """What people of this township or age get beside all else; False where they get nothing."""
    aid = inquiry.policy.aid
    facts = inquiry.facts
    if aid is None or facts.minor and facts.age is None:
        return False
    said = False
    for category in (row for row in aid.categories if row.beside):
        mine = category.group in (None, *facts.groups) and holds(category.when, facts)
        if mine and (mine.value or mine.needs == ("age",)):
            lead = "另外，" if draft.statements else inquiry.head
            draft.say(f"{lead}{category.name}{kind_text(inquiry.policy, category)}", category.clause)
            if category.amount is not None:
                draft.figure("aid", category.amount, "元")
            said = True
    return said


def _say_full(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    aid = inquiry.policy.aid
    amount = f"（资助{yuan(best.amount)}）" if best.amount is not None else ""
    draft.say(f"不用自己缴，{inquiry.head}{best.name}的个人缴费全额资助{amount}", best.clause)
    draft.figure("own_share", 0, "元")
    if aid is None or aid.settled is None:
        return
    draft.say(aid.settled, aid.settled_clause)
    if inquiry.facts.missed_window:
        text, clauses = referral(inquiry)
        draft.say("名单里漏了、错过时间怎么补办，通知未载明，" + text, *clauses)


def _prices(inquiry: Inquiry) -> tuple[Price, ...]:
    when = inquiry.facts.paid or inquiry.facts.asked_on
    price = pricing.on(inquiry.policy, when, inquiry.facts) if when else None
    return (price,) if price else pricing.from_today(inquiry.policy, inquiry.today, inquiry.facts)


def _say_reduced(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    """What is left to pay of each price, and of those of the people that the asker may be."""
    rows: list[str] = []
    clauses: list[str] = [best.clause]
    prices = _prices(inquiry)
    for price in prices:
        place = f"在{price.window.name}缴的，" if price.window and len(prices) > 1 else ""
        shares = "，".join(_own_share(draft, inquiry, one) for one in (price, *price.others))
        rows.append(place + shares)
        clauses += price.all_clauses()
    draft.say(f"{inquiry.head}{best.name}{kind_text(inquiry.policy, best)}，{'；'.join(rows)}", *clauses)
    if best.age_on:
        draft.say(f"年龄计算到{day(best.age_on)}", best.clause)


def _own_share(draft: Draft, inquiry: Inquiry, price: Price) -> str:
    """自己缴170元（350－180）."""
    policy, facts = inquiry.policy, inquiry.facts.copy(update=price.supposed)
    fitting = _fitting(inquiry, **price.supposed)
    given = (*fitting[:1], *(row for row in fitting[1:] if row.beside))
    taken_off = [pricing.aid_amount(policy, row, price.amount, facts) for row in given if row.kind in _REDUCING]
    own = pricing.rest_of(policy, fitting, price.amount, facts)
    draft.figure("own_share", own, "元")
    for amount in taken_off:
        draft.figure("aid", amount, "元")
    reckoning = "－".join(str(amount) for amount in (price.amount, *taken_off))
    return f"{price.who or ''}自己缴{yuan(own)}" + (f"（{reckoning}）" if taken_off else "")


def _say_reimbursed(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    price = _prices(inquiry)[0]
    aid = inquiry.policy.aid
    members = inquiry.facts.heads
    total = f"{members}个人先缴{yuan(members * price.amount)}（{yuan(price.amount)}×{members}人）"
    first = total if members > 1 else f"先自己缴{yuan(price.amount)}"
    back = yuan(best.amount) if best.amount is not None else ""
    draft.say(f"{inquiry.head}{best.name}{first}，再由政府资助{back}", best.clause, *price.clauses)
    draft.figure("own_share", members * price.amount, "元")
    if best.amount is not None:
        draft.figure("aid", best.amount, "元")
    settle = aid.reimbursed if aid else None
    paid = inquiry.facts.paid or inquiry.facts.asked_on
    if settle and paid and _NEXT_MONTH.search(settle):
        month = add_months(paid.replace(day=1), 1)
        settle += f"（{_month(paid)}缴费，就是{_month(month)}）"
    if settle:
        draft.say(settle, best.clause)
    if best.amount is None:
        text, clauses = referral(inquiry)
        draft.say(f"资助多少元通知未载明，{text}", *clauses)


def _month(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月"


def _say_not_listed(draft: Draft, inquiry: Inquiry, groups: frozenset[str]) -> None:
    names = "、".join(_common_name(inquiry, group) for group in sorted(groups))
    price = _prices(inquiry)[0]
    aid = inquiry.policy.aid
    if aid is None:
        draft.say(f"{names}有没有资助，{inquiry.head}的通知未载明")
        draft.status = "silent"
        return
    near = _near(inquiry, aid, groups)
    if near:
        how = kind_text(inquiry.policy, near)
        who = f"（由{near.certified_by}认定）" if near.certified_by else ""
        draft.say(f"要看是不是{near.name}{who}：{inquiry.head}{near.name}{how}", near.clause, near.certified_clause)
        draft.say(f"不属于的按{price.each()}缴", *price.all_clauses())
        draft.ask = next(iter(set(holds(near.when, inquiry.facts).needs) & _ASKABLE), None)
    else:
        alike = _alike(names, aid)
        listed = f"，列的是{alike.name}（{kind_text(inquiry.policy, alike)}）" if alike else ""
        asks = _ALSO_ASKS_TO_PAY.search(inquiry.question.text)
        verdict = f"要自己缴{price.each('')}。" if asks else ""
        draft.say(f"{verdict}{inquiry.head}的通知没有写{names}的资助{listed}", alike.clause if alike else aid.clause)
        if not asks:
            draft.say(f"个人缴费标准是{price.each()}", *price.all_clauses())
    draft.figure("contribution", price.amount, "元")
    text, clauses = referral(inquiry)
    draft.say(f"本人还符合其他资助条件的除外，{text}", *clauses)


def _common_name(inquiry: Inquiry, group: str) -> str:
    """What people call the group: the notice's own name may say more (丧失劳动能力的重度残疾人)."""
    known = group in inquiry.catalogue.groups
    return inquiry.catalogue.name(group) if known else inquiry.group_name(group)


# Parts of names that many groups share and that make none alike.
_COMMON = ("家庭", "人员", "对象", "人口", "困难", "周岁", "以上", "老人", "一级", "二级", "三级", "四级")


def _alike(names: str, aid: Aid) -> AidCategory | None:
    """A listed group whose name shares a word with the one that is not listed: 脱贫不稳定户 for 脱贫人口."""
    beginning = [category for category in aid.categories if names[:2] in category.name and names[:2] not in _COMMON]
    for category in beginning or aid.categories:
        pairs = {names[i : i + 2] for i in range(len(names) - 1)} - set(_COMMON)
        if any(pair in category.name for pair in pairs):
            return category
    return None


def _near(inquiry: Inquiry, aid: Aid, groups: frozenset[str]) -> AidCategory | None:
    """A listed category that the plain word may mean (残疾 for 重度残疾人), so that nobody is told no too early.

    A group of which only some are aided, by what is not known of the person, comes first.
    """
    for category in aid.categories:
        if category.group in groups and holds(category.when, inquiry.facts).value is None:
            return category
    for group in sorted(groups):
        needs = inquiry.catalogue.groups[group].needs if group in inquiry.catalogue.groups else ()
        for category in aid.categories:
            words = inquiry.catalogue.groups.get(group)
            if {category.group, category.requires} & inquiry.facts.not_groups:
                continue
            shared = words.aliases[0][:2] if words else ""
            if category.group in needs or (needs and shared and not shared.isdigit() and shared in category.name):
                return category
    return None


def _say_categories(draft: Draft, inquiry: Inquiry) -> None:
    aid = inquiry.policy.aid
    if aid is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["aid_categories"])
        return
    full = [c for c in aid.categories if c.kind == "full"]
    if full:
        draft.say(f"{inquiry.head}不用自己缴的有：{'、'.join(c.name for c in full)}", *_clauses(full))
    for amount in sorted({c.amount or 0 for c in aid.categories if c.kind == "fixed"}, reverse=True):
        rows = [c for c in aid.categories if c.kind == "fixed" and (c.amount or 0) == amount]
        lead = "" if draft.statements else inquiry.head
        draft.say(f"{lead}定额资助{yuan(amount)}的有：{'、'.join(c.name for c in rows)}", *_clauses(rows))
        draft.figure("aid", amount, "元")
    parts = [c for c in aid.categories if c.kind == "percent"]
    for how in dict.fromkeys(kind_text(inquiry.policy, c) for c in sorted(parts, key=lambda c: -(c.percent or 0))):
        rows = [c for c in parts if kind_text(inquiry.policy, c) == how]
        lead = "" if draft.statements else inquiry.head
        draft.say(f"{lead}{how}的有：{'、'.join(c.name for c in rows)}", *_clauses(rows))
    back = [c for c in aid.categories if c.kind == "reimbursed"]
    for given in sorted({c.amount or 0 for c in back}, reverse=True):
        rows = [c for c in back if (c.amount or 0) == given]
        amount_text = yuan(given) if given else ""
        draft.say(f"先缴费、再资助{amount_text}的有：{'、'.join(c.name for c in rows)}", *_clauses(rows))
    if back and aid.reimbursed:
        draft.say(aid.reimbursed, *_clauses(back))
    if aid.settled:
        draft.say(aid.settled, aid.settled_clause)
    newborn = inquiry.policy.newborn
    if newborn and len(newborn.cases) == 1 and newborn.cases[0].pay == 0:
        draft.say("新生儿出生当年也不缴费", newborn.cases[0].clause)
    draft.aspects.append("aid_categories")


def _clauses(rows: list[AidCategory]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.clause for c in rows))


def _say_several(draft: Draft, inquiry: Inquiry) -> None:
    aid, fitting = inquiry.policy.aid, _first_only(_fitting(inquiry))
    if aid is None or aid.several is None:
        if fitting:
            say_for_groups(draft, inquiry)
        aspect = inquiry.catalogue.aspects["aid_several"]
        if not say_points(draft, inquiry, "aid_several"):
            say_silence(draft, inquiry, aspect)
        return
    rule = aid.several_says
    if len(fitting) > 1:
        best = fitting[0]
        outcome = (
            f"按{best.name}算，{kind_text(inquiry.policy, best)}" if aid.several == "higher" else "不能叠加，只能选一项"
        )
        draft.say(f"{outcome}。{inquiry.head}同时符合几种资助的，{rule}", best.clause, aid.several_clause)
        others = "；".join(f"{c.name}{kind_text(inquiry.policy, c)}" for c in fitting)
        draft.say(others, *_clauses(list(fitting)))
        return
    draft.say(f"不能都享受，{inquiry.head}同时符合几种资助的，{rule}", aid.several_clause)


def _say_certifier(draft: Draft, inquiry: Inquiry) -> None:
    fitting = [c for c in pricing.aid_for(inquiry.policy, inquiry.facts) if c.certified_by]
    near = None
    if not fitting and inquiry.policy.aid:
        near = _near(inquiry, inquiry.policy.aid, inquiry.facts.groups)
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
