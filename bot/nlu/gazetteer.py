"""spaCy's Chinese pipeline as a gazetteer: counties, townships and groups of people, from the registry's data.

Character segmentation: a word list never has to agree with a word segmenter's cuts.
"""

import re
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Span
from spacy.util import filter_spans

from bot.nlu.places import unknown_place
from bot.policies.registry import Name, Registry

_GRADE = re.compile(r"([一二三四1234ⅠⅡⅢⅣ])\s*级")
# 阳城隔壁的沁水县: the other one is meant.
_NEIGHBOUR = re.compile(r"隔壁|旁边|挨着|附近|邻近|相邻")
_SEVERE = frozenset("一二12ⅠⅡ")


@dataclass(frozen=True)
class Entity:
    """A span of the normalized text: ``value`` is a county's or group's id, a township's name, or the text itself."""

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
        self._groups = registry.group_aliases()
        self._matcher.add("place", [self._nlp.make_doc(text) for text in self._names])
        self._matcher.add("group", [self._nlp.make_doc(text) for text in self._groups])

    def find(self, text: str) -> tuple[Entity, ...]:
        """The entities in order."""
        doc = self._nlp.make_doc(text)
        spans = [Span(doc, start, end, label=key) for key, start, end in self._matcher(doc)]
        places = [span for span in spans if span.label_ == "place"]
        groups = [span for span in spans if span.label_ == "group"]
        found = self._places(filter_spans(places)) + self._group_entities(filter_spans(groups), text)
        known = any(entity.kind in ("county", "township", "short_township") for entity in found)
        if not known or _NEIGHBOUR.search(text):
            unknown = unknown_place(text, self.registry.names, self.registry.around)
            if unknown:
                found.append(Entity("unknown_county", unknown.text, unknown.text, unknown.start, unknown.end))
        return tuple(sorted(found, key=lambda entity: entity.start))

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
        # A short name (马坊 for 马坊镇) is a township only where its county is known; the conversation may know it.
        certain = name.county in named or span.text == name.township
        return Entity("township" if certain else "short_township", name.township, span.text, start, end, name.county)

    def _group_entities(self, spans: list[Span], text: str) -> list[Entity]:
        found = []
        for span in spans:
            group = self._groups[span.text]
            if group == "severe_disability" and not _GRADE.search(span.text):
                grade = _GRADE.search(text[max(0, span.start_char - 6) : span.end_char + 8])
                if grade and grade.group(1) not in _SEVERE:
                    group = "mild_disability"
            if group == "disability" or (group == "mental_illness" and "残" in span.text):
                grade = _GRADE.search(text[max(0, span.start_char - 6) : span.end_char + 8])
                if grade:
                    graded = "severe_disability" if grade.group(1) in _SEVERE else "mild_disability"
                    if group != "disability":
                        found.append(Entity("group", graded, span.text, span.start_char, span.end_char))
                    else:
                        group = graded
            found.append(Entity("group", group, span.text, span.start_char, span.end_char))
        return found
