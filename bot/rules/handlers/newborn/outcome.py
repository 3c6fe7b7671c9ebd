"""What a newborn's case comes to, in sentences: what to pay, why, from when covered, or what is left open."""

import datetime
import re

from bot.rules.answer import day, yuan
from bot.rules.calendar import Span, day_after_full
from bot.rules.handlers.newborn.cases import case_on, cases_for_some, first_to_ask, has_case, open_cases_of
from bot.rules.handlers.newborn.focus import asks_the_price, only
from bot.rules.handlers.newborn.limits import first_limit, limits_of
from bot.rules.handlers.newborn.pay import amount_of, clauses_of, figure_pay, general_clauses, not_free
from bot.rules.handlers.newborn.reasons import because, by_rule, reason_of
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.policy import Newborn, NewbornCase
from bot.rules.windows import ONE_DAY


def say_case(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """The one outcome that is left, or what is settled whatever the open facts turn out to be."""
    open_cases, needs = open_cases_of(inquiry, rules)
    first = open_cases[0] if open_cases else None
    if first is None or (first.silent and len(open_cases) == 1):
        say_unregulated(draft, inquiry, rules, first)
        return
    if len({(case.pay, case.covered, case.wait, case.silent) for case in open_cases}) == 1:
        say_outcome(draft, inquiry, rules, first)
        return
    if set(needs) == {"registered"} and _say_by_registration(draft, inquiry, rules):
        return
    if only(inquiry, "newborn_window") and _say_last_day(draft, inquiry, rules):
        return
    pays = {case.pay for case in open_cases}
    if len(pays) == 1 and first.pay is not None and not any(case.silent for case in open_cases):
        _say_pay_only(draft, inquiry, rules, open_cases)
    else:
        _say_open_point(draft, inquiry, open_cases)
        if asks_the_price(inquiry):
            draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *general_clauses(inquiry, rules))
            _say_deadline(draft, inquiry, rules)
        else:
            _say_deadline(draft, inquiry, rules)
            draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *general_clauses(inquiry, rules))
        for case in open_cases:
            figure_pay(draft, inquiry, case.pay)
    draft.ask = first_to_ask(needs)


def _say_last_day(draft: Draft, inquiry: Inquiry, rules: Newborn) -> bool:
    """最晚几号登记, whatever the parents' insurance makes of the price."""
    limit = first_limit(rules, inquiry.facts)
    if limit is None or inquiry.facts.registered or not inquiry.facts.to_the_day("born"):
        return False
    last, span = limit
    draft.say(f"最晚{day(last)}（含当天）登记：{_how_counted(inquiry, rules, {last: span})}", rules.clause)
    draft.figure("register_by", last, "日期")
    after = case_on(rules, inquiry.facts, last + ONE_DAY)
    if after and not after.silent:
        text, clauses = _outcome_text(inquiry, after), clauses_of(inquiry, after.pay) or (after.clause,)
        draft.say(f"之后才登记的，{text}", *clauses)
        figure_pay(draft, inquiry, after.pay)
    return True


def _say_open_point(draft: Draft, inquiry: Inquiry, open_cases: list[NewbornCase]) -> None:
    """That neither parent is enrolled is told, and the notice does not say what then: that comes first."""
    case = next((c for c in open_cases if c.silent and c.says), None)
    if case and inquiry.facts.parent_enrolled is False:
        text, clauses = referral(inquiry)
        draft.say(f"{case.says}，通知未载明，{text}", case.clause, *clauses)


def _say_by_registration(draft: Draft, inquiry: Inquiry, rules: Newborn) -> bool:
    """Only the day of registration is open: what holds up to each last day that the rule knows, and what after it."""
    facts = inquiry.facts
    if not facts.to_the_day("born"):
        return False
    limits = limits_of(rules, facts, inquiry.today)
    outcomes = [case_on(rules, facts, last) for last in limits]
    after = case_on(rules, facts, max(limits) + ONE_DAY) if limits else None
    if after is None or None in outcomes:
        return False
    stretches = _stretches(limits, [case for case in outcomes if case], after)
    if only(inquiry, "newborn_coverage") and _say_alike(draft, inquiry, stretches):
        return True
    counted = _how_counted(inquiry, rules, {last: limits[last] for last, _ in stretches if last})
    by_when = only(inquiry, "newborn_window")
    begins: datetime.date | None = None
    for last, case in stretches:
        since = f"{day(begins)}起、" if begins and last else ""
        text = _outcome_text(inquiry, case)
        clauses = clauses_of(inquiry, case.pay) or (case.clause,)
        if last and by_when and not since:
            draft.say(f"最晚{day(last)}（含当天）登记：{counted}", rules.clause)
        elif last and case.silent:
            refer, contact = referral(inquiry)
            open_point = "缴多少" if asks_the_price(inquiry) else "怎么办"
            draft.say(
                f"{day(last)}前（含当天）登记的{open_point}，通知未载明（{counted}），{refer}", case.clause, *contact
            )
        elif last:
            reason = "" if since else f"（{counted}）"
            draft.say(
                f"{since}{day(last)}前（含当天）登记的，{text}{reason}", *clauses, *(() if since else (rules.clause,))
            )
        else:
            _say_after_the_last(draft, inquiry, case, text, clauses)
        figure_pay(draft, inquiry, case.pay)
        begins = last + ONE_DAY if last else None
    for last in (last for last, _ in stretches if last):
        draft.figure("register_by", last, "日期")
    return True


def _say_alike(draft: Draft, inquiry: Inquiry, stretches: list[tuple[datetime.date | None, NewbornCase]]) -> bool:
    """From when the child is covered, where that does not hang on the day of registration."""
    said = {case.says or _coverage_text(case) for _, case in stretches}
    if len(said) != 1 or any(case.silent for _, case in stretches):
        return False
    case = stretches[0][1]
    draft.say(f"{inquiry.head}，不论哪天登记，都{said.pop()}", case.clause)
    return True


def _say_after_the_last(draft: Draft, inquiry: Inquiry, case: NewbornCase, text: str, clauses: tuple[str, ...]) -> None:
    """What holds after the last day that the rule knows; where the notice leaves that open, with whom to ask."""
    if not case.silent:
        draft.say(f"之后才登记的，{text}", *clauses)
        return
    refer, contact = referral(inquiry)
    asked = f"，{refer}" if not any(refer in row.text for row in draft.statements) else ""
    draft.say(f"之后才登记的怎么办，通知未载明{asked}", *clauses, *(contact if asked else ()))


def _stretches(
    limits: dict[datetime.date, Span | None], outcomes: list[NewbornCase], after: NewbornCase
) -> list[tuple[datetime.date | None, NewbornCase]]:
    """Each outcome with the last day on which it holds; the last one holds for ever."""
    rows: list[tuple[datetime.date | None, NewbornCase]] = [*zip(limits, outcomes, strict=True), (None, after)]
    return [row for row, later in zip(rows, [*rows[1:], None], strict=True) if later is None or row[1] != later[1]]


def _how_counted(inquiry: Inquiry, rules: Newborn, limits: dict[datetime.date, Span | None]) -> str:
    """2021年1月5日出生，3个月内，景县2021年度的规定; a last day of the calendar is not counted."""
    rule = "原则上" if rules.as_a_rule else ""
    spans = {last: span for last, span in limits.items() if span}
    counted = "，".join(
        f"{rule}{span.text()}内" + ("" if len(limits) == 1 else f"就是到{day(last)}") for last, span in spans.items()
    )
    return f"{inquiry.when(inquiry.facts.born or inquiry.today)}出生，{counted}{'，' if counted else ''}按{inquiry.head}的规定"


def _outcome_text(inquiry: Inquiry, case: NewbornCase) -> str:
    if case.silent:
        return "怎么办通知未载明"
    amount = amount_of(inquiry, case.pay)
    pay = "" if amount is None else ("不用缴费，" if amount == 0 else f"要缴{yuan(amount)}，")
    says = case.says or (_coverage_text(case) if inquiry.asks("newborn_coverage") else "")
    if pay and only(inquiry, "price") and not _TELLS_ANOTHER_PRICE.search(says):
        says = ""
    elif says and only(inquiry, "newborn_coverage"):
        pay = ""
    return (pay + says).rstrip("，")


def say_outcome(draft: Draft, inquiry: Inquiry, rules: Newborn, case: NewbornCase, verdict: str = "") -> None:
    """What is to be paid and why, from when the child is covered, and what follows for the year after birth."""
    amount = amount_of(inquiry, case.pay)
    if amount is not None and not (case.says and only(inquiry, "newborn_coverage")):
        free = _birth_year_text(inquiry) if case.birth_year_only else ""
        text = f"{free}不用缴费" if amount == 0 else f"要缴{yuan(amount)}"
        if case.pay == "full_premium":
            text += "（全额参保费，含个人缴费和财政补助）"
        draft.say(
            verdict + because(inquiry, text, reason_of(inquiry, rules, case)),
            *(clauses_of(inquiry, case.pay) or (case.clause,)),
        )
        figure_pay(draft, inquiry, case.pay)
        _say_coverage(draft, inquiry, case)
    elif case.says and reason_of(inquiry, rules).endswith(by_rule(inquiry)):
        child = reason_of(inquiry, rules).removesuffix(by_rule(inquiry))
        draft.say(f"{not_free(inquiry, rules)}{inquiry.head}，{child}{case.says}", case.clause)
    else:
        draft.say(f"{not_free(inquiry, rules)}{inquiry.head}：{reason_of(inquiry, rules)}", rules.clause)
        _say_coverage(draft, inquiry, case)
    own, born = inquiry.policy.contribution, inquiry.facts.earliest_and_latest("born")
    if case.birth_year_only and born and born[0].year < inquiry.policy.insurance_year:
        sure = born[1].year < inquiry.policy.insurance_year
        which = "" if sure else f"如果是{born[0].year}年出生的，"
        draft.say(f"{which}{inquiry.policy.insurance_year}年度已不是出生当年，要按每人{yuan(own.amount)}缴", own.clause)
        draft.figure("contribution", own.amount, "元")
    _say_for_some(draft, inquiry, rules, case)
    paid = inquiry.facts.paid or (inquiry.facts.asked_on if inquiry.asks("newborn_coverage") else None)
    if (
        case.covered == "after_payment"
        and case.wait
        and paid
        and inquiry.facts.to_the_day("paid" if inquiry.facts.paid else "asked_on")
    ):
        covered = day_after_full(paid, case.wait)
        draft.say(f"{day(paid)}缴费的，就是{day(covered)}起", case.clause)
        draft.figure("covered_from", covered, "日期")


def _say_for_some(draft: Draft, inquiry: Inquiry, rules: Newborn, held: NewbornCase) -> None:
    """What holds instead if the child is of a group that nobody named: 第三个孩子不用缴费."""
    for case in cases_for_some(inquiry, rules, held):
        if case.pay == held.pay or case.silent:
            continue
        names = (*(inquiry.group_name(group) for group in case.when.groups), *case.when.townships)
        draft.say(f"{'、'.join(names)}：{_outcome_text(inquiry, case)}", case.clause)
        figure_pay(draft, inquiry, case.pay)


def _say_coverage(draft: Draft, inquiry: Inquiry, case: NewbornCase) -> None:
    """What the notice says of the case; where it has no sentence, from when the child is covered if that is asked."""
    if only(inquiry, "price") and not _TELLS_ANOTHER_PRICE.search(_TELLS_ITS_PRICE.sub("", case.says or "")):
        return
    if case.says:
        draft.say(_TELLS_ITS_PRICE.sub("", case.says) if case.pay == 0 else case.says, case.clause)
    elif inquiry.asks("newborn_coverage"):
        draft.say(_coverage_text(case), case.clause)


# 出生当年不缴费，从出生之日起……, after the price.
_TELLS_ANOTHER_PRICE = re.compile(r"(不再|不用|另|还要|只)缴")
_TELLS_ITS_PRICE = re.compile(r"^(出生当年)?不用?缴费，(?=从)")


def _coverage_text(case: NewbornCase) -> str:
    """从出生之日起享受待遇; empty where the case does not settle it."""
    if case.covered == "birth":
        return "从出生之日起享受待遇"
    return f"{case.wait.from_payment()}享受待遇" if case.covered and case.wait else ""


def _birth_year_text(inquiry: Inquiry) -> str:
    """The year of birth, which alone is free: 2020年; 出生当年 where the days told lie in two years."""
    born = inquiry.facts.earliest_and_latest("born")
    if born is None:
        return ""
    return f"{born[0].year}年" if born[0].year == born[1].year else "出生当年"


def _say_pay_only(draft: Draft, inquiry: Inquiry, rules: Newborn, cases: list[NewbornCase]) -> None:
    pay = cases[0].pay
    amount = amount_of(inquiry, pay)
    if amount is not None:
        text = "不用缴费" if amount == 0 else f"要缴{yuan(amount)}"
        draft.say(f"{text}，{reason_of(inquiry, rules)}", *(clauses_of(inquiry, pay) or (cases[0].clause,)))
        figure_pay(draft, inquiry, pay)
    for case in cases:
        _say_coverage(draft, inquiry, _led_by_its_span(case) if len(cases) > 1 else case)


_TELLS_ITS_SPAN = re.compile(r"登记|超过|[天日月]内")


def _led_by_its_span(case: NewbornCase) -> NewbornCase:
    """Beside other cases, one whose sentence does not tell for whom it is: 超过6个月登记的，从缴费次日起享受待遇."""
    registered, says = case.when.registered, case.says or _coverage_text(case)
    if registered is None or not says or _TELLS_ITS_SPAN.search(says):
        return case
    span = registered.within or registered.after
    text = (span.text() if span else "") + "内" if registered.within else f"超过{span.text() if span else ''}"
    return case.copy(update={"says": f"{text}登记的，{says}"})


def _say_deadline(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    facts, limit = inquiry.facts, first_limit(rules, inquiry.facts)
    if facts.born and limit and facts.to_the_day("born"):
        last, span = limit
        rule = "原则上" if rules.as_a_rule else ""
        within = f"{span.text()}内登记就是" if span else "登记期限是"
        draft.say(f"{inquiry.when(facts.born)}出生，{rule}{within}{day(last)}前（含当天）", rules.clause)
        draft.figure("register_by", last, "日期")


def say_unregulated(draft: Draft, inquiry: Inquiry, rules: Newborn, case: NewbornCase | None) -> None:
    """What the notice leaves open: say so with the rule that it does have, and make nothing up."""
    open_point = case.says if case and case.says else "这种情况"
    undated = not has_case(inquiry)
    lead = f"{inquiry.head}：" if undated else f"{reason_of(inquiry, rules)}。"
    draft.say(f"{lead}{open_point}，通知未载明", case.clause if case else rules.clause)
    if inquiry.facts.registered is None and (case is None or not case.says):
        draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *general_clauses(inquiry, rules))
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    draft.status = "silent"
