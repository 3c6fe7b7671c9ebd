"""When one may pay."""

import re

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.catalogue import Aspect
from bot.rules.handlers.aid.groups import concerns_everybody
from bot.rules.handlers.paying import on_a_day as paying
from bot.rules.handlers.paying.window_claims import verdict
from bot.rules.handlers.paying.window_text import limits_text, special_text, window_text
from bot.rules.inquiry import Draft, Inquiry, whom_to_ask
from bot.rules.points import say_aspects, say_points
from bot.rules.policy import Contact, Window
from bot.rules.windows import next_day, standing


def answer(inquiry: Inquiry) -> Draft:
    """Whether one may pay on the day asked about, or the windows in general."""
    draft, asked_on = Draft(), inquiry.facts.asked_on or inquiry.facts.paid
    asked, claimed = inquiry.asked_aspects(), verdict(inquiry)
    if _LEFT.search(inquiry.question.text) and _say_days_left(draft, inquiry):
        return draft
    special = tuple(a for a in asked if a.id in ("holiday", "service_hours"))
    if special and not (asked_on and not _ABOUT_HOLIDAYS.search(inquiry.question.text)):
        _say_hours(draft, inquiry, special)
    elif inquiry.facts.missed_window and paying.say_later_windows(draft, inquiry):
        return draft
    elif _say_day_of_month(draft, inquiry) or asked_on and _asks_for_the_last_day(inquiry):
        say_windows(draft, inquiry)
    elif claimed:
        say_windows(draft, inquiry)
        draft.lead_with(claimed)
    elif asked_on is None and pricing.only_midway(inquiry.policy, inquiry.facts, inquiry.today):
        paying.say_late_rule(draft, inquiry)
    elif asked_on:
        paying.say_day(draft, inquiry, asked_on)
    elif inquiry.facts.missed_window:
        paying.say_late_rule(draft, inquiry)
    elif inquiry.asks("extension"):
        _say_extension(draft, inquiry)
    else:
        say_windows(draft, inquiry)
    if concerns_everybody(inquiry) and inquiry.policy.aid and draft.status == "answered":
        full = pricing.fully_aided(inquiry.policy, inquiry.facts)
        if full:
            draft.say(f"{full[0].name}由政府全额资助，个人不用缴", full[0].clause)
    return draft


def _say_extension(draft: Draft, inquiry: Inquiry) -> None:
    """The extended window; where there is none, after the end that 我在外地打工，哪天截止 asks for."""
    if _ENDS.search(inquiry.question.text) and not inquiry.policy.points.get("extension"):
        say_windows(draft, inquiry)
    paying.say_extension(draft, inquiry)


_ENDS = re.compile(r"(哪[天日]|几号|什么时候|啥时候|几月)[^，。？]{0,3}(截止|结束|为止)|截止|最晚|最后一天")
_LAST_DAY = re.compile(
    r"(最晚|最迟|最后)[^，。？]{0,4}(哪|几|什么时候|啥时候)|(截止|为止)(到|是)?(哪|几|什么时候|啥时候)"
)


def _asks_for_the_last_day(inquiry: Inquiry) -> bool:
    """那最晚哪天, after a day was asked about: the end is asked, not that day again."""
    return bool(_LAST_DAY.search(inquiry.question.text.split("，")[-1]))


def _say_hours(draft: Draft, inquiry: Inquiry, asked: tuple[Aspect, ...]) -> None:
    """What the notice says of hours and holidays; where it has nothing but the hours of its offices, those."""
    told = any(inquiry.policy.points.get(aspect.id) or aspect.id in inquiry.policy.tables for aspect in asked)
    offices = [office for office in whom_to_ask(inquiry) if office.hours]
    named = [office for office in inquiry.policy.contacts if office.hours and _is_named(office, inquiry)]
    if named and _AT_WORK.search(inquiry.question.text):
        # 医保局几点上班: the office's hours, not those of paying.
        told, offices = False, named
    if told or not offices or all(aspect.id != "service_hours" for aspect in asked):
        say_aspects(draft, inquiry, asked)
        return
    for office in offices:
        lead = "" if draft.statements else inquiry.head
        draft.say(f"{lead}{office.name}的时间是{office.hours}，电话{office.phone}", office.clause)
    draft.aspects.append("service_hours")


_AT_WORK = re.compile(r"上班|下班|开门|关门|有人|接电话|办公|营业|几点")


def _is_named(office: Contact, inquiry: Inquiry) -> bool:
    """Whether the office is named, by its name or as its field is: 医保局."""
    text = inquiry.question.text
    return any(
        word in text
        for word in (office.name, *(word for word in office.about if word.endswith(("局", "中心", "大厅", "所"))))
    )


_DAY_OF_MONTH = re.compile(
    r"(?P<passed>(过了|错过|超过|过)了?(每月)?的?)?(?<!\d月)(?<!\d)(?P<day>[1-3]?\d)[号日](?P<later>[一1]?过|以后|之后|过后|过了|后)?(?=.{0,6}(能|可以|可|还|去|交|缴|行|中不中|成不成))"
)


def _say_day_of_month(draft: Draft, inquiry: Inquiry) -> bool:
    """28号能交吗, 25号以后还能交吗, of no month: whether the window takes payments on those days of a month."""
    asked = _DAY_OF_MONTH.search(inquiry.question.digits or inquiry.question.text)
    window = next((w for w in inquiry.policy.windows if w.month_days), None)
    if asked is None or window is None or window.month_days is None:
        return False
    days, after = window.month_days, bool(asked["passed"] or asked["later"])
    day_asked = int(asked["day"]) + (1 if after else 0)
    on = inquiry.facts.asked_on
    if on and (on.day != day_asked or _MONTH_NAMED.search(inquiry.question.digits)):
        # 明天26号，今天去行吗: another day is asked about.
        return False
    inside = days.first <= day_asked <= days.last
    if inside and not after and _TODAY.search(inquiry.question.text) and inquiry.today.day == day_asked:
        # 今天25号还能交吗: of this day, and not of each month's.
        return False
    verdict_said = "征缴期里可以，" if inside else "不能，"
    which = f"{asked['day']}日以后" if after else f"{day_asked}日"
    if inside and after:
        which = f"{day_asked}日至{days.last}日"
    again = None if inside or inquiry.today.day != day_asked else next_day(window, inquiry.today)
    wait = f"，可以等到{day(again)}再缴" if again else ""
    draft.say(f"{verdict_said}{inquiry.head}每月{which}{'' if inside else '不'}办理缴费{wait}", window.clause)
    if again:
        draft.figure("next_day", again, "日期")
    return True


_TODAY = re.compile(r"今天|今儿|今日")
_MONTH_NAMED = re.compile(r"(下|这|本)个?月(?:的)?[0-3]?[0-9][号日]")
# 周六能交吗 with the day known is a question of that day; whether a holiday moves the end is another.
_ABOUT_HOLIDAYS = re.compile(r"顺延|节假日|延|推|上班|办公|几点|小时")
_LEFT = re.compile(r"(还)?(剩|有)(下)?(几|多少)天|剩几天|还有多久|还(剩|有)(几|多少)个?月")
DAYS_OF_A_MONTH = 30


def _say_days_left(draft: Draft, inquiry: Inquiry) -> bool:
    """The days left in the open window, first."""
    for window in inquiry.policy.windows:
        now = standing(window, inquiry.today, inquiry.facts)
        mine = window.who is None or now.applies.value
        if mine and now.is_within and window.end and now.days_left is not None:
            whose = window.name if window.who is None else special_text(window)
            until = f"到{day(window.end)}截止" if window.who is None else ""
            draft.say(f"{_left_text(now.days_left)}，{inquiry.head}{whose}{until}", window.clause)
            draft.say(limits_text(window).lstrip("，"), window.clause)
            draft.figure("days_left", now.days_left, "天")
            return True
    return False


def _left_text(days: int) -> str:
    """还有121天（约4个月）: in months as well where it is long."""
    months = round(days / DAYS_OF_A_MONTH)
    return f"还有{days}天" + (f"（约{months}个月）" if months > 1 else "")


def say_windows(draft: Draft, inquiry: Inquiry) -> None:
    """All windows with their dates, limits and, while one is open, the days left."""
    for window in _worth_telling(inquiry):
        draft.say(_sentence(inquiry, window, first=not draft.statements), window.clause)
        if window.start:
            draft.figure("start", window.start, "日期")
        if window.end:
            draft.figure("end", window.end, "日期")
        now = standing(window, inquiry.today, inquiry.facts)
        if now.days_left is not None and window.who is None:
            left = "今天是最后一天" if now.days_left == 0 else f"今天起还有{now.days_left}天"
            draft.say(left, window.clause)
            draft.figure("days_left", now.days_left, "天")
    say_points(draft, inquiry, "window")
    draft.aspects.append("window")


def _worth_telling(inquiry: Inquiry) -> list[Window]:
    """The windows with dates, as the notice names them; one that is over only while no later one is open to everybody."""
    windows = [window for window in inquiry.policy.as_written.windows if window.start or window.end]
    now = {window.id: standing(window, inquiry.today, inquiry.facts) for window in windows}
    open_to_all = any(one.is_within and one.for_everyone for one in now.values())
    return [window for window in windows if not (open_to_all and now[window.id].state == "over")]


def _sentence(inquiry: Inquiry, window: Window, first: bool) -> str:
    text = window_text(window)
    if window.who:
        return special_text(window)
    return (
        f"{inquiry.head if first else ''}{window.name}是{text}"
        if window.end and window.start
        else f"{inquiry.head}{text}"
    )
