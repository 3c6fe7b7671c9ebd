"""Whether the paper that somebody has will do to pay: 身份证丢了，拿社保卡能交吗."""

import re

from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching

_PAPER = re.compile(r"社保卡|医保卡|身份证(?!号)|户口(?=[本簿页])")
_GONE_AFTER = re.compile(r"^[本簿页]?(也|都|又|还|不小心|给|弄|找)*(丢|掉|没带|忘|找不|不在|不见|过期|没有|没得|坏)")
_GONE_BEFORE = re.compile(r"(没带?|忘带|忘了带?|没有|丢了?|掉了?|没得)(了|我的?|着)*$")
# The notice takes any of those that it lists, and leaves nothing open.
_ANY_OF_THEM = re.compile(r"任意?(一|1)|任选|或")
_LEFT_OPEN = re.compile(r"没有写|未载明|没有列")


def names_papers(text: str) -> bool:
    """Whether the question names a paper that one may pay with."""
    return bool(_PAPER.search(text))


def say_whether_they_do(draft: Draft, inquiry: Inquiry) -> bool:
    """What to bring, opened by 可以 where what the asker still has is on the list; False where nothing is told of it."""
    points = matching(inquiry, "payment_documents")
    if not points:
        return False
    yes = "可以，" if _will_do(inquiry.question.text, points[0].say) else ""
    draft.say(f"{yes}{inquiry.head}，{points[0].say}", points[0].clause)
    draft.aspects.append("payment_documents")
    return True


def _will_do(text: str, listed: str) -> bool:
    if _LEFT_OPEN.search(listed) or not _ANY_OF_THEM.search(listed):
        return False
    gone = {paper.group() for paper in _PAPER.finditer(text) if _is_gone(text, paper)}
    has = {paper.group() for paper in _PAPER.finditer(text)} - gone
    accepted = {paper.group() for paper in _PAPER.finditer(listed)}
    return has <= accepted if has else bool(accepted - gone)


def _is_gone(text: str, paper: re.Match[str]) -> bool:
    return bool(_GONE_AFTER.search(text[paper.end() :]) or _GONE_BEFORE.search(text[: paper.start()]))
