"""Who is meant: how many people, which groups they belong to, how old a child is."""

import re

_COUNTED = re.compile(
    r"(\d+)\s*(?:个|位|名)?\s*(口人?|大人|成年人|成人|小孩|孩子|娃娃?|儿童|老人|人(?!民|员|口|社|工|户|头|家|均|保|间|员))"
)
_TOTAL = re.compile(r"(?:一家|全家|我家|家里|家有|一家子)?\s*(\d+)\s*口")
_PEOPLE_WORDS = ("大人", "成年人", "成人", "小孩", "孩子", "娃", "娃娃", "儿童", "老人")
_AMONG = re.compile(
    r"(?:其中|里有|里面有|当中有|还有|有|里|，|、|和|另)?([一二两三四五\d]+)(?:个|位|名)(?:是|人是)?$|(?:其中|里有|里面有|当中有|还有|有)(?:个|是)?$"
)
_FEW = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def members(text: str) -> int | None:
    """How many people the sum is for: 四口人 is 4, 俩大人仨娃 is 5; None when not told. The text has digits."""
    total = _TOTAL.search(text)
    if total and 0 < int(total.group(1)) <= 30:
        return int(total.group(1))
    counted = [(int(m.group(1)), m.group(2)) for m in _COUNTED.finditer(text) if 0 < int(m.group(1)) <= 30]
    kinds = [count for count, kind in counted if kind in _PEOPLE_WORDS]
    if len(kinds) > 1:
        return sum(kinds)
    people = [count for count, kind in counted if count > 1 or kind in _PEOPLE_WORDS]
    return people[0] if people and people[0] > 1 else None


def among(text: str, position: int) -> int | None:
    """How many of the family a group named at ``position`` stands for: 里有个低保 is 1; None when it is the asker."""
    match = _AMONG.search(text[max(0, position - 8) : position])
    if match is None:
        return None
    count = match.group(1)
    return _FEW.get(count) or int(count) if count else 1


_AGE_MONTHS = re.compile(
    r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|了|满|,|，|^)[^\d，。]{0,4}(\d+)个(半)?月(?!内|以内|之内)"
)
_AGE_DAYS = re.compile(r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|第|满)[^\d，。]{0,4}(\d+)天(?!内|以内|之内)")


def child_age(text: str) -> tuple[int | None, int | None]:
    """A newborn's age in months and in days, as told."""
    months, days = _AGE_MONTHS.search(text), _AGE_DAYS.search(text)
    return (int(months.group(1)) if months else None, int(days.group(1)) if days else None)


_AGE_YEARS = re.compile(r"(?<!\d)(\d{2,3})(?:周?岁|多岁)|今年(\d{2,3})(?=了|[，。？]|$)")


def age_years(text: str) -> int | None:
    """A person's age in years, as told."""
    match = _AGE_YEARS.search(text)
    return int(match.group(1) or match.group(2)) if match else None
