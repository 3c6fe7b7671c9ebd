"""Who is meant: how many people, which groups they belong to, how old a child is."""

import re

_KINDS = "口子|大人|成年人|成人|小孩|孩子|娃娃|娃|儿童|老人|老的|小的|学生|孙子|孙女|儿子|女儿|闺女|孩(?!子)"
_COUNTED = re.compile(rf"(\d+)\s*(?:(?:个|位|名)(?:\d+岁(?:的)?)?[^\d，。加和与]{{0,4}}?)?({_KINDS})")
_TOTAL = re.compile(
    r"(?:一家|全家|我家|家里|家有|一家子|屋里)?\s*(\d+)\s*(?:口(?!子)|个?人(?!民|员|口|社|工|户|头|均|保|间|大|吗))"
)
# 我们娘俩, its numeral in digits.
_PAIR = re.compile(r"(?:娘|爷|父子|母女|母子|父女|姐妹|兄弟|祖孙)2(?!\d|级|岁|月|年|个)")
_SPOUSE = re.compile(r"媳妇|老婆|老公|丈夫|妻子|爱人|老伴|对象")
_COUPLES = re.compile(r"夫妻|小两口|两口子|2口子")
_RELATIVES = ("公公", "婆婆", "爷爷", "奶奶", "姥姥", "姥爷", "外公", "外婆")
_FATHER, _MOTHER = re.compile(r"爸|爹|父"), re.compile(r"妈|娘|母")
_SUM = re.compile(r"一共|总共|合计|加起来|全家|总的|共要")
_MORE = re.compile(r"(?:再加|加上|多了?|还有)(?:(\d+)个?人?|我?(?:爸|妈|爹|娘|媳妇|老婆|老公|孩子|娃))")


def members(text: str) -> int | None:
    """How many people the sum is for: 四口人 is 4, 俩大人仨娃 is 5; None when not told. The text has digits."""
    if _PAIR.search(text) and not _TOTAL.search(text):
        return 2
    total = _TOTAL.search(text)
    if total and 1 < int(total.group(1)) <= 30:
        return int(total.group(1))
    counted = [(int(m.group(1)), m.group(2)) for m in _COUNTED.finditer(text) if 0 < int(m.group(1)) <= 30]
    people = sum(count if kind != "口子" else 2 for count, kind in counted)
    if people and _COUPLES.search(text) and all(kind != "口子" for _, kind in counted):
        people += 2
    listed = _listed(text, people) if _SUM.search(text) else None
    if listed:
        return listed
    return people if people > 1 else None


def _listed(text: str, counted: int) -> int | None:
    """我和媳妇两个孩子还有我爸妈: each relative counts once, however often named; ``counted`` are those with a number."""
    couple = 2 if _COUPLES.search(text) and "2口子" not in text else 0
    relatives = sum(1 for word in _RELATIVES if word in text)
    relatives += bool(_FATHER.search(text)) + bool(_MOTHER.search(text)) + bool(_SPOUSE.search(text))
    me = 1 if not couple and re.search(r"我(和|跟|与|、|，|自己|媳妇|老婆|老公|爱人)|(和|跟|加上?)我", text) else 0
    total = counted + couple + relatives + me
    return total if relatives + bool(couple) + me and total > 1 and (counted or relatives + me > 1) else None


def employees(text: str) -> int:
    """How many of the family have employee insurance: 我有职工医保 is 1."""
    return sum(int(match.group(1) or 1) for match in _EMPLOYEE.finditer(text))


def wants_a_sum(text: str) -> bool:
    """Whether a sum is asked for: 俩大人仨娃总共."""
    return bool(_SUM.search(text))


def has_total(text: str) -> bool:
    """Whether the whole family is counted: 一家四口, 三个人."""
    return bool(_TOTAL.search(text))


def more_members(text: str) -> int:
    """How many people 再加我妈呢 or 多一个人呢 adds; 0 when the message adds none."""
    match = _MORE.search(text)
    return int(match.group(1) or 1) if match else 0


_NUMBERED = re.compile(r"([一二两俩三四五六\d])(?:个|位|名|口)?(?:人|老人|孩子|娃|都)?(?:都|是|是个|吃|享受)*$")
_MENTIONED = re.compile(r"(?:其中|里有|里面有|当中有|还有|有|里头有)(?:个|是)?$")
_COUPLE = re.compile(r"(?:老两口|两口子|爸妈|父母|爹娘|爹妈|公婆|爷爷奶奶|俩老人)[^，。]{0,3}$")
# 我和我爸都是低保: these two, not everybody.
_BOTH = re.compile(
    r"(?:我|爸|妈|爷|奶|他|她|娃|孩子|老公|老婆|老伴)[^，。]{0,2}(?:和|跟|与|、)[^，。]{1,4}都(?:是|有|吃|享受|算)?$"
)
_MYSELF = re.compile(r"(?:^|[，。,、 ])(?:我|俺)(?:自己|本人)?(?:是|吃|享受|拿|有)*(?:个)?$")
_RELATIVE = re.compile(
    r"(?:爹|爸|妈|娘|父亲|母亲|爷爷|爷|奶奶|奶|媳妇|老婆|老公|丈夫|妻子|儿子|女儿|闺女|孩子|娃|老人|哥|弟|姐|妹|公公|婆婆|叔|伯|姑|舅|姨|嫂|婶|外公|外婆|老大|老二|老三|他|她)[^，。]{0,3}(?:\d+(?:周?岁)[^，。]{0,3})?$"
)
_EMPLOYEE = re.compile(
    r"(?:(\d+)个(?:人)?|我自己|我|俺|爸|爹|妈|娘|老公|老婆|媳妇|爱人|丈夫|妻子|儿子|女儿|闺女|哥|弟|姐|妹)(?:都|也|是|在)?"
    r"(?:有|交|参加|上|参|买|是)(?:了|着|的)?(?:单位|公司)?(?:的)?(?:职工)(?:医保|保险|的)?(?!也不|没)"
)
_FEW = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6}


_ADDED = re.compile(r"(加|和|与|跟|外加|另外)[一二两俩三四五六\d]*(个|位|名)?$")
_KIND_AHEAD = re.compile(rf"^[^，。]{{0,2}}({_KINDS})")


def comes_on_top(text: str, start: int, end: int, has_total: bool) -> bool:
    """Whether a counted group is not among those counted already: 四个人加两个孤儿, 三个大人和一个低保户."""
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    if has_total:
        return bool(re.search(r"(加|外加|另加)[一二两俩三四五六\d]*(个|位|名)?$", before))
    return bool(_ADDED.search(before)) and not _KIND_AHEAD.match(after)


def among(text: str, position: int) -> int | None:
    """How many of the family a group named at ``position`` stands for: 里有个低保 is 1, 老两口五保 is 2.

    The asker among them is 1 too (三口人，我吃低保); None when it is all of them.
    """
    before = text[max(0, position - 10) : position]
    if _COUPLE.search(before) or _BOTH.search(text[max(0, position - 16) : position]):
        return 2
    numbered = _NUMBERED.search(before)
    if numbered:
        count = numbered.group(1)
        return _FEW.get(count) or int(count)
    alone = _MENTIONED.search(before) or _RELATIVE.search(before) or _MYSELF.search(before)
    return 1 if alone else None


_AGE_MONTHS = re.compile(
    r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|了|满|,|，)[^\d，。]{0,4}(\d+)个(半)?月(?!内|以内|之内)"
)
_AGE_DAYS = re.compile(r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|第|满)[^\d，。]{0,4}(\d+)多?天(?!内|以内|之内)")


def child_age(text: str) -> tuple[int | None, int | None]:
    """A newborn's age in months and in days, as told."""
    if re.search(r"\d+个月零\d+天", text):
        # Months and days together: neither number alone is the age.
        return None, None
    months, days = _AGE_MONTHS.search(text), _AGE_DAYS.search(text)
    return (int(months.group(1)) if months else None, int(days.group(1)) if days else None)


_ANY_AGE = re.compile(r"(?<!\d)(\d{1,3})周?岁")
_MINOR = re.compile(r"未成年|孩子|小孩|小朋友|儿童|娃|伢|小学|初中|高中|中学|(?<!大)学生|幼儿园|读书郎|孙子|孙女|宝宝")
_GROWN_UP = re.compile(
    r"大人|(?<!未)成年|成人|老人|大学|大专|爷爷|奶奶|外公|外婆|爸|妈|父|母|媳妇|老公|老婆|两口子|夫妻"
)


def is_minor(text: str) -> bool | None:
    """Whether a child or pupil is asked about: 我家娃上小学 is True, 大人 is False; None where both or neither are named."""
    age = _ANY_AGE.search(text)
    if age:
        return int(age.group(1)) < 18
    child, grown_up = bool(_MINOR.search(text)), bool(_GROWN_UP.search(text))
    return child if child is not grown_up else None


_AGE_YEARS = re.compile(
    r"(?<!\d)(\d{2,3})(?:周?岁|多岁)|(?:今年|快|都|^|[，。妈爸爷奶人我娘爹他她])(\d{2})(?=了|多了|[，。？还]|$)(?!元|块)"
)


def age_years(text: str) -> int | None:
    """A person's age in years, as told."""
    match = _AGE_YEARS.search(text)
    return int(match.group(1) or match.group(2)) if match else None
