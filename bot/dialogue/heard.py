"""What a message says: places, topics and words, from Rasa's parse of it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.dialogue.counties.misspelt import is_misspelt, runs_on
from bot.dialogue.persons.own_groups import groups_here
from bot.dialogue.persons.words import Token, reader_for
from bot.dialogue.state import State
from bot.nlu.gazetteer import is_denied
from bot.nlu.reading import numbers
from bot.policies.registry import Registry
from bot.rules.base import Strict
from bot.rules.topics import ALL

_CONFIRM = re.compile(
    r"是不是|是吗|对吗|对吧|对不(?:对|[？。?]?$)|是[^，。？]{1,20}(吗|吧)|吧[？。]?$|没错吧|就是|还是|真的假的|真假|是真的|真的(吗|么|不)|属实|有这回事|哄人|骗人|糊弄"
)


class Heard(Strict):
    """One message, understood as far as it goes. ``ranking`` holds topics with confidences, the likeliest first."""

    text: str
    intent: str
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    segments: tuple[tuple[str, str, float], ...] = ()
    counties: tuple[str, ...] = ()
    denied_counties: tuple[str, ...] = ()
    misspelt: bool = False
    unknown_place: str | None = None
    township: tuple[str, str] | None = None
    groups: tuple[tuple[str, int, int], ...] = ()
    persons: tuple[Token, ...] = ()
    residue: str = ""
    pressed: bool = False

    def without_topic(self, topic: str) -> "Heard":
        """The message as if the model had not found this topic in it or in a part."""
        rest = tuple(row for row in self.ranking if row[0] != topic)
        return self.copy(
            update={"ranking": rest, "segments": tuple(part for part in self.segments if part[1] != topic)}
        )

    @property
    def digits(self) -> str:
        """The text with its numerals in digits."""
        return numbers.with_digits(self.text)


# 具体哪天记不清了: no answer to what was asked, whatever else its words are like.
_FORGOTTEN = re.compile(r"忘(了|记了?)(?!交|缴|登记|办|去|啦)|记不(清|得|住)|不记得|说不(准|上|清)|搞不清|想不起")
_SHORT_REPLY = 16
_FILLER = re.compile(
    r"请问|你好|您好|我们?是|俺们?是|咱们?是|我们|我|俺|咱|那么|那|再说回|再说|换成|换|换个|问问|问下|问一下|呢|的话|的|啊|呀|吗|吧|哦|嘛|了|就是|如果是|"
    r"要是|如果|也|县|县城|市|省|人|在|是|不是|不对|说错了|错了|应该是|这边|那边|这里|这|想|看看|年度|年|说的|问的|[，。？！、；：,.\s~…—-]|\d"
)


def hear(
    text: str, parsed: Mapping[str, Any], registry: Registry, state: State, page_county: str | None = None
) -> Heard:
    """What Rasa's parse of the normalized ``text`` says, in the light of the conversation's county.

    Whether it is a button's payload shows in the text as it came: the gate lets no other slash through.
    """
    entities = [entity for entity in parsed.get("entities") or [] if not runs_on(entity, text, registry)]
    denied, counties = _denied_and_meant(text, entities)
    unknown = next((e["value"] for e in entities if e["entity"] == "unknown_county"), None)
    township = _township(entities, (*counties, state.county, page_county), state.waiting, text)
    ranking = tuple((row["name"], float(row["confidence"])) for row in parsed.get("intent_ranking") or [])
    intent = parsed.get("intent") or {}
    pressed = str(parsed.get("text") or "").startswith("/")
    if state.asked and _FORGOTTEN.search(text) and len(text) <= _SHORT_REPLY:
        intent = {"name": "not_sure", "confidence": 1.0}
    groups = groups_here(entities, text, registry, next(iter(counties), state.county or page_county))
    return Heard(
        text="" if pressed else text,
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        ranking=ranking,
        segments=tuple(
            (part["text"], part["ranking"][0]["name"], float(part["ranking"][0]["confidence"]))
            for part in parsed.get("segment_topics") or []
        ),
        counties=tuple(c for c in counties if c in registry.counties),
        denied_counties=tuple(c for c in denied if c not in counties),
        misspelt=any(is_misspelt(e, registry) for e in entities),
        unknown_place=unknown,
        township=township,
        groups=groups,
        persons=() if pressed else reader_for(registry.catalogue).read(text, groups),
        residue=residue(text, entities, registry.around),
        pressed=pressed,
    )


_LIVES_ELSEWHERE = re.compile(
    r"((户口|户籍|户|籍|老家|家|人|住)[都也又并]?(不是|不在|没在)|(显示|机关|(缴费|参保|归属)地|写)[^，。]{0,4}(不是|没有?))$"
)


def _denied_and_meant(text: str, entities: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The counties that are not meant, and those that are: 户口不在随县 says where somebody lives and 显示的不是随县
    what the screen says, unless another follows."""
    places = [(str(e["value"]), int(e.get("start") or 0)) for e in entities if e["entity"] == "county"]
    meant = tuple(county for county, start in places if not is_denied(text, start))
    denied = tuple(county for county, start in places if is_denied(text, start))
    if not meant and denied and all(_tells_where(text, start) for _, start in places):
        denied, meant = (), denied
    return denied, tuple(dict.fromkeys(meant))


# 从来没在景县参过保: what was not done there.
_NOT_DONE = re.compile(r"(没有?|未|不曾)在$")
_DONE_THERE = re.compile(r"[\u4e00-\u9fff]{2,6}?(参|交|缴|买|登|入|办)")


def _tells_where(text: str, start: int) -> bool:
    """Whether the county at ``start`` is denied as a place where somebody lives or has done something, not as meant."""
    before = text[:start]
    done = _NOT_DONE.search(before) and _DONE_THERE.match(text, start)
    return bool(_LIVES_ELSEWHERE.search(before) or done)


_FROM = re.compile(r"(我|俺|家)(是|在|住)$")


def _township(
    entities: Sequence[Mapping[str, Any]], counties: tuple[str | None, ...], waiting: bool, text: str
) -> tuple[str, str] | None:
    """The township, by its full name anywhere, by its short one where its county is known or was just asked for."""
    for entity in entities:
        if entity["entity"] == "township":
            return entity["county"], entity["value"]
        if entity["entity"] == "short_township" and (
            entity["county"] in counties
            or not any(counties)
            and (waiting or len(str(entity["text"])) > 2 or _FROM.search(text[: entity["start"]]))
        ):
            return entity["county"], entity["value"]
    return None


def residue(text: str, entities: Sequence[Mapping[str, Any]], around: Collection[str]) -> str:
    """What is left of a message without its places, years and filler: nothing, when it only says where or when."""
    for entity in entities:
        if entity["entity"] in ("county", "township", "unknown_county", "short_township"):
            text = text.replace(str(entity.get("text") or ""), "")
    for name in around:
        text = text.replace(name, "")
    return _FILLER.sub("", text)


def confirms(text: str) -> bool:
    """Whether a yes or no is expected."""
    return bool(_CONFIRM.search(text))


def topics_of(heard: Heard) -> tuple[tuple[str, float], ...]:
    """The ranking's topics, without small talk."""
    return tuple((name, confidence) for name, confidence in heard.ranking if name in ALL)
