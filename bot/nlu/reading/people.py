"""Who is meant: how many people, which groups they belong to, how old a child is."""

import re

_COUNTED = re.compile(
    r"(\d+)\s*(?:个|位|名)?\s*(口子|口人?|大人|成年人|成人|小孩|孩子|娃娃?|儿童|老人|老的|小的|人(?!民|员|口|社|工|户|头|家|均|保|间|员))"
)
_TOTAL = re.compile(r"(?:一家|全家|我家|家里|家有|一家子)?\s*(\d+)\s*口(?!子)")
_PEOPLE_WORDS = ("口子", "老的", "小的", "大人", "成年人", "成人", "小孩", "孩子", "娃", "娃娃", "儿童", "老人")
_SPOUSE = re.compile(r"媳妇|老婆|老公|丈夫|妻子|爱人|老伴|对象")
_PARENTS = re.compile(r"(爸妈|父母|爹妈|爹娘|公婆|老两口|爷爷奶奶)|(爸|妈|爹|娘|公公|婆婆|爷爷|奶奶)")
_SUM = re.compile(r"一共|总共|合计|加起来|全家")


def _listed(text: str, children: int) -> int | None:
    """我和媳妇两个孩子还有我爸妈: each relative named once, when a sum is asked."""
    if not _SUM.search(text) or "我" not in text:
        return None
    parents = sum(
        2 if match.group(1) else 1 for match in _PARENTS.finditer(re.sub(r"我(爸|妈|爹|娘)(是|吃|有|享受)", "", text))
    )
    spouse = 1 if _SPOUSE.search(text) else 0
    kinds = (parents > 0) + spouse + (children > 0)
    return 1 + parents + spouse + children if kinds >= 2 else None


_NUMBERED = re.compile(r"([一二两俩三四五六\d])(?:个|位|名|口)?(?:人|老人|孩子|娃|都)?(?:都|是|是个|吃|享受)*$")
_MENTIONED = re.compile(r"(?:其中|里有|里面有|当中有|还有|有|里头有)(?:个|是)?$")
_COUPLE = re.compile(r"(?:老两口|两口子|爸妈|父母|爹娘|爹妈|公婆|爷爷奶奶|俩老人)[^，。]{0,3}$")
_RELATIVE = re.compile(
    r"(?:爹|爸|妈|娘|父亲|母亲|爷爷|爷|奶奶|奶|媳妇|老婆|老公|丈夫|妻子|儿子|女儿|闺女|孩子|娃|老人|哥|弟|姐|妹|公公|婆婆|老大|老二|老三|他|她)[^，。]{0,3}$"
)
_FEW = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def members(text: str) -> int | None:
    """How many people the sum is for: 四口人 is 4, 俩大人仨娃 is 5; None when not told. The text has digits."""
    total = _TOTAL.search(text)
    if total and 0 < int(total.group(1)) <= 30:
        return int(total.group(1))
    counted = [(int(m.group(1)), m.group(2)) for m in _COUNTED.finditer(text) if 0 < int(m.group(1)) <= 30]
    kinds = [count for count, kind in counted if kind in _PEOPLE_WORDS]
    if len(kinds) > 1:
        return sum(kinds)
    listed = _listed(text, sum(count for count, kind in counted if kind in _PEOPLE_WORDS))
    if listed:
        return listed
    people = [count for count, kind in counted if count > 1 or kind in _PEOPLE_WORDS]
    return people[0] if people and people[0] > 1 else None


def among(text: str, position: int) -> int | None:
    """How many of the family a group named at ``position`` stands for: 里有个低保 is 1, 老两口五保 is 2.

    None when it is the asker, or all of them.
    """
    before = text[max(0, position - 10) : position]
    if _COUPLE.search(before):
        return 2
    numbered = _NUMBERED.search(before)
    if numbered:
        count = numbered.group(1)
        return _FEW.get(count) or int(count)
    return 1 if _MENTIONED.search(before) or _RELATIVE.search(before) else None


_AGE_MONTHS = re.compile(
    r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|了|满|,|，)[^\d，。]{0,4}(\d+)个(半)?月(?!内|以内|之内)"
)
_AGE_DAYS = re.compile(r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|第|满)[^\d，。]{0,4}(\d+)多?天(?!内|以内|之内)")


def child_age(text: str) -> tuple[int | None, int | None]:
    """A newborn's age in months and in days, as told."""
    months, days = _AGE_MONTHS.search(text), _AGE_DAYS.search(text)
    return (int(months.group(1)) if months else None, int(days.group(1)) if days else None)


_AGE_YEARS = re.compile(
    r"(?<!\d)(\d{2,3})(?:周?岁|多岁)|(?:今年|快|都|^|[，。妈爸爷奶人我娘爹他她])(\d{2})(?=了|多了|[，。？还]|$)(?!元|块)"
)


def age_years(text: str) -> int | None:
    """A person's age in years, as told."""
    match = _AGE_YEARS.search(text)
    return int(match.group(1) or match.group(2)) if match else None
