"""Which county a message is about, and what to say of one that is not held or not named."""

import re

from bot.dialogue.answering import undated
from bot.dialogue.counties.asked_county import asked_county
from bot.dialogue.counties.hearsay import SOMEBODY, in_passing, is_held_up
from bot.dialogue.counties.origins import left_for_elsewhere, lives_in
from bot.dialogue.courtesies import main_topics
from bot.dialogue.heard import Heard
from bot.dialogue.message import (
    Reply,
    county_buttons,
    outcome,
)
from bot.dialogue.thresholds import LIKELY
from bot.dialogue.turn import Turn
from bot.nlu.reading import questions

_NO_PLACES = (
    "不告诉",
    "不知道",
    "不清楚",
    "不晓得",
    "随便",
    "都行",
    "没有",
    "不说",
    "哪个",
    "什么",
)
_OTHERS = re.compile(
    r"(隔壁|旁边的?|邻县|附近)[^，。？]{1,5}(不是|才|就|都|只|也)|人家.{1,14}(我们|咱|俺|你们)|(你们|恁)(这|县|这里|这边)?(咋|凭啥|凭什么|为什么|为啥|怎么)(就|还|都|又)?(不|没|要|得|收)|(我们|咱们?|俺们?)(这|县|这里)?(凭啥|凭什么|为什么|为啥|怎么)|"
    r"(我们|咱们?|俺们?)(这(里|边|儿)?|县|那)?(也|呢|是不是|要不要|有没有)|(我们|咱们?|俺们?)这(里|边|儿)?[^，。]{0,6}$"
)
_OURS = re.compile(r"我们|咱们?|俺们?|我是|我在")
_LONGEST_NAME = 12
_LIKE = re.compile(r"(跟|和|与|同|像)[^，。]{2,4}(县)?(也)?(是)?(一样|相同|一个样|差不多|同样)")


# Which of the counties named before is meant is asked rather than guessed.
_ONE_BEFORE = re.compile(r"((前|上|头|第|另)(一|1|面那?)个|(前面|先头|之前)(那|问的那?)个?)县(?!城|里|医|外|内)")


def county_of(turn: Turn) -> str | None:
    heard = turn.heard
    known = turn.state.county or turn.page_county
    if turn.page_county in turn.registry.counties and not heard.counties and _HERE.search(heard.text):
        # 随县多少钱。那我们这呢: back to the county of the page.
        return turn.page_county
    if turn.state.county and not heard.counties and not heard.township and _ONE_BEFORE.search(heard.text):
        return None
    if len(heard.counties) == 1 and _PUT_RIGHT.search(heard.text):
        return heard.counties[0]
    if heard.counties:
        if known not in turn.registry.counties and (in_passing(turn) or left_for_elsewhere(turn)):
            return None
        others = (
            _WITH_YOU.search(heard.text)
            or _OTHERS.search(heard.text)
            or _only_likened(heard)
            or in_passing(turn)
            or is_held_up(turn)
        )
        if known in turn.registry.counties and others:
            # 人家随县才280，我们凭啥320; 是不是跟景县一样; 我姐在鄢陵就交的380: it is still ours that is asked.
            return known
        if len(heard.counties) > 1 and _TAKEN_BACK.search(heard.text):
            return heard.counties[-1]
        own = lives_in(turn) or own_county(turn) or asked_county(turn)
        return own or (heard.counties[-1] if corrects_county(heard) else heard.counties[0])
    if heard.township and known not in turn.registry.counties:
        return heard.township[0]
    return known if known in turn.registry.counties and known not in heard.denied_counties else None


# 景县的能在你们这交吗: asked of the page's county by somebody from another.
_WITH_YOU = re.compile(r"(在|到|来)(你们|本)(县|这|那)?(里|边|儿|块)?[^，。]{0,3}(交|缴|参|买|办|上|入|登记)")
# 我在景县，不对，阳城: the last one named is meant, whichever was called one's own.
_TAKEN_BACK = re.compile(r"不对[，。]|[说打写弄搞]错|更正|口误")


# 说错了我户口在阳城: the county named is meant, however it is named.
_PUT_RIGHT = re.compile(r"^(哦|噢|啊|不|，)*(算了|(说|打|搞|记|弄|写)错了?|错了|不对)[，。 ]?[^，。？]{0,8}(在|是|归)")


def _only_likened(heard: Heard) -> bool:
    """跟景县一样: the one county named is there for comparison."""
    return len(heard.counties) == 1 and bool(_LIKE.search(heard.text))


def own_county(turn: Turn) -> str | None:
    """景县补830，我们随县也是吗: of several counties the asker's own."""
    text, by_name = turn.heard.text, turn.registry.county_by_name
    for match in _OURS.finditer(text):
        after = text[match.end() : match.end() + _LONGEST_NAME]
        for length in range(len(after), 0, -1):
            if after[:length] in by_name:
                return by_name[after[:length]]
    return None


_HERE = re.compile(r"(我们|咱们?|俺们?)(这|那|本地|当地|县|自己(县|这)?)(里|边|儿|块|头)?")


def corrects_county(heard: Heard) -> bool:
    """不是景县，是随县: the last one named is meant."""
    return len(heard.counties) > 1 and bool(re.search(r"不是.{1,6}[，, ]?(是|要问|问)|说错|打错|换成|改问", heard.text))


def other_township(turn: Turn) -> list[Reply] | None:
    """A township of another county than the one that is known: which of the two is meant decides every figure."""
    heard = turn.heard
    if not heard.township or heard.counties or turn.county is None or heard.township[0] == turn.county:
        return None
    counties = turn.registry.counties
    other, own = counties[heard.township[0]], counties[turn.county]
    topics = turn.choice.topics
    turn.next = turn.state.copy(
        update={"county": None, "waiting": bool(topics), "topics": topics, "question": heard.text}
    )
    text = turn.wording.text("ask_county", "township", place=heard.township[1], other=other.name, county=own.name)
    return [outcome("ask_county", text, county_buttons(turn.registry, (own.id, other.id)))]


def unknown_county(turn: Turn) -> list[Reply] | None:
    place = turn.heard.unknown_place or _unheard_of(turn)
    if not place or turn.heard.township or (turn.county and _only_tells_of(place, turn.heard)):
        return None
    if turn.county and ("failure" in turn.choice.topics or _ON_SCREEN.search(turn.heard.text)):
        # 显示的是阜城县税务局: what the screen says, not where the asker is.
        return None
    topics = turn.choice.topics
    turn.next = turn.state.copy(
        update={
            "county": None,
            "waiting": bool(topics),
            "topics": topics,
            "question": turn.heard.text if topics and not turn.choice.follows_up else turn.state.question,
        }
    )
    text = turn.wording.text("unknown_county", place=place, counties=turn.counties_text())
    alike = _alike(place, turn.registry.county_names)
    if alike:
        text += turn.wording.text("unknown_county", "alike", county=alike)
    return [outcome("unknown_county", text, county_buttons(turn.registry))]


_ON_SCREEN = re.compile(
    r"(显示|跳出|弹出|提示|写的|归属|(缴费|参保|征收)(地|机关))[^，。]{0,14}[\u4e00-\u9fff]{2,5}(县|区|市)"
)


# 我在武邑县，能在你们这交吗: somebody from elsewhere asks about here.
_ASKS_ABOUT_HERE = re.compile(
    r"(在|到|来|去)(你们|咱们?|我们|俺们?|这|本)(县|这)?(里|边|儿|块)?[^，。]{0,3}(交|缴|参|买|办|上|入|登记)"
)


def _only_tells_of(place: str, heard: Heard) -> bool:
    """他在许昌市区参了居民医保，还给免不: where somebody lives or is insured, in a part that asks nothing."""
    if _of_one_of_them(place, heard.text) or _ASKS_ABOUT_HERE.search(heard.text):
        return True
    if _of_somebody_there(re.escape(place), heard.text):
        return True
    there = re.compile(
        rf"在{re.escape(place)}[^，。]{{0,6}}(参|交|缴|买|上|办|入|住|待|干|读|念|打工|务工|工作|当兵)|{re.escape(place)}[^，。]{{0,3}}(交|参|缴|买|办)(了|过|着|的)"
    )
    if not questions.asks(heard.text) and re.search(rf"在{re.escape(place)}(市|那边|那里)?[，。！]?$", heard.text):
        # 女儿大二，在郑州: where she is.
        return True
    return any(there.search(part) for part in questions.telling(heard.text))


# 隔壁阜城县补交才320，你们凭啥830: it is ours that is asked about.
_US = re.compile(r"(你们|咱们?|我们|俺们?|这里|这边|本县)[^，。]{0,8}(凭|为|咋|怎么|多少|也|呢|是|要|还|收|交|缴|几)")


def _of_somebody_there(name: str, text: str) -> bool:
    """我在兰州呢，手机上还能交不; 要是他在郑州参加了居民医保呢: where somebody is, and not whose rule is asked for."""
    heard_of = re.search(rf"(隔壁|旁边|邻近|人家|听(人)?说|看到?|挨着)的?{name}", text) and _US.search(text)
    is_there = re.search(
        rf"(我|俺|人)(现在|眼下|这会儿)?(人)?在{name}(市|那边|这边)?(呢|了)?[，。 ][^？]*(手机|网上|微信|这|咱|能|还)",
        text,
    )
    asks_there = re.search(rf"{name}[^，。]{{0,3}}(交|缴|的?医保)", text)
    insured_there = re.search(rf"(他|她|它)(们)?在{name}[^，。]{{0,2}}(参加|参|交|缴|买|上|办|入)(了|过|着|的)", text)
    return bool(heard_of or is_there and not asks_there or insured_there)


_RELATIVE = rf"(学生|{SOMEBODY}|孩子|娃|大的|小的|老[大二三公婆伴]|[一二两三1-9]个(人)?)(都|还|现在|也|正|大学|上学|读书|打工|上班|工作)*在"


def _of_one_of_them(place: str, text: str) -> bool:
    """大学生一个在武汉, 儿子在武汉读大学: where one of the family is, not where the question is asked."""
    name = re.escape(place)
    studies = rf"{_RELATIVE}{name}(市|那边|那里|那儿)?[^，。]{{0,3}}(上学|读书|念书|上大学|读大学|念大学|打工|务工|上班|工作|做工|干活|当兵)"
    only_there = rf"{_RELATIVE}{name}(市|那边|那里|那儿)?$"
    asked_there = rf"{name}[^，。]{{0,4}}(交|缴|参保|的?(医保|标准|多少))"
    told = any(re.search(only_there, part) for part in questions.telling(text))
    return bool(told or re.search(studies, text)) and not re.search(asked_there, text)


def _alike(place: str, names: tuple[str, ...]) -> str | None:
    """A county held whose name differs in one character: perhaps meant, never taken for granted."""
    for name in names:
        if len(name) == len(place) and sum(a != b for a, b in zip(name, place, strict=True)) == 1:
            return name
    return None


def _unheard_of(turn: Turn) -> str | None:
    """Asked for the county, somebody says a short word that is none we know and nothing else either."""
    heard = turn.heard
    if not turn.state.waiting or heard.counties or heard.confidence >= LIKELY:
        return None
    word = re.sub(r"[，。的啊呀嘞哩县]", "", heard.text)
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,3}", word) or word[0] == "第":
        return None
    return None if word in _NO_PLACES or word in turn.registry.around else word


def ask_county(turn: Turn) -> list[Reply] | None:
    if turn.county is not None:
        return None
    if turn.state.waiting and _NO_IDEA.search(turn.heard.text):
        turn.next = turn.state
        text = turn.wording.text("ask_county", "again", counties=turn.counties_text())
        return [outcome("ask_county", text, county_buttons(turn.registry))]
    if turn.choice.topics:
        question = turn.heard.text if not turn.choice.follows_up else turn.state.question
        turn.next = turn.state.copy(
            update={
                "topics": turn.choice.topics,
                "waiting": True,
                "question": question or turn.heard.text,
                "facts": turn.state.facts.merged(undated(turn)),
            }
        )
        return [
            outcome(
                "ask_county",
                turn.wording.text("ask_county", counties=turn.counties_text()),
                county_buttons(turn.registry),
                topic=turn.choice.topics[0],
            )
        ]
    if turn.choice.unsure:
        return None
    text = turn.wording.text("ask_county", "again", counties=turn.counties_text())
    # 晋城: only a city or province around the counties is named.
    around = len(turn.heard.residue) <= 1 and any(name in turn.heard.text for name in turn.registry.around)
    told_where = turn.heard.intent == "inform" or around
    return [outcome("ask_county", text, county_buttons(turn.registry))] if told_where else None


_NO_IDEA = re.compile(r"(不知道|不清楚|不晓得|忘了).{0,4}(县|哪)?|哪个县")


def only_county(turn: Turn) -> list[Reply] | None:
    """Only a place was said, and nothing is waiting: ask what it is about."""
    if turn.county is None or turn.choice.topics or turn.choice.unsure or len(turn.heard.residue) > 1:
        return None
    name = turn.registry.counties[turn.county].name
    turn.next = turn.next.copy(update={"facts": turn.state.facts.merged(undated(turn))})
    return [outcome("ask", turn.wording.text("not_understood", "county", county=name), main_topics(), county=name)]
