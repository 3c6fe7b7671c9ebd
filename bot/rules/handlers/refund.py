"""May the contribution be paid back, before or after benefits start, where and with what."""

import datetime
import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.handlers import tables
from bot.rules.handlers.aid.groups import concerns_aid
from bot.rules.handlers.aid.share import say_for_groups
from bot.rules.handlers.refund_death import died_in_time
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points, say_silence
from bot.rules.windows import ONE_DAY

DETAILS = ("refund_place", "refund_documents", "refund_time")


def answer(inquiry: Inquiry) -> Draft:
    """The refund in this person's case, then the details asked for."""
    draft = Draft()
    inquiry = _with_benefits_started(_asking_now(inquiry))
    asked = [a for a in inquiry.asked_aspects() if a.id in DETAILS]
    aided = concerns_aid(inquiry) or inquiry.facts.refund_reason == "aided" or inquiry.asks("refund_aided")
    if aided and inquiry.policy.points.get("refund_aided"):
        _say_aided(draft, inquiry)
        return draft
    if aided and _is_of_other_reasons(inquiry):
        # 孤儿自己交了，能要回来吗: no rule of whoever is insured twice.
        say_silence(draft, inquiry, inquiry.catalogue.aspects["refund_aided"])
        say_points(draft, inquiry, "refund_place", most=2)
        return draft
    if aided and _is_reimbursed(inquiry):
        # 啥时候退到卡上, of those who pay first: it is the aid that is meant.
        say_for_groups(draft, inquiry)
        return draft
    told = [a for a in asked if inquiry.policy.points.get(a.id)]
    decided = (
        "refund_rule" in inquiry.policy.tables and tables.decide(inquiry.policy.tables["refund_rule"], inquiry.facts)[0]
    )
    if asked and not told and _takes_it_for_granted(inquiry):
        # 什么时候退给我: not once more whether it is paid back.
        say_silence(draft, inquiry, asked[0])
        return draft
    whether = _asks_whether(inquiry)
    if not told and (not asked or inquiry.facts.refund_reason) or decided or inquiry.facts.asked_on or whether:
        known = tables.say_table(draft, inquiry, "refund_rule") or say_points(draft, inquiry, "refund_rule")
        if not known:
            say_silence(draft, inquiry, inquiry.catalogue.aspects["refund_rule"])
            return draft
    if draft.statements and draft.statements[0].text.startswith("不能退"):
        return draft
    for aspect in asked:
        if not say_points(draft, inquiry, aspect.id) and not draft.statements:
            say_silence(draft, inquiry, aspect)
    said = "".join(statement.text for statement in draft.statements)
    if not asked and draft.status == "answered" and "经办机构" not in said:
        say_points(draft, inquiry, "refund_place", most=2)
    return draft


_ASKS_WHETHER = re.compile(
    r"(能不能|可不可以|能否|可否|(?<!时候)(?<!多久)(?<!几天)(?<!哪天)(能|可以|给|让))[^，。]{0,6}退[^，。]{0,6}(吗|不|么|没|？|$)|退(不|得了|吗)|退不退|想退|要退"
)
_WHERE_OR_HOW = re.compile(r"哪|谁|怎么|咋|如何|什么|啥|多久|几天")


def _asks_whether(inquiry: Inquiry) -> bool:
    """Whether it is paid back at all: of a reason that is told, or in a part of its own, 退吗，找谁."""
    text = inquiry.question.text
    parts = [part for part in re.split(r"[，。？?！]", text) if _JUST_WHETHER.search(part)]
    apart = any(not _WHERE_OR_HOW.search(part) for part in parts)
    return apart or bool(inquiry.facts.refund_reason and _ASKS_WHETHER.search(text))


_OF_BOTH = re.compile(r"职工|重复")


def _is_of_other_reasons(inquiry: Inquiry) -> bool:
    """Whether the notice pays back only for reasons of which an aided person has none."""
    table = inquiry.policy.tables.get("refund_rule")
    rules = [*((table.general,) if table else ()), *(row.say for row in inquiry.policy.points.get("refund_rule", ()))]
    free = pricing.fully_aided(inquiry.policy, inquiry.facts)
    untold = inquiry.facts.refund_reason in (None, "aided")
    return untold and bool(free and rules) and all(_OF_BOTH.search(rule) for rule in rules)


_JUST_WHETHER = re.compile(
    r"退(得)?(费|钱|款|回来?|了|成)?(给)?(我|俺|咱|他|她)?(吗|不|么|没)$|退不退|能不能退|可不可以退"
)
_ITS_TIME = re.compile(r"(什么|啥|么|几)时候?[^，。]{0,4}(退|到|给|打)|多久|几天|多长时间|哪天|到账")


def _takes_it_for_granted(inquiry: Inquiry) -> bool:
    """Whether only the time of it is asked, and neither whether nor in which case."""
    text = inquiry.question.text
    reason = re.search(r"职工|去世|死|走了|重|两份|外地|当兵|低保", text)
    return bool(_ITS_TIME.search(text)) and not _ASKS_WHETHER.search(text) and not reason


def _is_reimbursed(inquiry: Inquiry) -> bool:
    """Whether the aid of this person's group is paid out after the contribution was paid."""
    fitting = pricing.aid_for(inquiry.policy, inquiry.facts)
    return bool(fitting) and fitting[0].kind == "reimbursed" and inquiry.facts.refund_reason is None


# 1月上的职工，现在退能退多少: a day told of what happened is not the day of asking for it.
_NOW = re.compile(r"(现在|今天|眼下|这会儿?)[^，。]{0,6}退")


def _asking_now(inquiry: Inquiry) -> Inquiry:
    if not (_NOW.search(inquiry.question.text) and tables.is_current(inquiry)):
        return inquiry
    rest = {"months_only": inquiry.facts.months_only - {"asked_on"}}
    return replace(inquiry, facts=inquiry.facts.copy(update={"asked_on": inquiry.today, **rest}))


def _with_benefits_started(inquiry: Inquiry) -> Inquiry:
    facts = inquiry.facts
    # The calendar decides, not whether the insurance was used; today counts where the question lies in its year.
    on = facts.asked_on or _after_the_windows(inquiry) or (inquiry.today if tables.is_current(inquiry) else None)
    died = died_in_time(inquiry)
    if died is None and facts.refund_reason == "death" and facts.asked_on in (None, inquiry.today):
        died = _started_when_leaving(inquiry)
    known = died if died is not None else tables.benefits_started(inquiry.policy, facts.paid, on)
    if known is None and facts.left_on and facts.benefits_started is None:
        known = _started_when_leaving(inquiry)
    if known is None:
        return inquiry
    return Inquiry(
        county=inquiry.county,
        policy=inquiry.policy,
        catalogue=inquiry.catalogue,
        question=inquiry.question,
        facts=facts.copy(update={"benefits_started": known}),
        today=inquiry.today,
    )


def _started_when_leaving(inquiry: Inquiry) -> bool | None:
    """Whether benefits had started when somebody died or left; None where the days told lie on both sides."""
    days = inquiry.facts.left_on or ()
    started = {tables.benefits_started(inquiry.policy, inquiry.facts.paid, day) for day in days}
    return started.pop() if len(started) == 1 else None


def _after_the_windows(inquiry: Inquiry) -> datetime.date | None:
    """The first day after the windows, for whoever asks of the time when they are over; None where nobody does."""
    closes = inquiry.policy.closes()
    return max(closes + ONE_DAY, inquiry.today) if closes and inquiry.facts.missed_window else None


def _say_aided(draft: Draft, inquiry: Inquiry) -> None:
    closes = inquiry.policy.closes()
    when = inquiry.facts.asked_on or inquiry.today
    if inquiry.policy.aid and inquiry.policy.aid.refunds_after_windows and closes and when <= closes:
        draft.say(f"现在还退不了，要等征缴期（到{day(closes)}）结束以后", inquiry.policy.windows[0].clause)
    say_points(draft, inquiry, "refund_aided")
    fitting = pricing.fully_aided(inquiry.policy, inquiry.facts)
    if fitting:
        draft.say(f"{fitting[0].name}由政府全额资助，个人本来不用缴", fitting[0].clause)
