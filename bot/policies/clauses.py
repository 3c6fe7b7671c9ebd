"""A clause's own text inside a notice: 五（6） names section 五, its item 6.

A clause is split into tokens, and each token narrows the span that the one before it left. A token is looked for by the
marks with which notices number their parts (``一、`` ``（一）`` ``1.`` ``第三条`` ``一是``) or, where it is a word, as
the head of a paragraph (``县税务局：``). The span ends at the next mark of the same form.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.policies.quantities import NUMERALS, half_width, whole_number

_LINE = r"(?m:^)[ \t]*"
_INLINE = r"(?<=[。；;:：,，、)])[ \t]*"
_NUMERAL = rf"(?P<n>[{NUMERALS}]+)"
# A point or colon between digits belongs to a figure (1.5), unless a year follows (1.2021年).
_MARK = r"(?:[、)]|[.,:](?!\d(?!\d{3}年)))"
_SECTION = rf"{_NUMERAL}(?:{_MARK}| )"
_IN_PARENTHESES = rf"\({_NUMERAL}\)"
_THUS = rf"{_NUMERAL}是"
_DIGIT = rf"(?P<n>\d{{1,2}}){_MARK}"
_DIGIT_IN_PARENTHESES = r"\((?P<n>\d{1,2})\)"
_CIRCLED = r"(?P<n>[①-⑳])"
_ARTICLE = rf"第(?P<n>[{NUMERALS}]+|\d+)[条章]"
# What follows the last section without a number of its own.
_CLOSER = rf"{_LINE}(?:(?:附件|附表|温馨提示)[ \t]*\d*[ \t]*(?::|$)|第[{NUMERALS}]+章)"
_SIGNATURE_LENGTH = 200

_TOKEN = re.compile(
    r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)"
    r"|(?P<ordinal>第[" + NUMERALS + r"\d]+[^第(\d]*)"
    r"|(?P<numeral>[" + NUMERALS + r"]+)(?=$|[(\d])"
    r"|(?P<digits>\d+)"
    r"|(?P<label>[^()\d]+?)(?=[" + NUMERALS + r"]*(?:$|[(\d]))"
)
_NUMBERING = re.compile(
    rf"{_LINE}(?:(?:[{NUMERALS}]+|\d{{1,2}}){_MARK}|\([{NUMERALS}\d]+\)|第[{NUMERALS}]+条|[{NUMERALS}]+是)"
)


@dataclass(frozen=True)
class _Span:
    """Where a part stands; ``inside`` is where its mark ends and its own parts may begin."""

    start: int
    end: int
    inside: int = 0


_Finder = Callable[[str, _Span], _Span | None]


def find(notice: str, clause: str) -> str | None:
    """The clause's text in the notice's own words, without marks of Markdown; None when there is no such clause.

    What rests on two places cites both, as 第七条；第八条, and has the text of both.
    """
    places = re.split("[；;]", clause)
    if len(places) > 1:
        texts = [find(notice, place) for place in places]
        return None if None in texts else "\n".join(text or "" for text in texts)
    text = _plain(notice)
    span: _Span | None = _Span(0, len(text))
    finders = list(_finders(half_width(clause).strip()))
    for finder in finders:
        span = finder(text, span) if span else None
    if not finders or span is None:
        return None
    found = re.sub(r"\*\*|^[ \t]*#+[ \t]*", "", notice[span.start : span.end], flags=re.MULTILINE)
    return found.strip() or None


def without_numbering(text: str) -> str:
    """The text without the numbers of its own parts, which are no figures: the 6 of “6、” proves nothing."""
    return _NUMBERING.sub("", half_width(text))


def _plain(notice: str) -> str:
    """The notice with half-width forms and without marks of Markdown, each character in its place."""
    text = half_width(notice)
    return re.sub(r"\*\*|^[ \t]*#+", lambda mark: " " * len(mark.group()), text, flags=re.MULTILINE)


def _finders(clause: str) -> Iterator[_Finder]:
    """One finder for each token of the clause, in order."""
    named = {"前言": _preamble, "标题": _title, "文号": _document_number, "落款": _signature}
    if clause in named:
        yield named[clause]
        return
    annex = re.fullmatch(r"附件\s*(\d*)", clause)
    if annex:
        yield _annex(annex[1])
        return
    first = True
    for part in re.split(r"[·\s]+", clause):
        tokens = list(_TOKEN.finditer(part))
        if sum(len(token.group()) for token in tokens) != len(part):
            yield _nothing
        for token in tokens:
            yield _finder(token, first)
            first = False


def _finder(token: re.Match[str], first: bool) -> _Finder:
    kind, word = token.lastgroup, token.group(token.lastgroup or 0).strip()
    if not word:
        return _nothing
    if kind == "ordinal":
        return _ordinal(word)
    if kind == "inside" and re.fullmatch(rf"[{NUMERALS}]+", word):
        return _numbered(word, (_IN_PARENTHESES,) if first else (_IN_PARENTHESES, _THUS, _SECTION))
    if kind == "inside" and word.isdigit():
        return _numbered(word, (_DIGIT_IN_PARENTHESES, _DIGIT, _CIRCLED))
    if kind == "digits":
        return _numbered(word, (_DIGIT, _DIGIT_IN_PARENTHESES, _CIRCLED))
    if kind == "numeral" and first:
        return _numbered(word, (_SECTION,), closed=True)
    if kind == "numeral":
        return _numbered(word, (_THUS, _SECTION, _IN_PARENTHESES))
    return _labelled(word)


def _ordinal(word: str) -> _Finder:
    """第三条, or a numbered word such as 第一档期."""
    parts = re.fullmatch(rf"第([{NUMERALS}]+|\d+)(.*)", word)
    number, unit = (parts[1], parts[2]) if parts else (word, "")
    return _numbered(number, (rf"第(?P<n>[{NUMERALS}]+|\d+){re.escape(unit)}",), closed=unit == "条")


def _numbered(number: str, forms: tuple[str, ...], closed: bool = False) -> _Finder:
    """The part with this number, by the first form that has it; at a line's start rather than within one."""
    wanted = whole_number(number)

    def search(text: str, span: _Span) -> _Span | None:
        for form in forms:
            anywhere = f"(?:{_LINE}|{_INLINE}){form}"
            # 一是, 二是 run on within a line; other numbers at a line's start are not ended by one within a line.
            for mark in (anywhere,) if form == _THUS else (f"{_LINE}{form}", anywhere):
                marks = list(re.compile(mark).finditer(text, span.inside, span.end))
                here = next((m for m in marks if whole_number(m["n"]) == wanted), None)
                if here:
                    ends = [m.start() for m in marks if m.start() > here.start()]
                    ends += [m.start() for m in _closers(text, here.end(), span.end)] if closed else []
                    return _Span(here.start(), min(ends, default=span.end), here.end())
        return None

    return search


def _closers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return re.compile(_CLOSER, re.MULTILINE).finditer(text, start, end)


def _labelled(label: str) -> _Finder:
    """The paragraph that a word heads: to the next such head, or, where the word opens a sentence, to the line's end."""
    word = re.escape(label)
    forms = (
        (rf"{_LINE}{word}[ \t]*:?[ \t]*$", rf"{_LINE}[^\n。;,:]{{2,20}}:[ \t]*$"),
        (rf"{_LINE}{word}[ \t]*:", rf"{_LINE}[^\n。;,:]{{2,40}}:"),
        (rf"{_INLINE}{word}[ \t]*:", r"(?<=[。;])[ \t]*[^\n。;,:]{2,20}:"),
        (rf"(?:{_LINE}|{_INLINE}){word}", r"\n"),
    )

    def search(text: str, span: _Span) -> _Span | None:
        for head, next_head in forms:
            here = re.compile(head, re.MULTILINE).search(text, span.inside, span.end)
            if here:
                after = re.compile(next_head, re.MULTILINE).search(text, here.end(), span.end)
                return _Span(here.start(), after.start() if after else span.end, here.end())
        return None

    return search


def _nothing(text: str, span: _Span) -> _Span | None:
    """What cannot be read as a clause is not found."""
    return None


def _annex(number: str) -> _Finder:
    def search(text: str, span: _Span) -> _Span | None:
        here = re.compile(rf"{_LINE}附件[ \t]*{number or ''}(?!\d)", re.MULTILINE).search(text, span.start, span.end)
        if here is None:
            return None
        after = re.compile(rf"{_LINE}附件[ \t]*\d", re.MULTILINE).search(text, here.end()) if number else None
        return _Span(here.start(), after.start() if after else span.end)

    return search


def _preamble(text: str, span: _Span) -> _Span | None:
    """Everything before the first numbered section."""
    first = re.compile(rf"{_LINE}(?:{_SECTION}|{_ARTICLE.replace('?P<n>', '')})").search(text)
    return _Span(0, first.start() if first else span.end)


def _title(text: str, span: _Span) -> _Span | None:
    """The lines before the first one that is a sentence or an address to somebody."""
    first = re.search(r"(?m)^.*(?:。|:[ \t]*$)", text)
    return _Span(0, first.start() if first else span.end)


def _document_number(text: str, span: _Span) -> _Span | None:
    """The number on a line of its own in the head: 某政办发〔2020〕80号."""
    head = _preamble(text, span)
    found = re.compile(rf"{_LINE}\S{{2,16}}[〔\[(]\d{{4}}[〕\])]第?\d+号[ \t]*$", re.MULTILINE).search(
        text, 0, head.end if head else span.end
    )
    return _Span(found.start(), found.end()) if found else None


def _signature(text: str, span: _Span) -> _Span | None:
    """The short lines at the end, before any annex; the last part of the notice where it has none."""
    annex = _annex("")(text, span)
    end = annex.start if annex else span.end
    lines = re.compile(r"(?:[^\n。;]{0,40}(?:\n|\Z))+\Z").search(text, _last_sentence(text, end), end)
    start = lines.start() if lines else end
    return _Span(start if text[start:end].strip() else max(0, end - _SIGNATURE_LENGTH), end)


def _last_sentence(text: str, end: int) -> int:
    """Where the line after the last full sentence begins."""
    stop = max(text.rfind("。", 0, end), text.rfind(";", 0, end))
    line = text.find("\n", stop, end) if stop >= 0 else 0
    return line if line >= 0 else end
