"""Aided people who are insured elsewhere: by an employer, or as residents of another county."""

import re

from bot.rules.handlers.aid.groups import concerns_aid
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching, say_points, say_silence

# Insured elsewhere, one cannot be insured here as well, aided or not.
_INSURED = ("employee", "school", "elsewhere")
# 去年在郑州交的: whoever was insured elsewhere before may be aided here now.
_BEFORE = re.compile(r"去年|前年|以前|原来|之前|上一?年|曾经|退了|停了|不交了|断了|转回|回来")
_BACK = re.compile(r"回来|转回|迁回|退了|停了|不交了|断了")
_WHETHER = re.compile(r"吗|么|不|没|吧|嘛|啵")
_AWAY = re.compile(r"外地|异地|县外")


def say_elsewhere(draft: Draft, inquiry: Inquiry, asked: set[str]) -> bool:
    """What holds for aided people who are insured elsewhere; False where nobody says or asks that."""
    if not concerns_aid(inquiry):
        return False
    was_elsewhere = inquiry.facts.covered == "elsewhere" and _BACK.search(inquiry.question.text)
    if inquiry.facts.covered in _INSURED and not was_elsewhere and "aid_paid_already" not in asked:
        _say_excluded(draft, inquiry)
    elif "aid_excluded" in asked and inquiry.policy.points.get("aid_excluded"):
        say_points(draft, inquiry, "aid_excluded")
        text = inquiry.question.text
        if _WHETHER.search(text) and not _BEFORE.search(text):
            draft.lead_with("不享受。")
    elif any(aspect.id == "aid_excluded" for aspect in inquiry.catalogue.settled_by(inquiry.question.text)):
        say_silence(draft, inquiry, inquiry.catalogue.aspects["aid_excluded"])
    return bool(draft.statements)


def _say_excluded(draft: Draft, inquiry: Inquiry) -> None:
    """Who is insured elsewhere is not aided here; else that one is not insured twice."""
    policy = inquiry.policy
    text = inquiry.question.text
    rows = policy.points.get("aid_excluded", ())
    excluded = [row for row in rows if not row.only_asked or any(word in text for word in row.about)]
    for point in excluded:
        draft.say(point.say if draft.statements else f"不享受。{inquiry.head}，{point.say}", point.clause)
    if not excluded and not (_concerns(inquiry) and say_points(draft, inquiry, "dual")):
        say_silence(draft, inquiry, inquiry.catalogue.aspects["aid_excluded"])
    draft.aspects.append("aid_excluded")


def _concerns(inquiry: Inquiry) -> bool:
    """Whether what the notice says of two insurances is of this one: of an employer's, or of another county's."""
    if "职工" in inquiry.question.text:
        return True
    return inquiry.facts.covered != "elsewhere" or any(_AWAY.search(row.say) for row in matching(inquiry, "dual"))
