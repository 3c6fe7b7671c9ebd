"""What a person or a family pays."""

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.handlers import aid, paying
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_silence


def answer(inquiry: Inquiry) -> Draft:
    """The fee for this person: on a given day, for a group, for a family, or in general."""
    draft, facts = Draft(), inquiry.facts
    if inquiry.asks("full_premium"):
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
    prices = pricing.standard(policy)
    amounts = [price.amount for price in prices]
    opening = ""
    if inquiry.question.confirm and claims:
        opening = (
            "是的，" if len(claims) == 1 and claims[0] in amounts else ("" if set(claims) & set(amounts) else "不是，")
        )
    if len(prices) == 1:
        note = f"，{policy.contribution.note}" if policy.contribution.note else ""
        text = f"{opening}{inquiry.head}个人缴费标准是{policy.contribution.per}{yuan(amounts[0])}{note}"
        draft.say(text, *prices[0].clauses)
    else:
        rows = "；".join(
            f"{p.window.name}（{paying.window_text(p.window, with_end_note=False)}）每人{yuan(p.amount)}"
            for p in prices
            if p.window
        )
        draft.say(f"{opening}{inquiry.head}看什么时候缴：{rows}", *(c for p in prices for c in p.clauses))
    for amount in amounts:
        draft.figure("contribution", amount, "元")
    for aspect in ("contribution", "child_rate"):
        if aspect == "contribution" or inquiry.asks("child_rate"):
            for point in matching(inquiry, aspect):
                draft.say(point.say, point.clause)
    if inquiry.asks("child_rate") and not policy.points.get("child_rate"):
        silence = policy.is_silent_on("child_rate")
        if silence:
            draft.say("小孩和大人是否不同，通知未载明")
    draft.aspects.append("contribution")


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


def _say_full_premium(draft: Draft, inquiry: Inquiry) -> None:
    full, subsidy, own = inquiry.policy.full_premium, inquiry.policy.fiscal_subsidy, inquiry.policy.contribution
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


def _say_family(draft: Draft, inquiry: Inquiry) -> None:
    facts, policy = inquiry.facts, inquiry.policy
    members = facts.members or 1
    when = facts.paid or facts.asked_on
    price = pricing.late(policy) if facts.missed_window else (pricing.on(policy, when, facts) if when else None)
    price = price or pricing.standard(policy)[0]
    free, notes, clauses = _free_members(inquiry, members)
    paying_members = members - free
    total = paying_members * price.amount
    text = f"{inquiry.head}{members}个人一共{yuan(total)}（{yuan(price.amount)}×{paying_members}人）"
    draft.say(text, *price.clauses)
    draft.figure("total", total, "元")
    draft.figure("contribution", price.amount, "元")
    for note, clause in zip(notes, clauses, strict=True):
        draft.say(note, clause)
    if not free and policy.aid:
        full = [c for c in policy.aid.categories if c.kind == "full"]
        if full and not facts.member_groups and not facts.groups:
            draft.say(f"家里有{full[0].name}等由政府全额资助的人，这些人不用缴", full[0].clause)
    others = [p for p in pricing.standard(policy) if p.amount != price.amount]
    if others and not when:
        rows = "；".join(f"{p.window.name}缴的一共{yuan(paying_members * p.amount)}" for p in others if p.window)
        draft.say(rows, *(c for p in others for c in p.clauses))


def _free_members(inquiry: Inquiry, members: int) -> tuple[int, list[str], list[str]]:
    """How many of the family pay nothing, with a sentence and a clause for each reason."""
    free = 0
    notes: list[str] = []
    clauses: list[str] = []
    for group, count in inquiry.facts.member_groups:
        categories = pricing.aid_for(inquiry.policy, frozenset([group]))
        newborn = inquiry.policy.newborn
        if categories and categories[0].kind == "full":
            free += count
            notes.append(f"其中{categories[0].name}{count}人全额资助，个人不用缴")
            clauses.append(categories[0].clause)
        elif categories:
            notes.append(f"{categories[0].name}先缴费，{aid.kind_text(inquiry.policy, categories[0])}")
            clauses.append(categories[0].clause)
        elif group == "newborn" and newborn and pricing.newborn_pay(inquiry.policy, inquiry.facts) == 0:
            free += count
            born = f"（{inquiry.when(inquiry.facts.born)}出生）" if inquiry.facts.born else ""
            notes.append(f"新生儿{born}不用缴：{newborn.cases[0].says or newborn.general}")
            clauses.append(newborn.cases[0].clause)
        elif inquiry.policy.aid:
            notes.append(f"{inquiry.catalogue.name(group)}不在通知列明的资助范围，也要缴")
            clauses.append(inquiry.policy.aid.clause)
    return min(free, members), notes, clauses
