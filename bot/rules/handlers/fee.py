"""What a person or a family pays."""

import re

from bot.rules import due, pricing
from bot.rules.answer import yuan
from bot.rules.handlers.aid.amount import asks_whose, say_whose
from bot.rules.handlers.aid.groups import concerns_aid
from bot.rules.handlers.aid.share import GIVEN, say_beside, say_for_groups, say_of_township
from bot.rules.handlers.full_premium import (
    names_the_subsidy,
    names_the_whole,
    out_of_ones_own_pocket,
    say_full_premium,
    say_who_pays_all,
)
from bot.rules.handlers.household import together as household
from bot.rules.handlers.household.beside import say_children
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.handlers.paying.window_text import end_text, window_text
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import matching, say_aspects, say_points, say_silence
from bot.rules.policy import Window
from bot.rules.rates import Price, price_hangs_on_registration
from bot.rules.windows import standing, standings

_FREE = re.compile(
    r"免费|不要钱|不收钱|不用(交|缴)钱?了|(全包|包了|全免|都免|全出|出完)[^，。]{0,4}(不用|不|免)(交|缴|掏)|(都|全)?不用(交|缴|掏)(钱|费)?(了)?(，|$|的|吧)"
)


# 大人小孩都是410吗: a price that is not everybody's.
_ALL_ALIKE = re.compile(
    r"都(?:是|交|缴|收|要)|全都|一律|统一|不分|不管|每个人|人人|(?:大人|老人)[^，。？]{0,2}(?:小孩|孩子|娃)"
)
_TOWN_AND_COUNTRY = re.compile(
    r"(?=.*(?:城镇|城市|城里))(?=.*(?:农村|农业|乡下)).*(?:一样|区别|不同|相同|统一|差(?:多少|别)|一个价)"
)


def answer(inquiry: Inquiry) -> Draft:
    """The fee for this person: on a given day, for a group, for a family, or in general."""
    draft, facts = Draft(), inquiry.facts
    if inquiry.asks("instalments"):
        say_aspects(draft, inquiry, tuple(a for a in inquiry.asked_aspects() if a.id == "instalments"))
    elif inquiry.asks("payment_cycle") and say_points(draft, inquiry, "payment_cycle"):
        pass
    elif inquiry.asks("full_premium") or names_the_whole(inquiry):
        say_full_premium(draft, inquiry)
    elif inquiry.asks("fiscal_subsidy") or (names_the_subsidy(inquiry) and not facts.household):
        _say_subsidy(draft, inquiry)
    elif asks_whose(inquiry):
        say_whose(draft, inquiry)
    elif facts.household:
        household.say(draft, inquiry, facts.household)
    elif concerns_aid(inquiry):
        say_for_groups(draft, inquiry)
    elif facts.pays_on:
        paying.say_day(draft, inquiry, facts.pays_on)
        say_children(draft, inquiry)
    elif facts.missed_window or paying.may_still_join(inquiry):
        if not (facts.missed_window and paying.say_later_windows(draft, inquiry)):
            paying.say_late_rule(draft, inquiry)
    else:
        given = bool(GIVEN.search(inquiry.question.text))
        first = given and (say_beside(draft, inquiry) or say_of_township(draft, inquiry))
        _say_standard(draft, inquiry)
        if not first:
            say_beside(draft, inquiry)
    return draft


def _say_standard(draft: Draft, inquiry: Inquiry) -> None:
    policy, claims = inquiry.policy, inquiry.question.claims
    late = None if claims and not _ENOUGH.search(inquiry.question.text) else due.late_now(inquiry, inquiry.facts)
    if late:
        _say_late(draft, inquiry, late)
    else:
        _say_prices(draft, inquiry)
    # A child's own price is the answer; what adults pay was not asked.
    compares = inquiry.asks("child_rate") and not (inquiry.facts.minor and policy.contribution.rates)
    if policy.full_premium and policy.full_premium.amount in claims:
        say_who_pays_all(draft, inquiry)
    for aspect in ("contribution", "child_rate"):
        if aspect == "contribution" or compares:
            for point in matching(inquiry, aspect):
                draft.say(point.say, point.clause)
    if inquiry.asks("child_rate") and not policy.points.get("child_rate") and not policy.contribution.rates:
        silence = policy.is_silent_on("child_rate")
        if silence:
            draft.say("小孩和大人是否不同，通知未载明")
    risen = _RISEN.search(inquiry.question.text)
    if risen:
        what = "为什么涨" if risen["why"] or risen["why2"] else "比上一年涨没涨、涨了多少"
        text, clauses = referral(inquiry)
        draft.say(f"{what}，通知未载明，{text}", *clauses)
    draft.aspects.append("contribution")


# 今年涨了没, 为啥又涨: the notice tells this year's price and no other.
_RISEN = re.compile(
    r"(?P<why>为啥|为什么|怎么|咋|凭啥|凭什么)[^，。？]{0,6}(涨(?!到)|贵了|变贵|调高|提高)|涨(?!到)[^，。？]{0,4}(?P<why2>为啥|为什么|啥原因|什么原因)"
    r"|(比|跟|和)(去年|上年|往年|前年)[^，。？]{0,6}(涨|多(?!少人)|贵|高|降|一样|变)"
    r"|(医保|农合|合作医疗|费|钱|标准|价|今年)[^，。？]{0,4}(又|是不是|有没有)?涨(价|钱)?(了)?(没|吗|么|不|多少|几)"
)


def _say_prices(draft: Draft, inquiry: Inquiry) -> None:
    """The prices of the windows: today's, and those to come."""
    policy = inquiry.policy
    prices = pricing.from_today(policy, inquiry.today, inquiry.facts)
    amounts = [one.amount for price in prices for one in (price, *price.others)]
    opening = _opening(inquiry, prices, amounts)
    note = f"，{policy.contribution.note}" if policy.contribution.note else ""
    clauses = tuple(c for p in prices for c in p.all_clauses())
    if len(prices) == 1 and _is_ordinary(inquiry, prices[0]):
        whose = f"{prices[0].rate}每人" if prices[0].rate else policy.contribution.per
        draft.say(f"{opening}{inquiry.head}个人缴费标准是{prices[0].each(whose)}{note}", *clauses)
    else:
        draft.say(f"{opening}{inquiry.head}{_by_time(inquiry, prices)}{note}", *clauses)
    for amount in amounts:
        draft.figure("contribution", amount, "元")


_ENOUGH = re.compile(r"够")


def _say_late(draft: Draft, inquiry: Inquiry, price: Price) -> None:
    """What is due today, where only late payment is left, and then what it was before."""
    claims = inquiry.question.claims
    enough = ("够，" if max(claims) >= price.amount else "不够，") if claims else ""
    draft.say(f"{enough}现在缴要{price.each()}，按{inquiry.head}的规定是补缴", *price.all_clauses())
    draft.figure_price(price, "late_payment")
    due.say_ordinary_before(draft, inquiry, inquiry.facts)
    for ordinary in pricing.standard(inquiry.policy, inquiry.facts):
        draft.figure_price(ordinary)


def _opening(inquiry: Inquiry, prices: tuple[Price, ...], amounts: list[int]) -> str:
    """是的，/不是，/不一样，: whether it is as the asker takes it."""
    claims, text = inquiry.question.claims, inquiry.question.text
    if _FREE.search(text) and all(amounts):
        return "不是免费的，"
    if _TOWN_AND_COUNTRY.search(text):
        hangs = price_hangs_on_registration(inquiry.policy)
        return "不一样，" if hangs else "" if inquiry.policy.contribution.rates else "通知里是一个标准，"
    if claims and prices[0].others and _ALL_ALIKE.search(text) and (inquiry.question.confirm or _WHETHER.search(text)):
        return "不是，"
    if not (inquiry.question.confirm and claims):
        return ""
    late = pricing.late(inquiry.policy, inquiry.facts)
    if _MADE_UP.search(text) and late and late.amount not in claims:
        # 补缴只要280: true of whoever is in time, and not of whoever is late.
        return ""
    right = len(claims) == 1 and claims[0] in amounts
    return "是的，" if right else ("" if set(claims) & set(amounts) else "不是，")


_MADE_UP = re.compile(r"补(交|缴)|过期|逾期|晚(交|缴)")
_WHETHER = re.compile(r"(?:吗|么|不|吧)[？?]?$")


def _is_ordinary(inquiry: Inquiry, price: Price) -> bool:
    """Whether it is the contribution, and not what a window or the late payer's rule makes of it."""
    ordinary = pricing.of(inquiry.policy, "contribution", price.window, facts=inquiry.facts)
    return ordinary is not None and ordinary.amount == price.amount


def _by_time(inquiry: Inquiry, prices: tuple[Price, ...]) -> str:
    """What one pays now and later; with no window open, each window's price."""
    rows = [f"{_place(p)}{p.each(_lead(p))}{_rising(p)}" for p in prices]
    window = prices[0].window
    now = standing(window, inquiry.today, inquiry.facts) if window else None
    if window and now and now.is_within:
        pay = "现在缴" if now.state == "open" else f"{window.name}缴"
        rows[0] = f"{pay}{prices[0].each(_lead(prices[0]))}，{window.name}到{end_text(window)}为止"
        rows[0] += "".join(f"，{one.name}到{end_text(one)}为止也是这个价" for one in _at_this_price(inquiry, prices[0]))
        return "；".join(rows)
    return f"看什么时候缴：{'；'.join(rows)}"


def _at_this_price(inquiry: Inquiry, price: Price) -> list[Window]:
    """The later windows for everybody that cost the same, where a dearer one is told as well."""
    policy, facts = inquiry.policy, inquiry.facts
    to_come = [one for one in standings(policy, inquiry.today, facts) if one.for_everyone and one.state == "not_yet"]
    priced = [(one.window, pricing.of(policy, one.window.pay, one.window, facts=facts)) for one in to_come]
    same = [window for window, theirs in priced if theirs and theirs.amount == price.amount and window.end]
    return same if len(same) < len(priced) else []


def _rising(price: Price) -> str:
    return f"，以后每晚一个月再加{yuan(price.rises)}" if price.rises else ""


def _place(price: Price) -> str:
    if price.window and price.window.month_of:
        # Its name says which month.
        return price.window.name
    return f"{price.window.name}（{window_text(price.window, with_limits=False)}）" if price.window else ""


def _lead(price: Price) -> str:
    return f"{price.rate}每人" if price.rate else "每人"


def _say_subsidy(draft: Draft, inquiry: Inquiry) -> None:
    subsidy = inquiry.policy.fiscal_subsidy
    if subsidy is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["fiscal_subsidy"])
        return
    own = inquiry.policy.contribution
    opening = "不用，" if names_the_subsidy(inquiry) and out_of_ones_own_pocket(inquiry) else ""
    draft.say(
        f"{opening}{inquiry.head}财政补助标准是每人{yuan(subsidy.amount)}，个人缴费{yuan(own.amount)}",
        subsidy.clause,
        own.clause,
    )
    draft.figure("fiscal_subsidy", subsidy.amount, "元")
    draft.figure("contribution", own.amount, "元")
    _say_price_today(draft, inquiry)
    say_points(draft, inquiry, "fiscal_subsidy")


def _say_price_today(draft: Draft, inquiry: Inquiry) -> None:
    """What one pays now, where the window that is open has another price than the contribution."""
    price = pricing.from_today(inquiry.policy, inquiry.today, inquiry.facts)[0]
    now = standing(price.window, inquiry.today, inquiry.facts).state if price.window else None
    if now == "open" and not _is_ordinary(inquiry, price):
        draft.say(f"现在缴{price.each()}", *price.all_clauses())
        draft.figure("contribution", price.amount, "元")
