"""Homophones and pinyin read like the word that was meant."""

from bot.nlu.sounds import is_pinyin, syllables


def test_a_homophone_sounds_like_the_word_meant() -> None:
    assert syllables("缴废") == syllables("缴费")


def test_pinyin_typed_in_one_word_falls_into_its_syllables() -> None:
    assert syllables("zenmejiaofei") == syllables("怎么缴费")


def test_sounds_that_many_speakers_do_not_tell_apart_are_one() -> None:
    assert syllables("生") == syllables("森")
    assert syllables("南") == syllables("兰")


def test_initials_and_foreign_words_stay_as_they_are() -> None:
    assert syllables("yb wifi") == ["yb", "wifi"]


def test_chinese_in_latin_letters_is_told_from_foreign_text() -> None:
    assert is_pinyin("yibao zenme jiao")
    assert not is_pinyin("hello world")
    assert not is_pinyin("asdkjfh")
    assert not is_pinyin("")
