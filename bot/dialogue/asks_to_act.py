"""帮我交下医保, 替我退了: what only the asker can do; said so, with how it is done."""

import re

from bot.dialogue.heard import Heard
from bot.dialogue.message import Reply
from bot.dialogue.rest_of import only
from bot.dialogue.topics.hearing import Choice
from bot.dialogue.turn import Turn
from bot.gate import MASK
from bot.policies.registry import Registry

_ASKED = r"^(?:那|就|麻烦|请|劳驾|求求?你?|拜托|你们?|您|能不能|能否|能|可以|可不可以|直接|现在|赶紧|快|先|要不|我想(?:让|请)|想(?:让|请))*"
_FOR_ME = rf"{_ASKED}(?P<way>帮忙?|替|给)(?:一?下)?(?:我|俺|咱)(?:们|家)?(?P<theirs>[^，。？！]{{0,3}}?(?:爸|妈|爹|娘|爷|奶|婆|公|娃|孩子?|老婆|老公|媳妇|儿子|闺女))?(?:把[^，。？！]{{1,8}}?|的?(?:医保|保险|新农合|钱|费)|直接|马上|现在|先|一起|都|来|去)*"
DEEDS = (
    ("look_up", "voucher_query", r"查(?!清|明)"),
    ("refund", "refund", r"退(?!休|役|伍)|申请退"),
    ("activate", "ecard", r"激活|领(?:取)?(?:个|一下)?(?:电子)?凭证|开通"),
    ("register", "registration", r"登记|参保|报(?:个|上)?名|办(?!公)|注册|录入"),
    ("pay", "channel", r"(?:续)?(?:交|缴|付|扣)(?!流)|充"),
)
_ACTS = tuple(
    (deed, topic, re.compile(rf"{_FOR_ME}(?:{verb})(?P<tail>[^，。？！]{{0,12}})[，。？！]*$"))
    for deed, topic, verb in DEEDS
)
# 帮我查一下怎么退费: something is asked, and that can be answered.
_WANTS_TO_KNOW = re.compile(
    r"怎么|咋|如何|多少|几(?!个人)|什么|啥|哪|谁|何|政策|规定|标准|电话|时间|截止|能不能|可不可以|要不要|比例"
)
_HER_HOW = re.compile(r"(交|缴|办|登|退)了(?!吧|呗|啊|呀|得了|算了|可以|行)")
# What a deed is a part of: 登记新生儿.
_OWN_TOPIC = {"register": ("newborn", "ecard", "subsidy", "refund"), "pay": ("newborn",), "activate": (), "refund": ()}


_LOOKS_IT_UP = re.compile(
    rf"{_ASKED}(?:帮忙?|替|给)(?:我|俺|咱)们?(?:查|看|问|打听|瞧|说|讲|解释)(?:一?下|查|看|问|说|讲)?(?:子|哈)?[，： ]?"
)


def without_asking_for_it(heard: Heard, registry: Registry) -> Heard:
    """帮我查一下怎么退费 is 怎么退费; 帮我查一下我交了没 stays, being a person's own record."""
    asked = _LOOKS_IT_UP.match(heard.text)
    rest = heard.text[asked.end() :] if asked else ""
    if heard.pressed or not _WANTS_TO_KNOW.search(rest) or re.search(r"交了?(没|多少|几)|查", rest):
        return heard
    return only(rest, heard, registry)


def asked_to_act(turn: Turn) -> list[Reply] | None:
    """Turn to how it is done, and remember to say first that it cannot be done for the asker. Never an answer itself."""
    if turn.heard.pressed:
        return None
    deed, topic = _deed(turn.heard.text)
    if deed:
        kept = [one for one in turn.choice.topics if one in _OWN_TOPIC.get(deed, ())]
        turn.choice = Choice(topics=tuple(kept[:1]) or (topic,))
        turn.cannot = deed
    return None


def _deed(text: str) -> tuple[str, str]:
    """What is to be done, and the topic that tells how; empty where nothing is asked for."""
    for clause in re.split(r"[，。？！ ]", text.replace(MASK, "，")):
        for deed, topic, pattern in _ACTS:
            act = pattern.match(clause)
            if act is None or _WANTS_TO_KNOW.search(act["tail"]):
                continue
            of_others = act["theirs"] or _HER_HOW.search(clause) or re.search(r"[吗不么]$", clause)
            if act["way"] == "给" and of_others:
                # 单位给我办了, 能给我退吗, 给俺爸妈交: done or to be done by somebody else, or by the asker for them.
                continue
            return deed, topic
    return "", ""


def cannot(turn: Turn) -> str:
    """我不能替您缴费."""
    return turn.wording.cannot[turn.cannot]
