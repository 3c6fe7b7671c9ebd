"""过期再交为啥要830: why who pays late pays the whole premium."""

import re

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.inquiry import Draft, Inquiry

_WHY = re.compile(
    r"(为啥|为什么|为何|凭啥|凭什么|咋|怎么)[^，。]{0,10}((交|缴|掏|收|要)[^，。]{0,6}(\d{3}|多|贵)|这么多|这么贵|那么多|那么贵|涨|翻倍|\d{3})"
)


def say_why_dearer(draft: Draft, inquiry: Inquiry) -> bool:
    """The reason: the state's part is to be paid as well. False where it is not asked, or late is not dearer for that."""
    policy, text = inquiry.policy, inquiry.question.digits or inquiry.question.text
    late, price, full = policy.late, pricing.late(policy, inquiry.facts), policy.full_premium
    if not _WHY.search(text) or late is None or price is None or full is None:
        return False
    if price.amount != full.amount or set(inquiry.question.claims) - {full.amount}:
        return False
    subsidy = policy.fiscal_subsidy
    parts = f"个人缴费{yuan(policy.contribution.amount)}加财政补助{yuan(subsidy.amount)}，" if subsidy else ""
    clauses = (policy.contribution.clause, subsidy.clause) if subsidy else ()
    draft.say(
        f"因为{inquiry.head}过了规定时间才缴费的，{late.says}：{parts}就是{yuan(full.amount)}",
        *dict.fromkeys((*price.all_clauses(), *clauses)),
    )
    draft.figure_price(price, "late_payment")
    return True
