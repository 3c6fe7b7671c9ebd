"""Dates as people say them, placed relative to today and to the policy's season."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.rules.calendar import add_months, last_day_of_month

_YEAR = r"(?:(?P<year>20\d{2}|(?<!\d)\d{2})年(?:度)?|(?P<said_year>今年|去年|前年|明年|后年|当年|本年))"
_DATED = re.compile(
    rf"(?:{_YEAR}(?:的)?)?(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]?|(?P<end>底|末)|(?P<begin>初))?(?!\d|个月)"
)
_NUMERIC = re.compile(r"(?<!\d)(20\d{2})[-./](1[0-2]|0?[1-9])(?:[-./](3[01]|[12]\d|0?[1-9]))?(?!\d)")
# 3.28生, 21.3.10交的: month and day with a dot, where it says what was done that day.
_DOTTED = re.compile(
    r"(?<![\d.])(?:(2\d)[./])?(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])[号日]?"
    r"(?=(?:就|才|刚|去|来|又|的时候)?的?(?:生|出生|交|缴|登记|办|回|补|前|之前|以前|开始|到期))"
)
# 280元月底交 has no month in it.
_JANUARY = re.compile(r"(?<![\d百千])元月")
_OFFSETS = {"大前天": -3, "前天": -2, "前儿": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "昨个": -1, "昨晚": -1}
_OFFSETS |= {"今天": 0, "今日": 0, "今儿": 0, "今个": 0, "今早": 0, "今晚": 0}
_OFFSETS |= {"明天": 1, "明儿": 1, "明个": 1, "明早": 1, "后天": 2, "后儿": 2, "大后天": 3}
# 三个月前的今天, 10天前交的: a day counted back from today.
_AGO = re.compile(
    r"(?:(?P<months>\d+)个月|(?P<half>半年)|(?P<years>[1一])年)(?:以|之)?前的?(?:今天|今日|今儿)"
    r"|(?P<days>\d+)天(?:以|之)?前(?=[^，。？]{0,4}(?:出?生|交|缴|买|退伍|退役|毕业|离职|停|断)(?:的|了|下))"
)
_SAID = re.compile("|".join(sorted(_OFFSETS, key=len, reverse=True)))
_SAID_MONTH = re.compile(
    r"(上上个?月|上个?月|这个?月|本月|下下个?月|下个?月)(?:的)?(?:(3[01]|[12]\d|0?[1-9])[日号]?|(底|末))?(?!\d)"
)
_SAID_WEEK = re.compile(r"(上|这|本|下)个?(?:周|星期|礼拜)(?![1-6一二三四五六日天])")
_WEEKDAY = re.compile(r"(上|这|本|下)?个?(?:周|星期|礼拜)([1-6一二三四五六日天])(?!年|岁)")
# 去年生的娃: some day of that year.
_BORN_IN = re.compile(r"(去年|前年)(?=[^，。？\d]{0,3}(出生|生的|生了|生下|添的))")
_WEEKDAYS = {**{c: i for i, c in enumerate("一二三四五六")}, **{str(i + 1): i for i in range(6)}, "日": 6, "天": 6}
_WEEK = datetime.timedelta(days=7)
_WEEKS = {"上": -1, "这": 0, "本": 0, "下": 1}
_MONTHS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_DAY_ONLY = re.compile(r"(?<![\d月.第/\-])(3[01]|[12]\d|0?[1-9])号(?!线|楼|文|通知)")
_MONTH_ENDS = re.compile(r"(?<![\d月])(月底|月末)")
_FEASTS = re.compile(r"元旦|国庆|五一|劳动节")
_FEAST_DAYS = {"元旦": (1, 1), "国庆": (10, 1), "五一": (5, 1), "劳动节": (5, 1)}
_YEAR_OFFSETS = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
Precision = Literal["day", "month"]


@dataclass(frozen=True)
class Season:
    """The span in which a date without a year most likely lies: from some time before the windows open."""

    since: datetime.date
    birth_year: int


@dataclass(frozen=True)
class Mention:
    """A date in the text, at ``start`` to ``end``; to the month only when no day was said.

    ``until`` is the last day that it can be where a stretch of days was said (下周); ``feast``: it has a name (元旦).
    """

    date: datetime.date
    start: int
    end: int
    precision: Precision = "day"
    relative: bool = False
    yearless: bool = False
    until: datetime.date | None = None
    feast: bool = False


def mentions(text: str, today: datetime.date, season: Season) -> tuple[Mention, ...]:
    """The dates in the (digit-written) text, in order. A date without a year takes that of an earlier one, else the
    year in which it falls in the season (or, while the season lasts, the one nearest to today)."""
    text = _JANUARY.sub("1月", text)
    found = sorted(_all(text, today, season), key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(_with_year_before(mention, kept))
    return tuple(kept)


def _with_year_before(mention: Mention, before: list[Mention]) -> Mention:
    anchor = next((m for m in reversed(before) if not m.yearless and not m.relative), None)
    if not mention.yearless or anchor is None:
        return mention
    date = _safe(anchor.date.year, mention.date.month, mention.date.day)
    if date < anchor.date and (anchor.date - date).days > 60:
        date = _safe(anchor.date.year + 1, mention.date.month, mention.date.day)
    return Mention(date, mention.start, mention.end, mention.precision)


def _all(text: str, today: datetime.date, season: Season) -> Iterator[Mention]:
    for match in _NUMERIC.finditer(text):
        day = match.group(3)
        date = _safe(int(match.group(1)), int(match.group(2)), int(day or 15))
        yield Mention(date, *match.span(), precision="day" if day else "month")
    yield from _dotted(text, today, season)
    for match in _DATED.finditer(text):
        yield _dated(match, today, season)
    for match in _AGO.finditer(text):
        yield Mention(_ago(match, today), *match.span(), relative=True)
    for match in _SAID.finditer(text):
        yield Mention(today + datetime.timedelta(days=_OFFSETS[match.group()]), *match.span(), relative=True)
    for match in _SAID_MONTH.finditer(text):
        first = add_months(today.replace(day=1), _MONTHS[re.sub(r"个?月$", "", match.group(1))])
        day = "31" if match.group(3) else match.group(2)
        this_month = (first.year, first.month) == (today.year, today.month)
        date = today if this_month and not day else _safe(first.year, first.month, int(day or 15))
        yield Mention(date, *match.span(), precision="day" if day or this_month else "month", relative=True)
    for match in _FEASTS.finditer(text):
        month, number = _FEAST_DAYS[match.group()]
        date = datetime.date(_year_in(season, today, month, number), month, number)
        yield Mention(date, *match.span(), yearless=True, feast=True)
    if not season.since <= today < add_months(season.since, 18):
        # 25号, 月底: of this month, which only means something while the season lasts.
        return
    yield from _years_of_birth(text, today)
    for match in _SAID_WEEK.finditer(text):
        monday = today - datetime.timedelta(days=today.weekday()) + _WEEKS[match.group(1)] * _WEEK
        yield Mention(monday, *match.span(), relative=True, until=monday + datetime.timedelta(days=6))
    for match in _WEEKDAY.finditer(text):
        yield Mention(_weekday(match, today), *match.span(), relative=True)
    for match in _MONTH_ENDS.finditer(text):
        date = today.replace(day=last_day_of_month(today.year, today.month))
        yield Mention(date, *match.span(), relative=True)
    for match in _DAY_ONLY.finditer(text):
        yield Mention(_safe(today.year, today.month, int(match.group(1))), *match.span(), relative=True)


def _ago(match: re.Match[str], today: datetime.date) -> datetime.date:
    if match["days"]:
        return today - datetime.timedelta(days=int(match["days"]))
    return add_months(today, -(12 if match["years"] else 6 if match["half"] else int(match["months"])))


def _dotted(text: str, today: datetime.date, season: Season) -> Iterator[Mention]:
    for match in _DOTTED.finditer(text):
        month, number = int(match.group(2)), int(match.group(3))
        year = int(match.group(1)) + 2000 if match.group(1) else _year_in(season, today, month, number)
        yield Mention(_safe(year, month, number), *match.span(), yearless=match.group(1) is None)


def _years_of_birth(text: str, today: datetime.date) -> Iterator[Mention]:
    for match in _BORN_IN.finditer(text):
        year = today.year + _YEAR_OFFSETS[match.group()]
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        yield Mention(first, *match.span(), relative=True, until=last)


def _weekday(match: re.Match[str], today: datetime.date) -> datetime.date:
    """这周五 and 下周一 by the week that begins on Monday; a bare 周五 is the next one."""
    monday = today - datetime.timedelta(days=today.weekday())
    day = monday + datetime.timedelta(days=_WEEKDAYS[match.group(2)])
    if match.group(1):
        return day + _WEEKS[match.group(1)] * _WEEK
    return day + _WEEK if day < today else day


def _dated(match: re.Match[str], today: datetime.date, season: Season) -> Mention:
    month = int(match["month"])
    day = int(match["day"]) if match["day"] else 15
    precision: Precision = "day" if match["day"] or match["end"] else "month"
    if match["year"]:
        year, yearless = int(match["year"]) % 100 + 2000, False
    elif match["said_year"]:
        year, yearless = today.year + _YEAR_OFFSETS[match["said_year"]], False
    else:
        year, yearless = _year_in(season, today, month, day), True
    if match["end"]:
        day = last_day_of_month(year, month)
    return Mention(_safe(year, month, day), *match.span(), precision=precision, yearless=yearless)


def _year_in(season: Season, today: datetime.date, month: int, day: int) -> int:
    if season.since <= today < add_months(season.since, 24):
        return min((today.year - 1, today.year, today.year + 1), key=lambda y: abs((_safe(y, month, day) - today).days))
    year = season.since.year
    return year if _safe(year, month, day) >= season.since else year + 1


def _safe(year: int, month: int, day: int) -> datetime.date:
    """The date, its day cut to the month's last where a person said one too many."""
    return datetime.date(year, month, min(day, last_day_of_month(year, month)))


_BARE_YEAR = re.compile(
    r"(?<!\d)(20\d{2}|(?<!\d)[12]\d)年度?(?!度|的?\d{1,2}个?月|\d+[-./到至~、]\d|的?(?:正月|腊月|冬月|农历|阴历))"
    r"|(?<![\d.\-/〔\[【])(20[12]\d)(?![\d.\-/年元块]|[〕\]】]|[)）]\d*号)"
)
# 今年67, 今年刚毕业: how old somebody is, or what has happened since; no insurance year.
_AGED = r"(?:都|快|也|已经?|刚好?|才|正好|满|有|整)*(?:[1-9]\d|1[01]\d)(?![\d元块号月年日天个人户点.%])"
_HAPPENED = (
    r"(?:上半年|年初|春天|夏天)?(?:刚刚?|才|新|又|也|已经|被|考上)*"
    r"(?:毕业|结婚|嫁|娶|生了|生的|出生|添|退休|退伍|退役|失业|辞职|离职|下岗|搬|迁|去世|过世|走了|查出|得了|评上|出狱|放出来|上大学|读大学|大学)"
)
# 今年3月单位给我交了职工: the month in which it happened.
_CHANGED_THEN = r"\d{1,2}月(?:\d{1,2}[日号])?[^，。？！]{0,10}(?:单位|公司|厂|职工|辞职|离职|去世|没了|毕业|退伍|释放)"
_SAID_YEAR = re.compile(rf"今年(?!{_AGED}|{_HAPPENED}|{_CHANGED_THEN})|明年|后年|来年|新年度|下一?年度?|最新")
# 去年多少, 前年呢: a year gone by that is asked about, not one in which something was done.
_PAST_YEAR = re.compile(
    r"(?P<said>大前年|前年|去年|上[一1]?年)度?(?:的|是|我们|咱们?|这|那|[一1]个人|每人|个人|医保|农合|居民|缴费|交费|收费|费用|标准|都|要|该|得|通知)*"
    r"(?:交|缴|收)?(?:了|的|费)*(?:多少|好多|几号|几月|几块|几个钱|啥时候?|什么时候|哪天|呢[？?]?$|截止)"
)
_YEARS_AGO = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "上一年": 1, "上1年": 1}


# 2020年交过: what was done then, not the year that is asked for.
_PAID_THEN = re.compile(
    r"度?的?(医保|农合|钱|费|那份)?(我们?|俺们?|咱们?|家里|全家|都|也|已经|已|早|就)*"
    r"((交|缴|参保?|参加|买|入)(过|了)(?!吗|没|多少)|(已经|早)(参加|参保|入|交|缴|买)|(不用|不要)(交|缴)(钱|了)?(那|，|是不是))"
)
# 2020年没交，2021: what was left undone, where another year is asked for.
_LEFT_OUT = re.compile(r"度?的?(医保|农合|钱|费)?(我们?|俺|也|就|那年|给|中)*(没|未|断|漏|停|忘)(交|缴|参|买|了|保|记)")
_ANOTHER_YEAR = re.compile(r"今年|明年|(再|重新|接着|接上|恢复|续)(交|缴|参|入|买)")
# 是2020年度还是2021年度的: which of them it is.
_WHICH_YEAR = re.compile(
    r"(20[12]\d|[12]\d年|今年|明年|去年)(年度?)?的?(医保|钱|费)?，?(还是|或者?是?)(20[12]\d|[12]\d年|今年|明年|去年)"
)
# 现在交的是哪一年的: which one it is, without naming any.
_WHICHEVER_YEAR = re.compile(
    r"(交|缴|收|管|保)[^，。]{0,6}哪[1一个]?个?(年|年度)(度)?的|(是|算)哪[1一个]?个?年度?的(医保|钱|费|通知|通告|文件|公告|政策|标准)|预收的?(是)?(哪|什么|啥)?[1一个]?年度?$"
)
_THIS = ("今年", "最新", "新年度")


def asks_which_year(text: str) -> bool:
    """Whether it is asked to which of several years a payment belongs."""
    return bool(_WHICH_YEAR.search(text) or _WHICHEVER_YEAR.search(text))


def asked_years(text: str) -> tuple[int, ...]:
    """The insurance years that are asked for by number, in order.

    A year that belongs to a date (2021年3月), or in which something is told to have been done, is not one.
    """
    if asks_which_year(text):
        return ()
    asked = [m for m in _BARE_YEAR.finditer(text) if not _PAID_THEN.match(text[m.end() :])]
    told = [m for m in asked if _LEFT_OUT.match(text[m.end() :])]
    if len(told) < len(asked) or _ANOTHER_YEAR.search(text):
        asked = [m for m in asked if m not in told]
    return tuple(dict.fromkeys(int(m.group(1) or m.group(2)) % 100 + 2000 for m in asked))


def asked_year(text: str, today: datetime.date) -> tuple[int | None, bool]:
    """The insurance year asked for, and whether it was said relative to today (今年, 明年)."""
    if asks_which_year(text):
        return None, False
    years = asked_years(text)
    if years:
        return years[0], False
    past = _PAST_YEAR.search(text)
    if past and not _SAID_YEAR.search(text):
        return today.year - _YEARS_AGO[past["said"]], False
    said = [m.group() for m in _SAID_YEAR.finditer(text) if not _PAID_THEN.match(text[m.end() :])]
    if not said or re.search(r"去年|上年|往年|以前", text):
        return None, False
    if said[-1] in _THIS:
        return today.year, True
    return today.year + (2 if said[-1] == "后年" else 1), True
