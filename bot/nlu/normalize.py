"""One way of writing: half width, simplified characters, known misspellings mended, odd blanks gone.

Everything that reads a message reads it after this, so that each rule has to know one spelling only.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from opencc import OpenCC

from bot.nlu.pinyin import PinyinReader

# Han characters on both sides: the blank between them carries nothing.
_BLANK_IN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff，。？！、；：])\s+(?=[\u4e00-\u9fff，。？！、；：])")
# 鄢 陵 县 多 少 钱: each character on its own.
_SPACED_OUT = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]\s+){3,}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
# 交了280 前天人走了: behind a number too, where no unit follows.
_BLANK_AFTER_A_NUMBER = re.compile(
    r"(?<=[0-9])\s+(?=[\u4e00-\u9fff])(?![元块毛分岁号月日年个人天口位名周小期份次级档万千百以之左多余])"
)
_BLANKS = re.compile(r"\s+")
_REPEATED = re.compile(r"([？！。，、~…?!,.])\1+")


class Normalizer:
    """Rewrites text by the spellings and abbreviations of ``data/lexicon/variants.yml``."""

    def __init__(
        self, spellings: Mapping[str, str], abbreviations: Mapping[str, str], pinyin_words: Iterable[str] = ()
    ) -> None:
        self._spellings = dict(spellings)
        self._abbreviations = {word.lower(): full for word, full in abbreviations.items()}
        longest_first = sorted(self._spellings, key=len, reverse=True)
        self._misspelt = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        words = sorted(self._abbreviations, key=len, reverse=True)
        # Pinyin initials stand alone among Chinese characters and digits, never inside a Latin word.
        self._abbreviated = (
            re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, words))})(?![A-Za-z])", re.IGNORECASE)
            if words
            else None
        )
        self._simplify = OpenCC("t2s")
        self._pinyin = PinyinReader(pinyin_words)

    @classmethod
    def from_file(cls, path: Path) -> "Normalizer":
        """From the lexicon's ``variants.yml`` and the ``pinyin_words.txt`` beside it, if there is one."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = path.with_name("pinyin_words.txt")
        lines = words.read_text(encoding="utf-8").splitlines() if words.is_file() else []
        return cls(data["spellings"], data["abbreviations"], (line for line in lines if not line.startswith("#")))

    def __call__(self, text: str) -> str:
        """The text in its one way of writing; never longer in meaning, often shorter."""
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if c in "\n\t " or unicodedata.category(c)[0] != "C")
        if not _is_simplified(text):
            text = self._simplify.convert(text)
        if self._abbreviated:
            text = self._abbreviated.sub(lambda m: self._abbreviations[m.group().lower()], text)
        text = self._pinyin(text)
        text = _SPACED_OUT.sub(lambda m: _BLANKS.sub("", m.group()), text)
        text = _BLANK_IN_CHINESE.sub("，", text)
        text = _BLANK_AFTER_A_NUMBER.sub("，", text)
        if self._misspelt:
            text = self._misspelt.sub(lambda m: self._spellings[m.group()], text)
        text = text.replace("?", "？").replace("!", "！").replace(";", "；")
        text = re.sub(r",(?!\d{3})", "，", text)
        text = _REPEATED.sub(r"\1", text)
        return _BLANKS.sub(" ", text).strip()


def _is_simplified(text: str) -> bool:
    """Whether no traditional character is in the text: GB 2312, the simplified set, has next to none of them.

    Looking is a hundred times as fast as converting, which changes nothing in nearly every message.
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=4)
def normalizer(path: Path) -> Normalizer:
    """The lexicon's normalizer, built once for each file."""
    return Normalizer.from_file(path)
