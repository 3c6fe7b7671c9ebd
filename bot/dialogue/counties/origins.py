"""Counties that are only told of as where somebody comes from or was insured before: 去年在景县参的，今年转到山丹."""

import re

from bot.dialogue.turn import Turn
from bot.nlu.reading import questions

_TIMES = r"(去年|前年|上年|往年|原来|原先|以前|之前|早先|先前|早些年|本来|过去|前几年|[0-9]{2,4}年)"
_JOINED = r"(参(的?保|了|的|过)|交(了|的|过|着)|缴(了|的|过|着)|买(了|的|过)|上(了|的|过)|入(了|的|过)|办(了|的|过))"
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
    here = [county for county in counties if not _only_from(county, turn)]
    if len(here) == len(counties):
        return None
    if len(here) == 1:
        return here[0]
    return known if not here and known in turn.registry.counties and known not in counties else None


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
        told += rf"|在{named}{_PAID}(?=，)"
    spans = [match.span() for match in re.finditer(told, text)]
    # 户口在山丹，嫁到景县来了，山丹那边没参保: beside another county it may be told of further.
    rest = [one for one in re.finditer(name, text) if not any(a <= one.start() < b for a, b in spans)]
    return bool(spans) and (not rest or several and not re.search(name, questions.asking(text)))
