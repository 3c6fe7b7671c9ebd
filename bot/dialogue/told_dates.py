"""The days that a message tells: of a birth, a registration, a payment, or those that are asked about."""

import datetime
import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bot.nlu.reading import dates, lunar
from bot.rules.calendar import add_months, last_day_of_month
from bot.rules.facts import Rough
from bot.rules.policy import Policy
from bot.rules.windows import ONE_DAY

_BORN = re.compile(r"(生(?!效|活|病|育|气)|出生|落地|出世|生日)")
_REGISTERED = re.compile(r"登记|上户口|办|参保|上医保")
_PAID = re.compile(r"(才|刚|已经|都)?(交|缴|付|买|补)")
# What was done before is no part of what is told of this date.
_BEFORE_THAT = re.compile(r"之前|以前|原来|去年|前年|上年|往年|每年|年年")
_AFTER = re.compile(r"(过了|错过|超过|过)了?$")
# 错过12月, 2月没赶上: what was missed, never the day on which somebody pays.
_MISSED_BEFORE = re.compile(r"(过了|错过|误|没赶上|超过)了?(缴费的?)?$")
_MISSED_AFTER = re.compile(
    r"^(份|底|末|那天)?(都|也)?(没|未)(能|有)?(去|顾上|来得及)?(赶上|(交|缴)(?!的|过)|来得及)|^(份)?(给)?(错过|耽误|忘)"
)
_NOT_YET = re.compile(r"(没|未|不)(有|等)?到(了)?(明年|今年|第二年|转年)?$")
_EARLIER = re.compile(r"^[日号]?(以前|之前)(能|可以|交|缴)")
_LATER = re.compile(r"^[日号]?(以后|之后|过后|过完|过了|后)")
# 昨天跟我说380: when it was said, not when anybody pays.
_HEARSAY = re.compile(r"^[^，。？]{0,6}(说|告诉|讲|问过|打(了)?电话|看到|听)")
# 12月20号退伍的, 12月10号停了社保: what happened that day, since which a rule counts days.
_DISCHARGED = r"退伍|退役|转业|复员|释放|出狱|放出来|毕业"
_LEFT_INSURANCE = (
    r"离职|离了职|辞职|辞了职|失业|下岗|停保|停缴|断保|断缴|(停|断)(了|掉)?(职工|单位|公司)?的?(社保|医保|保险|职保)"
    r"|(社保|医保|职保)(就|才|都|给)*(停|断)"
)
_SINCE = {"since_days": _DISCHARGED, "gap_days": _LEFT_INSURANCE}
_HAPPENED = {
    name: (
        re.compile(
            rf"^[^，。？；没未交缴]{{0,8}}({words})(?!证|金|军人)(?!(以|之)?(后|前|时))(?![^，。？；]*(交|缴|付)(的|了|过))"
        ),
        re.compile(rf"({words})(的)?(时间|日期|日子)?(是|在|于)$"),
    )
    for name, words in _SINCE.items()
}
# 今天交, 明天去办: said of the payment or the registration, whatever was asked for.
_OF_PAYING = re.compile(r"^(才|再|去|就|来|我|要|能)*(交|缴|付|补|办|登记|参保)")
_EXPRESSLY_NOW = re.compile(r"现在|今天|今儿|今日|今个|眼下|这会儿|目前|这阵")


def season(policy: Policy) -> dates.Season:
    """When the dates of questions about this policy lie, if they name no year."""
    starts = [window.start for window in policy.windows if window.start]
    since = add_months(min(starts), -2) if starts else datetime.date(policy.insurance_year, 1, 1)
    return dates.Season(since, policy.insurance_year)


def in_season(policy: Policy, today: datetime.date, months: int = 6) -> bool:
    closes = policy.closes()
    return bool(closes and season(policy).since <= today <= add_months(closes, months))


def read_dates(text: str, policy: Policy, today: datetime.date, asked: str | None) -> dict[str, Any]:
    """The dates of the (digit-written) text by the names of ``Facts``; a bare one goes to the fact ``asked`` for."""
    told = _Told(text, policy, today)
    found = _dates_in(text, policy, today)
    for position, mention in enumerate(found):
        end = found[position + 1].start if position + 1 < len(found) else len(text)
        role = _role(text, mention, end, asked if len(found) == 1 and len(text) <= 16 else None)
        if isinstance(mention, _Lunar):
            told.keep_lunar(mention, role)
        else:
            told.keep(mention, role)
    return told.facts()


@dataclass
class _Told:
    """The days of one message as they are read, one after the other."""

    text: str
    policy: Policy
    today: datetime.date
    values: dict[str, Any] = field(default_factory=dict)
    months: list[str] = field(default_factory=list)
    rough: list[Rough] = field(default_factory=list)
    last_role: str | None = None
    of_the_past: bool = False
    paid_twice: bool = False

    def keep_lunar(self, mention: "_Lunar", role: str) -> None:
        if role in _SINCE:
            return
        row = _placed(self.text, mention, role, self.policy, self.today)
        if row and row.fact not in self.values:
            self.rough.append(row)
            self.values[row.fact] = _middle(row)

    def keep_event(self, mention: dates.Mention, name: str) -> None:
        """The days since something happened; of a month alone they are not known."""
        date = mention.date
        if mention.yearless and date > self.today:
            date = date.replace(year=date.year - 1) if (date.month, date.day) != (2, 29) else date
        if mention.precision == "day" and mention.until is None and date <= self.today:
            self.values.setdefault(name, (self.today - date).days)

    def keep(self, mention: dates.Mention, role: str) -> None:
        if role in _SINCE:
            self.keep_event(mention, role)
            return
        if role == "asked_on" and (_is_over(mention, self.today) or _is_told(self.text, mention, self.today)):
            self.of_the_past = True
            return
        if self.last_role in self.values and _CORRECTED.search(self.text[: mention.start]):
            # 2月20号交的，不对，是3月5号: the later word holds.
            role = self.last_role or role
            self.values.pop(role)
        if role == "paid" and mention.relative and mention.date > self.today and self.text[mention.start].isdigit():
            # On the 10th, 26号交的 was the month before.
            mention = replace(mention, date=add_months(mention.date, -1))
        if role == "paid" and self.values.get("paid", mention.date) != mention.date:
            # Two payments: of two people, or one of them told wrong.
            self.paid_twice = True
            return
        date = self._day(mention, role)
        if date is not None:
            self._put(mention, role, date)

    def _day(self, mention: dates.Mention, role: str) -> datetime.date | None:
        """The day that is meant; None where what is told is no day but that one is missed, or not yet there."""
        if role in ("asked_on", "paid"):
            limit = _as_limit(self.text, mention, self.policy)
            self.values.update(limit.facts)
            self.of_the_past = self.of_the_past or (not limit.goes_on and mention.date <= self.today)
            return limit.date if limit.goes_on else None
        if role == "born" and mention.yearless and not mention.relative:
            return _birth_year(mention.date, self.policy, self.today)
        return mention.date

    def _put(self, mention: dates.Mention, role: str, date: datetime.date) -> None:
        if role in self.values:
            role = "registered" if role == "born" else "asked_on"
        if role in self.values:
            return
        self.values[role] = date
        self.last_role = role
        if mention.precision == "month":
            self.months.append(role)
        if mention.until:
            said = self.text[mention.start : mention.end]
            self.rough.append(Rough(fact=role, first=date, last=mention.until, said=said))
            self.values[role] = _middle(self.rough[-1])

    def facts(self) -> dict[str, Any]:
        """What was told; of a day gone by on which nobody paid, that it is asked about today."""
        if self.paid_twice:
            self.values.pop("paid")
        undated = not self.values.keys() & {"asked_on", "paid"}
        if self.of_the_past and undated and _TO_PAY.search(self.text) and in_season(self.policy, self.today):
            self.values["asked_on"] = self.today
        if self.months:
            self.values["months_only"] = frozenset(self.months)
        if self.rough:
            self.values["rough"] = tuple(self.rough)
        return self.values


def _middle(rough: Rough) -> datetime.date:
    return rough.first + (rough.last - rough.first) / 2


_CORRECTED = re.compile(r"(不对|说错|记错|错了|(?<!是)不是|应该是|哦不|更正)[^。，]{0,4}，?(应该|而)?是?$")
_TO_PAY = re.compile(r"交|缴|补|收|晚|赶|忘|过期|到期|截止|迟")


# 村里说25号前都行: somebody else's word for the limit.
_SAID_BEFORE = re.compile(r"(说|讲|告诉我?|听说|通知)(是|到|的|要)?$")


# 人家能交到2月25号: another county's limit.
_OTHERS_LIMIT = re.compile(r"(人家|别人|别的?县|隔壁|邻县|他们(县|那))[^，。？]{0,10}(到|截止|是|前)$")


class _Lunar(NamedTuple):
    """A date of the lunar calendar among the others; what it was told to be comes with its role."""

    named: lunar.Named
    start: int
    end: int


# 腊月二十也就是2月1号: one day, told in both calendars.
_SAME_DAY = re.compile(r"^[^，。]{0,4}(，|,)?(也?就是|也是|即|[(（]|阳历|公历|新历|对应|换成)[^，。]{0,6}$")


def _dates_in(text: str, policy: Policy, today: datetime.date) -> list[dates.Mention | _Lunar]:
    """The dates of the message in order; a lunar one with its solar day beside it is that day."""
    solar = [m for m in dates.mentions(text, today, season(policy)) if not _is_hearsay(text, m)]
    found: list[dates.Mention | _Lunar] = []
    for one in lunar.named(text):
        solar = [m for m in solar if not one.start <= m.start < one.end]
        same = [m for m in solar if m.start >= one.end and _SAME_DAY.match(text[one.end : m.start])]
        if not same:
            found.append(_Lunar(one, one.start, one.end))
            continue
        known = same[-1]
        solar = [m for m in solar if m not in same]
        found.append(replace(known, start=one.start, end=one.end))
    return sorted([*found, *solar], key=lambda mention: mention.start)


def _is_hearsay(text: str, mention: dates.Mention) -> bool:
    told_as_a_limit = _SAID_BEFORE.search(text[: mention.start]) and re.match(
        r"(以|之)?前|为止|截止", text[mention.end :]
    )
    if _OTHERS_LIMIT.search(text[: mention.start]):
        return True
    return bool(told_as_a_limit) or (mention.relative and bool(_HEARSAY.search(text[mention.end :])))


def _is_over(mention: dates.Mention, today: datetime.date) -> bool:
    """昨天没赶上, 过完元旦才想起来: a day gone by, on which nobody can pay any more, tells when something happened."""
    return (mention.relative or mention.feast) and (mention.until or mention.date) < today


_CAME_TO_IT = re.compile(r"^[^，。]{0,4}才(知道|晓得|想起|发现|听说|看到|回|到家|出院|有空|有钱)")


def _is_told(text: str, mention: dates.Mention, today: datetime.date) -> bool:
    """这周才知道: when somebody heard of it, not when anybody pays."""
    return mention.relative and mention.date <= today and bool(_CAME_TO_IT.search(text[mention.end :]))


_MISSED_THEN = re.compile(r"忘|没(有)?(交|缴|赶|来得及|顾)|错过|漏")
_PAYS = re.compile(r"交|缴|补|登记|办|买|参保|晚|行|可以|来得及|赶")
_COMES = re.compile(r"(才|再|等|到)[^，。]{0,4}(回|到家|放假|有空|有钱|得空|发工资)|回得来|能回")
_WAITS = re.compile(r"(等|拖|过|到)了?$")


def _placed(text: str, mention: _Lunar, role: str, policy: Policy, today: datetime.date) -> Rough | None:
    """The solar days of a lunar date: the last time for what is done, the next one for when somebody will pay."""
    clause = re.split(r"[，。？！；]", text[mention.end :])[0]
    current = in_season(policy, today, months=18)
    home = None if current else policy.insurance_year
    if role in ("born", "paid", "registered"):
        days = lunar.past(mention.named, today, home)
    elif _EXPRESSLY_NOW.search(text) or _MISSED_THEN.search(clause):
        return None
    elif _PAYS.search(clause) or _COMES.search(clause) or _WAITS.search(text[: mention.start]):
        days = lunar.coming(mention.named, today if current else season(policy).since)
    else:
        return None
    if days is None:
        return None
    afterwards = role == "asked_on" and (_PAST_IT.search(text[: mention.start]) or _LATER.search(text[mention.end :]))
    last = days.last + AFTERWARDS if afterwards else days.last
    return Rough(fact=role, first=days.first, last=last, said=text[mention.start : mention.end])


_PAST_IT = re.compile(r"过(了|完|罢)$")
# So long after a feast may somebody mean who says 过了正月十五.
AFTERWARDS = datetime.timedelta(days=30)


class _Limit(NamedTuple):
    """What a day told as a limit comes to: facts at once, or a day that takes its place."""

    date: datetime.date
    facts: dict[str, Any]
    goes_on: bool


def _as_limit(text: str, mention: dates.Mention, policy: Policy) -> _Limit:
    """还没到一月 is some day before it; 错过12月 and 过了2月25日 that it is past; 2月25日以后 the day after."""
    date, before, after = mention.date, text[: mention.start], text[mention.end :]
    whole_month = mention.precision == "month"
    if _NOT_YET.search(before):
        return _Limit(date, {"asked_on": (date.replace(day=1) if whole_month else date) - ONE_DAY}, False)
    if _MISSED_AFTER.search(after) or (whole_month and _MISSED_BEFORE.search(before)):
        last = date if not whole_month else date.replace(day=last_day_of_month(date.year, date.month))
        missed = any(window.end and last >= window.end for window in policy.windows)
        return _Limit(date, {"missed_window": True} if missed else {}, False)
    if _is_limit(text, mention):
        if any(window.end and date >= window.end for window in policy.windows):
            return _Limit(date, {"missed_window": True}, False)
        return _Limit(date + ONE_DAY, {}, True)
    return _Limit(date - ONE_DAY if _EARLIER.search(after) else date, {}, True)


def _birth_year(date: datetime.date, policy: Policy, today: datetime.date) -> datetime.date:
    """A birthday without a year is the last one before today; years later, that of the policy's year."""
    if (date.month, date.day) == (2, 29):
        return date
    if not in_season(policy, today, months=18):
        return date.replace(year=policy.insurance_year)
    this_year = date.replace(year=today.year)
    return this_year if this_year <= today else date.replace(year=today.year - 1)


def _is_limit(text: str, mention: dates.Mention) -> bool:
    """过了2月25日, 2月25日以后: the day meant is the one after."""
    return bool(_AFTER.search(text[: mention.start]) or _LATER.search(text[mention.end :]))


def _role(text: str, mention: dates.Mention | _Lunar, end: int, asked: str | None) -> str:
    tail = _BEFORE_THAT.split(text[mention.end : end])[0]
    after, before = text[mention.end : min(end, mention.end + 12)], text[max(0, mention.start - 6) : mention.start]
    if re.search(r"老(大|二|三)|另一个|小的", before) or (asked and re.search(r"不对|说错|错了", before)):
        return "born"
    if asked in ("born", "registered", "paid") and not (asked == "born" and _OF_PAYING.search(after)):
        return asked
    event = _event(text, mention, end)
    if event:
        return event
    first = [
        (match.start(), role)
        for role, pattern in (("born", _BORN), ("registered", _REGISTERED), ("paid", _PAID))
        if (match := pattern.search(after if role != "paid" else tail[:12]))
    ]
    role = min(first)[1] if first else None
    if role is None and _BORN.search(before):
        role = "born"
    if role is None and re.search(r"登记", before):
        role = "registered"
    if role == "registered" and not re.search(r"登记|孩子|娃|宝宝|新生|出生|生", text):
        role = None
    if role == "paid" and not re.search(
        r"(交|缴|付|买|补)(上|好|完|成|清|齐|进去)?(的(?!话)|了|过|费的)|才(交|缴|补)|刚(交|缴|补)|开始(交|缴)|缴费，|缴费[^吗？]*享受",
        tail,
    ):
        role = None
    if role == "paid" and _UNPAID.search(tail[:12]):
        role = None
    if role is None and _DONE.search(tail) and _COVERED.search(text):
        role = "paid"
    if role is None and re.search(r"(交|缴|付)(的|了)?$", before) and not _UNPAID.search(before):
        role = "paid"
    return role or "asked_on"


def _event(text: str, mention: dates.Mention | _Lunar, end: int) -> str | None:
    """The fact that counts from what happened on that day, if that is what is told of it."""
    after, before = text[mention.end : end], text[: mention.start]
    for name, (told_after, told_before) in _HAPPENED.items():
        if told_after.search(after) or told_before.search(before):
            return name
    return None


# 昨天办好的，多久能用: done is paid, where it is asked from when it counts.
_DONE = re.compile(r"^[^，。没未]{0,6}(办|弄|搞|上|参保|参)(好|完|成|上)?(的(?!话)|了)")
_COVERED = re.compile(r"(能|可以|开始|时候)(报|用|享受)|生效|享受|待遇|等待")
# 昨天没交成, 忘了交: no payment was made.
_UNPAID = re.compile(r"(没|未|忘|误|赶不|来不及|差点)[^，。]{0,6}(交|缴|付|买)|(交|缴)(不|没)(成|上|进|了)|(交|缴)晚")
