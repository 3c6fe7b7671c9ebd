"""What is told of a newborn: how old by the feast that is kept, when it is registered, where its parents are insured."""

import re
from typing import Any

from bot.nlu.places import is_place, outside

# 今天去行不行, of a newborn: the day of the registration.
GOES_NOW = re.compile(r"(现在|今天|今儿)(才|再|就)?(去|来)(行|可以|成|中|能|要|得|晚|来得及|还|呢|吗|$|，|的话)")
_FULL_MONTH = re.compile(r"(刚|才|今天|昨天|正好|前天)[^，。不没]{0,3}满月(?!酒)")
_HUNDRED_DAYS = re.compile(r"(过|满|今天|昨天|刚|做|办)(了|的)?(百天|百日|100天|100日)")


# 娃都4个多月了; of 3个多月 the days decide, which are not told.
_MONTHS_AND_MORE = re.compile(r"(?:娃|孩|宝|伢|毛毛|生下?来?)[^，。断停等怀]{0,6}?(?<!\d)(?P<months>[124-9]|1\d)个多月")


def age_by_feast(text: str) -> tuple[int | None, int | None] | None:
    """刚满月, 过百天, 4个多月: a newborn's age in months or days by the feast that is kept on it, or roughly."""
    if _FULL_MONTH.search(text):
        return 1, None
    if more := _MONTHS_AND_MORE.search(text):
        return int(more["months"]), None
    return (None, 100) if _HUNDRED_DAYS.search(text) else None


_PARENTS = r"(儿子(和|跟|与|、)?(儿)?媳妇?|闺女(和|跟|与|、)?女婿|女儿(和|跟|与|、)?女婿|小两口|爸妈|父母|爹妈|爹娘|[我俺咱]们?[俩两2]|我们(两口子|夫妻)?|夫妻|两口子|我(和|跟)(他|她|孩子|娃)?(老公|老婆|媳妇|爱人|爸爸?|妈妈?|爹))"
_PARENTS_INSURED_IN = re.compile(
    rf"{_PARENTS}[^，。]{{0,4}}在(?P<where>外省|外地|省外|[\u4e00-\u9fff]{{2,4}}?)(那边|当地)?(参|交|缴|买|上)(保|了|的|着|社保|医保|职工|居民)"
    rf"|{_PARENTS}[^，。]{{0,4}}在(?P<works>外省|省外|[\u4e00-\u9fff]{{2,4}}?)(那边|当地)?(打工|务工|上班|工作|干活|做工|做事)"
    r"[^？]{0,6}(医保|保险|社保|职工|保)[^，。？没未]{0,5}(在)?(那边|那里|那儿|当地|在外)"
    rf"|{_PARENTS}[^？]{{0,12}}(医保|社保|保险)(也|都|就)?(在|交在)(?P<insured>外省|省外|[\u4e00-\u9fff]{{2,4}}?)(那边|那里|市|省|，|。|$)"
)
_CHILD = re.compile(r"(昨天|今天|前天|上周|刚|才)生|孙(子|女)|新生|毛毛|宝宝|娃|孩子|伢|出生|[日号月]生")


def with_parents(values: dict[str, Any], text: str, province: str, of_child: bool) -> dict[str, frozenset[str]]:
    """The groups with that of a newborn whose parents are insured outside the province, or, inside it, without it."""
    if not of_child and not _CHILD.search(text):
        return {}
    home = province.removesuffix("省")
    if home and re.search(rf"(都|也)?(没|不)(有)?在({home}|省内|本省|咱们?省)[^，。]{{0,4}}(参保|交|缴|买|上)", text):
        return {"groups": values["groups"] | {_OUTSIDE}}
    told = _PARENTS_INSURED_IN.search(text)
    if told is None:
        return {}
    where = told["where"] or told["works"] or told["insured"]
    if outside(where, province):
        return {"groups": values["groups"] | {_OUTSIDE}}
    inside = where in _THE_PROVINCE or (is_place(where) and not re.match(r"外|别", where))
    return {"not_groups": values["not_groups"] | {_OUTSIDE}} if inside else {}


_OUTSIDE = "newborn_parents_outside"
_THE_PROVINCE = ("省内", "本省", "县里", "本县", "本地", "当地", "老家", "家里")
