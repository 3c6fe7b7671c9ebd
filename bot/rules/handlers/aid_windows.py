"""Aid that only those get who pay in some of the windows."""

from bot.rules.answer import yuan
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import AidCategory
from bot.rules.rates import Price


def given_at(inquiry: Inquiry, price: Price) -> bool:
    """Whether who pays this price is aided."""
    return inquiry.policy.aid is None or inquiry.policy.aid.given_in(price.window)


def say_not_given(draft: Draft, inquiry: Inquiry, category: AidCategory, prices: tuple[Price, ...]) -> None:
    """That the aid is over for those who pay now, and what they pay."""
    aid, policy = inquiry.policy.aid, inquiry.policy.as_written
    names = "、".join(window.name for window in policy.windows if aid and window.id in aid.windows)
    price = prices[0]
    place = price.window.name if price.window else "之后"
    draft.say(
        f"没有资助，自己缴{yuan(price.amount)}：{inquiry.head}{category.name}的资助只限在{names}缴费的，{place}缴的{price.each()}",
        aid.windows_clause or category.clause if aid else category.clause,
        *price.all_clauses(),
    )
    for one in (price, *price.others):
        draft.figure("own_share", one.amount, "元")
