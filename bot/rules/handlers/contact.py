"""Whom to ask: the township's own office first."""

import re
from collections.abc import Sequence

from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_points
from bot.rules.policy import Contact

# 打错了，是望田: the last one told is meant.
_CORRECTED = re.compile(r"错|不是")
_WHICH_TOWNSHIPS = re.compile(r"(管|负责|辖|包)[^，。]{0,4}(哪|几|多少)")
_IN_PERSON = re.compile(r"当面|现场|当场|窗口|大厅|除了?(打)?电话|不打电话")
# Offices that people ask for and that mostly have no number in a notice.
_OTHER_OFFICE = re.compile(
    r"(?P<office>卫生院|市民中心|市民大厅|便民服务中心|银行|学校|派出所|村委会|居委会|民政局|财政局|残联|教育局|扶贫办|乡村振兴局)"
    r"[^，。]{0,3}(电话|号码)"
)
_ADDRESS = re.compile(r"地址|哪条(街|路)|什么位置|怎么走|几楼")


def answer(inquiry: Inquiry) -> Draft:
    """The office and phone number for the township or the field asked about, else all of them."""
    draft, contacts = Draft(), inquiry.policy.contacts
    if _ADDRESS.search(inquiry.question.text):
        draft.say(f"办公地址{inquiry.head}的通知未载明")
    text, township = inquiry.question.text, inquiry.facts.township
    elsewhere = _OTHER_OFFICE.search(text)
    if elsewhere and not any(elsewhere["office"] in c.name for c in contacts):
        draft.say(f"{elsewhere['office']}的电话，{inquiry.head}的通知未载明")
    if inquiry.asks("complaint"):
        _say_complaints(draft, inquiry)
    elif _IN_PERSON.search(text):
        say_points(draft, inquiry, "contact_list", most=1)
    offices = [c for c in contacts if c.townships and any(name in text for name in (c.name, *c.about))]
    if township and not any(township in c.townships for c in offices):
        # 彭店镇归马栏分局管吧: the township tells whose office it is.
        offices = []
    towns = _towns(inquiry)
    # 陈化店镇打7789009对吧: whose the township is, is the answer, and not whose the number is.
    of_number = [] if towns else _of_number(inquiry)
    if of_number:
        _say_theirs_instead(draft, inquiry, of_number)
        _say_whose_number(draft, inquiry, of_number)
        return draft
    local = offices or [c for c in contacts if set(towns) & set(c.townships)]
    whole = bool(offices) or bool(_WHICH_TOWNSHIPS.search(text))
    named = [c for c in contacts if c.name in text or any(word in text for word in c.about)]
    if local and not _asks_for_the_main_office(inquiry, contacts):
        for contact in local:
            theirs = contact.townships if whole else [town for town in towns if town in contact.townships]
            draft.say(
                f"{'、'.join(theirs)}归{contact.name}负责，请打{_number(contact)}（{inquiry.head}通知公布的电话）",
                contact.clause,
            )
        main = [c for c in contacts if c.main and c.phone]
        if main:
            draft.say(f"也可以打{main[0].name}{main[0].phone}", main[0].clause)
        _record(draft, local + main)
        return draft
    chosen = [c for c in named if c.phone] or [c for c in contacts if c.phone]
    if not chosen:
        _say_without_phone(draft, inquiry)
        return draft
    if len(chosen) <= 2:
        draft.say(
            f"{inquiry.head}通知公布的电话：" + "，或者".join(f"{c.name}{_number(c)}" for c in chosen),
            *_clauses(chosen),
        )
    else:
        rows = tuple(f"{'、'.join(c.townships) + '：' if c.townships else ''}{c.name}{_number(c)}" for c in chosen)
        draft.say(f"{inquiry.head}通知公布的咨询电话", *_clauses(chosen), steps=rows)
    _record(draft, chosen)
    say_points(draft, inquiry, "contact_list", most=1)
    return draft


def _say_complaints(draft: Draft, inquiry: Inquiry) -> None:
    """Where to complain, or that the notice has no number for it: those for advice are another matter."""
    if not say_points(draft, inquiry, "complaint"):
        draft.say(f"{inquiry.catalogue.aspects['complaint'].label}，{inquiry.head}的通知未载明")


def _of_number(inquiry: Inquiry) -> list[Contact]:
    """The offices whose number stands in the question: 7789007是哪个分局的."""
    told = {number[-_LOCAL:] for number in _NUMBER.findall(inquiry.question.text)}
    return [c for c in inquiry.policy.contacts if c.phone and re.sub(r"\D", "", c.phone)[-_LOCAL:] in told]


def _say_theirs_instead(draft: Draft, inquiry: Inquiry, of_number: list[Contact]) -> None:
    """税务大厅电话是4229363吧, where that is another office's: the one that was named has its own."""
    text = inquiry.question.text
    named = [c for c in inquiry.policy.contacts if c.name in text or any(word in text for word in c.about)]
    theirs = [c for c in named if c.phone and c not in of_number]
    if theirs and len(named) == len(theirs) and inquiry.question.confirm:
        draft.say(f"不是，{inquiry.head}通知公布的{theirs[0].name}电话是{_number(theirs[0])}", theirs[0].clause)
        _record(draft, theirs[:1])


def _say_whose_number(draft: Draft, inquiry: Inquiry, contacts: list[Contact]) -> None:
    for contact in contacts:
        lead = "" if draft.statements else f"{inquiry.head}通知公布的，"
        theirs = f"，负责{'、'.join(contact.townships)}" if contact.townships else ""
        draft.say(f"{lead}{_number(contact)}是{contact.name}的电话{theirs}", contact.clause)
    _record(draft, contacts)


_LOCAL = 7
_NUMBER = re.compile(r"(?<!\d)(?:0\d{2,3}[—–-]?)?(\d{7,8})(?!\d)")


def _asks_for_the_main_office(inquiry: Inquiry, contacts: Sequence[Contact]) -> bool:
    """张桥镇的电话。医保局呢: an office for the whole county is named last, and no township with it."""
    last = re.split(r"[，。？！]", inquiry.question.text.rstrip("，。？！"))[-1]
    towns = any(_named(town, last) for contact in contacts for town in contact.townships)
    return not towns and any(
        not contact.townships and any(word in last for word in (contact.name.removeprefix("县"), *contact.about))
        for contact in contacts
    )


def _towns(inquiry: Inquiry) -> list[str]:
    """The townships asked about: several where the question names them side by side, else the one told last."""
    told, text = inquiry.facts.township, inquiry.question.text
    named = [town for c in inquiry.policy.contacts for town in c.townships if _named(town, text)]
    clause = next((part for part in reversed(re.split(r"[，。？]", text)) if told and _named(told, part)), "")
    side_by_side = [town for town in named if _named(town, clause)]
    if told in side_by_side and not _CORRECTED.search(text):
        return side_by_side
    return [told] if told else []


def _named(town: str, text: str) -> bool:
    """Whether the township is named, with its kind or without: 张桥镇, 张桥."""
    short = town[:-1]
    # 安陵分局 is an office, whatever township it is named after.
    return town in text or len(short) > 1 and bool(re.search(rf"{re.escape(short)}(?!税务|分局)", text))


def _number(contact: Contact) -> str:
    hours = f"（{contact.hours}）" if contact.hours else ""
    return f"{contact.phone}{hours}"


def _say_without_phone(draft: Draft, inquiry: Inquiry) -> None:
    contacts = inquiry.policy.contacts
    if not say_points(draft, inquiry, "contact_list", most=2):
        offices = "、".join(c.name for c in contacts)
        draft.say(f"{inquiry.head}的通知没有公布电话号码，可以向{offices}咨询", *_clauses(list(contacts)))


def _record(draft: Draft, contacts: list[Contact]) -> None:
    for contact in contacts:
        if contact.phone:
            draft.figure(contact.id, contact.phone, "电话")


def _clauses(contacts: list[Contact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(contact.clause for contact in contacts))
