"""A county that is only heard of, or where somebody lives who says something: 景县的亲戚说不用交, 人家随县才280."""

import re

from bot.dialogue.heard import Heard
from bot.dialogue.turn import Turn
from bot.nlu.reading import questions

# Somebody else's county, or one heard of: 我姐在鄢陵, 听说随县, 看景县.
SOMEBODY = (
    "姐|哥|弟|妹|爸|妈|爹|娘|叔|伯|姑|姨|舅|婶|嫂|表|堂|闺女|女儿|儿子|女婿|媳妇|老公|老婆|亲戚|亲家|娘家|婆家|丈人|"
    "丈母娘|同事|同学|朋友|邻居|老乡|工友|战友|人家|别人|有人|他们?|她们?"
)
_HEARD_OF = "听(人)?(说|讲)|我?看(到|见|了)?|刷到|网上|抖音|群里"
_JUST = "(县|人家|那边|那里|那儿)*(就|才|都|却|可|是|只)"
_TAGS = re.compile(
    r"(这)?(是|对|真)(的|这样|真的)?(吗|么|不|嘛|吧)[？?]?|(是|对)不(是|对)[？?]?|真的假的[？?]?|有这回事(吗|么|没)[？?]?"
)
_THEIRS = re.compile(r"[她他]|那边|那里|那儿")
_KIN = re.compile(r"我(姐|哥|弟|妹|爸|妈)")
# 在景县工作的姐姐, 景县那边的老同学: who says it and where they are.
_LIVES_THERE = (
    r"(县里?|那边|那头|那里)?(工作|上班|打工|干活|住|上学|读书|教书|做生意|开店|当[^，。]{1,3})?(的|那个|个)?"
)
_WHO = (
    "(老|表|堂|小|大|二|三)?(亲戚|朋友|亲家|同事|同学|老乡|熟人|邻居|工友|战友|网友|娘家|婆家|闺女|女儿|儿子|女婿|媳妇|"
    "丈母娘|丈人|老师|[姐妹哥弟姑姨舅叔伯婶嫂爸妈爹娘]+|人)(人|们|家|母|公)?"
)
_SAYS = r"[^，。]{0,4}(说|讲|告诉|发(的|来|给)|念叨)"
# What they say of their own: 他们残疾人不用交.
_OF_THEIRS = r"(他|她|人家|那边|那里|那儿|当地)"
_A_DAY = re.compile(
    r"([0-9〇一二两三四五六七八九十]+年)?[0-9一二三四五六七八九十]+月(份)?([0-9一二三四五六七八九十]+(号|日)?|底|初|中旬|末)?"
    r"|[0-9一二三四五六七八九十]+(号|日)|(年|月)(底|初|末)"
)


def in_passing(turn: Turn) -> bool:
    """Whether the one county named only tells of somebody else, in a part that asks nothing, while another part asks."""
    heard = turn.heard
    if _hearsay_of(turn):
        return True
    told = questions.telling(heard.text)
    if len(heard.counties) != 1 or not told:
        return False
    county = _names_of(heard.counties[0], turn)
    passing = re.compile(
        rf"({SOMEBODY}|{_HEARD_OF})[^，。]{{0,6}}({county})|({county}){_JUST}|({county}){_LIVES_THERE}{_WHO}{_SAYS}"
    )
    parts = questions.clauses(heard.text)
    named = [part for part in parts if re.search(county, part)]
    if not all(part in told and passing.search(part) and not re.search(rf"({county})(的|人)$", part) for part in named):
        return False
    if any(_TAGS.fullmatch(after) and before in named for before, after in zip(parts, parts[1:], strict=False)):
        # 听说鄢陵交380，是吗: it is what was heard that is asked.
        return False
    # 我姐在鄢陵，她要交多少 asks about the sister's.
    asked = questions.asking(heard.text)
    again = any(kin.group() in "，".join(named) for kin in _KIN.finditer(asked))
    return not again and not _THEIRS.search(asked)


_QUOTED = r"(县)?(那边|那里|那儿|那头|人家)?(说|讲|写)(的)?(?!多少|几|什么|啥|怎么|咋|哪)"
_SEEN = r"(我看|看到|看见|人家|我听|听说|听人说|我晓得|我知道)(了|着|过|说)?({county})(县)?[^，。？ ]{{0,10}}(不|免|才|只)[^，。？ ]{{0,8}}(?<![吗么吧])(?=[，。 ]|$)"


# 那她免费撒，景县就是免的: told behind one's own question.
_HAS = r"(县)?(人家|那边|那里|那儿)?(就|都|才)(是)?[^，。？ ]{0,8}(免|不|退|便宜|少)[^，。？ ]{0,6}(?<![吗么吧])(?=[，。 ]|$)"


def is_held_up(turn: Turn) -> bool:
    """鄢陵说能退, 我看景县低保就不交: what another county has, held against one's own; it is the own that is asked."""
    counties = turn.heard.counties
    if len(counties) != 1:
        return False
    county, text = _names_of(counties[0], turn), turn.heard.text
    again = re.search(rf"({county})(县)?(的)?(呢|多少|几|怎么|咋|哪|什么|啥|能不能)", text)
    patterns = (rf"({county}){_QUOTED}", _SEEN.format(county=county), rf"[^，。 ][，。 ]({county}){_HAS}")
    held_up = any(re.search(pattern, text) for pattern in patterns)
    return bool(held_up) and not again


def without_their_days(turn: Turn) -> Heard:
    """The message without the days that hold elsewhere: 表姐说景县2月还能交，我还能交吗 asks about today."""
    heard = turn.heard
    if not heard.counties or turn.county is None or turn.county in heard.counties or not in_passing(turn):
        return heard
    names = "|".join(_names_of(county, turn) for county in heard.counties)
    text = re.sub(
        r"[^，。！？；]+",
        lambda part: _A_DAY.sub(_blank, part.group()) if re.search(names, part.group()) else part.group(),
        heard.text,
    )
    return heard.copy(update={"text": text})


def _blank(match: re.Match[str]) -> str:
    """As many characters without a meaning, so that every place in the text stays where it was."""
    return "某" * len(match.group())


def _hearsay_of(turn: Turn) -> bool:
    """新生儿免费的吧，听景县的亲戚说不用交: where those live who said so, and not which county is asked about."""
    counties = turn.heard.counties
    if len(counties) != 1:
        return False
    said = rf"(听[^，。]{{0,3}}|在|^|，)({_names_of(counties[0], turn)}){_LIVES_THERE}{_WHO}{_SAYS}(?![^，。]{{0,3}}{_OF_THEIRS})"
    return bool(re.search(said, turn.heard.text)) and not _THEIRS.search(questions.asking(turn.heard.text))


def _names_of(county: str, turn: Turn) -> str:
    """The county's names as one expression, the longest first."""
    names = [name.text for name in turn.registry.names_of[county]]
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
