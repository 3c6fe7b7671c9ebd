"""A window in words: its dates, its limits, and for whom it is."""

import datetime

from bot.rules.answer import day, yuan
from bot.rules.policy import Closed, Window
from bot.rules.windows import last_day, may_pay


def window_text(window: Window, with_limits: bool = True) -> str:
    """The window's dates and limits: 2020年9月1日至12月25日，每月1日至25日可以办理."""
    start = window.start_say or (day(window.start) if window.start else "")
    end = end_text(window)
    text = f"{start}至{end}" if start and end else (f"到{end}为止" if end else f"从{start}开始")
    return text + (limits_text(window) if with_limits else "")


def special_text(window: Window) -> str:
    """For whom a window of some people's is, and until when: 外出务工的可延长至2021年2月底."""
    if window.kind == "central_window":
        return f"{window.who}的{window.name}是{window_text(window)}"
    pause = f"（{_closed_text(window.closed)}）" if window.closed else ""
    return f"{window.who}的可延长至{end_text(window)}{pause}"


def end_text(window: Window) -> str:
    """The window's last day as the notice puts it; empty where it has none."""
    return window.end_say or (day(window.end) if window.end else "")


def limits_text(window: Window) -> str:
    """What limits the window beside its dates, as an afterthought to them."""
    text = days_text(window) + ("，截止日遇节假日顺延" if window.holidays_extend else "")
    moved = moved_to(window)
    if window.end and moved and moved != window.end:
        text += f"（{_WEEKEND[window.end.weekday()]}截止的，到{day(moved)}）"
    if window.surcharge and window.surcharge.each == "month":
        text += f"，每逾期一个月加收{yuan(window.surcharge.amount)}"
    return text + (f"，{window.end_note}" if window.end_note else "")


def days_text(window: Window) -> str:
    """The days on which one may pay within the window."""
    text = ""
    if window.month_days:
        text += f"，每月{window.month_days.first}日至{window.month_days.last}日可以办理"
    if window.closed:
        text += f"，{_closed_text(window.closed)}"
    return text + ("，截止日遇节假日不顺延" if window.holidays_extend is False else "")


# Holidays on the same date each year, on which a moved end would be moved again.
_FEASTS = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
_WEEKEND = {5: "星期六", 6: "星期日"}


def moved_to(window: Window) -> datetime.date | None:
    """The Monday to which an end at a weekend moves, where nothing else stands against that day."""
    if window.end is None:
        return None
    moved = last_day(window.end, window)
    return moved if may_pay(window, moved) and (moved.month, moved.day) not in _FEASTS else window.end


def _closed_text(closed: Closed) -> str:
    """每月最后3日结账暂停缴费（12月31日照常），2025年12月27日至2025年12月31日结账暂停缴费."""
    stops = f"{(closed.why or '').removesuffix('暂停')}暂停缴费"
    text = f"每月最后{closed.last_days_of_month}日{stops}" if closed.last_days_of_month else ""
    if closed.days:
        since, until = closed.days.since, closed.days.until
        stretch = f"{day(since) if since else ''}至{day(until)}" if until else f"{day(since)}起" if since else ""
        text += f"{'，' if text else ''}{stretch}{stops}"
    open_days = "、".join(f"{d.month}月{d.day}日" for d in closed.but_not)
    return text + (f"（{open_days}照常）" if open_days else "")
