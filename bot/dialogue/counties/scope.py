"""What is not ours to answer, and several counties side by side."""

import re

from bot.dialogue.counties import benefits_told, compare
from bot.dialogue.counties.asked_county import asked_county
from bot.dialogue.counties.origins import lives_in
from bot.dialogue.counties.places import corrects_county, own_county
from bot.dialogue.message import (
    Reply,
    outcome,
)
from bot.dialogue.thresholds import ASIDE, ELLIPTIC
from bot.dialogue.turn import Turn
from bot.rules.topics import OUT_OF_SCOPE


def out_of_scope(turn: Turn) -> list[Reply] | None:
    foreign = [topic for topic in turn.choice.topics if topic in OUT_OF_SCOPE]
    if not foreign:
        if turn.county and turn.choice.topics:
            turn.choice = turn.choice.copy(update={"topics": benefits_told.with_what_is_told(turn)})
        return None
    topic = foreign[0]
    ours = tuple(topic for topic in turn.choice.topics if topic not in OUT_OF_SCOPE)
    if ours and topic == benefits_told.MEDICAL and turn.county and benefits_told.tells_beside(turn, ours):
        turn.choice = turn.choice.copy(update={"topics": benefits_told.in_order(turn, ours)})
        return None
    if ours:
        sure = dict(turn.heard.ranking).get(topic, 0.0)
        turn.aside = topic if sure >= ASIDE else None
        turn.choice = turn.choice.copy(update={"topics": ours})
        return None
    if topic == "out_of_scope_medical" and turn.county and benefits_told.tells(turn):
        return None
    turn.next = turn.next.copy(update={"asked": None, "waiting": False})
    county = turn.registry.counties[turn.county].name if turn.county else ""
    if topic == "out_of_scope_other":
        text = turn.wording.text("out_of_scope", "other")
    elif turn.county:
        # 住院报几成: what a notice says of benefits without telling their share is no answer to that.
        silent = turn.policy.is_silent_on("reimbursement") or bool(_SHARE.search(turn.heard.digits))
        name = "medical_silent" if silent else "medical"
        of_the_year = f"{county}{turn.policy.year_name}"
        text = turn.wording.text("out_of_scope", name, county=of_the_year, refer=turn.refer())
    else:
        text = turn.wording.text("out_of_scope", "medical_no_county", counties=turn.counties_text())
    return [outcome("out_of_scope", text, topic=topic, county=county or None)]


_SHARE = re.compile(r"比例|几成|百分之|起付|报(销)?多少|能报几|[0-9]+成|[0-9]+[%％]")


def several_counties(turn: Turn) -> list[Reply] | None:
    in_turn = () if turn.heard.counties else _asked_one_after_the_other(turn)
    if not turn.heard.counties and turn.state.county_before and _MORE_THAN_TWO.search(turn.heard.digits):
        text = turn.wording.text("ask_county", "several", counties=turn.counties_text())
        return [outcome("ask_county", text)]
    counties = _all_that_are_meant(turn, in_turn)
    adds_up = _ADDS_UP.search(turn.heard.text)
    if len(counties) < 2 or corrects_county(turn.heard) or _only_own(turn) and not adds_up:
        return None
    before = turn.state.topics if in_turn else ()
    topics = _of_the_most(turn.heard.text, turn.choice.topics) or before or turn.choice.topics or ("fee",)
    question = f"{turn.state.question}，{turn.heard.text}" if before else turn.heard.text
    # Whoever compares is still of the own county, if that is known.
    told = {"county": _known(turn), "topics": topics, "question": turn.heard.text, "waiting": False}
    turn.next = turn.next.copy(update=told)
    heard = turn.heard.copy(update={"text": question})
    return [compare.reply(counties, topics, heard, turn.registry, turn.wording, turn.today)]


def _all_that_are_meant(turn: Turn, in_turn: tuple[str, ...]) -> tuple[str, ...]:
    """The counties named, with the known one where another is set beside it; else those spoken of before, or all."""
    counties, text, known = turn.heard.counties, turn.heard.text, _known(turn)
    if len(counties) == 1 and known not in (None, counties[0]) and (_ADDS_UP.search(text) or _VERSUS.search(text)):
        counties = (str(known), counties[0])
    counties = counties or in_turn or _compared_before(turn)
    all_of_them = _ALL_COUNTIES.search(text) and (not counties or _MOST_OF_MONEY.search(text))
    return tuple(turn.registry.counties) if all_of_them and len(turn.registry.counties) <= 8 else counties


def _known(turn: Turn) -> str | None:
    """The conversation's county, or the page's, if it is held."""
    known = turn.state.county or turn.page_county
    return known if known in turn.registry.counties else None


# 这三个哪个便宜: of counties asked about in turn only the last two are remembered.
_MORE_THAN_TWO = re.compile(
    r"(这|那|前面)?(3|4|几)个(县|地方)?(里|当中|中)?[^，。？]{0,4}(哪|谁)[^，。？]{0,6}(最|便宜|贵|早|晚|划算|高|低|好)"
)


_WHICH = re.compile(
    r"哪(个|边|家|一个)(?!月|部门|单位|窗口|银行|公众号)|哪(里|儿)(?!办|交|缴|登记|弄|退|查|打|问|领|开)|谁"
)


# 景县几号截止。阳城呢。哪个早: the two that were asked about one after the other.
_BETWEEN_THEM = re.compile(
    r"(哪(个|边|里|家|县|一个)|谁)[^，。？]{0,6}(早|晚|便宜|贵|划算|合算|多(?!少)|少|高|低|省|长|短|好|强|优惠|实惠|合适|宽)"
    r"|([两2俩]个?|这两|两边)(边|家|县|地|者)?[^，。？]{0,6}(差|比|一样|相同|哪)|^(那)?(相)?差(多少|几)|比起来|^(那|它们|他们)?(是不是)?(都)?(一样|相同|差不多)(吗|么|不|吧)?[？?]?$"
)


# 随县多少钱。比我们便宜吗: the other one against the page's own.
_THAN_OURS = re.compile(r"比(我们|咱们?|俺们?|本县|这边|这里)[^，。？]{0,8}(早|晚|便宜|贵|多|少|高|低|划算|好)")


def _asked_one_after_the_other(turn: Turn) -> tuple[str, ...]:
    own, other = turn.page_county, turn.state.county
    if own in turn.registry.counties and other and other != own and _THAN_OURS.search(turn.heard.text):
        return (other, str(own))
    before, now = turn.state.county_before, turn.state.county
    held = turn.registry.counties
    if before not in held or now not in held or before == now or len(turn.heard.residue) > ELLIPTIC:
        return ()
    return (str(before), str(now)) if _BETWEEN_THEM.search(turn.heard.digits) else ()


def _compared_before(turn: Turn) -> tuple[str, ...]:
    """那截止哪个晚: the counties that the message before compared."""
    if len(turn.heard.residue) > ELLIPTIC or not _WHICH.search(turn.heard.text):
        return ()
    names = turn.registry.names_of
    before = turn.state.question
    found = [(before.find(n.text), c) for c in turn.registry.counties for n in names.get(c, ()) if not n.township]
    named = dict.fromkeys(county for position, county in sorted(found) if position >= 0)
    known = _known(turn)
    if len(named) == 1 and known and _VERSUS.search(before):
        named = dict.fromkeys((known, *named))
    return tuple(named) if len(named) > 1 else ()


_MOST_OF_MONEY = re.compile(r"最(贵|便宜|高|低|多|少)|(更|比较)?(贵|便宜)")


def _of_the_most(text: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """哪个县最贵 is a question of the price, whatever else the words may mean."""
    of_all = _ALL_COUNTIES.search(text) and _MOST_OF_MONEY.search(text)
    of_two = topics[:1] in _WHERE_TO and _CHEAPER_WHERE.search(text)
    return ("fee",) if of_all or of_two or _DEARER_THERE.search(text) else ()


# 在哪边交便宜: the prices, and not whether or how one may.
_WHERE_TO = (("eligibility",), ("registration",), ("channel",))
_CHEAPER_WHERE = re.compile(r"(哪(边|个|里|家|儿|头)|谁)[^，。]{0,4}(贵|便宜|划算|省)")


# 从景县转到鄢陵交，会不会更贵: it is the two prices that are asked.
_DEARER_THERE = re.compile(r"(更|会不会|是不是)[^，。]{0,2}(贵|便宜|划算)")


_ALL_COUNTIES = re.compile(
    r"(五个?|5个?|几个|各个?|所有(的)?|全部(的)?|这些)县(里头?|里面|中|当中|之间)?[^，。]{0,8}(多少|几|什么|最(贵|便宜|高|低|多|少)|一样|哪(个|家|里|县)|谁)"
    r"|哪个?县(的)?(医保|居民医保)?(交|缴|收)?(费|得|的)?最(贵|便宜|高|低|多|少)"
)
# 我在山丹。我弟在阳城，俩人加一块: each pays in a county of their own.
_ADDS_UP = re.compile(
    r"[俩两2]个?人?(加|合)?(一块|一起|加起来|合起来|合计|合着|拢共|一共|总共)[^，。]{0,6}$|加一块|加到一起"
)
_VERSUS = re.compile(
    r"(和|跟|与|同|比)[^，。]{0,8}(比|哪(个|边|里|家)|谁|便宜|贵|划算)|^那.{0,8}(比|哪个|谁|便宜|贵)|比.{0,6}(便宜|贵|划算)"
)


def _only_own(turn: Turn) -> bool:
    """Two counties named, but only the own one asked about."""
    if asked_county(turn):
        return True
    return (own_county(turn) or lives_in(turn)) is not None and not re.search(
        r"哪个|比|一共|总共|和.{1,6}(都|各)|各(自|人)|各(是|要|得|该)*(交|缴|收|掏|多少)|分别|(更|多|还)?(贵|便宜|划算)",
        turn.heard.text,
    )
