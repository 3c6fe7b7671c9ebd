"""The questions and the slices that code makes of them."""

import re
import unicodedata

import pytest
from pypinyin import lazy_pinyin

from bench.questions import CLEAN, JUNK, REAL, WRITTEN, Question, read_questions
from bench.slices import CHANGES, generated, with_excess, with_greetings, with_homophones, without_punctuation
from bot.nlu.normalize import normalizer
from bot.paths import DATA, VARIANTS
from bot.rules.topics import IN_SCOPE, OUT_OF_SCOPE
from bot.training_data.read import examples

QUESTIONS = read_questions()
MADE = generated(QUESTIONS)
CLEAN_ONES = {question.id: question for question in QUESTIONS if question.slice == CLEAN}


def signs(text: str) -> str:
    """The text without punctuation and blanks."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "PZ")


def of(name: str) -> list[Question]:
    return [question for question in MADE if question.slice == name]


def test_the_held_out_questions_are_labelled_with_topics() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS) == 440
    assert {question.slice for question in QUESTIONS} == {REAL, CLEAN, JUNK, *WRITTEN}
    assert {label for question in QUESTIONS for label in question.labels} == {*IN_SCOPE, *OUT_OF_SCOPE}


def test_a_variant_asks_what_its_clean_question_asks() -> None:
    variants = [question for question in QUESTIONS if question.slice in WRITTEN]
    assert {question.of for question in variants} == set(CLEAN_ONES)
    assert all(set(CLEAN_ONES[question.of].labels) <= set(question.labels) for question in variants)


def test_no_question_is_a_training_phrase() -> None:
    normalize = normalizer(VARIANTS)
    phrases = {example.bare for example in examples(DATA / "nlu")} - {""}
    bare = {
        question.id: "".join(c for c in normalize(question.text) if c.isalnum()) for question in (*QUESTIONS, *MADE)
    }
    assert [name for name, text in bare.items() if text in phrases] == []


def test_every_change_is_made_to_every_clean_question_and_always_the_same() -> None:
    assert [question.slice for question in MADE] == [name for name in CHANGES for _ in CLEAN_ONES]
    assert generated(QUESTIONS) == MADE
    assert all(question.labels == CLEAN_ONES[question.of].labels for question in MADE)


@pytest.mark.parametrize("name", CHANGES)
def test_most_questions_do_change(name: str) -> None:
    changed = [question for question in of(name) if question.text != CLEAN_ONES[question.of].text]
    assert len(changed) >= 25


@pytest.mark.parametrize("name", ["no_punctuation", "excess"])
def test_punctuation_and_blanks_leave_the_signs_as_they_are(name: str) -> None:
    assert all(signs(question.text) == signs(CLEAN_ONES[question.of].text) for question in of(name))


def test_punctuation_goes_or_comes_three_times() -> None:
    assert without_punctuation("交了，能退吗？") == "交了能退吗"
    assert with_excess("交了，能退吗？") == "交了，，，能退吗  ？？？"


def test_the_other_width_is_the_same_text_to_unicode() -> None:
    for question in of("width"):
        assert unicodedata.normalize("NFKC", question.text) == unicodedata.normalize(
            "NFKC", CLEAN_ONES[question.of].text
        )


def test_greetings_stand_around_the_question() -> None:
    assert all(CLEAN_ONES[question.of].text in question.text for question in of("greetings"))
    assert with_greetings("怎么退费", 0) == "你好，怎么退费谢谢"


def test_homophones_sound_the_same_and_are_chinese() -> None:
    for question in of("homophones"):
        text = CLEAN_ONES[question.of].text
        assert len(question.text) == len(text)
        assert lazy_pinyin(question.text) == lazy_pinyin(text)
        wrong = [there for here, there in zip(text, question.text, strict=True) if here != there]
        assert wrong
        assert len(wrong) <= max(1, len(text) // 5)
        assert re.fullmatch(r"[\u4e00-\u9fff]+", "".join(wrong))


def test_text_without_chinese_characters_has_no_homophones() -> None:
    assert with_homophones("wifi 123?") == "wifi 123?"
