"""Judges of topics for what is asked next: of a payment, of somebody's aid, of a paper."""

import re

from bot.dialogue.thresholds import SHORT, SHORT_FACT
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import questions

_A_DAY = re.compile(
    r"\d+(月|号|日)|今天|明天|后天|昨天|大后天|月底|月初|年底|年初|年前|年后|下个?月|明年|元旦|春节|过年"
)
_WHAT_THEN = re.compile(r"(呢|怎么样|咋样|咋办|怎么办|行不|行吗|行不行|中不|可以吗|可以不|成不|会咋样|的话)[？?]?$")
_OF_COVER = re.compile(r"报|用(?!交|缴)|享|效|看病|住院|管")
_OF_PAYING = ("fee", "deadline", "late_payment")


def another_day(h: Hearing) -> Choice | None:
    """今年一个人交多少。2月28号交呢: what was asked of paying, on the day that is named now."""
    if h.state.topics[:1] == () or h.state.topics[0] not in _OF_PAYING or h.foreign or h.groups:
        return None
    text = h.heard.digits
    if len(h.heard.residue) > SHORT_FACT or not _A_DAY.search(text) or not _WHAT_THEN.search(text):
        return None
    if _OF_COVER.search(text) or set(h.settled) - set(_OF_PAYING) or h.heard.counties:
        return None
    return h.previous()


def of_so_many(h: Hearing) -> Choice | None:
    """多少钱一个人。我们家四口呢: what was asked of one, for as many as are told now."""
    of_money = h.state.topics[:1] in (("fee",), ("late_payment",))
    counted = h.household is not None and bool(h.household.size)
    bare = len(h.heard.residue) <= SHORT_FACT and re.search(r"呢[？?]?$", h.heard.text)
    return h.previous() if of_money and counted and bare and not h.settled and not h.foreign else None


_WHAT_NOW = re.compile(r"^(那|这|这样|我|现在|可|该|要)*(咋办|怎么办|咋弄|怎么弄|咋整|怎么整)(呢|啊|才好)?[？?]?$")


def what_now(h: Hearing) -> Choice | None:
    """后天呢。那咋办: what is to be done when it is too late, and no way to register."""
    of_paying = h.state.topics[:1] in (("deadline",), ("late_payment",))
    return h.previous() if of_paying and _WHAT_NOW.search(h.heard.text) else None


_HOW_LONG = re.compile(
    r"^(那|大概|一般)?(要|得|需要)?(等)?(几天|多少天|多久|多长时间)(才|就)?(能|可以)?(好|打|开|办好|出来|下来|有)?[呢啊]?[？?]?$"
)
_PAPERS = ("voucher_query", "ecard")


def how_long_it_takes(h: Hearing) -> Choice | None:
    """缴费证明怎么开。要等几天: of the paper that was asked for, and not of benefits."""
    asks = h.state.topics[:1] and h.state.topics[0] in _PAPERS and _HOW_LONG.search(h.heard.text)
    return h.previous() if asks else None


def told_to_be_aided(h: Hearing) -> Choice | None:
    """大学生在哪参保。他爸低保: who somebody is, told without a question, is a matter of aid and not of who may enroll."""
    told = h.groups & h.registry.digest.aided and not questions.asks(h.heard.text)
    if not told or h.state.topics not in (("eligibility",), ("subsidy",)) or h.state.asked:
        return None
    return Choice(topics=("subsidy",)) if len(h.heard.text) <= SHORT_FACT * 2 else None


_WHEN = re.compile(
    r"^(那|大概|一般)?(什么|啥|么)?(时候|几时|多久|多长时间|哪天|几号|几天)(能?到账?|给|发|返|补|打)?(我|了)?(呢|啊)?[？?]?$"
)
_OF_BEING_PAID = re.compile(r"补|返|发|到账|退|资助|打到|给")


def when_it_comes(h: Hearing) -> Choice | None:
    """补到哪里。啥时候: of the aid that is paid out, and not of the days for paying."""
    if h.state.topics[:1] != ("subsidy",) or not _aided(h):
        return None
    asks = _WHEN.search(h.heard.text) and _OF_BEING_PAID.search(h.state.question)
    return h.previous() if asks else None


_HOW_MUCH_BACK = re.compile(
    r"^(那|那么|能|可以|会|政府|国家|给)*(补|返|贴|退|资助)(助|贴|给?我们?|回来?)?(多少|几个?)(钱|块|元)?(呢|啊)?[？?]?$"
)


def how_much_comes_back(h: Hearing) -> Choice | None:
    """我家三口都是脱贫户，要交多少。能补多少: the aid of those who were told of."""
    asks = h.state.topics[:1] == ("fee",) and _HOW_MUCH_BACK.search(h.heard.text) and _aided(h)
    return Choice(topics=("subsidy",), follows_up=True) if asks else None


_HAS_PAID = re.compile(r"(已经|早就|早|自己|先|都|又)[^，。？]{0,10}(交|缴)(过|了|上|完)(?!多少|吗|没|不)")


def paid_all_the_same(h: Hearing) -> Choice | None:
    """我婆婆一级残疾，不用交吧。可是她已经在手机上交过了: what becomes of the money, and no way to pay."""
    if h.state.topics[:1] != ("subsidy",) or not _aided(h) or questions.asks(h.heard.text):
        return None
    return h.previous() if _HAS_PAID.search(h.heard.text) and len(h.heard.text) <= SHORT else None


_ITS_MONEY = re.compile(
    r"(钱|款|补|返|资助)[^。？]{0,6}(打|到账|划|发|进)[^。？]{0,4}(哪|什么|啥|几|谁|卡)|(几月|几号|哪个?月|几时)[^，。？]{0,4}(给(?!交)|返|补(?!交|缴)|打|到账|发)"
    r"|全额?(都|部)?(退|返|补)|(退|返)(回|还|给我)?(多少|几)"
)


def of_the_money_of_aid(h: Hearing) -> Choice | None:
    """我是脱贫户。12月交的，钱打到哪、几月给: of whoever is aided it is the aid's money, whatever else might be paid out."""
    asks = _aided(h) and _ITS_MONEY.search(h.heard.digits) and not h.heard.counties and not h.groups - _aided(h)
    return Choice(topics=("subsidy",)) if asks and len(h.heard.text) <= SHORT else None


_WHO_PAYS_BACK = re.compile(
    r"退.{0,6}(找|问|去)[^，。？]{0,3}(谁|哪)|(谁|哪儿?|哪里|哪个单位|哪家)[^，。？]{0,4}退|退(给|到)?谁|找[^，。？]{2,10}退"
)


def who_pays_it_back(h: Hearing) -> Choice | None:
    """我二级残疾，先交过了。找医保局税务局谁退: of what an aided person has paid, whichever office is named."""
    asks = h.state.topics[:1] == ("subsidy",) and _aided(h) and _WHO_PAYS_BACK.search(h.heard.text)
    return Choice(topics=("refund",), follows_up=True) if asks and len(h.heard.text) <= SHORT else None


def _aided(h: Hearing) -> frozenset[str]:
    """The groups that a notice aids, of the one person spoken of or of a whole family."""
    household = h.state.facts.household
    groups = household.in_common() if household else h.state.facts.groups
    return groups & h.registry.digest.aided


NEXT = (
    another_day,
    of_so_many,
    what_now,
    when_it_comes,
    paid_all_the_same,
    who_pays_it_back,
    of_the_money_of_aid,
    how_much_comes_back,
    how_long_it_takes,
    told_to_be_aided,
)
