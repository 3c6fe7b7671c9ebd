"""Whether a message about a family asks for its sum."""

import re

from bot.dialogue.household.own import asks_own_price
from bot.dialogue.persons.words import RECKONED
from bot.dialogue.thresholds import COVERS, LETTER, SURE, UNSURE
from bot.dialogue.topics.hearing import Choice, Hearing
from bot.nlu.reading import people, questions

# What a family asks that is no sum: when, where, how, and what has been paid.
_NO_SUM = ("refund", "benefit_period", "contact", "ecard", "voucher_query", "failure", "registration", "channel")
_HOW_MUCH = re.compile(
    r"多少|几(个|块|多)?钱|多钱|几多|够不够|够吗|够[^，。？]{1,6}(交|缴)?(吗|么|不|没)|够了?[吗么不没]|几个人的|(交|缴|拿|掏|出|准备|花|要)(多少|几)|算算|算下"
)
# 两口子560对吧: a sum that is told and doubted.
_IS_IT = re.compile(r"^(?=.*\d{2}).*(对不对|对吧|对吗|是不是)")
_WHETHER = re.compile(r"(还|要|用|得|需要?)(不要|不用|不得)?(再)?[^，。？]{0,8}(交|缴)|(交|缴)(还是)?不(交|缴)")
_OTHER_MATTER = re.compile(
    r"怎么|咋(?!算)|哪|什么时候|啥时候|几号|截止|电话|补助|补贴|报销|退(?!休|役|伍)|等待|谁|能不能|可以|能(?!交多少|力|够?不够)"
)


_NO_MATTER_OF_HEADS = (("channel",), ("deadline",))
_JUST_A_NUMBER = re.compile(r"(我们?|俺们?|咱)?(家|全家|一家)?(里|有|是|总共|一共)*\d+(口|个)(人)?(呢)?[。？?]?")

# 三口之家，我和媳妇都参过保，孩子要交多少: of the child alone.
_OF_THE_CHILD = re.compile(
    r"(孩子|娃娃?|小的|宝宝|新生儿|毛毛|小孩|伢|闺女|儿子)(还|也|自己|单独)?(要|得|该|用|需要?)?(不要|不用)?(交|缴|掏|花)(多少|几(?!个人|口)|钱|费|不|吗|么)[^，。？]{0,4}[？?]?$"
)


def tells_their_number(h: Hearing) -> Choice | None:
    """咋交。两口人: what they pay together is what their number changes."""
    counted = h.household is not None and h.household.size and _JUST_A_NUMBER.fullmatch(h.heard.digits)
    return Choice(topics=("fee",)) if counted and h.state.topics[:1] in _NO_MATTER_OF_HEADS else None


# 7月生的双胞胎一共多少: two newborns, and no family whose sum is asked.
_TWINS = re.compile(r"双胞胎|龙凤胎|对双|双生")
_OTHERS = re.compile(r"两口子|[3-9三四五六七八]个?(娃|孩|大人|人)|老[大二三四]|[3-9三四五六七八]口|老人|原来|加上")


def _is_of_twins(text: str) -> bool:
    return bool(_TWINS.search(text)) and not _OTHERS.search(text)


def family_sum(h: Hearing) -> Choice | None:
    """A family whose persons are told, and what they pay together asked, or nothing else."""
    household = h.household
    if household and h.state.asked == "household":
        return h.previous()
    if asks_own_price(h.heard.digits) and not (household and household.payers()) and not (h.groups or h.foreign):
        return Choice(topics=("fee",))
    if household is None or h.heard.pressed or h.foreign or len(h.heard.text) > LETTER:
        return None
    if set(h.settled) & set(_NO_SUM) or any(
        a.id in ("fiscal_subsidy", "full_premium", "late_difference") for a in h.asked
    ):
        return None
    text = h.heard.digits
    of_a_newborn = "newborn" in (h.first, *h.settled) or dict(h.ranked).get("newborn", 0.0) >= UNSURE
    if of_a_newborn and (_OF_THE_CHILD.search(text) or _is_of_twins(text)):
        return Choice(topics=("newborn",))
    if not household.payers() and not household.doubtful and _WHETHER.search(text):
        # 四口人都有职工医保，还用交吗
        return Choice(topics=("fee",))
    another = h.confidence >= COVERS and h.first not in ("fee", "subsidy") and dict(h.ranked).get("fee", 0.0) < SURE
    goes_on = h.state.topics[:1] == ("fee",) and h.state.facts.household is not None
    # 三口之家加一个新生儿: nothing is asked of the newborn by itself.
    counts = any(token.kind in ("top", "join", "unpaid") for token in h.heard.persons)
    only_told = counts and not (h.state.topics or questions.asks(text))
    of_all = household.size and h.first == "newborn" and (_PRICE.search(text) or only_told)
    only_tells = goes_on and not questions.asks(text)
    reckons = any(token.value in RECKONED for token in h.heard.persons)
    if another and not (reckons or people.wants_a_sum(text)) and not of_all and not only_tells:
        # 五口人能不能只交三个人的: the model is sure that it is something else.
        return None
    asks = reckons or people.wants_a_sum(text) or _HOW_MUCH.search(text) or _IS_IT.search(text)
    told = household != h.state.facts.household and (
        goes_on or (household.size and any(p.described for p in household.persons))
    )
    alone = household.size is None and not goes_on
    if "newborn" in h.settled and alone and not people.wants_a_sum(text):
        return None
    if not asks and (not told or _OTHER_MATTER.search(text)):
        return None
    if not (reckons or people.wants_a_sum(text)) and _OTHER_MATTER.search(text) and not _PRICE.search(text):
        return None
    if goes_on and len(h.heard.residue) <= 14:
        return h.previous()
    return Choice(topics=("fee", *_asked_as_well(text)))


# Where one pays and until when, asked in a clause of its own beside the sum.
_AS_WELL = {
    "channel": re.compile(r"(哪|怎么|咋|如何)[^，。？]{0,4}(交|缴)"),
    "deadline": re.compile(r"(什么时候|啥时候|几号|几月)[^，。？]{0,6}(交|缴|截止|为止)|截止(到|日)"),
}


def _asked_as_well(text: str) -> tuple[str, ...]:
    """What else is asked: 总共多少？还有在哪交."""
    parts = [part for part in questions.clauses(text) if questions.asks(part) and not _PRICE.search(part)]
    return tuple(topic for topic, words in _AS_WELL.items() if any(words.search(part) for part in parts))[:1]


_PRICE = re.compile(r"多少钱|(交|缴|拿|掏|出|准备|花|要|得|收)(多少|几)|几(个|块|多)?钱|够")
