"""The whole premium: what one pays oneself and what the state adds, and what an amount that is named stands for."""

import re

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points, say_silence

# 那个830里面包括啥: what an amount is made of.
_MADE_OF = re.compile(
    r"包括|包含|构成|组成|由(什么|啥|哪)|(怎么|咋)(来|算)(出来)?的|(里|里面|里头)(都)?(有|是|含)(些)?(什么|啥|哪)"
)
_SUM = re.compile(r"一共|总共|合计|加起来|加(在|到)?一(起|块)|拢共|统共")
# 要交830吧: what is to be paid, not what the amount stands for.
_PAYS = re.compile(r"交|缴|收|标准|每人|[一1]个人|个人|[一1]位|人头")
_OWN = re.compile(r"(自己|个人|我|咱|俺|自个)[^，。]{0,4}(掏|出|交|缴|付|拿)")
_WHETHER = re.compile(r"[吗么不][？?]?$|要不要|用不用")
_TOO_LATE = re.compile(r"逾期|过期|超期|(?<![最今昨当每明不])晚(交|缴)|补(交|缴)|没按时")
_SAYS_SO = re.compile(r"吧|对吗|对不|是吗|是不是|没错|这样吗")


def names_the_whole(inquiry: Inquiry) -> bool:
    """Whether the question is about the whole by an amount that it names: 640加380一共多少, 那个830包括啥."""
    policy, claims, text = inquiry.policy, set(inquiry.question.claims), inquiry.question.text
    if policy.full_premium is None or not claims or inquiry.facts.household:
        return False
    full, own = policy.full_premium.amount, policy.contribution.amount
    parts = {own, policy.fiscal_subsidy.amount} if policy.fiscal_subsidy else set()
    if parts and parts <= claims:
        return True
    if claims == {full} and (_MADE_OF.search(text) or not _PAYS.search(text) or out_of_ones_own_pocket(inquiry)):
        return True
    wrong_total = all(claim > own and claim % own for claim in claims)
    named = _SUM.search(text) and inquiry.question.confirm and wrong_total
    return bool(named and not inquiry.facts.groups and not _PAYS.search(text))


def names_the_subsidy(inquiry: Inquiry) -> bool:
    """Whether the one amount that is named is what the state adds: 550是谁出的."""
    subsidy = inquiry.policy.fiscal_subsidy
    return subsidy is not None and set(inquiry.question.claims) == {subsidy.amount}


def out_of_ones_own_pocket(inquiry: Inquiry) -> bool:
    """640要我自己交吗: whether one is to pay the amount oneself."""
    return bool(inquiry.question.confirm or _WHETHER.search(inquiry.question.text)) and bool(
        _OWN.search(inquiry.question.text)
    )


def say_full_premium(draft: Draft, inquiry: Inquiry) -> None:
    """The whole and its parts; of a sum that was named, whether it is right."""
    policy = inquiry.policy
    full, subsidy, own = policy.full_premium, policy.fiscal_subsidy, policy.contribution
    if full is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["full_premium"])
        return
    opening = _verdict(inquiry, full.amount)
    draft.say(f"{opening}{inquiry.head}个人和财政合计的筹资标准是每人{yuan(full.amount)}", full.clause)
    draft.figure("full_premium", full.amount, "元")
    if subsidy:
        draft.say(f"其中个人缴费{yuan(own.amount)}，财政补助{yuan(subsidy.amount)}", own.clause, subsidy.clause)
        draft.figure("fiscal_subsidy", subsidy.amount, "元")
    else:
        draft.say(f"其中个人缴费{yuan(own.amount)}", own.clause)
    draft.figure("contribution", own.amount, "元")
    if set(inquiry.question.claims) == {full.amount}:
        say_who_pays_all(draft, inquiry)
    for rate in full.rates:
        draft.say(f"{rate.who}是每人{rate.pay}元", rate.clause or full.clause)
    say_points(draft, inquiry, "full_premium")


def _verdict(inquiry: Inquiry, full: int) -> str:
    claims = set(inquiry.question.claims)
    late = pricing.late(inquiry.policy)
    if claims == {full} and out_of_ones_own_pocket(inquiry):
        if late is None or late.amount != full:
            return "不是，"
        return "是的，" if _TOO_LATE.search(inquiry.question.text) else ""
    sum_named = _SUM.search(inquiry.question.text) and inquiry.question.confirm
    if not claims or not sum_named or not _SAYS_SO.search(inquiry.question.text):
        return ""
    return "是的，" if full in claims else "不是，"


def say_who_pays_all(draft: Draft, inquiry: Inquiry) -> None:
    """Who pays the whole out of the own pocket: those who come too late, where the notice has it so."""
    late, price = inquiry.policy.late, pricing.late(inquiry.policy)
    whole = inquiry.policy.full_premium
    if late and price and whole and price.amount == whole.amount:
        draft.say(f"没在规定时间内缴费的，要一次性缴足{yuan(price.amount)}", *price.all_clauses())
