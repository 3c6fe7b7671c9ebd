"""Places that a message names: counties and townships that are held, and those that are not."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jieba

from bot.nlu.words import field_cutter
from bot.paths import DATA, WORDS

_COUNTY_LIKE = re.compile(r"([\u4e00-\u9fff]{1,4}?)(自治县|县城|县|旗|区|市)")
# What precedes 县 without being a place's name, and what more precedes 区 and 市.
_NOT_A_COUNTY = re.compile(
    r"(好多|很多|许多|不少|大多|多数|有的|有些|一些|隔壁|邻|旁边|哪些|全部|所有|本|我|我们|你们|你|咱|咱们|外|该|各|全|哪个?|那个?|这个?|每|别|其他|别的|几个?|某|同|跨|到|在|是|个|的|们|什么|啥|贵|进|出|下|钱|费|款|由|从|请|盼|求|让|向|给|去|打|找|往|跑|查|叫|问|报|靠|催|回)$"
)
_NOT_A_CITY = re.compile(
    r"(省|山|社|小|地|^城|县城|(微信|支付宝)城|老城|新城|主城|中心城|街|景|校|厂|矿|片|特|专|辖|禁|误|郊|市|老|新|乡|农村|参保|归属|大|超|门|楼|股|上|夜|菜)$"
)
_ELSEWHERE = re.compile(
    r"(上|念|读)(大学|高中|中专|大专|书|研|技校)|打工|上班|务工|工作|考上|考(到|去|进)|录取|的(大学|学院|高校|专科)|转|迁|读书|上学|求学|居住|住在|嫁|回来|搬|买房|生活|参保|社保|出生|医院|住院|户口|看病|就医|报销|隔壁办|交的|交过|在[^，。]{1,6}(参|交|缴|入|上|买)(了|着)|(参|入)(了|着)"
)
_ASKED_ABOUT = re.compile(r"(的|呢|多少|医保|新农合|合作医疗|怎么|什么|几|交|缴|$)")
# 那枣阳呢, 衡水桃城的多少: a county by its bare name, where the message begins, and what goes on behind it.
_OPENING = re.compile(
    r"(?:那么?|要是|如果|换成?|改成|请问|(?:想|再)?问[下问]?一?下?|(?:我|俺|咱)们?(?:是|在|这)?|老家是?|，|,)*"
)
_GOES_ON = re.compile(
    r"(?:[那这][边里儿])?(?:的|呢|是)*(?:$|[，。？！?!、]|和|跟|与|还有|医保|居民|城乡|新农合|农合|合作医疗|[一1两2三3]个人|[一1]年(?!级)|每人|每年|现在|目前|大概|今年|明年|怎么|咋|什么|啥|哪|多少|几|"
    r"交|缴|收|要|能|可以|费|标准|截止|免|低保|特困|残疾|新生|娃|补|退)"
)
# 我是枣阳的，能在你们这参保吗: somebody from elsewhere asks about here.
_HERE = re.compile(r"你们|[这本咱][里边儿县地]|外地|外县|在(?:这|咱)")
_CITIES = DATA / "lexicon" / "cities.txt"
_COUNTIES = DATA / "lexicon" / "counties.txt"


def outside(place: str, province: str) -> bool:
    """Whether the place, a province or city with or without its kind, surely lies outside the province (湖北省)."""
    name = province.removesuffix("省")
    if place in ("外省", "省外", "外地"):
        return True
    return bool(_bare_names().match(place)) and not any(
        place.startswith(known) for known in (name or "-", *_cities().get(name, ()))
    )


def is_place(word: str) -> bool:
    """Whether the word is a city, province, county or district by its name, or 外地."""
    if re.match(r"外(地|省|县|面|头|边)|别(处|的)|老家", word):
        return True
    return bool(_bare_names().match(word)) or bool(re.search(r"[县市区省]$", word) and _is_place(word))


@dataclass(frozen=True)
class UnknownPlace:
    """A place that is not held, as the message writes it."""

    text: str
    start: int
    end: int


def unknown_place(text: str, held: Set[str], around: frozenset[str] = frozenset()) -> UnknownPlace | None:
    """The county or city, other than those held, that the message asks about.

    None when it names none, or names it only as where somebody works, studies or comes from. ``held`` are the names of
    the places held, ``around`` the cities and provinces of the counties held: naming one of those leaves the county open.
    """
    for match in _COUNTY_LIKE.finditer(text):
        name, suffix = match.group(1), match.group(2)
        start = match.start(1)
        cut = re.search(r".*(?:隔壁|旁边|邻近|我是|我们是|俺是|咱是|家是|家在|老家|在|是|问|那|和|跟|到|我|俺)", name)
        if cut:
            start += cut.end()
            name = name[cut.end() :]
        if len(name) < 1 or (suffix in "区市" and len(name) < 2) or _NOT_A_COUNTY.search(name):
            continue
        if _contains_one_of(name + suffix, held):
            continue
        if suffix in ("区", "市") and _NOT_A_CITY.search(name):
            continue
        alone = start == 0 and _ASKED_ABOUT.match(text[match.end() :])
        if suffix in ("区", "市") and not alone and not _is_place(name + suffix):
            continue
        if _ELSEWHERE.search(text[max(0, start - 6) : match.end() + 8]):
            continue
        return UnknownPlace(name + suffix, start, match.end())
    return _bare_county(text, held, around) or _bare_place(text, around)


def _contains_one_of(text: str, words: Set[str]) -> bool:
    """Whether a part of the short text is one of the words, however many these are."""
    return any(text[start:end] in words for start in range(len(text)) for end in range(start + 1, len(text) + 1))


def _is_place(word: str) -> bool:
    return any(piece in _place_names() for piece in field_cutter(WORDS).cut(word))


@lru_cache(maxsize=1)
def _place_names() -> frozenset[str]:
    """The places in jieba's dictionary. Its tagger would know them too, with another 150 MB of dictionaries."""
    with jieba.get_dict_file() as lines:
        entries = (line.decode("utf-8").split() for line in lines)
        return frozenset(word for word, _, tag in entries if tag == "ns")


def _bare_county(text: str, held: Set[str], around: frozenset[str]) -> UnknownPlace | None:
    """A county by its bare name, with or without its city's before it, where the message begins with it: 那枣阳呢."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    city = _bare_names().match(text, start)
    for begin in dict.fromkeys((city.end() if city else start, start)):
        for length in (4, 3, 2):
            name = text[begin : begin + length]
            if name not in _county_names() or name in around or _contains_one_of(name, held):
                continue
            end = begin + length
            if not _GOES_ON.match(text, end) or _HERE.search(text, end):
                continue
            if _ELSEWHERE.search(text[max(0, start - 6) : end + 8]):
                continue
            return UnknownPlace(text[start:end], start, end)
    return None


def _bare_place(text: str, around: frozenset[str]) -> UnknownPlace | None:
    """A city or province by its bare name, in a short question that is about nothing else: 石家庄医保多少钱."""
    if len(text) > 24 or _ELSEWHERE.search(text):
        return None
    for match in _bare_names().finditer(text):
        if match.group() not in around and not text.startswith(("银行", "税务", "社保"), match.end()):
            return UnknownPlace(match.group(), match.start(), match.end())
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[str, ...]]:
    """The cities of each province; under "" what stands without one, the provinces' own names among them."""
    return _by_province(_CITIES)


@lru_cache(maxsize=1)
def _county_names() -> frozenset[str]:
    return frozenset(name for names in _by_province(_COUNTIES).values() for name in names)


def _by_province(path: Path) -> dict[str, tuple[str, ...]]:
    names_of: dict[str, tuple[str, ...]] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        province, found, names = row.partition("：")
        key = province if found else ""
        names_of[key] = (*names_of.get(key, ()), *(names if found else row).split())
    return names_of


@lru_cache(maxsize=1)
def _bare_names() -> re.Pattern[str]:
    names = [name for province, cities in _cities().items() for name in (province, *cities) if name]
    return re.compile("|".join(sorted(names, key=len, reverse=True)))
