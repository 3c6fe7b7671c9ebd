"""Judges of topics for questions of a day: whether one may pay then."""

import re

from bot.dialogue.thresholds import SHORT
from bot.dialogue.topics.hearing import Choice, Hearing

_DAY = r"(明天|后天|大后天|下个?(周|星期|礼拜|月)|月底|(再)?(过|等|隔|拖)[^，。？]{1,4}(天|周|礼拜|星期|月)|\d{1,2}(天|周|个(星期|礼拜|月))[以之过]?后|\d{1,2}号)"
_MAY = r"(还)?(行|可以|成|中|得行|能行|来得及|赶得上|赶趟|要得)(不(行|可以|成|中)?|吗|么|吧|没|嘛)|晚不晚|(迟|晚)(了)?(吗|不|没)"
_PAYS_THEN = re.compile(rf"{_DAY}[^。？！]{{0,10}}?(?<!能)(交|缴)(?!的)[^。？！]{{0,4}}?({_MAY})[？?]?$")
_PAID_FOR = re.compile(
    r"替|代|帮|给(爸|妈|爷|奶|老|家|孩|娃|我)|微信|支付宝|银行|手机|网上|柜|现金|APP|app|公众号|小程序|登记|新生"
)


def may_pay_then(h: Hearing) -> Choice | None:
    """3天后到家再交行不: whether one may pay on that day, whatever else the words may mean."""
    if set(h.settled) - {"deadline", "late_payment"} or h.foreign or len(h.heard.text) > SHORT:
        return None
    if h.state.topics[:1] == ("newborn",) or h.groups - {"student"} or _PAID_FOR.search(h.heard.text):
        return None
    return Choice(topics=("deadline",)) if _PAYS_THEN.search(h.heard.digits) else None


_PRICE_THEN = re.compile(
    rf"({_DAY}|\d{{1,2}}月(\d{{1,2}}[号日]?)?)[^。？！，]{{0,6}}(交|缴)[^。？！，]{{0,3}}?(要|得|该|是)?(交|缴|掏|拿|出)?(多少|几块|几个钱)(钱|块|元)?[？?]?$"
)
_OF_COVER = re.compile(r"报|用|享|效|待遇|住院|看病|等")


def asks_the_price_then(h: Hearing) -> Choice | None:
    """那2月27号交得交多少: the price on that day, whatever else the words may mean."""
    if set(h.settled) - {"fee"} or h.foreign or len(h.heard.text) > SHORT or _OF_COVER.search(h.heard.text):
        return None
    if h.state.topics[:1] == ("newborn",) or h.groups or _PAID_FOR.search(h.heard.text) or h.household:
        return None
    return Choice(topics=("fee",)) if _PRICE_THEN.search(h.heard.digits) else None


_IN_TIME = re.compile(
    r"(交|缴)(的|了|过|上)[^？]{0,8}(算|是)(不算|不是)?(不)?(逾期|晚|过期|按时|及时|迟|超期|准时|在期限内|期内)(了|的)?(吗|么|不|没|吧|还是)?"
)


def asks_if_in_time(h: Hearing) -> Choice | None:
    """前天交的，算按时吗: whether a payment was in time, not from when it counts."""
    if h.foreign or h.state.topics[:1] == ("newborn",) or len(h.heard.text) > SHORT:
        return None
    return Choice(topics=("late_payment",)) if _IN_TIME.search(h.heard.digits) else None
