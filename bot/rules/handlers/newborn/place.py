"""Where a newborn is registered, where that is what is asked."""

import re

from bot.rules.inquiry import Draft, Inquiry

_WHERE = re.compile(
    r"([去上到在找])?(哪(里|儿|个(地方|部门|单位|窗口))|(?<=[去上到在])哪(?![天月年日号1一])|什么地方|啥地方)|找谁"
)
_OTHERS = re.compile(r"多少|几块|钱|(交|缴)(不|吗|么)|要不要|用不用|能不能|(吗|么|不|没)[？?]?$")


def put_the_place_first(draft: Draft, inquiry: Inquiry) -> None:
    """娃生在2月，去哪登记: where goes before what it costs, unless that is asked too."""
    text = inquiry.question.text
    if not _WHERE.search(text) or _OTHERS.search(text):
        return
    points = inquiry.policy.points.get("newborn_place", ())
    said = [s for s in draft.statements if not s.steps and any(point.say in s.text for point in points)]
    if not said or said[0] is draft.statements[0]:
        return
    first = said[0].copy(update={"text": f"{inquiry.head}，{said[0].text.removeprefix(inquiry.head + '，')}"})
    draft.statements = [first, *(s for s in draft.statements if s is not said[0])]
