"""Moving from one place to another, or living elsewhere: what is asked is how one comes in, and what it costs there."""

import re

from bot.dialogue.thresholds import LETTER
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import numbers

_MOVES = {"transfer_in", "transfer_out"}
_HOW = re.compile(
    r"(怎么|咋|如何)(样)?(去|个)?(交|缴|参|办|弄|转|迁|搞|买|登|处理|整)|手续|流程|步骤|程序|注销|(怎么|咋)[？?。]?$"
)
_PRICE = re.compile(r"多少|几(块|个)?钱|(交|缴|收)几|啥价|什么价")
_WHEN = re.compile(r"(什么时候|啥时候|几号|几时|哪天|几月)[^，。]{0,3}(截止|之前|前|为止|交|缴)|截止")
# Told of the birth of a child or of another insurance, a move is only where the family lives.
_OF_OTHERS = re.compile(r"新生|出生|刚生|退费|退钱|退款|职工")


def moves_in(h: Hearing) -> Choice | None:
    """原来在阳城交的，嫁到山丹，怎么交，多少钱: the way in, and the price beside it; the price alone where only that is asked."""
    settled = {str(aspect.id) for aspect in h.registry.catalogue.settled_by(h.heard.digits)}
    text = h.heard.digits
    if not settled & _MOVES or len(text) > LETTER or _OF_OTHERS.search(text) or h.groups & h.registry.digest.aided:
        return None
    money = bool(_PRICE.search(text) or numbers.amounts(text))
    asked = [topic for topic, said in (("fee", money), ("deadline", bool(_WHEN.search(text)))) if said]
    if _HOW.search(text):
        return Choice(topics=("registration", *asked), together=True)
    return Choice(topics=tuple(asked)) if asked else None


# 户口在阳城，人在鄢陵打工，在鄢陵交要多少: whether one may belongs to what it costs.
_MAY = re.compile(r"(能|可以|让)(不能|不可以)?[^，。？]{0,6}(交|缴|参|入|买|办|上)")
_LIVES_ELSEWHERE = re.compile(
    r"(户口|户籍|老家|籍贯)(都|还|也|就|原来|以前)?(是|在)(?!本|这|当地|咱|我们|村|家|镇|乡|农村)[^，。？ ]{2,8}[，。 ]?[^，。？]{0,6}(在|住|来)"
    r"|[^，。？]{2,6}(户口|户籍|人)[，。 ][^，。？]{0,6}(住|打工|上班|做生意|务工)(在)?|外地(户口|户籍|人)"
)


_WHERE_TO = re.compile(r"(在|去|到)?哪(里|儿|边|头|个县|个地方)?(交|缴|参保)")
_LIVES_THERE = re.compile(
    r"在[^，。？ ]{2,8}(住|打工|上班|务工|生活|定居)(着|的)?[，。 ][^，。？]{0,4}(户口|户籍)[^，。？]{0,3}在"
)


_IS_THERE = re.compile(
    r"(^我?|，)人?(都)?在(?!本|这|当地|咱|我们|村|家|镇|乡|农村|单位|公司|厂)[^，。？ ]{2,8}(住|打工|上班|务工|生活|定居)"
)


def lives_elsewhere(text: str) -> bool:
    """Whether somebody lives in another place than the one of the household registration."""
    return any(told.search(text) for told in (_LIVES_THERE, _LIVES_ELSEWHERE, _IS_THERE))


def pays_where_one_lives(h: Hearing) -> Choice | None:
    """What somebody from elsewhere pays here: the price, and under which conditions one may."""
    text = h.heard.digits
    asked = {str(aspect.id) for aspect in h.asked}
    if _WHERE_TO.search(text) and lives_elsewhere(text) and not h.groups:
        # 在市里住，户口在阳城，在哪交: in which place, and not by which means.
        return Choice(topics=("eligibility",))
    if not _PRICE.search(text) or len(text) > LETTER or _OF_OTHERS.search(text) or h.groups & h.registry.digest.aided:
        return None
    if _MAY.search(text) and ("non_local" in asked or _FROM.search(text)):
        return Choice(topics=("eligibility", "fee"), together=True)
    if "non_local" not in asked or not _LIVES_ELSEWHERE.search(text):
        return None
    return Choice(topics=("fee",)) if _only_the_own(h) else Choice(topics=("fee", "eligibility"), together=True)


# 我户口在景县，在外面打工: the one county named is where one belongs, and nothing is asked of another.
_HERE = re.compile(r"在(你们|咱们?|我们|俺们?|这|本)")


def _only_the_own(h: Hearing) -> bool:
    own = "|".join(name for county in h.heard.counties for name in h.registry.own_names(county))
    home = rf"(户口|户籍|老家|籍贯)(都|还|也|就|原来|以前)?(是|在)?({own})"
    return len(h.heard.counties) == 1 and bool(re.search(home, h.heard.text)) and not _HERE.search(h.heard.text)


# 我是衡水市区的，能在景县交吗: somebody who names another place as the own one.
_FROM = re.compile(
    r"(我|俺|他|她|老婆|媳妇|老公)(们|家)?是(?!本|这|当地|低保|特困)[^，。？ ]{2,6}(市|区|县|省|那边|市区)的?，[^？]*在"
)
