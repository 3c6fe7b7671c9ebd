"""交医保 and no more: how one pays is the nearest to it, and not how one pays for others."""

import re

from bot.dialogue.topics.hearing import Choice, Hearing

_BARE = re.compile(
    r"(我|俺|咱)?(们)?(要|想|来|得|准备|打算)?(去)?(交|缴)(一?下|个)?(居民|城乡)?(医保|新?农合|合作医疗|保险)(费|钱)?[了啊吧。！]?"
)


def only_wants_to_pay(h: Hearing) -> Choice | None:
    """A wish to pay, in the first message or after a greeting."""
    return Choice(topics=("channel",)) if not h.state.topics and _BARE.fullmatch(h.heard.text) else None
