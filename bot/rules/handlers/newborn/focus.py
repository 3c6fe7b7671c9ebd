"""What of a newborn's case is asked: its price, its last day, from when it is covered, or all of it."""

import re

from bot.rules.inquiry import Inquiry
from bot.rules.policy import Newborn

_HOW = re.compile(r"怎么|咋|如何|么样")
_PRICE = re.compile(
    r"(?<!报)多少(?!天|个?月|日|岁|时间|年)|几块|(要|用|得|花)[^，。]{0,4}(钱|缴费|交费)|(交|缴|收)(不|多少|几)|免费|不要钱|(要|用|得)(不要|不用)?(交|缴)[吗不么？?]?$"
)
_TO_DO = re.compile(
    r"怎么|咋(?!整)|如何|么样|哪(?!天|月|年|日|1天|一天|号)|找谁|带|材料|手续|证|步骤|流程|(?<!时候)(?<!几号)(?<!哪天)(?<![之以]前)办(?!法)"
)
_BY_WHEN = re.compile(
    r"最晚|截止|期限|多久|多少(天|日|个?月)|几(天|个月|号|月)|(什么|啥|么)时候|何时|几时|哪[天月日]|(天|个?月)(之|以)?内"
)
# 要是过了集中缴费期呢: what holds then.
_TOO_LATE = re.compile(r"过了|错过|超过|晚了|逾期|过期|没赶上|来不及|呢[？?]?$")
_WHAT_IF_LATE = re.compile(
    r"(过了|过期|错过|超过|超了|晚了|逾期|迟了|没赶上)(这个?|那个?|了)?(期限|时间|日子|这?天|[0-9]+(天|个月))?(再|才)?(去)?(登记|办)?(的话)?(呢|咋办|怎么办|咋整|咋弄|会?怎样|怎么样|有啥后果|罚不罚|还能(办|登记)[吗不么]?|还给(办|登)[吗不么]?|要交(多少)?钱?[吗不么]?|要交多少|要多少钱|收钱[吗不么]?)[呢啊]?[？?]?$"
)


def what_if_late(inquiry: Inquiry, rules: Newborn) -> bool:
    """过了咋办: what holds for a registration after the span, without a day."""
    text = re.split(r"[，。]", inquiry.question.digits or inquiry.question.text)[-1]
    of_paying = re.search(r"集中|缴费期|征缴|交费期", text)
    return rules.register_within is not None and bool(_WHAT_IF_LATE.search(text)) and not of_paying


_IN_TIME = re.compile(
    r"来得及|赶得上|赶趟|(晚|迟|过期|过|超)(了)?(吗|么|没|不|吧)(有)?[？?]?$|(算不算|是不是)(晚|迟|过期|超)"
)


_PAYS = re.compile(r"交|缴|付")


def asks_if_in_time(inquiry: Inquiry) -> bool:
    """来得及不, 晚了没: whether registering now is still within the span."""
    text = inquiry.question.text
    return bool(_IN_TIME.search(text)) and not _PAYS.search(text)


def asks_how(inquiry: Inquiry) -> bool:
    """娃咋上医保: the whole of it, with where to go."""
    return bool(_HOW.search(inquiry.question.text))


def asks_the_price(inquiry: Inquiry) -> bool:
    """Whether what it costs is asked, whatever else."""
    return bool(_PRICE.search(inquiry.question.text))


def only(inquiry: Inquiry, aspect: str) -> bool:
    """Whether this is asked and nothing else of the case: ``price``, ``newborn_window`` or ``newborn_coverage``."""
    ids = {str(one.id) for one in inquiry.asked_aspects()} - {"newborn_rule"}
    priced = asks_the_price(inquiry)
    if _TO_DO.search(inquiry.question.text):
        return False
    if aspect == "price":
        return priced and not ids
    if aspect == "newborn_window" and (
        _TOO_LATE.search(inquiry.question.text) or not _BY_WHEN.search(inquiry.question.text)
    ):
        return False
    return ids == {aspect} and not priced
