"""A window in words: its dates, its limits, and for whom it is."""

from bot.rules.answer import day
from bot.rules.policy import Window


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
    return f"{window.who}的可延长至{end_text(window)}"


def end_text(window: Window) -> str:
    """The window's last day as the notice puts it; empty where it has none."""
    return window.end_say or (day(window.end) if window.end else "")


def limits_text(window: Window) -> str:
    """What limits the window beside its dates, as an afterthought to them."""
    text = days_text(window) + ("，截止日遇节假日顺延" if window.holidays_extend else "")
    return text + (f"，{window.end_note}" if window.end_note else "")


def days_text(window: Window) -> str:
    """The days on which one may pay within the window."""
    text = ""
    if window.month_days:
        text += f"，每月{window.month_days.first}日至{window.month_days.last}日可以办理"
    if window.closed:
        text += f"，每月最后{window.closed.last_days_of_month}日{window.closed.why or ''}暂停缴费"
        if window.closed.but_not:
            days = "、".join(f"{d.month}月{d.day}日" for d in window.closed.but_not)
            text += f"（{days}照常）"
    return text + ("，截止日遇节假日不顺延" if window.holidays_extend is False else "")
