"""A small run of the cheap pipelines, and the page that is made of it."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bench import child, report, results
from bench.machine import this_machine
from bench.pipelines.base import Tools, remembering
from bench.pipelines.catalogue import CATALOGUE, OURS
from bench.pipelines.stock import training_data
from bench.questions import CLEAN, read_questions
from bench.results import Exam, Report
from bench.sampling import FOLDS, folds, in_shares
from bench.slices import generated
from bot.nlu.topic_training import Labelled
from bot.nlu.words import field_cutter
from bot.paths import DATA, WORDS
from bot.training_data.read import examples

CHEAP = ["tfidf-lr", "encoder-lr", OURS]


@pytest.fixture(scope="module")
def phrases() -> list[Labelled]:
    """The phrases as they are written."""
    found = [Labelled(one.text, one.topics, one.also is not None) for one in examples(DATA / "nlu")]
    return in_shares(found)


@pytest.fixture(scope="module")
def exam() -> Exam:
    """A few written questions of every slice, and those made of the clean ones among them."""
    by_slice = Counter[str]()
    kept = []
    for question in read_questions():
        by_slice[question.slice] += 1
        if by_slice[question.slice] <= 3:
            kept.append(question)
    return Exam((*kept, *generated(kept)), len(kept))


@pytest.fixture(scope="module")
def run(phrases: list[Labelled], exam: Exam) -> Report:
    """The cheap pipelines on 600 phrases."""
    texts = [question.text for question in exam.questions]
    measured = {name: child.measure(name, phrases[:600], texts, 10, epochs=1) for name in CHEAP}
    ours = measured[OURS][0]
    compared = [
        results.side_by_side(exam, CATALOGUE[name].title, name, answers, cost, ours)
        for name, (answers, cost) in measured.items()
    ]
    return Report(
        command="canbao bench nlu",
        machine=this_machine(),
        seconds=1,
        cpu_seconds=1,
        phrases=len(phrases),
        sample=600,
        longest=60,
        epochs=1,
        questions=dict(Counter(question.slice for question in exam.questions)),
        side_by_side=compared,
        everything=[results.crossed(OURS, "ours", phrases[: len(ours.rows)], ours)],
        learning=[results.point(exam, OURS, 600, ours)],
        whole=results.whole(exam, ours),
    )


def test_every_beginning_of_the_order_has_each_topic_in_its_share(phrases: list[Labelled]) -> None:
    total = Counter(phrase.topics[0] for phrase in phrases)
    for size in (250, 1000, 4000):
        share = Counter(phrase.topics[0] for phrase in phrases[:size])
        assert set(share) == set(total)
        for topic, count in share.items():
            assert count >= 6
            assert abs(count - total[topic] * size / len(phrases)) <= 0.2 * total[topic] * size / len(phrases) + 7


def test_the_order_is_always_the_same(phrases: list[Labelled]) -> None:
    assert in_shares(phrases) == in_shares(list(phrases)) != phrases


def test_the_folds_share_no_text_and_leave_none_out(phrases: list[Labelled]) -> None:
    found = folds(phrases)
    assert sorted(row for _, asked in found for row in asked) == list(range(len(phrases)))
    assert len(found) == FOLDS
    for learnt, asked in found:
        assert not {phrases[row].text for row in learnt} & {phrases[row].text for row in asked}
        assert len({phrases[row].topics[0] for row in learnt}) == len({phrase.topics[0] for phrase in phrases})


def test_the_words_are_cut_as_the_product_cuts_them(phrases: list[Labelled]) -> None:
    product = field_cutter(WORDS)
    cut = Tools().cut
    for phrase in phrases[:200]:
        assert cut(phrase.text) == [word for word in product.cut(phrase.text) if word.strip()]


def test_what_was_encoded_is_not_encoded_again(phrases: list[Labelled]) -> None:
    tools = Tools()
    texts = [phrase.text for phrase in phrases[:3]]
    vectors = child.encode(phrases[:2], [])
    encode = remembering(tools.encode, vectors)
    assert encode(texts).tolist() == pytest.approx(tools.encode(texts), abs=1e-6)
    assert len(vectors) == 3


def test_a_run_finds_most_clean_questions_and_measures_what_it_took(run: Report) -> None:
    for one in run.side_by_side:
        assert 0.3 < one.quality.accuracy < 1
        assert one.accuracy_interval[0] <= one.quality.accuracy <= one.accuracy_interval[1]
        assert one.lost["typo"] == pytest.approx(one.slices[CLEAN] - one.slices["typo"])
        assert 0 < one.cost.p50_ms <= one.cost.p99_ms
        assert one.cost.size_mb > 0


def test_the_page_names_every_pipeline_in_every_table(run: Report, tmp_path: Path) -> None:
    everyone = [replace(run.side_by_side[0], name=name, title=entry.title) for name, entry in CATALOGUE.items()]
    page = report.tables(replace(run, side_by_side=everyone), tmp_path)
    for name, entry in CATALOGUE.items():
        assert page.count(f"| `{name}` |") >= 3
        assert entry.title in page
    assert "canbao bench nlu" in page
    assert str(run.phrases) in page


def test_the_reading_is_kept_when_the_page_is_made_anew(run: Report, tmp_path: Path) -> None:
    report.write(run, tmp_path)
    page = tmp_path / "nlu.md"
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\n{report.READING}\n\nOurs is best.\n")
    before = page.read_text(encoding="utf-8")
    report.write(run, tmp_path)
    assert page.read_text(encoding="utf-8") == before
    assert json.loads((tmp_path / "nlu.json").read_text(encoding="utf-8"))["sample"] == 600


def test_every_picture_is_drawn_and_small(run: Report, tmp_path: Path) -> None:
    from bench.pictures import draw

    draw(run, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(report.PICTURES)
    assert all(path.stat().st_size < 120_000 for path in tmp_path.iterdir())


def test_work_alone_is_done_in_another_process() -> None:
    assert child.alone(len, "abc") == 3


def test_rasa_reads_every_phrase_as_it_is(phrases: list[Labelled]) -> None:
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

    odd = [
        Labelled(text, ("out_of_scope_other",))
        for text in ("1e5", "null", "yes", "- 交费", "a: b", "0.5", "“引号”", "#")
    ]
    read = RasaYAMLReader().reads(training_data([*phrases[:200], *odd]))
    assert Counter(example.get("text") for example in read.intent_examples) == Counter(
        phrase.text for phrase in (*phrases[:200], *odd)
    )
