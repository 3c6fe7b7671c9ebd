"""Circumstances that decide a case, read from the words people use for them."""

import re
from typing import Any

_FLAGS: dict[str, tuple[str, str]] = {
    # fact: (true, false); the false expression is tried first
    "away": (
        r"外出|务工|打工|返乡|回乡|在外(地|面|头|省)?(干活|上班|做工|工作)|外地(干活|上班|回来)|刚(从外地)?回来|过年(才|再)?(回|返)",
        r"不是[^，。]{0,4}(外出|务工|打工|返乡)|(一直|就|从来都?|天天|常年)在(家|屋|村|本地|老家|县)|(没|未|不曾)(有|曾)?(出去|外出|打(过)?工|务工|出过|离开|去外)"
        r"|在(家|屋里?)(没|种(地|田)|务农|带(娃|孩子|伢|孙))|没出(过)?(远)?门",
    ),
    "renewing": (
        r"续(保|交|缴|费)|去年(也)?(交|缴|参)|(往年|以前|每年|年年|一直)[都也]?在?(交|缴|参)(?!不|失)|老参保",
        r"第一次|头[一1](次|回)|首次|首保|首缴|新参保|想新参|从没(交|参)|没(参|交|缴)过|(去年|上一?年)(都|也|就)?没有?参(过|加)?(居民)?(医)?保",
    ),
    "benefits_started": (
        r"(待遇(享受)?期?|享受期)(已经?|都)?(开始|生效)|(待遇(享受)?|享受)期(内|里|间|以后|之后|开始后)|已经(用|报|享受)(过|了|待遇|上)|报销过|住过院|用过医保|开始享受|(都|也)(用|报|享受)(过|了|上)",
        r"(还没|没|未)(到|开始|进入|享受|用|报)[^，。]{0,8}(待遇|医保|过|期)?|(待遇(享受)?期?|享受期)(开始)?(之|以)?前|还没(生效|用过|开始)",
    ),
    "missed_window": (
        r"过期|逾期|超期|错过|过了(缴费|集中|征缴|期限|规定|时间|时候|截止|期|日子)|晚了|迟了|忘(了|记)(交|缴|登记)|没赶上|没来得及|过了期|截止(了|以后|之后)|(?<!不)晚(交|缴)",
        r"(没|还没|未|不)(过期|逾期|晚|错过)|按时|规定时间(内|里)|及时(交|缴)",
    ),
}
_PATTERNS = {name: (re.compile(true), re.compile(false)) for name, (true, false) in _FLAGS.items()}
_PARENT = r"(父亲|母亲|爸爸?|妈妈?|爹|娘|老公|老婆|媳妇|丈夫|妻子|爱人|我(?!们))"
_PARENTS = rf"(父母|爸妈|爹妈|爹娘|我们|俺们|[我俺咱][俩2]|双方|夫妻|[1一]方|[两2]口子|大人|{_PARENT}(和|跟|与|、){{0,1}}[^，。]{{0,3}}{_PARENT}|{_PARENT})"
_HAS = (
    r"(参保|参了保|参着保|(交|缴|买|参加|上|入|参)(了|过|着|上|得|的|齐)|(在|有)(交|缴)|有(居民)?(医保|合作医疗|新农合|农合)|参合"
    r"|(医保|合作医疗|农合)[^，。没未不]{0,3}(正常|交|缴|参|买|上|有)|(有|是|上着?|交着?|缴着?|参加)(的|了)?(居民|职工)(的|医保|$))"
)
# 父母都有, in answer or beside a birthday: it is the insurance that they have.
_BOTH_HAVE = r"(父母|爸妈|爹妈|爹娘|我们[俩两2]?|[我俺咱][俩2]|双方|夫妻|[两2]口子|大人)[^，。没未不]{0,2}(都|全)(有|在保|买了|是)的?$"
_ENROLLED = re.compile(rf"{_PARENTS}[^，。没未不给替帮]{{0,8}}{_HAS}|{_BOTH_HAVE}")
_NOT_ENROLLED = re.compile(
    rf"{_PARENTS}[^，。]{{0,8}}(没|未|不曾|都不)[^，。]{{0,4}}(参保|交|缴|医保|参加|买|参|上|有)"
)
_BOTH_NOT = re.compile(
    rf"(父母|爸妈|爹妈|爹娘|我们|俺们|[我俺咱][俩2]|双方|夫妻|[1一]方|[两2]口子|大人|{_PARENT}(和|跟|与|、){{0,1}}[^，。]{{0,3}}{_PARENT})[^，。]{{0,8}}(没|未|不曾|都不)"
)
_CLAUSE = re.compile(r"[，。？！；\s]+")
_REASONS = (
    (
        "death",
        re.compile(
            r"去世|死(亡|了)|过世|病故|身故|(?<!年轻)(?<!家)人(就|都|却|也|突然|已经)*(不在|没|走)了|老人走了|亡故|离世|(老爷子|老太太|老头|老人|亲人|爷|奶|爸|妈|爹|娘|公|婆|叔|伯|伴)[^。？]{0,16}(?<=[0-9号日天月])(就|才|都)?走了|(老爷子|老太太|老头|老人|亲人|爷|奶|爸|妈|爹|娘|公|婆|叔|伯|伴)[^，。]{0,12}(走了|没了|不在了|没挺过)"
            r"|(爷|奶|爸|妈|爹|娘|公|婆|叔|伯|伴|老人)[^。？]{0,16}[月日号天](份|初|底|里|人|就|突然)*(走|没|不在)了"
        ),
    ),
    (
        "employee",
        re.compile(r"职工|单位(给|上|买|交|缴)|公司(给|上|买|交|缴)|(参加|上)了?(工作|班)|(去|到|进)了?(单位|公司|厂)"),
    ),
    ("enlisted", re.compile(r"当兵|入伍|参军|应征|服兵役|去部队")),
    ("emigrated", re.compile(r"出国|移民|(国外|境外)定居|定居(国外|境外)")),
    ("duplicate", re.compile(r"重复|(交|缴)(重|了?两(次|遍|份|回|笔))|多(交|缴)了?|(交|缴)了?2(次|遍|份|回|笔)")),
    (
        "elsewhere",
        re.compile(
            r"(外地|异地|别的?(县|地方)|别处|外省|外县|老家|其他地方).{0,10}(参|交|缴|买|入)|搬(走|到)|迁(走|出)|转走"
        ),
    ),
)
_BROKEN = r"(?:断(?:缴|交|了|保|档)?|中断(?:缴费)?|停(?:缴|交|了|保)?|空(?:了|档)?)"
_SPAN = r"(?P<count>\d+)个(?P<half>半|多)?月(?P<more>零|多|又|出头|以上|\d+天)?"
_GAP_MONTHS = re.compile(rf"{_BROKEN}[^\d，。]{{0,6}}{_SPAN}")
_GAP_BRIEFLY = re.compile(r"(?:断|中断|停)(?:缴|交|保)?了(?:有|快)?(?P<count>\d+)月(?!\d|份|初|底|中|末)")
_GAP_DAYS = re.compile(r"(?:断(?:缴|交|了|保)?|中断(?:缴费)?|停(?:缴|交|了|保)?)[^\d，。]{0,6}(\d+)[天日]")
# 退伍半年, 刚出狱20天: since what made the person one of its group.
_SINCE = re.compile(
    r"(?:退伍|退役|转业|复员|释放|出狱|出来|毕业)[^\d，。半]{0,6}(?:(?P<count>\d+)个?(?P<unit>天|日|月(?!\d|份))|(?P<half>半年))"
)
_BOTH_PARENTS = re.compile(
    r"(父母|爸妈|爹妈|爹娘|双方|夫妻|[两2]口子|我们俩?|大人)[^，。没未]{0,4}(都|全)[^，。没未不]{0,4}(参保|参合|参加|交|缴|买|上了|有)"
)
_ONE_PARENT = re.compile(
    r"(只|就)(有)?[^，。没未]{0,4}([一1]方|[一1]个|爸|妈|爹|娘|我|老公|老婆|媳妇)[^，。没未]{0,6}(参保|参合|参加|交|缴|买|上了)"
)
_YEARS = re.compile(r"(?:交|缴|参保?|买|连续|保|入|参加)(?:过|了|满)?[^\d，。]{0,8}(\d+)年(?!度|\d|的?\d+月)")

_NEVER_BROKEN = re.compile(r"(没|没有|从没|未|未曾)(有)?(断|中断|间断|停)(过|缴|保|交)?|一直(没断|连着|连续)|不间断")
# 第4个月才去登记: three have passed.
_IN_MONTH = re.compile(r"第(\d+)个月[^，。]{0,6}(登记|办|上户|上医保|参保)")
# 3个月以后登记.
_AFTERWARDS = re.compile(r"(?<!\d)(\d+)(个月|天)[以之过]?后[^。\d]{0,4}(登记|办|上户|上医保)")
_PASSED = re.compile(r"(?:超过?|过了|超了|错过)了?(?:这|那)?(\d+)(天|日|个月|月内)")


def parent_enrolled(text: str) -> bool | None:
    """Whether a parent is said to be enrolled: one is enough, and one who is not says nothing of the other."""
    clauses = _CLAUSE.split(text)
    missing = [clause for clause in clauses if _NOT_ENROLLED.search(clause)]
    if any(_ENROLLED.search(clause) for clause in clauses if clause not in missing):
        return True
    return False if len(missing) > 1 or any(_BOTH_NOT.search(clause) for clause in missing) else None


def read(text: str, of_refund: bool = False) -> dict[str, Any]:
    """The facts that the (digit-written) text tells, by the names of ``Facts``; why it is to be paid back only where
    that is spoken of, in the text or, ``of_refund``, in the conversation."""
    facts: dict[str, Any] = {}
    for name, (true, false) in _PATTERNS.items():
        if false.search(text):
            facts[name] = False
        elif true.search(text):
            facts[name] = True
    parents = parent_enrolled(text)
    if parents is not None:
        facts["parent_enrolled"] = parents
    reason = next((name for name, pattern in _REASONS if pattern.search(text)), None)
    if reason and (of_refund or "退" in text):
        facts["refund_reason"] = reason
    facts.update(_spans(text))
    facts.update(_since(text))
    if _ONE_PARENT.search(text) or facts.get("parent_enrolled") is False:
        facts["both_parents_enrolled"] = False
    elif _BOTH_PARENTS.search(text):
        facts["both_parents_enrolled"] = True
    if "gap_months" not in facts and "gap_days" not in facts and _NEVER_BROKEN.search(text):
        facts["gap_months"] = 0
    facts.update(_span_passed(text))
    return facts


def _spans(text: str) -> dict[str, int]:
    """How long somebody was enrolled, and how long not."""
    facts: dict[str, int] = {}
    gap = _GAP_MONTHS.search(text.replace("俩", "2个")) or _GAP_BRIEFLY.search(text.replace("俩", "2"))
    if gap and int(gap["count"]) < 100:
        facts["gap_months"] = _in_months(gap)
    for name, pattern in (("gap_days", _GAP_DAYS), ("enrolled_years", _YEARS)):
        match = pattern.search(text)
        if match and (int(match.group(1)) < 100 or name == "gap_days"):
            facts[name] = int(match.group(1))
    return facts


def _in_months(span: re.Match[str]) -> int:
    """Whole months, and one more for what goes beyond them: 三个半月 and 三个月零两天 are more than three."""
    told = span.groupdict()
    return int(told["count"]) + bool(told.get("half") or told.get("more"))


_ANY_SPAN = re.compile(_SPAN)


def months_told(text: str) -> int | None:
    """How many months a text that is about nothing else tells, what goes beyond them counted as one more."""
    span = _ANY_SPAN.search(text.replace("俩", "2个"))
    return _in_months(span) if span else None


def _span_passed(text: str) -> dict[str, str]:
    """The span that is over, as 3个月 or 90天: 超过3个月了, 第4个月才登记, 3个月以后登记."""
    month = _IN_MONTH.search(text)
    if month and int(month.group(1)) > 1:
        return {"passed": f"{int(month.group(1)) - 1}个月"}
    told = _PASSED.search(text) or _AFTERWARDS.search(text)
    return {"passed": f"{told.group(1)}{'天' if told.group(2) in '天日' else '个月'}"} if told else {}


def _since(text: str) -> dict[str, int]:
    since = _SINCE.search(text)
    if since is None:
        return {}
    if since["half"]:
        return {"since_months": 6}
    return {"since_days" if since["unit"] in "天日" else "since_months": int(since["count"])}
