"""The groups of people that a text names, by the words that people use for themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Span
from spacy.util import filter_spans

_GRADE = re.compile(r"([一二三四1234ⅠⅡⅢⅣ])\s*级")
_SEVERE = frozenset("一二12ⅠⅡ")


@dataclass(frozen=True)
class NamedGroup:
    """The id of a group, and the span of the text that names it."""

    group: str
    start: int
    end: int


class GroupWords:
    """Finds groups by their words; of words that overlap the longest counts."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._groups = dict(aliases)
        self._nlp = spacy.blank("zh")
        self._matcher = PhraseMatcher(self._nlp.vocab)
        self._matcher.add("group", [self._nlp.make_doc(text) for text in self._groups])

    def find(self, text: str) -> list[NamedGroup]:
        """The groups in order; a degree of disability near its word tells a severe one from a mild one."""
        doc = self._nlp.make_doc(text)
        spans = filter_spans([Span(doc, start, end, label="group") for _, start, end in self._matcher(doc)])
        return [named for span in spans for named in self._named(span, text)]

    def _named(self, span: Span, text: str) -> list[NamedGroup]:
        start, end = span.start_char, span.end_char
        if text.startswith("院", end):
            # 孤儿院 is a place.
            return []
        group = self._groups[span.text]
        grade = _GRADE.search(text[max(0, start - 6) : end + 8])
        if grade is None:
            return [NamedGroup(group, start, end)]
        if group == "severe_disability" and not _GRADE.search(span.text) and grade.group(1) not in _SEVERE:
            group = "mild_disability"
        graded = "severe_disability" if grade.group(1) in _SEVERE else "mild_disability"
        if group == "disability":
            group = graded
        elif group == "mental_illness" and "残" in span.text:
            return [NamedGroup(graded, start, end), NamedGroup(group, start, end)]
        return [NamedGroup(group, start, end)]
