"""What a person or a family pays."""

import re
from dataclasses import dataclass

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.handlers import aid, paying
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_aspects, say_points, say_silence
from bot.rules.rates import Price
from bot.rules.windows import standing

_FREE = re.compile(r"免费|不要钱|不用(交|缴)钱?了|不收钱")


def answer(inquiry: Inquiry) -> Draft:
    """The fee for this person: on a given day, for a group, for a family, or in general."""
    draft, facts = Draft(), inquiry.facts
    if inquiry.asks("instalments"):
        say_aspects(draft, inquiry, tuple(a for a in inquiry.asked_aspects() if a.id == "instalments"))
    elif inquiry.asks("full_premium"):
        _say_full_premium(draft, inquiry)
    elif inquiry.asks("fiscal_subsidy"):
        _say_subsidy(draft, inquiry)
    elif facts.members and facts.members > 1:
        _say_family(draft, inquiry)
    elif aid.concerns(inquiry):
        aid.say_for_groups(draft, inquiry)
    elif facts.missed_window:
        paying.say_late_rule(draft, inquiry)
    elif facts.paid or facts.asked_on:
        paying.say_day(draft, inquiry, facts.paid or facts.asked_on or inquiry.today)
    else:
        _say_standard(draft, inquiry)
    return draft


def _say_standard(draft: Draft, inquiry: Inquiry) -> None:
    policy, claims = inquiry.policy, inquiry.question.claims
    prices = pricing.from_today(policy, inquiry.today, inquiry.facts)
    amounts = [one.amount for price in prices for one in (price, *price.others)]
    opening = ""
    if inquiry.question.confirm and claims:
        opening = (
            "是的，" if len(claims) == 1 and claims[0] in amounts else ("" if set(claims) & set(amounts) else "不是，")
        )
    if _FREE.search(inquiry.question.text) and all(amounts):
        opening = "不是免费的，"
    note = f"，{policy.contribution.note}" if policy.contribution.note else ""
    clauses = tuple(c for p in prices for c in p.all_clauses())
    if len(prices) == 1 and _is_ordinary(inquiry, prices[0]):
        whose = f"{prices[0].rate}每人" if prices[0].rate else policy.contribution.per
        draft.say(f"{opening}{inquiry.head}个人缴费标准是{prices[0].each(whose)}{note}", *clauses)
    else:
        draft.say(f"{opening}{inquiry.head}{_by_time(inquiry, prices)}{note}", *clauses)
    for amount in amounts:
        draft.figure("contribution", amount, "元")
    for aspect in ("contribution", "child_rate"):
        if aspect == "contribution" or inquiry.asks("child_rate"):
            for point in matching(inquiry, aspect):
                draft.say(point.say, point.clause)
    if inquiry.asks("child_rate") and not policy.points.get("child_rate") and not policy.contribution.rates:
        silence = policy.is_silent_on("child_rate")
        if silence:
            draft.say("小孩和大人是否不同，通知未载明")
    draft.aspects.append("contribution")


def _is_ordinary(inquiry: Inquiry, price: Price) -> bool:
    """Whether it is the contribution, and not what a window or the late payer's rule makes of it."""
    ordinary = pricing.of(inquiry.policy, "contribution", price.window, facts=inquiry.facts)
    return ordinary is not None and ordinary.amount == price.amount


def _by_time(inquiry: Inquiry, prices: tuple[Price, ...]) -> str:
    """What one pays now and later; with no window open, each window's price."""
    rows = [f"{_place(p)}{p.each(_lead(p))}" for p in prices]
    window = prices[0].window
    now = standing(window, inquiry.today, inquiry.facts) if window else None
    if window and now and now.state in ("open", "closed_today"):
        pay = "现在缴" if now.state == "open" else f"{window.name}缴"
        rows[0] = f"{pay}{prices[0].each(_lead(prices[0]))}，{window.name}到{paying.end_text(window)}为止"
        return "；".join(rows)
    return f"看什么时候缴：{'；'.join(rows)}"


def _place(price: Price) -> str:
    return f"{price.window.name}（{paying.window_text(price.window, with_limits=False)}）" if price.window else ""


def _lead(price: Price) -> str:
    return f"{price.rate}每人" if price.rate else "每人"


def _say_subsidy(draft: Draft, inquiry: Inquiry) -> None:
    subsidy = inquiry.policy.fiscal_subsidy
    if subsidy is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["fiscal_subsidy"])
        return
    own = inquiry.policy.contribution
    draft.say(
        f"{inquiry.head}财政补助标准是每人{yuan(subsidy.amount)}，个人缴费{yuan(own.amount)}",
        subsidy.clause,
        own.clause,
    )
    draft.figure("fiscal_subsidy", subsidy.amount, "元")
    draft.figure("contribution", own.amount, "元")
    say_points(draft, inquiry, "fiscal_subsidy")


def _say_full_premium(draft: Draft, inquiry: Inquiry) -> None:
    policy = inquiry.policy
    full, subsidy, own = policy.full_premium, policy.fiscal_subsidy, policy.contribution
    if full is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["full_premium"])
        return
    draft.say(f"{inquiry.head}个人和财政合计的筹资标准是每人{yuan(full.amount)}", full.clause)
    draft.figure("full_premium", full.amount, "元")
    if subsidy:
        draft.say(f"其中个人缴费{yuan(own.amount)}，财政补助{yuan(subsidy.amount)}", own.clause, subsidy.clause)
        draft.figure("fiscal_subsidy", subsidy.amount, "元")
    else:
        draft.say(f"其中个人缴费{yuan(own.amount)}", own.clause)
    draft.figure("contribution", own.amount, "元")
    for rate in full.rates:
        draft.say(f"{rate.who}是每人{rate.pay}元", rate.clause or full.clause)
    say_points(draft, inquiry, "full_premium")


def _say_family(draft: Draft, inquiry: Inquiry) -> None:
    facts, policy = inquiry.facts, inquiry.policy
    members = facts.members or 1
    when = facts.paid or facts.asked_on
    price = pricing.late(policy) if facts.missed_window else (pricing.on(policy, when, facts) if when else None)
    if price is None and facts.missed_window:
        paying.say_late_rule(draft, inquiry)
        return
    if price is None and when:
        paying.say_day(draft, inquiry, when)
        return
    price = price or pricing.standard(policy)[0]
    shares = _shares(inquiry, members, price.amount)
    employees = min(facts.employees or 0, members - sum(share.count for share in shares))
    rest = members - employees - sum(share.count for share in shares)
    total = rest * price.amount + sum(share.count * share.each for share in shares)
    parts = [f"{yuan(price.amount)}×{rest}人"] if rest else []
    parts += [f"{share.name}{yuan(share.each)}×{share.count}人" for share in shares if share.each]
    reckoning = f"（{'＋'.join(parts)}）" if parts else ""
    draft.say(f"{inquiry.head}{members - employees}个人一共{yuan(total)}{reckoning}", *price.clauses)
    if employees:
        draft.say(f"有职工医保的{employees}人没有算在内")
    draft.figure("total", total, "元")
    draft.figure("contribution", price.amount, "元")
    for share in shares:
        draft.say(share.note, share.clause)
    free = bool(shares)
    if not free and policy.aid:
        full = [c for c in policy.aid.categories if c.kind == "full"]
        if full and not facts.member_groups and not facts.groups:
            draft.say(f"家里有{full[0].name}等由政府全额资助的人，这些人不用缴", full[0].clause)
    others = [p for p in pricing.standard(policy) if p.amount != price.amount]
    if others and not when:
        rows = "；".join(f"{p.window.name}缴的一共{yuan(rest * p.amount)}" for p in others if p.window)
        draft.say(rows, *(c for p in others for c in p.clauses))


@dataclass(frozen=True)
class _Share:
    """What each of ``count`` members of a group pays, and why."""

    name: str
    count: int
    each: int
    note: str
    clause: str


def _shares(inquiry: Inquiry, members: int, price: int) -> list[_Share]:
    """The members who do not simply pay the price, as far as the family has that many."""
    shares: list[_Share] = []
    for group, count in inquiry.facts.member_groups:
        left = members - sum(share.count for share in shares)
        share = _share(inquiry, group, min(count, left), price)
        if share.count:
            shares.append(share)
    return shares


def _born_before_the_year(inquiry: Inquiry) -> bool:
    """Whether the child is born before the insurance year; one that has just been born is as old as today."""
    born = inquiry.facts.born or inquiry.today
    return born.year < inquiry.policy.insurance_year


def _share(inquiry: Inquiry, group: str, count: int, price: int) -> _Share:
    policy, newborn = inquiry.policy, inquiry.policy.newborn
    categories = pricing.aid_for(policy, frozenset([group]))
    if categories:
        best = categories[0]
        each = pricing.own_share(policy, best, price)
        note = f"{best.name}{aid.kind_text(policy, best)}"
        return _Share(best.name, count, each, note, best.clause)
    if group == "newborn" and newborn and pricing.newborn_pay(policy, inquiry.facts) == 0:
        if newborn.cases[0].birth_year_only and _born_before_the_year(inquiry):
            note = f"新生儿只在出生当年不缴，{policy.insurance_year}年度的按标准缴"
            return _Share("新生儿", count, price, note, newborn.cases[0].clause)
        born = f"（{inquiry.when(inquiry.facts.born)}出生）" if inquiry.facts.born else ""
        says = newborn.cases[0].says or newborn.general
        return _Share("新生儿", count, 0, f"新生儿{born}不用缴：{says}", newborn.cases[0].clause)
    name = inquiry.catalogue.name(group)
    clause = policy.aid.clause if policy.aid else policy.contribution.clause
    return _Share(name, count, price, f"{name}不在通知列明的资助范围，按标准缴", clause)
