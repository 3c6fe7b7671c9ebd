"""Chinese words typed in pinyin (zenme jiaofei), written in characters again."""

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import lazy_pinyin

from bot.nlu.sounds import is_pinyin

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"(?<![A-Za-z])[a-z]{3,40}(?![A-Za-z])")
# can bao deng ji: each syllable on its own, so that the blanks tell nothing of where words end.
_SPACED = re.compile(r"(?P<letters>[a-z]+(?: [a-z]+){1,30})(?P<end>[^A-Za-z]{0,3})")
_RUN = re.compile(r"(?<![A-Za-z])[a-z]+(?: [a-z]+)+(?![A-Za-z])")
_BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?=[a-z])|(?<=[a-z]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)


class PinyinReader:
    """Knows the words it was given by their spelling; the first of those that are spelt alike counts."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        for word in words:
            self._words.setdefault("".join(lazy_pinyin(word)), word)
        self._longest = max(map(len, self._words), default=0)
        self._read = lru_cache(maxsize=2_000)(self._segment)

    def __call__(self, text: str) -> str:
        """The text with its pinyin words in characters, where a run of letters is nothing but known words.

        Without a Chinese character in the text every word has to look like pinyin: hello stays hello.
        """
        if not _LATIN.search(text) or not (_CHINESE.search(text) or is_pinyin(text)):
            return text
        spaced = _SPACED.fullmatch(text)
        whole = self._read(spaced["letters"].replace(" ", "")) if spaced else None
        if spaced and whole:
            return whole + spaced["end"]
        # wo ma 65 sui dibao: between figures and characters each run of syllables is read as one.
        runs = _RUN.sub(lambda run: self._read(run.group().replace(" ", "")) or run.group(), text)
        written = _LATIN.sub(lambda match: self._read(match.group()) or match.group(), runs)
        return _BETWEEN.sub("", written) if written != text else text

    def _segment(self, letters: str) -> str | None:
        """The fewest words that spell the letters; None when they do not."""
        best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - self._longest), end):
                before, word = best[start], self._words.get(letters[start:end])
                now = best[end]
                if before is not None and word and (now is None or len(before) + 1 < len(now)):
                    best[end] = (*before, word)
        found = best[-1]
        return "".join(found) if found else None
