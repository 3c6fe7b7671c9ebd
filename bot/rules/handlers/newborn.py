"""Newborns: what to pay, by when and where to register, from when covered."""

import datetime
import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.answer import day, yuan
from bot.rules.calendar import day_after_full, last_day_within
from bot.rules.catalogue import Aspect
from bot.rules.conditions import holds, registered_in_time
from bot.rules.facts import Facts
from bot.rules.handlers import paying
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points, say_silence
from bot.rules.policy import Newborn, NewbornCase, Pay, Registered
from bot.rules.windows import ONE_DAY, in_season

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
    covered = _covered_by_birth(facts, rules)
    if covered is False:
        _say_other_births(draft, inquiry, rules)
        return draft
    if covered is None:
        # Told so roughly that it may lie before the rule's year: what holds is not known.
        inquiry = replace(inquiry, facts=facts.copy(update={"born": None, "rough": (), "months_only": frozenset()}))
    if _parents_outside(inquiry):
        _say_parents_outside(draft, inquiry, rules)
    elif _is_late(inquiry, rules) and not (facts.born or facts.registered):
        _say_late(draft, inquiry, rules)
    elif _has_case(inquiry) and not _only_details(inquiry):
        _say_case(draft, inquiry, rules)
    elif _only_coverage(inquiry):
        say_points(draft, inquiry, "newborn_coverage")
        return draft
    elif not asked:
        _say_general(draft, inquiry, rules)
    _say_details(draft, inquiry, asked)
    _say_only_midway(draft, inquiry)
    return draft


def _say_details(draft: Draft, inquiry: Inquiry, asked: list[Aspect]) -> None:
    """What else is asked of the child's enrollment; where nothing is, where to go with it."""
    facts = inquiry.facts
    for aspect in asked:
        if not say_points(draft, inquiry, aspect.id) and not draft.statements:
            say_silence(draft, inquiry, aspect)
    for aspect_id in SAID_AFTER:
        if inquiry.asks(aspect_id):
            say_points(draft, inquiry, aspect_id)
    _put_the_price_first(draft, inquiry)
    if asked or draft.status == "silent" and facts.registered is not None:
        return
    if facts.born and _only_by_when(inquiry):
        return
    if facts.born or draft.ask is None or inquiry.asks("newborn_window") or _HOW.search(inquiry.question.text):
        _say_place(draft, inquiry)


def _only_by_when(inquiry: Inquiry) -> bool:
    """8月10号生的，最晚啥时候登记: a day is asked for, and nothing else."""
    ids = {str(aspect.id) for aspect in inquiry.asked_aspects()} - {"newborn_rule"}
    return ids == {"newborn_window"} and not _HOW.search(inquiry.question.text)


_PRICE_ASKED = re.compile(r"多少|几块|(要|用|得|花)[^，。]{0,4}(钱|缴费|交费)|(交|缴|收)(不|多少|几)")


def _put_the_price_first(draft: Draft, inquiry: Inquiry) -> None:
    """多少钱, where the notice has no price of newborns: what it does say of the price goes before the rest."""
    points = inquiry.policy.points.get("newborn_rule", ())
    said = [s for s in draft.statements if any(point.say in s.text for point in points)]
    told = said and (draft.statements[0] is said[0] or draft.statements[0].text.startswith("不是"))
    if not said or told or not _PRICE_ASKED.search(inquiry.question.text):
        return
    first = said[0].copy(update={"text": f"{inquiry.head}，{said[0].text.removeprefix(inquiry.head + '，')}"})
    draft.statements = [first, *(s for s in draft.statements if s is not said[0])]


_TELLS_OF_BIRTH = re.compile(r"生(?!效|活|病|儿)|落地|满月|\d")


def _only_details(inquiry: Inquiry) -> bool:
    """户口还没上能办不, 那去哪办: one thing about a child that was told of before, and not what it costs."""
    ids = {str(aspect.id) for aspect in inquiry.asked_aspects()}
    known = any(inquiry.policy.points.get(aspect) for aspect in ids)
    return bool(ids) and ids <= set(DETAILS) and known and not _TELLS_OF_BIRTH.search(inquiry.question.text)


def _only_coverage(inquiry: Inquiry) -> bool:
    """新生儿的待遇从哪天算: nothing else is asked, and the notice has a sentence on it."""
    ids = {str(aspect.id) for aspect in inquiry.asked_aspects()} - {"newborn_rule"}
    return ids == {"newborn_coverage"} and bool(inquiry.policy.points.get("newborn_coverage"))


def _registering_late_today(inquiry: Inquiry, rules: Newborn | None) -> Inquiry:
    """With the time over already today, a registration that nobody dated can only be late."""
    facts = inquiry.facts
    span = rules.register_within if rules else None
    born = facts.earliest_and_latest("born")
    if born is None or facts.registered or span is None or rules is None:
        return inquiry
    late = inquiry.today > last_day_within(born[1], span)
    recent = _covered_by_birth(facts, rules) and (inquiry.today - born[0]).days < 366
    if not (late and recent):
        return inquiry
    return replace(inquiry, facts=facts.copy(update={"registered": inquiry.today}))


def _covered_by_birth(facts: Facts, rules: Newborn) -> bool | None:
    """Whether the rule is for children of that birth; None where the days told lie on both sides."""
    days = facts.earliest_and_latest("born")
    if days is None:
        return True
    inside = {rules.born.holds(date) for date in days}
    return inside.pop() if len(inside) == 1 else None


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
        _say_outcome(draft, inquiry, rules, case, "可以办，" if _MAY.search(inquiry.question.text) else "")


_MAY = re.compile(r"能|可以|(给|让)(办|登|上)|办(不|吗|么)")


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


def _say_only_midway(draft: Draft, inquiry: Inquiry) -> None:
    """With the windows over, a notice that lets only some newborns in midway leaves the others open."""
    late, closes, facts = inquiry.policy.late, inquiry.policy.closes(), inquiry.facts
    listed = late is not None and late.accepted == "listed" and "newborn_parents_outside" in late.groups()
    if late is None or closes is None or not listed or "newborn_parents_outside" in facts.groups:
        return
    inside = "newborn_parents_outside" in facts.not_groups
    if not inside and (inquiry.today <= closes or not facts.born):
        return
    name = inquiry.group_name("newborn_parents_outside")
    text, clauses = referral(inquiry)
    rule = f"缴费期过后，{inquiry.head}只写了{name}可以中途参保，其他新生儿怎么参保，通知未载明"
    if inside:
        # What holds for this child goes before what holds for those who are enrolled.
        draft.statements = []
        draft.say(f"{rule}，{text}", late.clause, *clauses)
        case = inquiry.policy.newborn.cases[0] if inquiry.policy.newborn else None
        if case and case.says:
            draft.say(case.says, case.clause)
        draft.status = "silent"
        return
    draft.say(f"{rule}，{text}", late.clause, *clauses)


def _say_other_births(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    """A child born before the year that the rule is for: in this year it enrolls like everybody."""
    facts, policy = inquiry.facts, inquiry.policy
    if facts.born is None:
        return
    if facts.born.year > policy.insurance_year:
        text, clauses = referral(inquiry)
        draft.say(f"{inquiry.when(facts.born)}出生的孩子怎么参保，{inquiry.head}的通知未载明，{text}", *clauses)
        draft.status = "silent"
        return
    if in_season(policy, inquiry.today):
        paying.say_day(draft, inquiry, facts.asked_on or facts.registered or inquiry.today)
    else:
        own = policy.contribution
        draft.say(f"{inquiry.head}集中缴费每人{yuan(own.amount)}", own.clause)
        draft.figure("contribution", own.amount, "元")
    draft.say(
        f"{inquiry.when(facts.born)}出生的孩子不算{policy.insurance_year}年的新生儿，{policy.year_name}按一般居民参保",
        rules.clause,
    )
    if not say_points(draft, inquiry, "registration_new", most=1):
        say_points(draft, inquiry, "registration_place", most=1)
    if not inquiry.question.other_years:
        draft.say(f"出生当年（{facts.born.year}年）的怎么缴，这份通知未载明")


def _say_general(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    verdict = _not_that_span(inquiry, rules) or _not_free(inquiry, rules)
    draft.say(f"{verdict}{inquiry.head}：{rules.general}", rules.clause, *_pay_clauses(inquiry, rules))
    for case in rules.cases:
        _figure_pay(draft, inquiry, case.pay)
    if rules.register_within:
        draft.figure("register_within", rules.register_within.amount, rules.register_within.unit)
    open_cases, needs = _open_cases(inquiry, rules)
    if len([case for case in open_cases if not case.silent]) > 1:
        draft.ask = min(needs, key=ASK_FIRST.index, default=None)


_CLAIMED_SPAN = re.compile(
    r"(?P<count>\d+)个?(?P<unit>[天日月])(之|以)?内[^，。？]{0,4}(登记|办|上)[^，。？]{0,3}(就|都|才)?(行|可以|成|中|算|吧|吗|对)"
    r"|(必须|是不是|得|要|听说|说)[^，。？]{0,4}?(?P<count2>\d+)个?(?P<unit2>[天日月])(之|以)?内"
)


def _not_that_span(inquiry: Inquiry, rules: Newborn) -> str:
    """The answer to 是不是90天内登记就行, where the notice gives another span."""
    claim, span = _CLAIMED_SPAN.search(inquiry.question.text), rules.register_within
    if claim is None or span is None or not inquiry.question.confirm:
        return ""
    count, unit = claim["count"] or claim["count2"], claim["unit"] or claim["unit2"]
    said = f"{count}{'个月' if unit == '月' else '天'}"
    return "" if said == span.text() else f"不是{said}，是{span.text()}内。"


_FREE = re.compile(r"免费|不要钱|不收钱|不用(交|缴|掏)|免(交|缴)")


def _not_free(inquiry: Inquiry, rules: Newborn) -> str:
    """The answer to 新生儿是不要钱的吧, where every newborn is to be paid for."""
    paid = "按规定缴纳" in rules.general or all(case.pay not in (None, 0) or case.silent for case in rules.cases)
    return "不是免费的，" if paid and _FREE.search(inquiry.question.text) else ""


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
    if facts.born is None or span is None or not facts.to_the_day("born"):
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
    if in_time.silent or late.silent:
        text, contact = referral(inquiry)
        draft.say(f"通知未载明的{text}", *contact)
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
    says = case.says or (_coverage_text(case) if inquiry.asks("newborn_coverage") else "")
    return (pay + says).rstrip("，")


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


def _say_outcome(draft: Draft, inquiry: Inquiry, rules: Newborn, case: NewbornCase, verdict: str = "") -> None:
    amount = _amount(inquiry, case.pay)
    if amount is not None:
        free = _birth_year_text(inquiry) if case.birth_year_only else ""
        text = f"{free}不用缴费" if amount == 0 else f"要缴{yuan(amount)}"
        if case.pay == "full_premium":
            text += "（全额参保费，含个人缴费和财政补助）"
        draft.say(
            f"{verdict}{text}，{_reason(inquiry, rules, case)}", *(_clauses_of(inquiry, case.pay) or (case.clause,))
        )
        _figure_pay(draft, inquiry, case.pay)
    else:
        draft.say(f"{_not_free(inquiry, rules)}{inquiry.head}：{_reason(inquiry, rules)}", rules.clause)
    _say_coverage(draft, inquiry, case)
    own, born = inquiry.policy.contribution, inquiry.facts.earliest_and_latest("born")
    if case.birth_year_only and born and born[0].year < inquiry.policy.insurance_year:
        sure = born[1].year < inquiry.policy.insurance_year
        which = "" if sure else f"如果是{born[0].year}年出生的，"
        draft.say(f"{which}{inquiry.policy.insurance_year}年度已不是出生当年，要按每人{yuan(own.amount)}缴", own.clause)
        draft.figure("contribution", own.amount, "元")
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


def _say_coverage(draft: Draft, inquiry: Inquiry, case: NewbornCase) -> None:
    """What the notice says of the case; where it has no sentence, from when the child is covered if that is asked."""
    if case.says:
        draft.say(case.says, case.clause)
    elif inquiry.asks("newborn_coverage"):
        draft.say(_coverage_text(case), case.clause)


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
    amount = _amount(inquiry, pay)
    if amount is not None:
        text = "不用缴费" if amount == 0 else f"要缴{yuan(amount)}"
        draft.say(f"{text}，{_reason(inquiry, rules)}", *(_clauses_of(inquiry, pay) or (cases[0].clause,)))
        _figure_pay(draft, inquiry, pay)
    for case in cases:
        _say_coverage(draft, inquiry, case)


def _reason(inquiry: Inquiry, rules: Newborn, case: NewbornCase | None = None) -> str:
    """Why the case is this one: the span that it names, else the rule's."""
    registered = case.when.registered if case else None
    facts, span = inquiry.facts, (registered and (registered.within or registered.after)) or rules.register_within
    who = f"{inquiry.head}的规定"
    if span is None or (facts.born and not facts.to_the_day("born")):
        born = f"{inquiry.when(facts.born)}出生的孩子，" if facts.born else ""
        in_time = registered_in_time(Registered(within=span), facts).value if span and facts.registered else None
        if in_time is None or span is None or facts.registered is None:
            return f"{born}按{who}"
        outcome = "没有超过" if in_time else "已经超过"
        return f"{born}{inquiry.when(facts.registered)}登记{outcome}{span.text()}（{who}）"
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
    if facts.passed == span.text():
        return f"超过{span.text()}才登记的，按{who}"
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
    return f"按{who}"


def _say_deadline(draft: Draft, inquiry: Inquiry, rules: Newborn) -> None:
    facts, span = inquiry.facts, rules.register_within
    if facts.born and span and facts.to_the_day("born"):
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
    if inquiry.facts.registered is None and (case is None or not case.says):
        draft.say(f"{inquiry.head}：{rules.general}", rules.clause, *_pay_clauses(inquiry, rules))
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    draft.status = "silent"


def _say_place(draft: Draft, inquiry: Inquiry) -> None:
    """Where and with what, once the case is told; not again where the rule itself has it."""
    rules = inquiry.policy.newborn
    said = "".join(statement.text for statement in draft.statements)
    if rules is None or draft.status == "silent" or "登记：" in said or "经办机构" in said or len(said) > 220:
        return
    say_points(draft, inquiry, "newborn_place", most=1)
