"""Days counted from today or from the day before: 再过3天去, 10天之后交, 再晚1天, 过2天再说."""

import datetime
import re
from collections.abc import Iterator

from bot.nlu.reading import dates
from bot.rules.calendar import add_months

_UNIT = r"(?P<unit>天|日|个?(?:星期|礼拜)|周|个月|月)"
_VAGUE = r"(?P<low>[两二三四五六七八])(?P<high>[三四五六七八九])|(?P<about>10)来|(?P<some>个把)"
_COUNT = rf"(?:(?:(?P<count>\d{{1,2}})|{_VAGUE})个?{_UNIT}|(?P<half>半)个?月)"
# 再过3天, 再等1周, 再拖半个月: with 再 there is nothing else that it can be counted from.
_AGAIN = re.compile(
    rf"(?P<how>再|还要|还得)(?P<wait>过|等|晚|迟|拖|推|隔|缓|往后|忙|住)(?:上|个|到|他|它)?{_COUNT}(?:(?:以|之)?后)?"
)
# 3天后去, 1周之后交: only of what is done then; 交了3个月后 and 出生10天后 count from something else.
_AFTER = re.compile(rf"{_COUNT}(?:(?:以|之)后|过后|后)(?=(?P<then>[^，。？；]*))")
# 等3天去交, 过1周再去: the same in other words.
_WAITING = re.compile(
    rf"(?<![超再])(?P<wait>过(?!2天)|等|隔){_COUNT}(?=(?P<then>(?:再|才|去|来|交|缴|补|办)[^，。？；]*))"
)
_LEANS_ON_TODAY = re.compile(
    r"(?:^|[，。？！；、 ])(?:那|那么|要是|如果|假如|等|过|等到|大概|差不多|我们?|俺们?|咱们?|打算|准备|想|孩子|娃|宝宝|得|要|可能|从?(?:今天|现在)起?)*$"
)
_DONE_THEN = re.compile(
    r"去|交|缴|补|办|登记|付|买|参保|回来|到家|发工资|有钱|有空|还(?:能|行|可以|收|来得及)|来得及|赶得上|晚(?:了|不|吗)|^呢|^(?:再|才)"
)
_COVERED = re.compile(r"报(?!名)|享受|生效|能用|可以用|算数")
# 交完还得再等3个月吗: a wait that is asked about, and no day on which something is done.
_ONLY_WAITS = re.compile(
    r"(?:才(?:能|可以)[^，。？]{0,4}(?:报|用|享|看)[^，。？]{0,4})?(?:吗|么|嘛|不|吧|是不是|对吗|对不)?(?=$|[，。？！])"
)
# 过2天再交: some day soon, and nobody counts.
_SOON = re.compile(
    r"(?<![超再])过(?:(?P<few>[两2])天|几天|些天|些日子|些时候|阵子|一阵|段时间)(?=[^，。？；了]*(?:再|才|去|来|交|缴|补|办|登|行|可以|呢))"
)
_SOON_LASTS = {True: (1, 3), False: (2, 9)}
_VAGUELY = {"10": (9, 14), "个把": (1, 2)}
_DIGITS = "零一二三四五六七八九"


def coming(text: str, today: datetime.date, before: datetime.date | None = None) -> Iterator[dates.Mention]:
    """The days that the (digit-written) text counts forward; 再晚1天 from ``before``, the day spoken of last, if any."""
    for match in _AGAIN.finditer(text):
        if match["wait"] == "等" and _ONLY_WAITS.match(text, match.end()):
            continue
        yield _mention(before if before and match["wait"] in ("晚", "迟", "推", "往后") else today, match)
    for match in (*_AFTER.finditer(text), *_WAITING.finditer(text)):
        then = match["then"]
        if _LEANS_ON_TODAY.search(text[: match.start()]) and _DONE_THEN.search(then) and not _COVERED.search(then):
            yield _mention(today, match)
    for match in _SOON.finditer(text):
        first, last = (today + datetime.timedelta(days=days) for days in _SOON_LASTS[match["few"] is not None])
        yield dates.Mention(first, *match.span(), relative=True, until=last)


def without_waits(text: str) -> str:
    """The text without the time that somebody waits: 娃他爸再过5天回来 tells no age."""
    for shape in (_AGAIN, _WAITING, _SOON):
        text = shape.sub("", text)
    return text


def _mention(day: datetime.date, match: re.Match[str]) -> dates.Mention:
    """The day that is counted to; a stretch of days where the count is vague."""
    low, high = _counted(match)
    first, last = _forward(day, low, match["unit"]), _forward(day, high, match["unit"])
    return dates.Mention(first, *match.span(), relative=True, until=last if last > first else None)


def _counted(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return 15, 15
    if match["count"]:
        return int(match["count"]), int(match["count"])
    if match["low"]:
        return _DIGITS.index(match["low"].replace("两", "二")), _DIGITS.index(match["high"])
    return _VAGUELY[match["about"] or match["some"]]


def _forward(day: datetime.date, count: int, unit: str | None) -> datetime.date:
    if unit and unit.endswith("月"):
        return add_months(day, count)
    return day + datetime.timedelta(days=count * (1 if unit in (None, "天", "日") else 7))


# 先自己交，下个月再打回来: when money comes back is no day on which something is paid or asked.
_PAYOUT = re.compile(
    r"(?:下个?月|次月|这个?月|上个?月|月底|明天|后天)(?=(?:再|就|才|会|能|可以|都|也|给|又)*(?:打|发|返|退|划|给我|到账|补(?!交|缴|办|登)))"
)


def without_payouts(text: str) -> str:
    """The text without the days on which aid is paid out."""
    return _PAYOUT.sub("", text)


_CAME_BACK = re.compile(r"(?:^|，)[^，。？]*(?:回来|到家|回到家|返乡|回家)(?:的|了)?(?=，)")
_DISCHARGED = re.compile(r"退伍|退役|转业|复员|刑满|释放|放出来|毕业|离职|辞职")
_PAYS_NOW = re.compile(r"(?:现在|今天|眼下|这会儿)[^，。？]{0,4}(?:交|缴|补|要多少)")


def without_returns(text: str) -> str:
    """2月底才回来的，现在交多少: the day of coming home is not the one on which it is paid; that of a discharge counts."""
    told = _CAME_BACK.search(text)
    if told is None or _DISCHARGED.search(told.group()) or not _PAYS_NOW.search(text):
        return text
    return _CAME_BACK.sub("，", text)
