"""Whether the paper that somebody has will do to pay: 身份证丢了，拿社保卡能交吗."""

import re

from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import matching

_PAPER = re.compile(r"社保卡|医保卡|身份证(?!号)|户口(?=[本簿页])|驾驶?证|护照|居住证|暂住证|学生证|残疾证|军官证")
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
    text, listed = inquiry.question.text, points[0].say
    others = sorted(_held(text) - {paper.group() for paper in _PAPER.finditer(listed)})
    if others and not _LEFT_OPEN.search(listed):
        draft.say(
            f"{inquiry.head}的通知没有列{'、'.join(_whole(paper) for paper in others)}，{listed}", points[0].clause
        )
    else:
        yes = "可以，" if _will_do(text, listed) else ""
        draft.say(f"{yes}{inquiry.head}，{listed}", points[0].clause)
    draft.aspects.append("payment_documents")
    return True


def _will_do(text: str, listed: str) -> bool:
    if _LEFT_OPEN.search(listed) or not _ANY_OF_THEM.search(listed):
        return False
    has = _held(text)
    gone = {paper.group() for paper in _PAPER.finditer(text)} - has
    accepted = {paper.group() for paper in _PAPER.finditer(listed)}
    return has <= accepted if has else bool(accepted - gone)


def _held(text: str) -> set[str]:
    """The papers that the question names and that are not lost."""
    named = list(_PAPER.finditer(text))
    gone = {paper.group() for paper in named if _is_gone(text, paper)}
    return {paper.group() for paper in named} - gone


def _whole(paper: str) -> str:
    return "户口本" if paper == "户口" else paper


def _is_gone(text: str, paper: re.Match[str]) -> bool:
    return bool(_GONE_AFTER.search(text[paper.end() :]) or _GONE_BEFORE.search(text[: paper.start()]))
