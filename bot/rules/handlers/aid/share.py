"""What a person of a group pays: the part that aid leaves, or all of it where none is listed."""

import datetime
import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.calendar import add_months
from bot.rules.conditions import holds
from bot.rules.handlers.aid.categories import kind_text
from bot.rules.handlers.aid.groups import (
    ONLY_AGE,
    aid_of,
    may_mean,
    one_of,
    relevant_groups,
)
from bot.rules.handlers.aid.not_aided import say_not_listed
from bot.rules.handlers.aid.windows import given_at, prices_of, say_not_given
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import AidCategory
from bot.rules.rates import Price

# 花名册上没有我, 村里没报名单: one of the group, but not on the list by which the aid goes.
_LIST = r"(名单|花名册?|名册|册子)"
_NOT_ON_THE_LIST = re.compile(
    rf"(不在|没在|没上|没进|漏)(了)?[^，。]{{0,4}}{_LIST}|{_LIST}(上|里|中|里头|里面)?(也|都|就|却)?(没有?|漏|不见|找不到|查不到)(?!关系)"
    rf"|没(有)?(给|把)?[^，。]{{0,3}}报(上|到|进)?[^，。]{{0,2}}{_LIST}"
)
# Aid that lowers what is paid first.
REDUCING = ("fixed", "percent")
# What an aid may hang on that people are asked for.
# The notice counts from the payment: only then is the month of the aid known.
_NEXT_MONTH = re.compile(r"次月|下个?月")

_NOTHING_TO_PAY = re.compile(r"免|不(用|要|需)[^，。]{0,3}(交|缴|掏|花|钱)|一分(钱)?(都|也)?不|白(参|给)")


def say_for_groups(draft: Draft, inquiry: Inquiry) -> None:
    """What this person pays: the best fitting category, or that none fits."""
    groups = relevant_groups(inquiry)
    fitting = one_of(aid_of(inquiry))
    if fitting:
        _say_best(draft, inquiry, fitting[0])
    elif groups:
        say_not_listed(draft, inquiry, groups)
    if fitting:
        _say_higher_if_certified(draft, inquiry, fitting[0], groups)
    if len(fitting) > 1:
        names = "、".join(c.name for c in fitting)
        aid = inquiry.policy.aid
        if aid and aid.several:
            rule = _SAID_OF_SEVERAL.sub("", aid.several_says or "")
            draft.say(f"同时符合{names}的，{rule}", aid.several_clause)
    say_beside(draft, inquiry)
    for point in inquiry.policy.points.get("aid_categories", ()):
        # 明年还补吗: what the notice says of this group alone, where its words are met.
        if inquiry.facts.groups & set(point.groups) and any(word in inquiry.question.text for word in point.about):
            draft.say(point.say, point.clause)
    for point in inquiry.policy.points.get("aid_excluded", ()):
        if not point.only_asked or any(word in inquiry.question.text for word in point.about):
            draft.say(point.say, point.clause)


# 同时符合几项的，按最高的一项: after the names that fit.
_SAID_OF_SEVERAL = re.compile(r"^同时符合[^，]{0,6}，")


def _say_higher_if_certified(draft: Draft, inquiry: Inquiry, best: AidCategory, groups: frozenset[str]) -> None:
    """一般贫困户又是重残: of two groups, one may be aided in full, if it is certified as the notice asks."""
    aid = inquiry.policy.aid
    others = groups - {best.group or ""}
    near = may_mean(inquiry, aid, others) if aid and others and best.kind != "full" else None
    if aid is None or near is None or near.kind != "full" or near.group == best.group:
        return
    who = f"由{near.certified_by}认定为" if near.certified_by else "是"
    rule = f"，{aid.several_says}" if aid.several else ""
    draft.say(f"{who}{near.name}的，{kind_text(inquiry.policy, near)}{rule}", near.clause, near.certified_clause)


def _say_best(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    prices = prices_of(inquiry)
    if not any(given_at(inquiry, price, best) for price in prices):
        say_not_given(draft, inquiry, best, prices)
    elif best.kind == "full":
        _say_full(draft, inquiry, best)
    elif best.kind in REDUCING:
        _say_reduced(draft, inquiry, best)
    else:
        _say_reimbursed(draft, inquiry, best)


def say_beside(draft: Draft, inquiry: Inquiry) -> bool:
    """What people of this township or age get beside all else; False where they get nothing."""
    aid, facts = inquiry.policy.aid, inquiry.facts
    said = False
    for category in (row for row in (aid.categories if aid else ()) if row.beside):
        mine = holds(category.when, facts)
        if category.group in (None, *facts.groups) and (mine.value or mine.needs == ("age",)):
            lead = "另外，" if draft.statements else inquiry.head
            draft.say(f"{lead}{category.name}{kind_text(inquiry.policy, category)}", category.clause)
            if category.amount is not None:
                draft.figure("aid", category.amount, "元")
            said = True
    return said


# Asked what one is given: 乡里补多少, 能领吗.
GIVEN = re.compile(r"补|贴|奖|领|发(多少|钱)|优惠")


def say_of_township(draft: Draft, inquiry: Inquiry) -> bool:
    """That the township asked about gives nothing, or not to this person; False where it was not asked, or gives."""
    aid, township, text = inquiry.policy.aid, inquiry.facts.township, inquiry.question.text
    rows = [row for row in aid.categories if row.when.townships] if aid else []
    if not rows or township is None or township[:2] not in text or not GIVEN.search(text):
        return False
    theirs = [row for row in rows if township in row.when.townships]
    if any(holds(row.when, inquiry.facts).value is not False for row in theirs):
        return False
    for row in theirs:
        how = kind_text(inquiry.policy, row)
        draft.say(f"不属于{row.name}的没有，{inquiry.head}{row.name}{how}", row.clause)
    if not theirs:
        names = "、".join(dict.fromkeys(row.name for row in rows))
        draft.say(
            f"{inquiry.head}的通知没有写{township}另外给补助，写了的是{names}", *dict.fromkeys(r.clause for r in rows)
        )
    return True


def _say_full(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    aid = inquiry.policy.aid
    amount = f"（资助{yuan(best.amount)}）" if best.amount is not None else ""
    goes_by_list = bool(aid and aid.settled and re.search(_LIST, aid.settled))
    unlisted = goes_by_list and bool(_NOT_ON_THE_LIST.search(inquiry.question.text))
    opening = "要看名单里有没有：" if unlisted else "不用自己缴，"
    draft.say(f"{opening}{inquiry.head}{best.name}的个人缴费全额资助{amount}", best.clause)
    if not unlisted:
        draft.figure("own_share", 0, "元")
    if aid and aid.settled:
        draft.say(aid.settled, aid.settled_clause)
    if unlisted:
        text, clauses = referral(inquiry)
        draft.say(f"名单里没有的怎么补上、要不要先缴，通知未载明，{text}", *clauses)
    elif aid and aid.settled and inquiry.facts.missed_window:
        text, clauses = referral(inquiry)
        draft.say("名单里漏了、错过时间怎么补办，通知未载明，" + text, *clauses)


def _say_reduced(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    """What is left to pay of each price, and of those of the people that the asker may be."""
    rows: list[str] = []
    clauses: list[str] = [best.clause]
    prices = prices_of(inquiry)
    for price in prices:
        none = "" if given_at(inquiry, price, best) else "没有资助，"
        place = f"在{price.window.name}缴的，{none}" if price.window and len(prices) > 1 else ""
        shares = _own_shares(draft, inquiry, price)
        more = _rise(inquiry, best, price)
        rows.append(place + shares + (f"，以后每晚一个月再加{yuan(more)}" if more else ""))
        clauses += price.all_clauses()
    how = kind_text(inquiry.policy, best)
    draft.say(f"{_no(inquiry)}{inquiry.head}{best.name}{how}，{'；'.join(rows)}", *clauses)
    if best.age_on:
        draft.say(f"年龄计算到{day(best.age_on)}", best.clause)


def say_own_share(draft: Draft, inquiry: Inquiry) -> None:
    """What the person pays at the price that is due first."""
    price = prices_of(inquiry)[0]
    draft.say(_own_shares(draft, inquiry, price), *price.all_clauses())


def _rise(inquiry: Inquiry, best: AidCategory, price: Price) -> int:
    """What each later month of the window adds to the own share."""
    if not given_at(inquiry, price, best):
        return price.rises
    shares = [
        pricing.own_share(inquiry.policy, best, amount, inquiry.facts)
        for amount in (price.amount, price.amount + price.rises)
    ]
    return shares[1] - shares[0]


def _own_shares(draft: Draft, inquiry: Inquiry, price: Price) -> str:
    """The person's share, and those of the people that the person may be."""
    prices = (price, *(replace(one, window=price.window) for one in price.others))
    return "，".join(_own_share(draft, inquiry, one) for one in prices)


def _own_share(draft: Draft, inquiry: Inquiry, price: Price) -> str:
    """自己缴170元（350－180）."""
    policy, facts = inquiry.policy, inquiry.facts.copy(update=price.supposed)
    fitting = [row for row in aid_of(inquiry, **price.supposed) if given_at(inquiry, price, row)]
    given = (*fitting[:1], *(row for row in fitting[1:] if row.beside))
    taken_off = [
        pricing.aid_amount(policy, row, price.amount, facts, price.who) for row in given if row.kind in REDUCING
    ]
    own = pricing.rest_of(policy, fitting, price.amount, facts, price.who)
    draft.figure("own_share", own, "元")
    for amount in taken_off:
        draft.figure("aid", amount, "元")
    reckoning = "－".join(str(amount) for amount in (price.amount, *taken_off))
    return f"{price.who or ''}自己缴{yuan(own)}" + (f"（{reckoning}）" if taken_off else "")


def _no(inquiry: Inquiry) -> str:
    """不是，: to whoever takes it that nothing is to be paid."""
    text = inquiry.question.text
    # 先自己掏还是直接免: the answer to a choice is neither yes nor no.
    return "不是，" if inquiry.question.confirm and _NOTHING_TO_PAY.search(text) and "还是" not in text else ""


def _say_reimbursed(draft: Draft, inquiry: Inquiry, best: AidCategory) -> None:
    price = prices_of(inquiry)[0]
    aid = inquiry.policy.aid
    members = inquiry.facts.heads
    total = f"{members}个人先缴{yuan(members * price.amount)}（{yuan(price.amount)}×{members}人）"
    first = total if members > 1 else f"先自己缴{yuan(price.amount)}"
    back = yuan(best.amount) if best.amount is not None else ""
    draft.say(f"{_no(inquiry)}{inquiry.head}{best.name}{first}，再由政府资助{back}", best.clause, *price.clauses)
    draft.figure("own_share", members * price.amount, "元")
    if best.amount is not None:
        draft.figure("aid", best.amount, "元")
    settle = aid.reimbursed if aid else None
    paid = inquiry.facts.pays_on
    if settle and paid and _NEXT_MONTH.search(settle):
        month = add_months(paid.replace(day=1), 1)
        settle += f"（{_month(paid)}缴费，就是{_month(month)}）"
    if settle:
        draft.say(settle, best.clause)
    if best.amount is None:
        _say_amount_open(draft, inquiry)


_HOW_MUCH_AID = re.compile(r"(补|贴|返|资助|给|发|领)(助|贴|我|他|她|回)?(多少|几|个?啥数)")


def _say_amount_open(draft: Draft, inquiry: Inquiry) -> None:
    """That the notice does not tell how much comes back: first of all where that is asked."""
    text, clauses = referral(inquiry)
    if not _HOW_MUCH_AID.search(inquiry.question.text):
        draft.say(f"资助多少元通知未载明，{text}", *clauses)
        return
    said, draft.statements = draft.statements, []
    draft.say(f"资助多少元，{inquiry.head}的通知未载明，{text}", *clauses)
    first = said[0].copy(update={"text": said[0].text.removeprefix(inquiry.head)})
    draft.statements += [first, *said[1:]]


def _month(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月"


def say_for_the_old(draft: Draft, inquiry: Inquiry) -> None:
    """What the old pay, and what aid there is from some age on."""
    price, aid = prices_of(inquiry)[0], inquiry.policy.aid
    draft.say(f"{inquiry.head}个人缴费标准是{price.each()}", *price.all_clauses())
    draft.figure("contribution", price.amount, "元")
    for row in aid.categories if aid else ():
        if (
            (row.group in ONLY_AGE or row.when.age)
            and not row.when.townships
            and holds(row.when, inquiry.facts).value is not False
        ):
            draft.say(f"{row.name}{kind_text(inquiry.policy, row)}", row.clause)
