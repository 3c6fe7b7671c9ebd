"""How to pay: the channel that is asked for with its steps, or all of them."""

import re

from bot.rules.inquiry import Draft, Inquiry
from bot.rules.points import say_aspects, say_points
from bot.rules.policy import Channel

_YES_OR_NO = re.compile(r"[吗么不没]？?$|能(不能)?|可(不)?可以|行不|中不")
# Asked by their own words; the rest of the channel's aspects are answered by the channels themselves.
SPECIAL = ("village_collection", "cash", "family_account", "service_hours")


def answer(inquiry: Inquiry) -> Draft:
    """The channels whose words stand in the question, else all of them."""
    draft = Draft()
    named = _named(inquiry)
    special = tuple(a for a in inquiry.catalogue.asked_in(inquiry.question.text) if a.id in SPECIAL)
    if special and say_aspects(draft, inquiry, special):
        return draft
    if named:
        for channel in named[:4]:
            _say_channel(draft, inquiry, channel)
        return draft
    _say_missing(draft, inquiry)
    if inquiry.asks("counter"):
        _say_offline(draft, inquiry)
        return draft
    rest = tuple(a for a in inquiry.asked_aspects() if a.id not in SPECIAL and not a.default)
    if rest and say_aspects(draft, inquiry, rest):
        return draft
    _say_all(draft, inquiry)
    return draft


def _named(inquiry: Inquiry) -> list[Channel]:
    text = inquiry.question.text.lower()
    scored = []
    for channel in inquiry.policy.channels:
        words = [word for word in channel.about if word.lower() in text]
        if words:
            scored.append((max(len(word) for word in words), channel))
    if not scored:
        return []
    # The longest name wins where one contains another ("河南税务" over "微信"), unless several are asked for.
    best = max(length for length, _ in scored)
    specific = [channel for length, channel in scored if length == best]
    asked = {word for channel in inquiry.policy.channels for word in channel.about if word.lower() in text}
    several = sum(1 for word in asked if not any(word != other and word in other for other in asked)) > 1
    return [channel for _, channel in scored] if several else specific


def _say_channel(draft: Draft, inquiry: Inquiry, channel: Channel) -> None:
    yes = "可以，" if _YES_OR_NO.search(inquiry.question.text) else ""
    lead = "" if draft.statements else f"{yes}{inquiry.head}"
    if channel.steps:
        draft.say(f"{lead}用{channel.name}缴费的步骤", channel.clause, steps=channel.steps)
    else:
        draft.say(f"{lead}{channel.say or '可以用' + channel.name + '缴'}", channel.clause)


def _say_missing(draft: Draft, inquiry: Inquiry) -> None:
    """A means of payment that is asked for and that the notice does not have."""
    missing = [word for word in inquiry.catalogue.means if word in inquiry.question.text]
    if missing:
        draft.say(f"{inquiry.head}的通知没有写可以用{missing[0]}缴，写明的渠道如下")


def _say_offline(draft: Draft, inquiry: Inquiry) -> None:
    """Where one pays in person."""
    for channel in inquiry.policy.channels:
        if not channel.online:
            _say_channel(draft, inquiry, channel)
    if not draft.statements:
        _say_all(draft, inquiry)


def _say_all(draft: Draft, inquiry: Inquiry) -> None:
    online = [channel for channel in inquiry.policy.channels if channel.online]
    offline = [channel for channel in inquiry.policy.channels if not channel.online]
    if online:
        draft.say(f"{inquiry.head}手机、网上可以缴：{'、'.join(c.name for c in online)}", *_clauses(online))
    if offline:
        lead = "" if draft.statements else inquiry.head
        draft.say(f"{lead}线下可以缴：{'、'.join(c.name for c in offline)}", *_clauses(offline))
    say_points(draft, inquiry, "channels", most=2)
    draft.say("想知道哪一种的步骤，可以接着问")
    draft.aspects.append("channels")


def _clauses(channels: list[Channel]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(channel.clause for channel in channels))
