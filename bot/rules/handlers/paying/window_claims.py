"""Whether the limits of a window are as somebody says: 截止是2月25号吧, 9月1号才开始收对吗."""

import datetime
import re
from collections.abc import Callable

from bot.rules.calendar import last_day_of_month
from bot.rules.inquiry import Inquiry
from bot.rules.policy import Window

_DATE = r"(?=[0-9]+[月号日])(?<![0-9月])(?:(?P<month>1[0-2]|0?[1-9])月(?:份|(?P<end>[底末]))?)?(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[号日]?)?"
_END = r"(?:截止|为止|结束|到期|停收|关门|停止)"
_ASKS_SO = (
    r"(?:的|呀|啊|了|嘛|就)*(?:吗|么|吧|不|呀|，?(?:是吗|是吧|对吗|对吧|对不对|对不|是不是|是真的吗|真的吗|真的假的|"
    r"(?:是|对)?这样(?:的)?(?:吗|么|吧)|是不是这样|有这回事吗|没错吧|没记错吧|准不准))?(?:，[^，。？]{1,6}[说讲]的?)?[？?。]?$"
)
_ENDS = tuple(
    re.compile(shape.replace("DATE", _DATE))
    for shape in (
        rf"期?(?:是不是|不是|是)[^，。]{{0,3}}到(?:[今明]年)?DATE{_END}?{_ASKS_SO}",
        rf"DATE(?:才|就|是)*{_END}{_ASKS_SO}",
        rf"(?:截止|最后|最晚|最迟)(?:日期|时间|期限|一天|日)?(?:是|为|到|在|就)*[^，。0-9]{{0,3}}DATE{_ASKS_SO}",
        rf"DATE(?:这天)?(?:就|才)?是?最后(?:[一1]天|期限){_ASKS_SO}",
        rf"(?:交|缴|收)费?(?:只|就)?到(?:[今明]年)?DATE{_ASKS_SO}",
    )
)
_STARTS = tuple(
    re.compile(shape.replace("DATE", _DATE))
    for shape in (
        rf"DATE(?:才|就|是|再|以?后)*(?:能|可以)?(?:开始|起)(?:收|交|缴|办|征)?(?:费|收|缴)?{_ASKS_SO}",
        rf"从DATE(?:才|就|是|再)*(?:能|可以|开始|起)+(?:收|交|缴|办|征)?(?:费|收|缴)?{_ASKS_SO}",
    )
)


def verdict(inquiry: Inquiry) -> str:
    """是的，/不是， where the question says when paying begins or ends for everybody; nothing where it does not."""
    text = inquiry.question.digits or inquiry.question.text
    for shapes, limit in ((_ENDS, _end), (_STARTS, _start)):
        claim = next((match for shape in shapes if (match := shape.search(text))), None)
        if claim:
            return _held_against(claim, inquiry, limit)
    return ""


def _held_against(claim: re.Match[str], inquiry: Inquiry, limit: Callable[[Window], datetime.date | None]) -> str:
    dates = [limit(window) for window in inquiry.policy.windows if window.who is None]
    if not any(dates):
        return ""
    return "是的，" if any(_is_on(claim, date) for date in dates) else "不是，"


def _end(window: Window) -> datetime.date | None:
    return window.end


def _start(window: Window) -> datetime.date | None:
    return window.start


def _is_on(claim: re.Match[str], date: datetime.date | None) -> bool:
    if date is None or (claim["month"] and date.month != int(claim["month"])):
        return False
    if claim["end"]:
        # 12月底: no earlier day of it.
        return date.day == last_day_of_month(date.year, date.month)
    return claim["day"] is None or date.day == int(claim["day"])
