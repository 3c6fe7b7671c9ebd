"""What a date is told of: a birth, a registration, a payment, something that happened, or what is asked about."""

import re

from bot.dialogue.days.mentions import Lunar
from bot.nlu.reading import dates

_BORN = re.compile(r"(生(?!效|活|病|育|气)|(养|得|添)了个?|养(?=下|的?(娃|孩|伢|毛毛))|出生|落地|出世|生日)")
_REGISTERED = re.compile(r"登记|登(的|了|过)记|上户口|办|参保|上医保")
_PAID = re.compile(r"(才|刚|已经|都)?(交|缴|付|买|补)")
# What was done before is no part of what is told of this date.
_BEFORE_THAT = re.compile(r"之前|以前|原来|去年|前年|上年|往年|每年|年年")
# 12月20号退伍的, 12月10号停了社保: what happened that day, since which a rule counts days.
_DISCHARGED = r"退伍|退役|转业|复员|释放|出狱|放出来|刑满|服完刑|服刑(回|出)来|坐牢(回|出)来|毕业"
_LEFT_INSURANCE = (
    r"离职|离了职|辞职|辞了职|失业|下岗|停保|停缴|断保|断缴|(停|断)(了|掉)?(职工|单位|公司)?的?(社保|医保|保险|职保)"
    r"|(社保|医保|职保)(就|才|都|给)*(停|断)"
)
# 我爹11月20没了，医保刚交: the day of a death is none on which anybody pays.
OTHERWISE = "otherwise"
# 今天刚满月: how old a child is that day, not when it was born.
_OF_AGE = re.compile(
    r"^[日号]?(就|刚|才|正好|过|满|要|做|办|好|该){0,3}(满月|百天|百日|100天|100日|周岁|满\d+(个月|天))"
)
_EXPECTED = ("预产期", "预产期是", "预产期在", "预产期：")
# 截止日已改为6月30日: what somebody says the end to be, and no day on which anybody pays.
_SAID_TO_END = re.compile(
    r"(截止|期限|缴费期|征缴期)[^，。？]{0,5}(改|延|推|变|调)(迟|长|后|更|整)?(为|到|成|至)(了)?$"
)
# 不是说能延到2月底吗: the end that somebody heard of.
_PUT_OFF_TO = re.compile(r"说[^，。？]{0,8}(延|顺延|延长|延期|宽限|放宽|推迟?)(到|至)$")
_DIED = re.compile(r"^[日号]?(的时候)?[^，。？]{0,6}(去世|过世|没了|走了|不在了|病故|身故|死了|死的|没的|走的)")
SINCE = {"since_days": _DISCHARGED, "gap_days": _LEFT_INSURANCE}
_HAPPENED = {
    name: (
        re.compile(
            rf"^[^，。？；没未交缴]{{0,8}}({words})(?!证|金|军人|生)(?!(以|之)?(后|前|时))(?![^，。？；]*(交|缴|付)(的|了|过))"
        ),
        re.compile(rf"({words})(的)?(时间|日期|日子)?(是|在|于)$"),
    )
    for name, words in SINCE.items()
}
# 职工医保4月1号停的: the insurance stands before the day, that it ended behind it.
_STOPPED = re.compile(r"^[日号]?(就|才|给|被|已经)*(停|断)(了|掉|的|保|缴)")
_EMPLOYEES = re.compile(r"(社保|医保|职保|保险)(关系)?(是|在|从|到|就|于)*$")
# 今天交, 明天去办: said of the payment or the registration, whatever was asked for.
_OF_PAYING = re.compile(
    r"^(才|再|去|就|来|我|要|能)*(交|缴|付|补|办|登记|参保|(?<=[去来])(行|可以|中|成|晚|要|呢|吗))|^(还)?来得及"
)
# 昨天办好的，多久能用: done is paid, where it is asked from when it counts.
_DONE = re.compile(r"^[^，。没未]{0,6}(办|弄|搞|上|参保|参)(好|完|成|上)?(的(?!话)|了)")
_COVERED = re.compile(r"(能|可以|开始|时候)(报|用|享受)|生效|享受|待遇|等待")
# 昨天没交成, 忘了交: no payment was made.
_UNPAID = re.compile(r"(没|未|忘|误|赶不|来不及|差点)[^，。]{0,6}(交|缴|付|买)|(交|缴)(不|没)(成|上|进|了)|(交|缴)晚")


# 10月5号中途参保的大学生: whoever joins midway pays that day.
_JOINS = re.compile(r"^[日号]?(才|刚|就|去)*中途参(保|的保)")
# 今天开始交了吗: whether paying has begun.
_HAS_BEGUN = re.compile(r"[^，。？]{0,3}(开始|能|可以)(收|交|缴)(费|钱)?(了|的)?(吗|么|没|不|吧)")


# The facts that a bare day may answer, where one of them was asked for.
DAYS = ("born", "registered", "paid", "asked_on")


def role_of(text: str, mention: dates.Mention | Lunar, end: int, asked: str | None) -> str:
    """The name of the fact that the date tells; ``end`` is where the next date begins."""
    tail = _BEFORE_THAT.split(text[mention.end : end])[0]
    after, before = text[mention.end : min(end, mention.end + 12)], text[max(0, mention.start - 6) : mention.start]
    if re.search(r"老(大|二|三)|另一个|小的", before) or (asked == "born" and re.search(r"不对|说错|错了", before)):
        return "born"
    if asked in DAYS and not (asked == "born" and _OF_PAYING.search(after)):
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
    if role == "paid" and _HAS_BEGUN.match(tail):
        role = None
    if role == "paid" and _UNPAID.search(tail[:12]):
        role = None
    if role is None and _DONE.search(tail) and _COVERED.search(text):
        role = "paid"
    if role is None and re.search(r"(交|缴|付)(的|了)?$", before) and not _UNPAID.search(before):
        role = "paid"
    return role or "asked_on"


def _event(text: str, mention: dates.Mention | Lunar, end: int) -> str | None:
    """The fact that counts from what happened on that day, if that is what is told of it."""
    after, before = text[mention.end : end], text[: mention.start]
    if _JOINS.match(after) and not re.search(r"登记|孩子|娃|宝宝|新生|出生", text):
        return "paid"
    if (
        before.endswith(_EXPECTED)
        or _PUT_OFF_TO.search(before)
        or _SAID_TO_END.search(before)
        or _DIED.match(after)
        or _OF_AGE.match(after)
    ):
        return OTHERWISE
    if _STOPPED.match(after) and _EMPLOYEES.search(before):
        return "gap_days"
    for name, (told_after, told_before) in _HAPPENED.items():
        if told_after.search(after) or told_before.search(before):
            return name
    return None
