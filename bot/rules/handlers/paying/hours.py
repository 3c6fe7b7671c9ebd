"""今天柜台能交吗, 晚上十一点还能交吗: at what hours, before whether the day is one of the window's."""

import datetime
import re
from collections.abc import Iterator

from bot.rules.answer import Statement
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Point

_HOUR = re.compile(r"\d+点|[晚早]上|夜里|半夜|中午|上午|下午|周[六日天]|星期[六日天]|周末")
_MAY = re.compile(r"^还?能缴，")


# 2024年2月9日至2月17日, 2023年12月31日.
_DAYS = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d+)月(?P<d>\d+)日(?:(?:至|到)(?:(?P<y2>\d{4})年)?(?:(?P<m2>\d+)月)?(?P<d2>\d+)日)?"
)


def lead_with_hours(draft: Draft, inquiry: Inquiry, on: datetime.date) -> None:
    """What the notice says of the hours or the counter asked about on that day; a plain yes would pass over it."""
    points = _asked_for(inquiry, on)
    if not points or not draft.statements:
        return
    first = draft.statements[0]
    draft.statements[0] = first.copy(update={"text": _MAY.sub("", first.text)})
    told = [Statement(text=point.say.rstrip("。"), clauses=(point.clause,)) for point in points]
    told[0] = told[0].copy(update={"text": f"{inquiry.head}，{told[0].text}"})
    draft.statements[:0] = told


def _asked_for(inquiry: Inquiry, on: datetime.date) -> list[Point]:
    """The points on hours of which the question has a word; those of every hour where it names one."""
    text = inquiry.question.digits or inquiry.question.text
    points = [point for point in inquiry.policy.points.get("service_hours", ()) if _is_of(point, on)]
    named = [point for point in points if any(word in inquiry.question.text for word in point.about)]
    named += [point for point in points if point not in named and _names_days(point) and _AT.search(text)]
    daily = [point for point in points if not point.about] if _HOUR.search(text) else []
    return named or daily[:1]


# The counter, the telephone: where the hours of a day may differ.
_AT = re.compile(rf"柜台|银行|网点|窗口|大厅|手机|网上|线上|{_HOUR.pattern}")


def _names_days(point: Point) -> bool:
    return bool(_DAYS.search(point.say))


def _is_of(point: Point, on: datetime.date) -> bool:
    """Whether the point is of every day, or of that one."""
    return not _names_days(point) or any(first <= on <= last for first, last in _stretches(point))


def _stretches(point: Point) -> Iterator[tuple[datetime.date, datetime.date]]:
    for told in _DAYS.finditer(point.say):
        year, month, day = int(told["y"]), int(told["m"]), int(told["d"])
        last = datetime.date(int(told["y2"] or year), int(told["m2"] or month), int(told["d2"] or day))
        yield datetime.date(year, month, day), last
