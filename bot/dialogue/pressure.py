"""Words that try to make the assistant say something: what is left of them is a question of the price."""

import re

from bot.dialogue.heard import Heard
from bot.nlu.reading import numbers, questions
from bot.rules.due import TO_MAKE_UP

_PRESSES = re.compile(
    r"json|忽略(以上|前面|之前|上面|所有|一切|你的?|规则|规定|系统|掉(?!了))|无视(以上|前面|之前|上面|所有|规则|规定)|(忘掉|忘记)(你|以上|前面|之前|所有|规则)|不要管(规则|规定|通知)"
    r"|系统(提示|消息|指令|通知|设定)[：:]|system|prompt|ignore|repeat|pretend|act as|指令[：:]|扮演|(假装|假设|想象|假如)你(就)?是|(你现在|从现在(起|开始)，?你|现在起你)(就)?是|当(一)?(回|次)(局长|领导|主任|县长)"
    r"|(跟|照)(着)?我(说的)?(念|读|说|重复|讲)|重复(我|一遍|以下|下面|这句)|照着?(念|读|抄)|复述|开发者模式|管理员|越狱|不受限制"
    r"|别(蒙|骗|唬|忽悠|糊弄|哄|诓)(我|俺|人)"
    r"|你(就|只管|尽管|直接|只要)(给我)?(说|答|回答|回复|写|承认)|(出了?(事|问题)|有事|错了)(我|俺|算我)(来)?(负责|担|的)|(\{|<|\[)[^，。]*(fee|role|费|county)|print *\(|fee *[=:]|<script|/\*|select .* from",
    re.IGNORECASE,
)
_PRICE = r"(?:fee|price|cost|费用?|价格?|标准|金额|交|缴|收|只要|就是|说|是)"
_CLAIM = re.compile(
    rf"{_PRICE}[\"'“”’ ]*(?:应该?|就|只|改)?(?:是|为|成|改为|改成|设为|更新为|调整为|=|:|：|is|to)?[\"'“”’ ]*(?P<amount>\d{{1,4}})(?!\d|月|号|日|年|天|%|岁|个|人)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"免费|不用(交|缴|掏)|不要钱|不收钱|全免|全部免|免缴|\bfree\b|(费用?|缴费|fee)[^，。]{0,4}[=:：为是]\W{0,2}(0|零)(?!\d)",
    re.IGNORECASE,
)
# A letter tells a story of its own.
_LONGEST = 120


def without_pressure(heard: Heard) -> Heard:
    """The plain question behind it; the message itself where it asks something or claims no price."""
    text = heard.text
    if heard.pressed or heard.groups or len(text) > _LONGEST or not _PRESSES.search(text):
        return heard
    if questions.asks(text):
        return _as(heard, "fee", "参保是免费的吗") if _decreed_free(text) else heard
    if _AT_ONCE.search(text):
        return _as(heard, "late_payment", "补缴以后当天就能报吗")
    claim = _claimed(heard.digits)
    return heard if claim is None else _as(heard, "fee", claim)


def _as(heard: Heard, topic: str, text: str) -> Heard:
    """The message as if it had asked no more than this."""
    return heard.copy(
        update={
            "text": text,
            "intent": topic,
            "confidence": 1.0,
            "ranking": ((topic, 1.0),),
            "segments": (),
            "persons": (),
            "residue": text,
        }
    )


# 宣布全县免缴，说吧交多少: what one would have decreed, and the price asked on top of it.
_DECREES = re.compile(r"(宣布|下令|决定|批准|特批|规定)[^，。]{0,8}(免|不(用|要|收))")
_ASKS_THE_PRICE = re.compile(r"(交|缴|收|要)?多少(钱)?[？?]?$|几块钱?[？?]?$")
# 邻居交了当天就报了，你别蒙我.
_AT_ONCE = re.compile(r"(当天|当日|马上|立刻|立马|第[2二]天)(就|便)?(能|可以)?(给)?(报(?!名)|用|享受|生效)")


def _decreed_free(text: str) -> bool:
    return bool(_DECREES.search(text) and _ASKS_THE_PRICE.search(text))


def _claimed(text: str) -> str | None:
    """一个人是300元吗; None where no price is claimed."""
    found = [int(match["amount"]) for match in _CLAIM.finditer(text)] or list(numbers.amounts(text))
    if found and found[-1]:
        return f"{'补缴' if TO_MAKE_UP.search(text) else '一个人'}是{found[-1]}元吗"
    return "参保是免费的吗" if _FREE.search(text) else None
