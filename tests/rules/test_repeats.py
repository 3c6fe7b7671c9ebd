"""When a sentence says nothing that another one has not said."""

from bot.rules.repeats import says_again


def test_the_same_in_other_words_is_a_repetition() -> None:
    assert says_again("不区分成人和儿童，都是每人每年320元", "个人缴费标准是每人每年320元，不区分成人和儿童")


def test_part_of_a_longer_sentence_is_a_repetition() -> None:
    assert says_again("带户口簿、身份证", "由户主带户口簿、身份证，到经办机构登记")


def test_another_figure_is_no_repetition() -> None:
    assert not says_again("每人每年380元", "每人每年320元，不区分成人和儿童")


def test_something_new_is_no_repetition() -> None:
    assert not says_again("由户主带户口簿、身份证，到经办机构登记", "带户口簿、身份证")


def test_a_text_of_signs_alone_repeats_nothing() -> None:
    assert not says_again("——", "每人每年320元")
