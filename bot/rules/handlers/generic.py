"""Topics that are a matter of what the notice says, without a computation."""

import re
from dataclasses import replace

from bot.rules import pricing
from bot.rules.catalogue import Aspect
from bot.rules.handlers import channel, late_payment, tables
from bot.rules.handlers.aid.registered_for import say_registered_for
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_aspects, say_points, say_silence

MOST_ASPECTS = 2


def answer(inquiry: Inquiry) -> Draft:
    """The aspects asked for, each by its table or points; without any, the topic's default."""
    draft = Draft()
    asked = _by_direction(inquiry, tuple(sorted(inquiry.asked_aspects(), key=lambda aspect: aspect.default)))
    if any(tables.say_table(draft, inquiry, aspect.id) for aspect in asked) or say_registered_for(draft, inquiry):
        return draft
    if _may_only_midway(inquiry, asked):
        paying.say_late_rule(draft, inquiry)
        return draft
    if _may_come_from_a_job(inquiry, asked):
        return late_payment.answer(replace(inquiry, facts=inquiry.facts.copy(update=_STOPPED)))
    asked = _in_this_case(inquiry, _unless_staying(inquiry, asked))
    of_some = any(aspect.audience and inquiry.policy.points.get(aspect.id) for aspect in asked)
    if of_some and not _WHO_AT_ALL.search(inquiry.question.text):
        # 外地户口能参保吗: of those people, not of everybody.
        asked = tuple(aspect for aspect in asked if not aspect.default)
    decisive = tuple(a for a in asked if a.decisive and not a.default)
    chosen = ((*decisive, *_asked_apart(inquiry, asked, decisive)) if decisive else asked)[:MOST_ASPECTS]
    if any(aspect.id == "pay_for_others" for aspect in chosen) and channel.say_named_steps(draft, inquiry):
        return draft
    if _has_the_other_insurance(inquiry, asked) and _say_not_both(draft, inquiry):
        return draft
    if chosen and say_aspects(draft, inquiry, chosen):
        return draft
    default = inquiry.catalogue.default(inquiry.question.topic)
    if inquiry.question.topic == "eligibility" and inquiry.facts.renewing is False:
        # Who was never enrolled may, by registering first.
        say_points(draft, inquiry, "registration_new")
    if default and not say_points(draft, inquiry, default.id):
        say_silence(draft, inquiry, default)
    if not draft.statements:
        draft.say(f"这个问题{inquiry.head}的通知未载明")
        text, clauses = referral(inquiry)
        draft.say(text, *clauses)
        draft.status = "silent"
        draft.found_nothing = True
    return draft


def _asked_apart(inquiry: Inquiry, asked: tuple[Aspect, ...], decisive: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """封顶线多少，门诊都包括啥: what a part of the question asks that is about nothing decisive."""
    if inquiry.question.topic != "out_of_scope_medical":
        return ()
    parts = [set(inquiry.catalogue.asked_in(part)) for part in re.split(r"[，。？；]", inquiry.question.text)]
    apart = set().union(*(part for part in parts if not part & set(decisive)))
    return tuple(aspect for aspect in asked if aspect in apart and not aspect.default and aspect not in decisive)


# 谁能参保，大学生算吗: everybody's rule is asked beside that of some.
_WHO_AT_ALL = re.compile(r"谁|(哪些|哪种|什么样?的?|啥样?的?)(人|居民|群体)")


def _may_only_midway(inquiry: Inquiry, asked: tuple[Aspect, ...]) -> bool:
    """With all windows over, one of a group that may still enroll asks whether to: 大学刚毕业，现在还能参保吗."""
    particular = {str(aspect.id) for aspect in asked if not aspect.default} - {"students"}
    if inquiry.question.topic != "eligibility" or particular:
        return False
    return pricing.only_midway(inquiry.policy, inquiry.facts, inquiry.today)


_MOVED_TO = re.compile(
    r"([转迁嫁搬调]|落户|落(?=到))(?![入进来回过学校动])(户口?)?[到去往]?了?(?P<where>[^，。？了过来回转迁嫁搬调]{2,6})"
)


def _by_direction(inquiry: Inquiry, asked: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """迁到衡水了 is out of the county, 转到山丹来 into it, whatever else the words are like."""
    *_, moved = (None, *_MOVED_TO.finditer(inquiry.question.text))
    if moved is None or not {aspect.id for aspect in asked} & set(_MOVES):
        return asked
    here = re.match(rf"{_own(inquiry)}|这|本|咱|我们|你们|县里|县城|城里|城镇|镇上|村|居民|职工|户口", moved["where"])
    towns = (name.rstrip("镇乡") for town in inquiry.county.townships for name in (town.name, *town.aliases))
    inside = here or any(moved["where"].startswith(town) for town in towns)
    way = inquiry.catalogue.aspects["transfer_in" if inside else "transfer_out"]
    return tuple(dict.fromkeys(way if aspect.id in _MOVES else aspect for aspect in asked))


_STILL_PAYS = re.compile(r"还(要|用|得|需|交|缴)|用不用|要不要|(要|用|得)(再)?(交|缴)|(交|缴)不(交|缴)")


def _has_the_other_insurance(inquiry: Inquiry, asked: tuple[Aspect, ...]) -> bool:
    """Whether somebody with employee insurance asks about this one, and nothing more particular."""
    other = {str(aspect.id) for aspect in asked if not aspect.default} - {"dual"}
    return inquiry.question.topic == "eligibility" and inquiry.facts.covered == "employee" and not other


def _say_not_both(draft: Draft, inquiry: Inquiry) -> bool:
    """Nobody is insured twice; whether to pay comes first where that is asked."""
    if not say_points(draft, inquiry, "dual", most=1):
        return False
    if _STILL_PAYS.search(inquiry.question.text):
        first = draft.statements[0]
        draft.statements[0] = first.copy(update={"text": f"有职工医保的，不用再缴居民医保。{first.text}"})
    return True


_STOPPED = {"groups": frozenset({"employee_stopped"})}


def _may_come_from_a_job(inquiry: Inquiry, asked: tuple[Aspect, ...]) -> bool:
    """Whether it is asked of changing from the employees' insurance, of which only the rule for joining late speaks."""
    late, policy = inquiry.policy.late, inquiry.policy
    return bool(
        late
        and "employee_stopped" in late.groups()
        and (
            any(aspect.id == "employee_to_resident" for aspect in asked)
            and (not policy.points.get("employee_to_resident") or _told_when(inquiry))
            or any(aspect.id == "dual" for aspect in asked)
            and _STOPPED["groups"] & inquiry.facts.groups
            and _told_when(inquiry)
        )
    )


def _told_when(inquiry: Inquiry) -> bool:
    """Whether it is known how long ago the employees' insurance ended: then whether is answered, not the rule."""
    return bool(inquiry.facts.known() & {"since_days", "since_months", "gap_days", "gap_months"})


_AGAIN = re.compile(r"(还|再|又)(要|用|需|得|去|填|办|登)|用不用|要不要|需不需要|重新|重填")
_WHAT_TO_BRING = re.compile(r"[带拿](什么|啥|哪|点|上)|材料|证件|资料")
_MOVES = ("transfer_in", "transfer_out")


def _own(inquiry: Inquiry) -> str:
    return re.escape(inquiry.county.name.removesuffix("县"))


_OF_NEWCOMERS = ("registration_new", "registration_place", "registration_documents")


def _unless_staying(inquiry: Inquiry, asked: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """去年在山丹参保今年怎么交, asked of 山丹县: who stays where they are insured renews, and does not move in."""
    stays = re.search(
        rf"(去年|上年|以前|原来|之前)[^，。]{{0,3}}在{inquiry.county.name.removesuffix('县')}[^，。]{{0,3}}(交|缴|参)",
        inquiry.question.text,
    )
    if not stays or "transfer_out" in {aspect.id for aspect in asked}:
        return asked
    renews = inquiry.catalogue.aspects["registration_renew"]
    return tuple(renews if aspect.id == "transfer_in" else aspect for aspect in asked)


def _in_this_case(inquiry: Inquiry, asked: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """The aspects without those of another case: of newcomers for who moves or renews, of renewal for newcomers."""
    ids, text = {aspect.id for aspect in asked}, inquiry.question.text
    dropped: set[str] = set()
    if ids & set(_MOVES):
        # 转出要先去哪: where the transfer is done, not where newcomers register.
        # What leaving takes is not told by what newcomers bring.
        brings = _WHAT_TO_BRING.search(text) and "注销" not in text
        dropped |= set(_OF_NEWCOMERS) - ({"registration_documents"} if brings else set())
    if set(_MOVES) <= ids:
        name = inquiry.county.name.removesuffix("县")
        here = re.compile(
            rf"(转|迁|嫁|搬|调)(到|来|回|入|进)?({name}|这|本|咱|我们)|[转迁嫁搬调落](过|回|进)?来"
            rf"|(今年|现在|想|要)[^，。]{{0,4}}(到|来|回|在)({name}|这|本|咱|我们|来)"
        )
        dropped.add("transfer_out" if here.search(text) else "transfer_in")
    if "transfer_in" in ids and re.search(rf"(去年|上年|之前|以前|原来)在{_own(inquiry)}县?(交|缴|参|入|买)", text):
        # 去年在山丹交的: no move, as long as no other place is named.
        dropped |= {"transfer_in"} if not re.search(r"转|迁|嫁|搬", text) else set()
    leaves = "transfer_out" in ids and "transfer_out" not in dropped
    if inquiry.facts.renewing is False or leaves:
        # 去年在山丹交的，今年要去兰州参: who leaves does not renew.
        dropped.add("registration_renew")
    elif "registration_renew" in ids and _AGAIN.search(text) and inquiry.policy.points.get("registration_renew"):
        dropped |= {"registration_form", *_OF_NEWCOMERS}
    return tuple(aspect for aspect in asked if aspect.id not in dropped)
