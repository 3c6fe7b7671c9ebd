"""Somebody who left those who are aided (低保退出了, 被清退了): no money is paid back, and the aid is over."""

import re

from bot.dialogue.heard import Heard

_LEFT_BEFORE = re.compile(r"退出(了|的)?$")
_LEFT_AFTER = re.compile(
    r"(户|对象|资格|身份|名额)?(，|已经|去年|今年|上个?月|现在|都|也|就|给|被|自动|主动)*(清退|退出|退)(来|去)?(了|啦|掉|的)"
)
_PAID_BACK = re.compile(
    r"退(费|钱|款|回|还|给|不退|吗)|(能|可以|给|让|该|想|要|办|申请)(不能|不)?退(?!出)|退[^，。]{0,3}(钱|费|款|多少)"
)


def without_refund(heard: Heard) -> Heard:
    """The message without the refund that 退 alone stands for, where it tells of leaving."""
    text = heard.text
    leaves = any(_LEFT_BEFORE.search(text[:start]) or _LEFT_AFTER.match(text, end) for _, start, end in heard.groups)
    return heard.without_topic("refund") if leaves and not _PAID_BACK.search(text) else heard
