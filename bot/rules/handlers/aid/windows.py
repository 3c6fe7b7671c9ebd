"""Aid that only those get who pay in some of the windows."""

from bot.rules import pricing
from bot.rules.answer import yuan
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import AidCategory, Window
from bot.rules.rates import Price


def given_at(inquiry: Inquiry, price: Price, category: AidCategory) -> bool:
    """Whether who pays this price is aided so."""
    return _given_in(inquiry, price.window, category)


def only_in_windows(inquiry: Inquiry, category: AidCategory) -> tuple[str, str]:
    """In which windows the category is aided, with the clause."""
    aid = inquiry.policy.aid
    names = inquiry.policy.names_of(aid.windows_of(category)) if aid else ""
    clause = aid.windows_clause if aid and aid.windows_clause else category.clause
    return f"{category.name}的资助只限在{names}缴费的", clause


def say_not_given(draft: Draft, inquiry: Inquiry, category: AidCategory, prices: tuple[Price, ...]) -> None:
    """That the aid is over for those who pay now, and what they pay."""
    price = prices[0]
    place = price.window.name if price.window else "之后"
    limit, clause = only_in_windows(inquiry, category)
    draft.say(
        f"没有资助，自己缴{yuan(price.amount)}：{inquiry.head}{limit}，{place}缴的{price.each()}",
        clause,
        *price.all_clauses(),
    )
    for one in (price, *price.others):
        draft.figure("own_share", one.amount, "元")


def say_if_not_given(draft: Draft, inquiry: Inquiry, window: Window) -> None:
    """To an aided person beside the price of a window without aid: that it is theirs as well."""
    fitting = pricing.aid_for(inquiry.policy, inquiry.facts)
    if fitting and not any(_given_in(inquiry, window, category) for category in fitting):
        limit, clause = only_in_windows(inquiry, fitting[0])
        draft.say(f"{limit}，{window.name}没有资助", clause)


def _given_in(inquiry: Inquiry, window: Window | None, category: AidCategory) -> bool:
    return inquiry.policy.aid is None or inquiry.policy.aid.given_in(window, category)


def prices_of(inquiry: Inquiry) -> tuple[Price, ...]:
    """What the person pays on the day that is asked about, else the prices that still apply."""
    when = inquiry.facts.pays_on
    price = pricing.on(inquiry.policy, when, inquiry.facts) if when else None
    return (price,) if price else pricing.from_today(inquiry.policy, inquiry.today, inquiry.facts)
