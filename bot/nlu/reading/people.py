"""How old somebody is, and whether a sum is asked for."""

import re

_SUM = re.compile(r"一共|总共|合计|加起来|全家|总的|共要|统共|拢共|加一块|下来(是|要)?多少|算(一)?算")


def wants_a_sum(text: str) -> bool:
    """Whether a sum is asked for: 俩大人仨娃总共."""
    return bool(_SUM.search(text))


_AGE_MONTHS = re.compile(
    r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|了|满|,|，)[^\d，。]{0,4}(\d+)个(半)?月(?!内|以内|之内|[以之过]?后)"
)
_AGE_DAYS = re.compile(
    r"(?:出生|生下来|孩子|娃|宝宝|小孩|都|已经|才|第|满)[^\d，。]{0,4}(\d+)多?天(?!内|以内|之内|[以之过]?后)"
)


_HALF_A_YEAR = re.compile(
    r"(?<![快近约\d])(?<!不到)(?<!没到)(?<!不满)半(周)?岁|(?:孩子|娃|宝宝|小孩|伢)[^，。]{0,4}(?<![快近])半年(多)?了"
)


def child_age(text: str) -> tuple[int | None, int | None]:
    """A newborn's age in months and in days, as told."""
    if re.search(r"\d+个月零\d+天", text):
        # Months and days together: neither number alone is the age.
        return None, None
    months, days = _AGE_MONTHS.search(text), _AGE_DAYS.search(text)
    if months is None and _HALF_A_YEAR.search(text):
        return 6, None
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
    r"(?<!\d)(?<![不未没]满)(?<![不没]到)(?<!不足)(?<!过)(\d{1,3})(?:周?岁|多岁)(?![以之]?[上下内前后])|(?:今年|快|都|^|[，。妈爸爷奶人我娘爹他她婆公叔伯姨姑舅汉头])(\d{2})(?=了|多了|[，。？还]|$)(?!元|块)"
)


def age_years(text: str) -> int | None:
    """A person's age in years, as told."""
    match = _AGE_YEARS.search(text)
    return int(match.group(1) or match.group(2)) if match else None
