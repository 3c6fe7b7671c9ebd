"""How much more whoever pays late has to pay: 晚一天要多花多少."""

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.handlers.household.family import Family
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.rates import Price


def say_difference(draft: Draft, inquiry: Inquiry) -> bool:
    """The late price less the one in time; False where the notice has not one of each for this person."""
    policy, facts, late = inquiry.policy, inquiry.facts, inquiry.policy.late
    closes, on = policy.closes(), facts.pays_on
    in_time, too_late = pricing.standard(policy, facts), pricing.late(policy, facts)
    if late is None or late.accepted != "all" or too_late is None or closes is None or len(in_time) != 1:
        return False
    own = in_time[0]
    named = on if on != inquiry.today else None
    if own.others or too_late.others or (named and named <= closes) or pricing.is_over(late, on or inquiry.today):
        return False
    if pricing.aid_for(policy, facts) and not facts.household:
        return False
    more = too_late.amount - own.amount
    lead = f"每人要多缴{yuan(more)}" if more > 0 else "不用多缴"
    last = day(closes)
    if on and on > closes and facts.household is None:
        # A day that is told: what is due then comes first, and the rule is told by it.
        paying.say_day(draft, inquiry, on)
        draft.say(f"比{last}以前缴的每人多{yuan(more)}", *own.all_clauses(), *too_late.all_clauses())
        draft.figure("difference", more, "元")
        return True
    rule = f"{inquiry.head}在{last}以前（含当天）缴{yuan(own.amount)}，过了这天缴要{yuan(too_late.amount)}"
    draft.say(
        f"{lead}：{rule}",
        *dict.fromkeys((*own.all_clauses(), *too_late.all_clauses(), *(w.clause for w in policy.windows[:1]))),
    )
    draft.figure("difference", more, "元")
    draft.figure_price(too_late, "late_payment")
    draft.figure_price(own)
    _say_family(draft, inquiry, own, too_late)
    return True


def _say_family(draft: Draft, inquiry: Inquiry, own: Price, late: Price) -> None:
    """What it comes to for the family, where everybody's share is clear both ways."""
    household = inquiry.facts.household
    if household is None or household.doubtful or inquiry.facts.late_heads is not None:
        return
    families = [Family(inquiry, household, price) for price in (own, late)]
    if any(one.unclear or one.open_aid or one.open_newborns or not one.settled for one in families):
        return
    before, after = (sum(share.amount or 0 for share in one.settled) for one in families)
    heads = len(families[0].settled)
    draft.lead_with(f"{heads}个人一共要多缴{yuan(after - before)}（{yuan(before)}变成{yuan(after)}）；")
    for sentence, clause in families[1].reasons():
        draft.say(sentence, clause)
    draft.figure("total", after, "元")
