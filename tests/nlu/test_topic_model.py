"""The model of topics: several at once, the same from the same inputs, calibrated on what it has not seen."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.nlu.topic_model import TopicModel, blended, plain
from bot.nlu.topic_training import Labelled, fit, written
from bot.nlu.words import cut_with, field_cutter
from bot.paths import DATA, WORDS
from bot.training_data.read import examples

_TOPICS = ("fee", "deadline", "refund", "newborn", "registration", "out_of_scope_medical")


cut = cut_with(field_cutter(WORDS))


def few(each: int = 120) -> list[Labelled]:
    """Some of the product's own phrases of a few topics."""
    chosen: list[Labelled] = []
    for topic in _TOPICS:
        own = [e for e in examples(DATA / "nlu") if e.intent == topic and set(e.topics) <= set(_TOPICS)]
        chosen += [Labelled(e.bare, e.topics, e.also is not None) for e in own[: each // 2] + own[-each // 2 :]]
    return chosen


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return fit(few(), cut, None).model


def ranked(model: TopicModel, text: str) -> Sequence[str]:
    row = model.probabilities([text], cut, None)[0]
    return [model.labels[i] for i in row.argsort()[::-1]]


def test_the_same_examples_give_the_same_model(model: TopicModel) -> None:
    again = fit(few(), cut, None).model
    texts = [example.text for example in few()[::7]]
    assert np.array_equal(model.probabilities(texts, cut, None), again.probabilities(texts, cut, None))


def test_a_text_may_ask_two_topics(model: TopicModel) -> None:
    assert set(ranked(model, "一个人交多少钱，交错了能退吗")[:2]) == {"fee", "refund"}


def test_a_homophone_does_not_change_the_topic(model: TopicModel) -> None:
    assert ranked(model, "多交了能退肥吗")[0] == ranked(model, "多交了能退费吗")[0] == "refund"


def test_what_is_ours_and_what_is_not_are_told_apart(model: TopicModel) -> None:
    assert ranked(model, "住院能报多少")[0] == "out_of_scope_medical"


def test_probabilities_lie_between_nothing_and_certain(model: TopicModel) -> None:
    chances = model.probabilities([example.text for example in few()[::5]], cut, None)
    assert chances.min() >= 0
    assert chances.max() <= 1


def test_an_example_under_the_wrong_topic_is_doubted() -> None:
    phrases = few()
    wrong = [Labelled("今年新农合一个人要交多少钱呀", ("refund",), True)]
    doubts = fit([*phrases, *wrong], cut, None).doubts
    assert len(phrases) in [doubt.row for doubt in doubts]
    assert next(doubt.elsewhere for doubt in doubts if doubt.row == len(phrases)) == "fee"


def test_numbers_and_markup_are_no_topics() -> None:
    assert plain("<b>280</b>元") == "0 元"
    assert plain("<script>alert(1)</script>多少钱") == "多少钱"


def test_the_quick_scores_are_those_of_the_features_that_were_learnt_from(model: TopicModel) -> None:
    texts = [plain(example.text) for example in few()]
    view, features = written(texts, cut)
    some = np.arange(0, len(texts), 9)
    assert len(model.exact.weights) == features.shape[1]
    quick = view.scores([texts[row] for row in some], cut, model.exact)
    assert np.allclose(quick, model.exact.scores(features[some]), atol=1e-4)


def test_a_text_of_nothing_known_still_has_probabilities(model: TopicModel) -> None:
    assert np.isfinite(model.probabilities(["ΩΩ", ""], cut, None)).all()


def test_a_topic_of_one_example_does_not_stop_the_training() -> None:
    lone = Labelled("医保电子凭证怎么激活", ("ecard",), True)
    assert "ecard" in fit([*few(20), lone], cut, None).model.labels


def test_two_views_of_a_letter_meet_between_them_in_log_odds() -> None:
    half = blended(np.array([0.9, 0.5, 1.0]), np.array([0.1, 0.5, 1.0]), 0.5)
    assert half[:2] == pytest.approx([0.5, 0.5])
    assert 0.99 < half[2] < 1


def test_what_counts_for_nothing_changes_nothing() -> None:
    assert blended(np.array([0.3]), np.array([0.9]), 0.0) == pytest.approx([0.3])
