"""Whether a message goes on with the case that the conversation is about, or begins another."""

import re

from bot.dialogue.persons.words import reader_for
from bot.dialogue.thresholds import ELLIPTIC
from bot.dialogue.topics.follow_ups import told_before
from bot.dialogue.turn import Turn
from bot.nlu.reading import circumstances
from bot.nlu.reading.people import wants_a_sum
from bot.rules.household import Household

# 今天还能交不；交了啥时候能报: the payment that was asked about.
_PAID_THEN = re.compile(r"^(那|我|要是|如果|现在|今天|这时候|那时候)*(交|缴)(了|上|完|费|的话)")


def goes_on(turn: Turn) -> bool:
    """Whether the message goes on with the case that the conversation is about."""
    if turn.choice.follows_up or turn.state.asked or turn.state.waiting or told_before(turn.state, turn.heard):
        return True
    if (
        turn.state.facts.asked_on
        and turn.choice.topics[:1] == ("benefit_period",)
        and _PAID_THEN.search(turn.heard.digits)
    ):
        return True
    if _asks_of_the_payment(turn):
        return True
    household = turn.state.facts.household
    if household and (wants_a_sum(turn.heard.digits) and not turn.heard.persons or _counts_them_again(turn, household)):
        return True
    if bool(set(turn.choice.topics) & set(turn.state.topics)) and len(turn.heard.residue) <= ELLIPTIC:
        return True
    return _of_the_same_matter(turn)


def _counts_them_again(turn: Turn, household: Household) -> bool:
    """俩人要掏多少: those who were named before, by their number."""
    tokens = [token for token in turn.heard.persons if token.kind not in ("bound", "top")]
    return len(tokens) == 1 and tokens[0].kind in ("total", "count") and tokens[0].number == len(household.everyone())


# Topics that are asked one after the other of one case: 2月26号交 and 那要多少钱, 我是低保 and 能退给我吗.
_MATTERS = (
    frozenset({"fee", "deadline", "late_payment", "benefit_period"}),
    frozenset({"subsidy", "refund"}),
)
_PAYING = _MATTERS[0]


def _of_the_same_matter(turn: Turn) -> bool:
    """Whether a short question that names nobody asks one thing more of the case at hand."""
    heard, asked, before = turn.heard, set(turn.choice.topics), set(turn.state.topics)
    others = any(token.kind in ("kin", "total", "count") for token in heard.persons)
    names_somebody = heard.groups or others or _THE_ASKER.search(heard.text)
    if names_somebody or len(heard.residue) > _ONE_THING_MORE:
        return False
    if turn.state.facts.groups & turn.registry.digest.midway and asked & {*_PAYING, "eligibility"}:
        # 大学刚毕业。现在能交不: it is for them that the windows are not the end.
        return True
    return any(asked & matter and before & matter for matter in _MATTERS)


_ONE_THING_MORE = 8
_THE_ASKER = re.compile(r"我(呢|自己|本人|一个人|要(交|缴)|该(交|缴)|得(交|缴))")


# What is asked of a payment: may one still, at what price, and from when one is covered.
_OF_A_PAYMENT = ("late_payment", "benefit_period", "deadline")


def _asks_of_the_payment(turn: Turn) -> bool:
    """今天交晚了没。那啥时候能用: of the payment that was spoken of, unless somebody else is named."""
    now, before = turn.choice.topics[:1], turn.state.topics[:1]
    if not (set(now) & set(_OF_A_PAYMENT) and set(before) & {*_OF_A_PAYMENT, "fee"}):
        return False
    return len(turn.heard.residue) <= ELLIPTIC and not turn.heard.groups and not turn.heard.persons


def asks_for_another(turn: Turn) -> bool:
    """我爸五保户。那我妈呢: what was told of the one is not true of the other."""
    if turn.heard.groups or turn.state.facts.household or turn.state.asked or turn.state.waiting:
        return False
    read = reader_for(turn.registry.catalogue).read
    last = re.split(r"[，。？！]那", turn.state.question)[-1]
    before = {token.value or "me" for token in read(last) if token.kind in ("kin", "me")}
    now = {token.value or "me" for token in turn.heard.persons if token.kind in ("kin", "me")}
    return bool(now and before) and not now & before


_OF_OTHERS = re.compile(r"^(那|要是|如果|换成)?[^，。]{2,10}(的|人员|的人)(呢|咋办|怎么办)[？?]?$")


def asks_for_others(turn: Turn) -> bool:
    """刑满释放的呢。那外出务工的呢: people of another sort, told by what they do and not by a group."""
    names_them = not turn.heard.groups and circumstances.read(turn.heard.digits).get("away")
    return bool(names_them and _OF_OTHERS.search(turn.heard.text))


def asks_for_one(turn: Turn) -> bool:
    """那我一个人多少: the asker alone, whatever family was told of before."""
    people = [token for token in turn.heard.persons if token.kind in ("kin", "me", "total", "count")]
    return len(people) == 1 and people[0].kind == "me" and people[0].text.endswith("一个人")
