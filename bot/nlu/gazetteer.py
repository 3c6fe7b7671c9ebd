"""spaCy's Chinese pipeline as a gazetteer: the places, groups, means of payment and relatives of the registry's data,
and what is said of dates and money.

Character segmentation: a word list never has to agree with a word segmenter's cuts, and a date is matched character by
character.
"""

import re
from dataclasses import dataclass

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.group_words import GroupWords
from bot.nlu.places import unknown_place
from bot.policies.registry import Name, Registry

# 阳城隔壁的沁水县: the other one is meant.
_NEIGHBOUR = re.compile(r"隔壁|旁边|挨着|附近|邻近|相邻|一个市|应该一样")
# Followed by one of these, a township's short name is the beginning of another place's name: 大马 in 大马营.
_GOES_ON = re.compile(r"[营寨庄坡沟河山岭湾桥店集口坝铺屯堡湖家楼园林滩塘]")
_NUMERAL = {"TEXT": {"REGEX": r"^[0-9０-９〇零一二两三四五六七八九十百千万]$"}, "OP": "+"}
_MONTH_DAY = [_NUMERAL, {"TEXT": "月"}, {"TEXT": "份", "OP": "?"}]
_SAID_DAYS = ("今天", "明天", "后天", "昨天", "前天", "今年", "去年", "明年", "这个月", "上个月", "下个月", "月底")
_PATTERNS = {
    "date": [
        [_NUMERAL, {"TEXT": "年"}],
        _MONTH_DAY,
        [*_MONTH_DAY, _NUMERAL, {"TEXT": {"IN": ["日", "号"]}, "OP": "?"}],
        [_NUMERAL, {"TEXT": "年"}, *_MONTH_DAY],
        [_NUMERAL, {"TEXT": "年"}, *_MONTH_DAY, _NUMERAL, {"TEXT": {"IN": ["日", "号"]}, "OP": "?"}],
        *([{"TEXT": character} for character in day] for day in _SAID_DAYS),
    ],
    "money": [[_NUMERAL, {"TEXT": {"IN": ["元", "块", "圆"]}}, {"TEXT": "钱", "OP": "?"}]],
}


_DENIED = re.compile(r"(?<![是地属示])(不是|不在|并非|没在|不属于)(我们|咱们|俺们)?$")


def is_denied(text: str, start: int) -> bool:
    """Whether the place at ``start`` is named as the one that is not meant: 不是山丹县的."""
    return bool(_DENIED.search(text[:start]))


@dataclass(frozen=True)
class Entity:
    """A span of the normalized text: ``value`` is a county's, group's or relative's id, a township's name, or the text."""

    kind: str
    value: str
    text: str
    start: int
    end: int
    county: str | None = None
    misspelt: bool = False


class Gazetteer:
    """Finds the entities of a registry in normalized text."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._nlp = spacy.blank("zh")
        self._matcher = PhraseMatcher(self._nlp.vocab)
        self._names: dict[str, list[Name]] = {}
        for name in registry.names:
            self._names.setdefault(name.text, []).append(name)
        self._groups = GroupWords(registry.group_aliases())
        self._matcher.add("place", [self._nlp.make_doc(text) for text in self._names])
        self._relatives = registry.catalogue.relatives
        self._plain = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self._plain.add("channel", [self._nlp.make_doc(text) for text in registry.catalogue.means])
        self._plain.add("relative", [self._nlp.make_doc(text) for text in self._relatives])
        self._said = Matcher(self._nlp.vocab)
        for kind, patterns in _PATTERNS.items():
            self._said.add(kind, patterns, greedy="LONGEST")

    def find(self, text: str) -> tuple[Entity, ...]:
        """The entities in order."""
        doc = self._nlp.make_doc(text)
        spans = [Span(doc, start, end, label=key) for key, start, end in self._matcher(doc)]
        found = self._places(filter_spans(spans)) + self._group_entities(text)
        found += self._plain_entities(doc)
        known = any(
            entity.kind in ("township", "short_township")
            or (entity.kind == "county" and not is_denied(text, entity.start))
            for entity in found
        )
        if not known or _NEIGHBOUR.search(text):
            unknown = unknown_place(text, self.registry.texts, self.registry.around)
            if unknown:
                found.append(Entity("unknown_county", unknown.text, unknown.text, unknown.start, unknown.end))
        return tuple(sorted(found, key=lambda entity: entity.start))

    def _plain_entities(self, doc: Doc) -> list[Entity]:
        """Channels and relatives by their words, dates and money by their shape."""
        spans = [Span(doc, start, end, label=key) for key, start, end in (*self._plain(doc), *self._said(doc))]
        return [
            Entity(span.label_, self._relatives.get(span.text, span.text), span.text, span.start_char, span.end_char)
            for span in filter_spans(spans)
        ]

    def _places(self, spans: list[Span]) -> list[Entity]:
        found: list[Entity] = []
        named = {n.county for span in spans for n in self._names[span.text] if n.township is None}
        for span in spans:
            for name in self._names[span.text]:
                entity = self._place(span, name, named)
                if entity:
                    found.append(entity)
                    break
        return found

    def _place(self, span: Span, name: Name, named: set[str]) -> Entity | None:
        start, end = span.start_char, span.end_char
        if name.township is None:
            return Entity("county", name.county, span.text, start, end, name.county, name.misspelt)
        if named and name.county not in named:
            return None
        if span.text != name.township and _GOES_ON.match(span.doc.text[end:]):
            # 大马 is short for 大马镇, but not in 大马营.
            return None
        # A short name (马坊 for 马坊镇) is a township only where its county is known; the conversation may know it.
        certain = name.county in named or span.text == name.township
        return Entity("township" if certain else "short_township", name.township, span.text, start, end, name.county)

    def _group_entities(self, text: str) -> list[Entity]:
        return [
            Entity("group", named.group, text[named.start : named.end], named.start, named.end)
            for named in self._groups.find(text)
        ]
