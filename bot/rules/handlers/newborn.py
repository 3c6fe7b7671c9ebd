"""Newborns: what to pay, by when and where to register, from when covered."""

import datetime
import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.calendar import day_after_full, last_day_within
from bot.rules.conditions import holds, registered_in_time
from bot.rules.facts import Facts
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Newborn, NewbornCase, Pay, Registered
from bot.rules.windows import ONE_DAY

_HOW = re.compile(r"怎么|咋|如何|么样")
# Which of several open facts to ask first: what the asker knows best.
ASK_FIRST = ("born", "parent_enrolled", "both_parents_enrolled", "registered")
# Asked on their own, without the case.
# What the notice adds to the rule itself.
SAID_AFTER = ("newborn_rule", "newborn_window", "newborn_coverage")
DETAILS = ("newborn_place", "newborn_documents", "newborn_name", "newborn_household")


def answer(inquiry: Inquiry) -> Draft:
    """This child's case as far as the facts go; else the rule in short and what would decide."""
    draft, rules = Draft(), inquiry.policy.newborn
    inquiry = _registering_late_today(inquiry, rules)
    if rules is None:
        say_silence(draft, inquiry, inquiry.catalogue.aspects["newborn_rule"])
        return draft
    asked = [a for a in inquiry.asked_aspects() if a.id in DETAILS]
    facts = inquiry.facts
    if facts.born and not rules.born.holds(facts.born):
        _say_other_births(draft, inquiry, rules)
        return draft
    if _parents_outside(inquiry):
        _say_parents_outside(draft, inquiry, rules)
    elif _has_case(inquiry):
        _say_case(draft, inquiry, rules)
    elif _is_late(inquiry, rules):
        _say_late(draft, inquiry, rules)
    elif not asked:
        _say_general(draft, inquiry, rules)
    for aspect in asked:
        if not say_points(draft, inquiry, aspect.id) and not draft.statements:
            say_silence(draft, inquiry, aspect)
    for aspect_id in SAID_AFTER:
        if inquiry.asks(aspect_id):
            say_points(draft, inquiry, aspect_id)
    if not asked and (
        facts.born or draft.ask is None or inquiry.asks("newborn_window") or _HOW.search(inquiry.question.text)
    ):
        _say_place(draft, inquiry)
    return draft


def _registering_late_today(inquiry: Inquiry, rules: Newborn | None) -> Inquiry:
    """With the time over already today, a registration that nobody dated can only be late."""
    facts = inquiry.facts
    span = rules.register_within if rules else None
    if facts.born is None or facts.registered or span is None or rules is None or "born" in facts.months_only:
        return inquiry
    late = inquiry.today > last_day_within(facts.born, span)
    recent = rules.born.holds(facts.born) and (inquiry.today - facts.born).days < 366
    if not (late and recent):
        return inquiry
    return replace(inquiry, facts=facts.copy(update={"registered": inquiry.today}))


def _has_case(inquiry: Inquiry) -> bool:
    facts = inquiry.facts
    dated = facts.born or facts.registered or facts.age_days is not None or facts.age_months is not None
    rules = inquiry.policy.newborn
    looked_at = {name for case in rules.cases for name in case.when.__fields_set__} if rules else set()
    parents = {name for name in ("parent_enrolled", "both_parents_enrolled") if getattr(facts, name) is False}
    return bool(dated or looked_at & parents)


def _is_late(inquiry: Inquiry, rules: Newborn) -> bool:
    """Whether the span for registering is said to be over, without a date."""
    span = rules.register_within
    return span is not None and inquiry.facts.passed == span.text()


def _say_late(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """What holds for a registration after the span: the case made for it, else the one without a condition."""
    case = next((c for c in rules.cases if c.when.registered and c.when.registered.after), rules.cases[-1])
    if case.silent:
        _say_unregulated(draft, inquiry, rules, case)
    else:
        _say_outcome(draft, inquiry, rules, case)


def _parents_outside(inquiry: Inquiry) -> bool:
    late = inquiry.policy.late
    return bool(
        late and "newborn_parents_outside" in late.groups() and "newborn_parents_outside" in inquiry.facts.groups
    )


def _say_parents_outside(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    late = inquiry.policy.late
    name = inquiry.group_name("newborn_parents_outside")
    draft.say(f"可以，{inquiry.head}{name}可以中途参保", late.clause if late else None)
    for case in rules.cases[:1]:
        draft.say(case.says or rules.general, case.clause)


def _say_other_births(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """A child born before the year that the rule is for."""
    born = inquiry.when(inquiry.facts.born) if inquiry.facts.born else ""
    draft.say(
        f"{born}出生的孩子怎么参保，{inquiry.head}的通知未载明，通知的新生儿规定说的是{inquiry.policy.insurance_year}年出生的孩子",
        rules.clause,
    )
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    draft.status = "silent"


def _say_general(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *_pay_clauses(inquiry, rules))
    for case in rules.cases:
        _figure_pay(draft, inquiry, case.pay)
    if rules.register_within:
        draft.figure("register_within", rules.register_within.amount, rules.register_within.unit)
    open_cases, needs = _open_cases(inquiry, rules)
    if len([case for case in open_cases if not case.silent]) > 1:
        draft.ask = min(needs, key=ASK_FIRST.index, default=None)


def _pay_clauses(inquiry: Inquiry, rules: Newborn) -> tuple[str, ...]:
    clauses = [c for case in rules.cases for c in _clauses_of(inquiry, case.pay)]
    own = inquiry.policy.contribution
    if str(own.amount) in rules.general:
        clauses.append(own.clause)
    return tuple(clauses)


def _clauses_of(inquiry: Inquiry, pay: Pay | None) -> tuple[str, ...]:
    price = pricing.newborn_price(inquiry.policy, pay) if pay is not None else None
    return price.clauses if price else ()


def _amount(inquiry: Inquiry, pay: Pay | None) -> int | None:
    price = pricing.newborn_price(inquiry.policy, pay) if pay is not None else None
    return price.amount if price else None


def _figure_pay(draft: Draft, inquiry: Inquiry, pay: Pay | None) -> None:
    amount = _amount(inquiry, pay)
    if amount is not None:
        draft.figure("newborn_pay", amount, "元")


def _say_case(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    open_cases, needs = _open_cases(inquiry, rules)
    first = open_cases[0] if open_cases else None
    if first is None or (first.silent and len(open_cases) == 1):
        _say_unregulated(draft, inquiry, rules, first)
        return
    if len({(case.pay, case.covered, case.wait, case.silent) for case in open_cases}) == 1:
        _say_outcome(draft, inquiry, rules, first)
        return
    if set(needs) == {"registered"} and _say_by_registration(draft, inquiry, rules):
        return
    pays = {case.pay for case in open_cases}
    if len(pays) == 1 and first.pay is not None and not any(case.silent for case in open_cases):
        _say_pay_only(draft, inquiry, rules, open_cases)
    else:
        _say_open_point(draft, inquiry, open_cases)
        _say_deadline(draft, inquiry, rules)
        draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *_pay_clauses(inquiry, rules))
        for case in open_cases:
            _figure_pay(draft, inquiry, case.pay)
    draft.ask = min(needs, key=ASK_FIRST.index, default=None)


def _say_open_point(draft: Draft, inquiry: Inquiry, open_cases: list[NewbornCase]) -> None:
    """That neither parent is enrolled is told, and the notice does not say what then: that comes first."""
    case = next((c for c in open_cases if c.silent and c.says), None)
    if case and inquiry.facts.parent_enrolled is False:
        text, clauses = referral(inquiry)
        draft.say(f"{case.says}，通知未载明，{text}", case.clause, *clauses)


def _say_by_registration(draft: Draft, inquiry: Inquiry, rules: Newborn) -> bool:
    """Only the day of registration is open: what holds up to the last day, and what after it."""
    facts, span = inquiry.facts, rules.register_within
    if facts.born is None or span is None or "born" in facts.months_only:
        return False
    last = last_day_within(facts.born, span)
    in_time = _case_on(rules, facts, last)
    late = _case_on(rules, facts, last + ONE_DAY)
    if in_time is None or late is None:
        return False
    rule = "原则上" if rules.as_a_rule else ""
    draft.say(
        f"{day(last)}前（含当天）登记的，{_outcome_text(inquiry, in_time)}",
        *(_clauses_of(inquiry, in_time.pay) or (in_time.clause,)),
    )
    draft.say(f"之后才登记的，{_outcome_text(inquiry, late)}", *(_clauses_of(inquiry, late.pay) or (late.clause,)))
    draft.say(
        f"{inquiry.when(facts.born)}出生，{rule}{span.text()}内就是到这一天（{inquiry.head}的规定）", rules.clause
    )
    draft.figure("register_by", last, "日期")
    for case in (in_time, late):
        _figure_pay(draft, inquiry, case.pay)
    return True


def _case_on(rules: Newborn, facts: Facts, registered: datetime.date) -> NewbornCase | None:
    """The case that holds for a registration on that day; None where another fact is open."""
    then = facts.copy(update={"registered": registered})
    for case in rules.cases:
        truth = holds(case.when, then)
        if truth.value is None:
            return None
        if truth.value:
            return case
    return None


def _outcome_text(inquiry: Inquiry, case: NewbornCase) -> str:
    if case.silent:
        return "怎么办通知未载明"
    amount = _amount(inquiry, case.pay)
    pay = "" if amount is None else ("不用缴费，" if amount == 0 else f"要缴{yuan(amount)}，")
    return (pay + (case.says or "")).rstrip("，")


def _open_cases(inquiry: Inquiry, rules: Newborn) -> tuple[list[NewbornCase], list[str]]:
    """The cases that may still hold, up to one that does, and the facts that would decide between them."""
    open_cases: list[NewbornCase] = []
    needs: list[str] = []
    for case in rules.cases:
        truth = holds(case.when, inquiry.facts)
        if truth.value is False:
            continue
        open_cases.append(case)
        if truth.value is True:
            break
        needs.extend(truth.needs)
    return open_cases, needs


def _say_outcome(draft: Draft, inquiry: Inquiry, rules: Newborn, case: NewbornCase) -> None:
    amount = _amount(inquiry, case.pay)
    if amount is not None:
        free = f"{inquiry.facts.born.year}年" if case.birth_year_only and inquiry.facts.born else ""
        text = f"{free}不用缴费" if amount == 0 else f"要缴{yuan(amount)}"
        if case.pay == "full_premium":
            text += "（全额参保费，含个人缴费和财政补助）"
        draft.say(f"{text}，{_reason(inquiry, rules, case)}", *(_clauses_of(inquiry, case.pay) or (case.clause,)))
        _figure_pay(draft, inquiry, case.pay)
    else:
        draft.say(f"{inquiry.head}：{_reason(inquiry, rules)}", rules.clause)
    if case.says:
        draft.say(case.says, case.clause)
    own, born = inquiry.policy.contribution, inquiry.facts.born
    if case.birth_year_only and born and born.year < inquiry.policy.insurance_year:
        draft.say(f"{inquiry.policy.insurance_year}年度已不是出生当年，要按每人{yuan(own.amount)}缴", own.clause)
        draft.figure("contribution", own.amount, "元")
    paid = inquiry.facts.paid
    if case.covered == "after_payment" and case.wait and paid:
        covered = day_after_full(paid, case.wait)
        draft.say(f"{day(paid)}缴费的，就是{day(covered)}起", case.clause)
        draft.figure("covered_from", covered, "日期")


def _say_pay_only(draft: Draft, inquiry: Inquiry, rules: Newborn, cases: list[NewbornCase]) -> None:
    pay = cases[0].pay
    amount = _amount(inquiry, pay)
    if amount is not None:
        text = "不用缴费" if amount == 0 else f"要缴{yuan(amount)}"
        draft.say(f"{text}，{_reason(inquiry, rules)}", *(_clauses_of(inquiry, pay) or (cases[0].clause,)))
        _figure_pay(draft, inquiry, pay)
    for case in cases:
        if case.says:
            draft.say(case.says, case.clause)


def _reason(inquiry: Inquiry, rules: Newborn, case: NewbornCase | None = None) -> str:
    """Why the case is this one: the span that it names, else the rule's."""
    registered = case.when.registered if case else None
    facts, span = inquiry.facts, (registered and (registered.within or registered.after)) or rules.register_within
    who = f"{inquiry.head}的规定"
    if span is None or (facts.born and "born" in facts.months_only):
        born = f"{inquiry.when(facts.born)}出生的孩子，" if facts.born else ""
        return f"{born}按{who}"
    rule = "原则上" if rules.as_a_rule else ""
    if facts.born:
        last = last_day_within(facts.born, span)
        text = f"{inquiry.when(facts.born)}出生，{rule}{span.text()}内即{day(last)}前（含当天）"
        if facts.registered:
            inside = facts.registered <= last
            edge = "，正好是最后一天" if facts.registered == last else ""
            text += (
                f"，{inquiry.when(facts.registered)}登记{'还在' + span.text() + '内' + edge if inside else '已经超过'}"
            )
        return f"{text}（{who}）"
    age = (
        f"{facts.age_months}个月" if facts.age_months is not None else (f"{facts.age_days}天" if facts.age_days else "")
    )
    if age:
        within = registered_in_time(Registered(within=span), facts).value
        verdict = {
            True: f"没有超过{span.text()}",
            False: f"超过了{span.text()}",
            None: f"是否超过{span.text()}要看哪天出生",
        }
        return f"出生{age}登记，{verdict[within]}（{who}）"
    return f"超过{span.text()}才登记的，按{who}" if facts.passed == span.text() else f"按{who}"


def _say_deadline(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    facts, span = inquiry.facts, rules.register_within
    if facts.born and span and "born" not in facts.months_only:
        last = last_day_within(facts.born, span)
        rule = "原则上" if rules.as_a_rule else ""
        draft.say(f"{inquiry.when(facts.born)}出生，{rule}{span.text()}内登记就是{day(last)}前（含当天）", rules.clause)
        draft.figure("register_by", last, "日期")


def _say_unregulated(draft: Draft, inquiry: Inquiry, rules: Newborn, case: NewbornCase | None) -> None:
    """What the notice leaves open: say so with the rule that it does have, and make nothing up."""
    open_point = case.says if case and case.says else "这种情况"
    undated = inquiry.facts.passed and not _has_case(inquiry)
    lead = f"{inquiry.head}：" if undated else f"{_reason(inquiry, rules)}。"
    draft.say(f"{lead}{open_point}，通知未载明", case.clause if case else rules.clause)
    draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *_pay_clauses(inquiry, rules))
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    draft.status = "silent"


def _say_place(draft: Draft, inquiry: Inquiry) -> None:
    """Where and with what, once the case is told; not again where the rule itself has it."""
    rules = inquiry.policy.newborn
    said = "".join(statement.text for statement in draft.statements)
    if rules is None or "登记：" in said or "经办机构" in said or len(said) > 220:
        return
    say_points(draft, inquiry, "newborn_place", most=1)
