"""Jieba with this field's words."""

import logging
from functools import lru_cache
from pathlib import Path

import jieba

from bot.nlu.topic_model import Cut


@lru_cache(maxsize=4)
def field_cutter(words: Path) -> jieba.Tokenizer:
    """A jieba of our own: jieba's default one is shared by the whole process, its dictionary with it.

    Its dictionary takes 75 MB, so that all who cut words share one cutter for each file of ``words``.
    """
    # jieba prints its loading to stderr unless told not to.
    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cutter.load_userdict(str(words))
    return cutter


def cut_with(cutter: jieba.Tokenizer) -> Cut:
    """Cuts a text into words; blanks are none."""
    return lambda text: [word for word in cutter.cut(text) if word.strip()]
