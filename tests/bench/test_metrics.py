"""The figures, against ones worked out by hand."""

import numpy as np
import pytest

from bench import metrics
from bench.metrics import Bin

LABELS = ["fee", "greet", "out_of_scope_other", "refund"]


def rows(*of: tuple[float, ...]) -> metrics.Floats:
    return np.array(of)


def test_the_first_topic_is_the_likeliest() -> None:
    assert metrics.first_topics(rows((0.1, 0.2, 0.6, 0.1), (0.9, 0.0, 0.0, 0.8)), LABELS) == [
        "out_of_scope_other",
        "fee",
    ]


def test_others_are_asked_too_when_they_are_likely_by_themselves() -> None:
    asked = metrics.asked_topics(rows((0.9, 0.54, 0.0, 0.55), (0.3, 0.1, 0.0, 0.2), (0.9, 0.8, 0.7, 0.6)), LABELS)
    assert asked == [{"fee", "refund"}, {"fee"}, {"fee", "greet", "out_of_scope_other"}]


def test_any_topic_asked_is_right_and_for_junk_any_that_is_not_ours() -> None:
    found = metrics.right(
        ["refund", "fee", "greet", "fee"],
        [("fee", "refund"), ("refund",), ("out_of_scope_other",), ("out_of_scope_other",)],
        [False, False, True, True],
    )
    assert found.tolist() == [True, False, True, False]


def test_macro_f1_is_the_mean_over_the_labels_that_occur() -> None:
    gold = [("fee", "refund"), ("fee",), ("refund",)]
    asked = [{"fee"}, {"fee", "greet"}, {"fee"}]
    # fee: 2 hits, 1 extra; refund: 2 missed; greet is never asked, so that it counts in no mean.
    assert metrics.macro_f1(asked, gold) == pytest.approx((2 * 2 / (2 * 2 + 1) + 0) / 2)


def test_foreignness_leaves_small_talk_out() -> None:
    assert metrics.foreignness(rows((0.2, 0.9, 0.5, 0.1)), LABELS) == pytest.approx([0.3])


def test_auroc_counts_pairs_in_order_and_ties_half() -> None:
    scores = np.array([0.9, 0.4, 0.4, 0.1])
    # Pairs of positive and negative: .9>.4, .9>.1, .4=.4, .4>.1.
    assert metrics.auroc(scores, np.array([True, True, False, False])) == pytest.approx(3.5 / 4)


def test_auroc_of_one_kind_alone_is_none() -> None:
    assert np.isnan(metrics.auroc(np.array([0.1, 0.2]), np.array([True, True])))


def test_reliability_puts_each_confidence_into_its_bin() -> None:
    bins = metrics.reliability(np.array([0.05, 0.1, 0.11, 1.0]), np.array([True, False, True, True]))
    assert [one.count for one in bins] == [2, 1, 1]
    assert [one.confidence for one in bins] == pytest.approx([0.075, 0.11, 1.0])
    assert [one.accuracy for one in bins] == [0.5, 1.0, 1.0]


def test_the_calibration_error_weighs_bins_by_their_questions() -> None:
    assert metrics.calibration_error([Bin(3, 0.8, 0.6), Bin(1, 0.3, 0.7)]) == pytest.approx((3 * 0.2 + 0.4) / 4)


def test_the_interval_is_wider_when_the_answers_hang_together() -> None:
    values = np.array([1.0, 1.0, 0.0, 0.0] * 20)
    apart = metrics.interval(values, [str(place) for place in range(80)])
    together = metrics.interval(values, [str(place // 4 * 2 + (place % 4) // 2) for place in range(80)])
    assert apart[0] < 0.5 < apart[1]
    assert together[0] < apart[0]
    assert apart[1] < together[1]
    assert metrics.interval(values, [str(place) for place in range(80)]) == apart


def test_the_interval_of_what_never_varies_is_a_point() -> None:
    assert metrics.interval(np.ones(5), list("abcde")) == (1.0, 1.0)
