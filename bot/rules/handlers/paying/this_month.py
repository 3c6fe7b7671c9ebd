"""Until when one may pay this month: 这个月还有几天能办, 这个月最晚哪天去."""

import datetime
import re

from bot.rules.answer import day
from bot.rules.calendar import last_day_of_month
from bot.rules.handlers.paying.window_text import limits_text
from bot.rules.inquiry import Draft, Inquiry
from bot.rules.policy import Window
from bot.rules.windows import ONE_DAY, may_pay, next_day, standing

TOPICS = ("deadline", "late_payment")
_ASKED = re.compile(
    r"(这个?月|本月|当月|月内)[^。？]{0,10}?((还|只)?(有|剩)[^，。？]{0,6}(几|多少)天|多久|(最(晚|迟|后)|到|要)?(哪(一)?天|几号|什么时候|啥时候)|截止)"
    r"|(几|多少)天[^，。？]{0,4}(这个?月|本月)"
)


def answer(inquiry: Inquiry) -> Draft | None:
    """The last day of this month on which one may pay, and the days until then; nothing where no window is open."""
    if inquiry.question.topic not in TOPICS or not _ASKED.search(inquiry.question.text):
        return None
    for window in inquiry.policy.windows:
        now = standing(window, inquiry.today, inquiry.facts)
        if window.who is None and window.end and now.is_within:
            return _of_window(inquiry, window)
    return None


def _of_window(inquiry: Inquiry, window: Window) -> Draft:
    draft, today = Draft(), inquiry.today
    last = _last_day(window, today)
    end = day(window.end or today)
    if last is None:
        again = next_day(window, today)
        wait = f"，要等到{day(again)}" if again else ""
        draft.say(f"这个月不能再办了{wait}，{inquiry.head}{window.name}到{end}截止", window.clause)
        if again:
            draft.figure("next_day", again, "日期")
    else:
        left = (last - today).days
        lead = f"这个月还有{left}天" if left else "这个月今天是最后一天"
        until = "" if last == window.end else f"，可以办到{day(last)}"
        draft.say(f"{lead}{until}，{inquiry.head}{window.name}到{end}截止", window.clause)
        draft.figure("days_left", left, "天")
        draft.figure("last_day", last, "日期")
    draft.say(limits_text(window).lstrip("，"), window.clause)
    return draft


def _last_day(window: Window, today: datetime.date) -> datetime.date | None:
    """The last day from today to the month's end on which the window takes payments."""
    month_end = today.replace(day=last_day_of_month(today.year, today.month))
    candidate = min(month_end, window.end or month_end)
    while candidate >= today:
        if may_pay(window, candidate):
            return candidate
        candidate -= ONE_DAY
    return None
