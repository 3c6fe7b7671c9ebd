"""Short questions that go on with the matter before, where the model hears another one: 有意外险吗。多少钱一份."""

import re
from collections.abc import Callable

from bot.dialogue.thresholds import ELLIPTIC
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.rules.catalogue import Aspect
from bot.rules.topics import ADMINISTRATION

_PAPER = re.compile(r"社保卡|医保卡|身份证(?!号)|户口[本簿页]")
_WILL_IT_DO = re.compile(r"(行|中|成|可以|要|用|能)[^，。]{0,3}(不|吗|么|没|啵)|行不行|能不能|要不要")
_WITHOUT = re.compile(r"(不|没)[^，。]{0,4}(关注|下载|装)[^，。]{0,4}(公众号|小程序|app)", re.IGNORECASE)
_OTHER_DEED = re.compile(r"登记|参保|退|查|激活|补办|挂失")
# 几号前, 给谁, 谁定的, 学生呢: asked of what was told; paying and its price are matters of their own.
_MORE_OF_IT = re.compile(
    r"呢[？?]?$|(给|报|交|发)(给|到)?(谁|哪)|(谁|哪[^，。]{0,3})(定|发|批|管|说了算)的?[？?]?$"
    r"|(几[号月]|哪天|什么时候|啥时候|多久)[^，。交缴]{0,3}[？?]?$|不收了|收不收"
)
_OF_PAYING = re.compile(
    r"(怎么|咋|去哪|在哪|什么时候|啥时候|几号|多少|能|要|用)[^，。]{0,3}(交(?!给)|缴|登记|报销|退)|医保|农合"
)
_OF_ITS_PRICE = re.compile(r"多少|几(块|百|十|个钱)|贵不|怎么(买|交)|咋(买|交)|赔|保(些|点)?(什么|啥)|必须|强制|非得")
_MEANWHILE = re.compile(r"(那|这)(个|段|些)?(期间|时间|时候|几?天|[0-9]+天)|等的(时候|期间)|中间|期间")
# What is bought beside this insurance has a price of its own, whatever this one's is.
_BESIDE = ("supplementary", "commercial")


def stays_with_it(h: Hearing) -> Choice | None:
    """The matter before, where a few words ask more of it and name no other."""
    if not h.state.topics or len(h.heard.residue) > ELLIPTIC or h.heard.counties or h.heard.pressed:
        return None
    return h.previous() if any(goes_on(h) for goes_on in _GOES_ON) else None


_HOW = re.compile(
    r"(那|那么|这个|具体|是|该|要|得|我|应该|到底|然后|又|都)*(怎么|咋|咋个|如何)(个|去|样)?(弄|操作|办|整|搞|用|点|走|进|操作法|交|缴|付)(法|费|钱)?(呢|啊|呀|嘞)?[？?]?"
    r"|(那|具体)?(的)?(操作)?(步骤|流程)(是)?(呢|什么|啥|咋样)?[？?]?"
)


def _of_its_steps(h: Hearing) -> bool:
    """微信能交吗。怎么弄: of the way to pay that was named."""
    of_a_way = h.state.topics[:1] == ("channel",) and h.registry.means.search(h.state.question)
    return bool(of_a_way and _HOW.fullmatch(h.heard.text))


_WHO_DOES_IT = re.compile(r"(那|这个?)?(要|得|该)?(找谁|谁|哪个)(去|来|给)?(开|办|填|盖|发|领|批)(的)?(呢|啊)?[？?]?")


def _of_who_does_it(h: Hearing) -> bool:
    """核定单是啥。找谁开; 首次参保填什么表。谁去办: of the paper or the registration, and no telephone."""
    of_a_deed = h.state.topics[:1] in (("registration",), ("voucher_query",), (ADMINISTRATION,), ("channel",))
    return of_a_deed and bool(_WHO_DOES_IT.fullmatch(h.heard.text))


_MUST = re.compile(
    r"(那|这个?)?(是不是)?(必须|一定|非|非得)(得|要)?(弄|办|激活|领|开|有)(吗|么|不|不可吗)?[？?]?"
    r"|不(弄|办|激活|领)(行|可以|中)(吗|么|不)[？?]?"
)


def _of_whether_it_must_be(h: Hearing) -> bool:
    """电子凭证怎么弄。必须弄吗: of the card, and not of being insured."""
    return h.state.topics[:1] == ("ecard",) and bool(_MUST.fullmatch(h.heard.text))


_WHERE_TO_GO = re.compile(r"(去|到|在|上)?(哪里?|哪儿|哪个(地方|窗口|单位))(去|能)?(弄|办|登记|报|上)|找谁(弄|办|登记)")


def _of_where_the_child_goes(h: Hearing) -> bool:
    """孩子三个月了还没报。真的假的，现在去哪儿弄: where it is registered, and no day of paying."""
    pays = re.search(r"交|缴|退", h.heard.text)
    return h.state.topics[:1] == ("newborn",) and bool(_WHERE_TO_GO.search(h.heard.text)) and not pays


_STRAIGHT_AWAY = re.compile(
    r"直接(在[^，。]{1,6})?(交|缴)[^，。]{0,4}(行|可以|能|中|成)(不|吗|么)|(能|可以)(不能)?直接(交|缴)"
)


def _of_what_the_page_shows(h: Hearing) -> bool:
    """参保地还显示随县。那我直接交行不: after what the page shows, and no list of ways to pay."""
    return h.state.topics[:1] == ("failure",) and bool(_STRAIGHT_AWAY.search(h.heard.text))


_THEY_TOO = re.compile(
    r"(那|那么)?(我|他|她|俺)?(家|们)?的?(娃|孩子|小孩|老人|老婆|老公|媳妇|爸妈|父母|家里?人|家属)"
    r"(也|都)(能|可以|行|中)(参|交|缴|参保|办)?(吗|么|不|吧)[？?]?"
)


def _of_another_person(h: Hearing) -> bool:
    """我是外地人，能在这交吗。娃也能吗: whether somebody else may, as it was asked of oneself."""
    return h.state.topics[:1] == ("eligibility",) and bool(_THEY_TOO.fullmatch(h.heard.text))


def _before(h: Hearing) -> tuple[Aspect, ...]:
    return h.registry.catalogue.asked_in(h.state.question)


def _of_the_notice(h: Hearing) -> bool:
    """参保率要求多少。谁定的: of the offices' business that was told; another office's is its own."""
    text = h.heard.text
    if h.state.topics[:1] != (ADMINISTRATION,) or ADMINISTRATION in h.settled or _OF_PAYING.search(text):
        return False
    return bool(_MORE_OF_IT.search(text)) and not h.registry.catalogue.names_subject("duty", text)


def _of_another_insurance(h: Hearing) -> bool:
    asked = any(aspect.id in _BESIDE for aspect in _before(h))
    ours = re.search(r"医保|农合|居民", h.heard.text)
    return asked and bool(_OF_ITS_PRICE.search(h.heard.text)) and not ours


def _of_the_wait(h: Hearing) -> bool:
    """延长期要等几天。那期间住院报不, 转移接续的呢."""
    if not any(aspect.id == "waiting_period" for aspect in _before(h)):
        return False
    goes_on = re.search(r"呢[？?]?$", h.heard.text) and not h.settled
    return bool(_MEANWHILE.search(h.heard.text) or goes_on)


def _of_the_counter(h: Hearing) -> bool:
    """银行能交吗。没带身份证行不: what to pay with, not a lost card."""
    text = h.heard.text
    if h.state.topics[:1] != ("channel",) or _OTHER_DEED.search(text):
        return False
    return bool(_PAPER.search(text) and _WILL_IT_DO.search(text) or _WITHOUT.search(text))


_GOES_ON: tuple[Callable[[Hearing], bool], ...] = (
    _of_the_notice,
    _of_another_insurance,
    _of_the_wait,
    _of_the_counter,
    _of_its_steps,
    _of_who_does_it,
    _of_whether_it_must_be,
    _of_another_person,
    _of_where_the_child_goes,
    _of_what_the_page_shows,
)
