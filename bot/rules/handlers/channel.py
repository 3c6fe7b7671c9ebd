"""How to pay: the channel that is asked for with its steps, or all of them."""

import datetime
import re

from bot.rules import pricing
from bot.rules.answer import day
from bot.rules.catalogue import Aspect
from bot.rules.handlers import documents
from bot.rules.handlers.aid.groups import concerns_everybody
from bot.rules.handlers.aid.share import say_for_groups
from bot.rules.inquiry import Draft, Inquiry, referral
from bot.rules.points import matching, say_aspects, say_points
from bot.rules.policy import Channel

_YES_OR_NO = re.compile(
    r"^(?!.*(哪|什么|啥|怎么|咋|多少|谁|实名)).*(能|可以|行不|中不|得了|支持|(交|缴|付|用|收)[^，。]{0,3}(吗|么|不|没))"
)
_PART = re.compile(r"[，,。？?！!\s]+")
_STEPS_ASKED = re.compile(r"步骤|点哪|哪一步|具体(怎么|咋|操作)|流程|在哪(弄|找|点)")
_NO_PHONE = re.compile(
    r"(不会|没有?|不懂|不想|不用|没得)(用|玩|使|弄|整|摆弄|捣鼓|耍|搞)*(智能)?手机|老人机|老年机|不识字|不认字"
)
_MAY_ONE = re.compile(r"能|可以|(行|中|成|得行)(不|吗|么)|给(交|缴)")
SPECIAL = (
    "village_collection",
    "cash",
    "family_account",
    "service_hours",
    "payment_documents",
    "payment_place",
    "handling_fee",
)

# Where one may pay in person is no help to whoever asks for these.
_NOT_OF_PLACES = ("handling_fee", "service_hours")


def answer(inquiry: Inquiry) -> Draft:
    """The channels whose words stand in the question, else all of them."""
    draft = Draft()
    if _say_alone(draft, inquiry):
        return draft
    named = _named(inquiry)
    special = tuple(a for a in inquiry.catalogue.asked_in(inquiry.question.text) if a.id in SPECIAL)
    if {a.id for a in special} == {"village_collection"} and _by_its_own_name(inquiry, named):
        special = ()
    if special and _say_special(draft, inquiry, special, named):
        return draft
    missing = _missing(inquiry)
    if missing:
        draft.say(f"{inquiry.head}的通知没有列{missing[0]}，列明的渠道如下")
    elif inquiry.asks("counter") and _NO_PHONE.search(inquiry.question.text):
        _say_offline(draft, inquiry)
        return draft
    elif named and _registers_first(inquiry):
        say_points(draft, inquiry, "registration_new", most=1)
        draft.say(f"登记好以后，可以用{'、'.join(c.name for c in named)}缴", *_clauses(named))
        return draft
    elif named:
        for channel in _of_this_kind(named, inquiry.question.text)[:4]:
            _say_channel(draft, inquiry, channel)
        return draft
    if not missing and _for_this_payer(inquiry) and say_points(draft, inquiry, "channels"):
        return draft
    rest = () if missing else tuple(a for a in inquiry.asked_aspects() if a.id not in SPECIAL and not a.default)
    if rest and say_aspects(draft, inquiry, rest):
        return draft
    own = _ONES_OWN.search(inquiry.question.text) and inquiry.facts.people
    if concerns_everybody(inquiry) and pricing.fully_aided(inquiry.policy, inquiry.facts) and not own:
        # 二级重残要交吗。在哪交: that there is nothing to pay.
        say_for_groups(draft, inquiry)
        return draft
    _say_all(draft, inquiry)
    return draft


# 我妈是低保，我怎么交费: the asker's own.
_ONES_OWN = re.compile(r"(我|俺)(自己)?(怎么|咋|如何|在哪|去哪|到哪)")


def _registers_first(inquiry: Inquiry) -> bool:
    """新参保的能直接微信交吗: whether a newcomer may is answered with what comes before paying."""
    new = inquiry.facts.renewing is False and "registration_new" in inquiry.policy.points
    return new and bool(_MAY_ONE.search(inquiry.question.text))


def _say_special(draft: Draft, inquiry: Inquiry, special: tuple[Aspect, ...], named: list[Channel]) -> bool:
    """What is asked in particular (现金, 带什么); where the notice is silent, where one pays in person."""
    text = inquiry.question.text
    if {a.id for a in special} == {"payment_documents"} and _MAY_ONE.search(text):
        if documents.names_papers(text):
            if documents.say_whether_they_do(draft, inquiry):
                return True
        else:
            for channel in named[:1]:
                _say_channel(draft, inquiry, channel)
    if not say_aspects(draft, inquiry, special):
        return False
    offline = [channel for channel in _open_channels(inquiry) if not channel.online]
    if draft.status == "silent" and offline and not {a.id for a in special} & set(_NOT_OF_PLACES):
        draft.say(f"当面缴费可以到{'、'.join(c.name for c in offline)}", *_clauses(offline))
    return True


# What a notice says of ways to pay, from the particular to the general.
_ASPECTS = (*SPECIAL, "bank", "counter", "channels")


def _say_alone(draft: Draft, inquiry: Inquiry) -> bool:
    """What the notice says of just this: 建行不办理."""
    for aspect in _ASPECTS:
        if any(point.alone for point in matching(inquiry, aspect)):
            return say_points(draft, inquiry, aspect)
    return False


def say_named_steps(draft: Draft, inquiry: Inquiry) -> bool:
    """The steps of the one channel that is named, for whoever pays by it for somebody; False without one."""
    named = [channel for channel in _named(inquiry) if channel.steps]
    if len(named) != 1:
        return False
    _say_channel(draft, inquiry, named[0])
    return any("替别人" in step or "代缴" in step for step in named[0].steps)


def _for_this_payer(inquiry: Inquiry) -> bool:
    """Whether the notice tells apart how such a payer pays: who goes on with it, who is new."""
    text = inquiry.question.text
    return any(word in text for point in inquiry.policy.points.get("channels", ()) for word in point.about)


def _by_its_own_name(inquiry: Inquiry, named: list[Channel]) -> bool:
    """村里那个普惠金融服务站: a channel is named as such, not just as something in the village."""
    text = inquiry.question.text
    return any(len(word) > 2 and word in text for channel in named for word in channel.about)


# What a telephone calls an app, whatever the notice calls it.
_APPS = re.compile(r"app|微信|支付宝|云闪付", re.IGNORECASE)
_WHICH_APPS = re.compile(r"(哪些|哪几个|什么|啥子?|哪个)(手机)?(app|软件)")


def _named(inquiry: Inquiry) -> list[Channel]:
    """The channels that the question names; of overlapping words the longest counts (河南税务公众号 over 公众号)."""
    # 不会用手机，能叫村干部帮交不: no telephone is what is asked for.
    text = _NO_PHONE.sub("", inquiry.question.text).lower()
    if _WHICH_APPS.search(text):
        return [c for c in inquiry.policy.channels if _APPS.search(f"{c.name}{c.say or ''}")]
    without = _unwanted(text)
    text = _LACKS.sub("", _NOT_WITH.sub("", text))
    words = {word.lower() for channel in inquiry.policy.channels for word in channel.about if word.lower() in text}
    longest = {word for word in words if not any(word != other and word in other for other in words)}
    hits = {c.id: longest & {word.lower() for word in c.about} for c in inquiry.policy.channels}
    named = [c for c in inquiry.policy.channels if hits[c.id] and not (without and without in c.name.lower())]
    if named:
        # 微信城市服务 names one channel of those that 微信 alone would.
        return [c for c in named if not any(hits[c.id] < hits[other.id] for other in named)]
    means = [name for word, names in inquiry.catalogue.same_means.items() if word.lower() in text for name in names]
    return [c for c in inquiry.policy.channels if any(word in f"{c.say or ''}{''.join(c.steps)}" for word in means)]


# 没微信咋交: by any means but that.
_LACKS = re.compile(
    r"(?<![有娃孩子])(没有?|没得|没装|没下载?|不会|不懂|不想|不敢)(用|玩|弄|使|装|下)?(?P<what>微信|支付宝|云闪付)(?![^，。]{0,3}(零钱|余额|实名))"
)


def _within_reach(inquiry: Inquiry, channels: list[Channel]) -> list[Channel]:
    """The channels without those that the asker lacks."""
    lacks = {match["what"] for match in _LACKS.finditer(inquiry.question.text)}
    return [c for c in channels if not any(what in c.name or what in c.about for what in lacks)]


# 微信不关注公众号能交吗: not that one.
_NOT_WITH = re.compile(
    r"(不|没有?|别|不想|不用|懒得)(用|去|想)?(关注|下载|装|安装|搜)[^，。？能可]{0,6}?(?P<what>公众号|小程序|app)"
)


def _unwanted(text: str) -> str:
    """What the asker would do without; nothing where all is welcome."""
    found = _NOT_WITH.search(text)
    return found["what"] if found else ""


_ONLINE = re.compile(r"手机|APP|app|网上|线上|小程序")
_IN_PERSON = re.compile(r"柜台|柜面|网点|窗口|当面|现场|线下")


def _of_this_kind(named: list[Channel], text: str) -> list[Channel]:
    """农业银行手机APP: of a bank's two ways the one that is named."""
    if bool(_ONLINE.search(text)) == bool(_IN_PERSON.search(text)):
        return named
    return [channel for channel in named if channel.online is bool(_ONLINE.search(text))] or named


# 银行卡里没钱能用花呗吗: by other means than the one that is told of.
_NO_GOOD = re.compile(
    r"(银行卡|社保卡|卡)(里|上|里头)?(都|也|又)?(没有?(钱|余额)|余额不足|丢了|坏了|冻结了|挂失了|过期了|用不了|刷不了)"
)


def _missing(inquiry: Inquiry) -> list[str]:
    """Means of payment that the question names and no channel of the notice has."""
    text = _NO_GOOD.sub("", inquiry.question.text)
    held = "".join(f"{c.name}{c.say or ''}{''.join(c.about)}{''.join(c.steps)}" for c in inquiry.policy.channels)
    same = inquiry.catalogue.same_means
    return [word for word in inquiry.catalogue.means if word in text and not any(name in held for name in same[word])]


def _say_channel(draft: Draft, inquiry: Inquiry, channel: Channel) -> None:
    if channel.until and _over(draft, inquiry, channel, channel.until):
        return
    yes = "可以，" if any(_YES_OR_NO.search(part) for part in _PART.split(inquiry.question.text)) else ""
    lead = "" if draft.statements else f"{yes}{inquiry.head}"
    if channel.steps:
        draft.say(f"{lead}用{channel.name}缴费的步骤", channel.clause, steps=channel.steps)
    else:
        draft.say(f"{lead}{channel.say or '可以用' + channel.name + '缴'}", channel.clause)
        if _STEPS_ASKED.search(inquiry.question.text):
            text, clauses = referral(inquiry)
            draft.say(f"具体步骤通知未载明，{text}", *clauses)


def _open_channels(inquiry: Inquiry) -> list[Channel]:
    """The channels without those whose own last day has gone by; long after the year all of them are told."""
    on = inquiry.facts.pays_on or inquiry.today
    ended = on.year <= inquiry.policy.insurance_year
    return [c for c in inquiry.policy.channels if not (ended and c.until and on > c.until)]


def _over(draft: Draft, inquiry: Inquiry, channel: Channel, until: datetime.date) -> bool:
    """Say that this way of paying has come to its end, where it has; until then its last day is part of what it says."""
    when = inquiry.facts.pays_on or inquiry.today
    if when <= until or when.year > inquiry.policy.insurance_year:
        return False
    draft.say(f"不能了，{inquiry.head}{channel.name}到{day(until)}为止，{inquiry.when(when)}已经过了", channel.clause)
    draft.figure("until", until, "日期")
    others = [row for row in _open_channels(inquiry) if row.online is channel.online and row != channel]
    if others:
        draft.say(f"还可以用：{'、'.join(row.name for row in others)}", *_clauses(others))
    return True


def _say_offline(draft: Draft, inquiry: Inquiry) -> None:
    """Where one pays in person: in one sentence, unless a channel has something of its own to say."""
    offline = [channel for channel in _open_channels(inquiry) if not channel.online]
    plain = [channel for channel in offline if not channel.say and not channel.steps]
    if len(plain) > 1:
        draft.say(f"{inquiry.head}线下可以缴：{'、'.join(c.name for c in plain)}", *_clauses(plain))
    for channel in offline:
        if len(plain) < 2 or channel not in plain:
            _say_channel(draft, inquiry, channel)
    if not draft.statements:
        _say_all(draft, inquiry)


def _say_all(draft: Draft, inquiry: Inquiry) -> None:
    text = inquiry.question.text
    online = _within_reach(inquiry, [channel for channel in _open_channels(inquiry) if channel.online])
    offline = [channel for channel in _open_channels(inquiry) if not channel.online]
    if online and offline and ("线下" in text) != ("线上" in text):
        # 线下缴费方式有哪些: of the other ones nobody asked.
        online, offline = ([], offline) if "线下" in text else (online, [])
    if online:
        lead = "" if draft.statements else inquiry.head
        draft.say(f"{lead}手机、网上可以缴：{'、'.join(c.name for c in online)}", *_clauses(online))
    if offline:
        lead = "" if draft.statements else inquiry.head
        draft.say(f"{lead}线下可以缴：{'、'.join(c.name for c in offline)}", *_clauses(offline))
    say_points(draft, inquiry, "channels", most=2)
    draft.say("想知道哪一种的步骤，可以接着问")
    draft.aspects.append("channels")


def _clauses(channels: list[Channel]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(channel.clause for channel in channels))
