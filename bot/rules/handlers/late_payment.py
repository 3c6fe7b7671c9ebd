"""Paying after the windows, joining midway, and the wait."""

import datetime
import re
from collections.abc import Collection
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.due import TO_MAKE_UP
from bot.rules.facts import Facts
from bot.rules.handlers import deadline, tables
from bot.rules.handlers.aid.groups import concerns_everybody
from bot.rules.handlers.aid.share import say_for_groups
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.handlers.paying.difference import say_difference
from bot.rules.handlers.paying.in_vain import lead_with_that
from bot.rules.handlers.paying.why_dearer import say_why_dearer
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Window
from bot.rules.windows import paid_in, standings


def answer(inquiry: Inquiry) -> Draft:
    """What holds for someone who missed the windows."""
    draft, facts = Draft(), inquiry.facts
    asked = {aspect.id for aspect in inquiry.asked_aspects()}
    if concerns_everybody(inquiry) and pricing.fully_aided(inquiry.policy, facts):
        if "waiting_period" in asked:
            say_points(draft, inquiry, "waiting_period")
        say_for_groups(draft, inquiry)
        return draft
    if "late_difference" in asked:
        if not say_difference(draft, inquiry):
            # What it costs more is not told: what holds for whoever is late, whatever day is named beside it.
            paying.say_late_rule(draft, replace(inquiry, facts=_of_no_day(facts)))
        return draft
    if say_why_dearer(draft, inquiry):
        return draft
    only_late = facts.missed_window and not asked & {"waiting_period", "waiting_costs", "midway"}
    if only_late and paying.say_later_windows(draft, inquiry):
        return draft
    waits = "waiting_period" in asked
    if _BROKEN_OFF.search(inquiry.question.text) and not waits and _say_after_a_break(draft, inquiry, asked):
        return draft
    if (
        _may(inquiry)
        and not facts.pays_on
        and "waiting_costs" not in asked
        and not _MIDWAY.search(inquiry.question.text)
        and _open_now(inquiry)
    ):
        # Whoever may join midway pays like everybody while the window is open, and waits no longer.
        deadline.say_windows(draft, inquiry)
        _say_benefits_today(draft, inquiry)
        return draft
    if waits and _pays_in_time(inquiry) and _say_no_wait(draft, inquiry):
        return draft
    if _may_like_everybody(inquiry, asked):
        paying.say_day(draft, inquiry, inquiry.today)
        return draft
    if _makes_up_in_time(inquiry, asked):
        _say_in_time(draft, inquiry)
        return draft
    _say_what_is_asked(draft, inquiry, asked)
    lead_with_that(draft, inquiry)
    return draft


_TOO_LATE = re.compile(
    r"过|晚|迟|逾|超期|错|以后|之后|之前|如果|要是|假如|万一|的话|截止|断|赶|忘|漏|没(交|缴|参)|规定|听说|说|等|呢|往年|去年|前年|月|号|日"
)


def _makes_up_in_time(inquiry: Inquiry, asked: Collection[str]) -> bool:
    """我补缴要多少钱，我还没到期吧: whoever calls it that while everybody may still pay is not late."""
    text = inquiry.question.text
    plain = bool(TO_MAKE_UP.search(text)) and not _TOO_LATE.search(re.sub(r"(还)?没到期|没过期", "", text))
    return (
        plain
        and not (inquiry.facts.missed_window or inquiry.facts.pays_on or set(asked) - {"late"})
        and _open_now(inquiry)
    )


def _say_in_time(draft: Draft, inquiry: Inquiry) -> None:
    paying.say_day(draft, inquiry, inquiry.today)
    late, price = inquiry.policy.late, pricing.late(inquiry.policy, inquiry.facts)
    if late and late.accepted == "all" and price:
        draft.say(f"过了期限才缴的，要缴{price.each('')}", *price.all_clauses())
        draft.figure_price(price, "late_payment")


def _of_no_day(facts: Facts) -> Facts:
    return facts.copy(update={"asked_on": None, "paid": None})


def _say_what_is_asked(draft: Draft, inquiry: Inquiry, asked: Collection[str]) -> None:
    """The wait, joining midway, or paying late: whichever the question names."""
    facts = inquiry.facts
    if "waiting_costs" in asked:
        _say(draft, inquiry, "waiting_costs")
    elif _may(inquiry) and facts.pays_on or "waiting_period" in asked and _asks_whether(inquiry):
        paying.say_late_rule(draft, inquiry)
        if "waiting_period" in asked:
            _say_wait_as_well(draft, inquiry)
    elif "waiting_period" in asked:
        _say_wait(draft, inquiry)
    elif "midway" in asked and (_is_none_of_them(inquiry) or _pays_a_rate_of_their_own(inquiry)):
        paying.say_day(draft, inquiry, facts.pays_on or inquiry.today)
    elif "midway" in asked and inquiry.policy.late and pricing.missed_midway_rows(inquiry.policy.late, facts):
        paying.say_late_rule(draft, inquiry)
    elif "midway" in asked and not _may(inquiry):
        decided = (
            tables.decide(inquiry.policy.tables["midway"], facts)[0] if "midway" in inquiry.policy.tables else None
        )
        if decided is None or not tables.say_table(draft, inquiry, "midway"):
            _say_midway(draft, inquiry)
    elif facts.pays_on and not _may(inquiry):
        paying.say_day(draft, inquiry, facts.pays_on or inquiry.today)
    else:
        paying.say_late_rule(draft, inquiry)


def _say_wait_as_well(draft: Draft, inquiry: Inquiry) -> None:
    """Whether one waits, where what was said of paying late does not tell."""
    if any(re.search(r"享受|等待", statement.text) for statement in draft.statements):
        return
    silence = inquiry.policy.is_silent_on("waiting_period")
    if silence:
        draft.say("逾期缴费有没有等待期，通知也未载明")
        if silence.but:
            draft.say(silence.but, silence.clause)


_MIDWAY = re.compile(r"中途|中间|半路|半道|年中")


def _asks_whether(inquiry: Inquiry) -> bool:
    """补交行不行，要不要等; 补交的要等几个月 takes it for granted that one may."""
    text = inquiry.question.text
    return bool(_SHOULD_I.search(text)) and (bool(_WHETHER.search(text)) or not _HOW_LONG.search(text))


_HOW_LONG = re.compile(r"等(几|多久|多长|多少|上|[0-9])|(多久|几个月|几天|多长时间)[^，。]{0,4}(才|能)")
_WHETHER = re.compile(
    r"(还来得及|还能|还可以|能不能|可不可以|能|可以|行)[^，。看报]{0,4}(补|交|缴)|补(交|缴)[^，。]{0,3}(吗|行|不|得|成|中)"
)
_SHOULD_I = re.compile(r"补(交|缴)|还(来得及|能|可以)")
_BROKEN_OFF = re.compile(
    r"(?<![没未有])断(过|了|缴|交|保|档)|(几|两|三|[0-9])年没(交|缴)|没(交|缴)过?(几|两|三|[0-9])年|(去年|上年|前年|20\d\d年?)[^，。]{0,4}(没|未)(交|缴|参)"
)


def _say_after_a_break(draft: Draft, inquiry: Inquiry, asked: Collection[str]) -> bool:
    """Whoever enrolls again registers first, then pays in the window or, once that is over, late."""
    dated = inquiry.facts.pays_on
    if not _open_now(inquiry) and (dated or {"waiting_costs", "waiting_period", "midway"} & set(asked)):
        return False
    say_points(draft, inquiry, "registration_new", most=1)
    if _open_now(inquiry):
        deadline.say_windows(draft, inquiry)
    else:
        paying.say_late_rule(draft, inquiry)
    return True


def _say_benefits_today(draft: Draft, inquiry: Inquiry) -> None:
    """From when somebody who pays today is covered."""
    for since, clause in _benefits_today(inquiry):
        draft.say(f"现在缴费的，从{day(since)}起享受待遇", clause)
        draft.figure("covered_from", since, "日期")


def _benefits_today(inquiry: Inquiry) -> list[tuple[datetime.date, str]]:
    """The days from which a payment of today counts, each with its clause, where the notice dates them."""
    window = paid_in(inquiry.policy, inquiry.today, inquiry.facts)
    rows = (row for row in inquiry.policy.benefits if row.window == window)
    return [(row.since, row.clause) for row in rows if row.since]


_PAYS_NOW = re.compile(r"(现在|今天|今儿|这会儿|眼下|马上)[^，。？]{0,4}(交|缴)")


def _pays_in_time(inquiry: Inquiry) -> bool:
    """听说要等三个月，我现在交也要等吗, while everybody may still pay: no late payer's wait."""
    now = _PAYS_NOW.search(inquiry.question.text) and not inquiry.facts.missed_window
    return bool(now) and not _may(inquiry) and _open_now(inquiry)


def _say_no_wait(draft: Draft, inquiry: Inquiry) -> bool:
    """That there is none, with the day from which a payment of today counts; False where the notice has no such day."""
    dated = _benefits_today(inquiry)
    for since, clause in dated[:1]:
        draft.say(f"不用等，{day(inquiry.today)}缴费的，从{day(since)}起享受{inquiry.head}的待遇", clause)
        draft.figure("covered_from", since, "日期")
    return bool(dated)


def _open_now(inquiry: Inquiry) -> bool:
    """Whether anybody may pay at the ordinary price today: then an earlier break is no lateness."""
    policy, facts = inquiry.policy, inquiry.facts
    return any(
        s.state == "open" and s.for_everyone and not _is_dearer(inquiry, s.window)
        for s in standings(policy, inquiry.today, facts)
    )


def _is_dearer(inquiry: Inquiry, window: Window) -> bool:
    """Whether who pays in the window is late and pays more for it."""
    price = pricing.of(inquiry.policy, window.pay, window) if window.kind == "extended_window" else None
    return price is not None and price.amount > inquiry.policy.contribution.amount


def _may(inquiry: Inquiry) -> bool:
    return bool(pricing.joins_midway(inquiry.policy, inquiry.facts, inquiry.today))


_MAY_ENROLL = re.compile(r"(能|可以)(不能|不可以)?[^，。？]{0,6}(参保|交|缴|参加|上|办)")


def _may_like_everybody(inquiry: Inquiry, asked: Collection[str]) -> bool:
    """刚刑满回来能参保吗, where the notice has no rule for them and everybody may pay: nothing is late about it."""
    facts, text = inquiry.facts, inquiry.question.text
    plain = not (facts.missed_window or facts.pays_on or set(asked) - {"late", "midway"})
    named = bool(facts.groups) and bool(_MAY_ENROLL.search(text)) and not TO_MAKE_UP.search(text)
    return plain and named and not _may(inquiry) and inquiry.policy.late is None and _open_now(inquiry)


def _pays_a_rate_of_their_own(inquiry: Inquiry) -> bool:
    """Whether this person is known to pay less than the others in the window that is open: discharged so many days ago."""
    on = inquiry.facts.pays_on or inquiry.today
    price = pricing.on(inquiry.policy, on, inquiry.facts)
    rates = {rate.who for rate in price.window.rates} if price and price.window else set()
    return price is not None and price.rate in rates


def _is_none_of_them(inquiry: Inquiry) -> bool:
    """Whether the asker says to be none of a group that may enroll midway: 我没毕业，还在读."""
    late, facts = inquiry.policy.late, inquiry.facts
    return bool(late and late.accepted == "listed" and facts.not_groups & late.groups() and not _may(inquiry))


def _say(draft: Draft, inquiry: Inquiry, aspect: str) -> None:
    if not say_points(draft, inquiry, aspect):
        say_silence(draft, inquiry, inquiry.catalogue.aspects[aspect])


def _say_wait(draft: Draft, inquiry: Inquiry) -> None:
    late = inquiry.policy.late
    if late and any(row.wait for row in pricing.midway_rows(late, inquiry.facts)):
        paying.say_late_rule(draft, inquiry)
        return
    if late and late.accepted == "all" and late.wait:
        draft.say(
            f"{late.wait.text()}。{inquiry.head}没在规定时间内缴费的，{late.wait.from_payment()}才享受待遇",
            late.wait_clause or late.clause,
        )
        draft.figure("waiting_period", late.wait.amount, late.wait.unit)
        return
    if say_points(draft, inquiry, "waiting_period"):
        return
    if late and late.wait:
        paying.say_late_rule(draft, inquiry)
        return
    if tables.say_table(draft, inquiry, "waiting_period"):
        return
    say_silence(draft, inquiry, inquiry.catalogue.aspects["waiting_period"])


def _say_midway(draft: Draft, inquiry: Inquiry) -> None:
    late = inquiry.policy.late
    if say_points(draft, inquiry, "midway"):
        return
    if late and late.who:
        paying.say_late_rule(draft, inquiry)
        return
    if inquiry.policy.is_silent_on("midway"):
        say_silence(draft, inquiry, inquiry.catalogue.aspects["midway"])
        return
    paying.say_late_rule(draft, inquiry)
