"""Counties that are only told of as where somebody comes from or was insured before: 去年在景县参的，今年转到山丹."""

import re

from bot.dialogue.counties.destinations import goes_to
from bot.dialogue.turn import Turn
from bot.nlu.reading import questions

_TIMES = r"(去年|前年|上年|往年|原来|原先|以前|之前|早先|先前|早些年|本来|过去|前几年|[0-9]{2,4}年)"
_JOINED = r"(参(的?保|了|的|过)|交(了|的|嘞|过|着|医保|居民|保险|费)|缴(了|的|过|着)|买(了|的|过)|上(了|的|过)|入(了|的|过)|办(了|的|过))"
# 我在景县交过了，到山丹还要交吗: of the two, where one has paid is told.
_PAID = r"(已经|都|刚)?(交|缴|买|参)(过了|好了|上了|过|了)"
_LEFT = r"(转|迁|搬|嫁|调|移|落户)(到|去|往|回)"
_CAME = r"(转|迁|搬|嫁|调|落户|移|回)(过|回)?来|(过|回|转|迁|搬|嫁)来"
_LIVES = r"(户口|户籍|籍贯|老家|娘家)(都|还|也|就|原来|以前)?(是|在)?"
# 页面上参保地还显示随县, 系统里归属还是随县: where one is still on record.
_ON_RECORD = r"(显示|写着?|归属|参保地|关系)(地)?(都|还|仍|仍然|一直)*(显示|写|是|在)?(着|的)?(是|在)?"


def lives_in(turn: Turn) -> str | None:
    """户口在鄢陵，在随县打工: of the counties named the one that somebody does not come from; else the one that is known."""
    counties, known = turn.heard.counties, turn.state.county or turn.page_county
    destination = _pays_at_home(turn) or goes_to(turn)
    if destination:
        return destination
    if len(counties) == 1 and _asks_of_there(counties[0], turn):
        return counties[0]
    here = [county for county in counties if not _only_from(county, turn)]
    if len(here) == len(counties):
        return None
    if len(here) == 1:
        return here[0]
    return known if not here and known in turn.registry.counties and known not in counties else None


# 老家阳城的，回老家交多少: where one comes from is where one wants to pay.
_AT_HOME = re.compile(
    r"(在|回|到)(老家|户口(所在)?地|户籍(所在)?地|原籍|户口那边)(里|那边|那里)?(去)?(怎么|咋)?(交|缴|参|买)(?!了|过|的|着)"
)


# 俺娘家景县的呢, 娘家是景县的，那边一人交多少: what is asked is asked of there.
_THERE = re.compile(r"那边|那里|那儿|那头|老家")


def _asks_of_there(county: str, turn: Turn) -> bool:
    name, text = turn.registry.own_pattern(county), turn.heard.text
    lives = re.search(rf"{_LIVES}({name})县?的?(?P<ends>呢[？?]?$)?", text)
    if lives is None:
        return False
    return bool(lives["ends"]) or bool(_THERE.search(questions.asking(text[lives.end() :])))


def _pays_at_home(turn: Turn) -> str | None:
    text = questions.asking(turn.heard.text)
    if not _AT_HOME.search(text):
        return None
    at_home = [
        county
        for county in turn.heard.counties
        if re.search(
            rf"{_LIVES}({turn.registry.own_pattern(county)})|({turn.registry.own_pattern(county)})县?的?(户口|户籍)",
            turn.heard.text,
        )
    ]
    return at_home[0] if len(at_home) == 1 else None


def left_for_elsewhere(turn: Turn) -> bool:
    """我从景县嫁过来的, 去年在景县交的今年转过来了: the county named is the one left, and where somebody is now is not told."""
    counties, text = turn.heard.counties, turn.heard.text
    if len(counties) != 1 or turn.heard.township or not _only_from(counties[0], turn):
        return False
    name = turn.registry.own_pattern(counties[0])
    return bool(re.search(rf"({name})[^？]{{0,14}}?((转|迁|搬|嫁|调|落户)(了)?(过来|回来|来)|搬家)", text))


def _only_from(county: str, turn: Turn) -> bool:
    """Whether the county is named as an origin, and nothing is asked of it."""
    text, several = turn.heard.text, len(turn.heard.counties) > 1
    name = turn.registry.own_pattern(county)
    named = rf"({name})(县|那边|那里|那儿|老家)?"
    told = (
        rf"(?<!不)(从|由|打){named}[^，。？]{{0,6}}?({_CAME}|{_LEFT})"
        rf"|{_TIMES}[^，。？]{{0,8}}?(在|是)?{named}[^，。？能可]{{0,8}}?{_JOINED}"
        rf"|{_LIVES}{named}|{_ON_RECORD}{named}"
    )
    if several:
        # 我是阳城户口，在鄢陵打工: the other county is where one is.
        told += rf"|({name})县?的?(户口|户籍)"
        told += rf"|在{named}{_PAID}(?=，)"
    spans = [match.span() for match in re.finditer(told, text)]
    # 户口在山丹，嫁到景县来了，山丹那边没参保: beside another county it may be told of further.
    rest = [one for one in re.finditer(name, text) if not any(a <= one.start() < b for a, b in spans)]
    return bool(spans) and (not rest or several and not re.search(name, questions.asking(text)))
