"""The offices' own business, and the notice itself: who issued it, when, under which title and number, to whom."""

from collections.abc import Callable, Mapping

from bot.rules.answer import day
from bot.rules.catalogue import Aspect
from bot.rules.handlers import generic
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import say_points
from bot.rules.policy.whole import Notice

_Told = Callable[[Notice], tuple[str, str] | None]


def answer(inquiry: Inquiry) -> Draft:
    """What is asked of the notice as a document, each with its own silence; else what it says of the offices."""
    asked = [aspect for aspect in inquiry.asked_aspects() if aspect.id in _TOLD or aspect.id in _BY_POINTS]
    if not asked:
        return generic.answer(inquiry)
    draft = Draft()
    for aspect in asked:
        if aspect.id in _TOLD and _say_of_each(draft, inquiry, aspect.id):
            draft.aspects.append(aspect.id)
        elif not say_points(draft, inquiry, aspect.id) and not draft.statements:
            _say_nothing_of_it(draft, inquiry, aspect)
    return draft


def _say_nothing_of_it(draft: Draft, inquiry: Inquiry, aspect: Aspect) -> None:
    """That the notice does not tell, without what it says of the papers that it goes by."""
    draft.say(f"{aspect.label}，{inquiry.head}的通知未载明")
    text, clauses = referral(inquiry)
    draft.say(text, *clauses)
    draft.aspects.append(aspect.id)
    draft.status = "silent"


def _say_of_each(draft: Draft, inquiry: Inquiry, aspect: str) -> bool:
    """What the head of each notice tells; False where none does."""
    told = [row for row in map(_TOLD[aspect], inquiry.policy.notices) if row]
    for text, clause in told:
        draft.say(text if draft.statements else f"{inquiry.head}的{text}", clause)
    return bool(told)


def _issuer(notice: Notice) -> tuple[str, str] | None:
    dated = f"，落款日期是{day(notice.issued)}" if notice.issued else ""
    return (f"通知由{'和'.join(notice.issuers)}发布{dated}", "落款") if notice.issuers else None


def _date(notice: Notice) -> tuple[str, str] | None:
    return (f"通知落款日期是{day(notice.issued)}", "落款") if notice.issued else None


def _title(notice: Notice) -> tuple[str, str] | None:
    return None if notice.untitled else (f"通知标题是“{notice.title}”", "标题")


def _number(notice: Notice) -> tuple[str, str] | None:
    return (f"通知文号是{notice.document_number}", "文号") if notice.document_number else None


_TOLD: Mapping[str, _Told] = {
    "notice_issuer": _issuer,
    "notice_date": _date,
    "notice_title": _title,
    "notice_number": _number,
}
# What only the notice's own words tell; what they say of other papers does not stand in for it.
_BY_POINTS = ("notice_readers", "notice_public")
