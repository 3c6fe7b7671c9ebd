"""The training phrases as a product: what is wrong with them is told by file and line."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from bot.fingerprint import fingerprint
from bot.nlu.components.topics import TopicClassifier
from bot.nlu.words import field_cutter
from bot.paths import DATA, DOUBTS_MEMBER, WORDS
from bot.policies.source import Fault, SourceError
from bot.training import inputs
from bot.training_data import doubts
from bot.training_data.check import check
from bot.training_data.kept import kept
from bot.training_data.read import examples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the product's phrases to spoil."""
    return Path(shutil.copytree(DATA / "nlu", tmp_path / "nlu"))


def add(folder: Path, intent: str, *phrases: str, metadata: str = "") -> int:
    """Puts phrases at the end of a topic's file; the line of the first."""
    path = folder / f"{intent}.yml"
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    lines += [f"- intent: {intent}", *([f"  metadata: {metadata}"] if metadata else []), "  examples: |"]
    first = len(lines) + 1
    path.write_text("\n".join([*lines, *(f"    - {phrase}" for phrase in phrases)]) + "\n", encoding="utf-8")
    return first


def test_the_products_own_phrases_have_no_fault() -> None:
    assert check() == []


def test_nearly_the_same_phrase_under_two_topics_is_told_with_both_places(folder: Path) -> None:
    other = add(folder, "fee", "我想打听一下这个村里的医保今年到底收多少钱一个人呀")
    line = add(folder, "refund", "我想打听一下这个村里的医保今年到底收多少钱一个人呢")
    (fault,) = check(folder)
    assert (fault.file.name, fault.line) == ("refund.yml", line)
    assert f"fee.yml:{other}" in fault.message


def test_nearly_the_same_phrase_under_one_topic_is_no_fault(folder: Path) -> None:
    add(
        folder,
        "fee",
        "我想打听一下这个村里的医保今年到底收多少钱一个人呀",
        "我想打听一下这个村里的医保今年到底收多少钱一个人呢",
    )
    assert check(folder) == []


def test_what_a_block_asks_besides_is_read(folder: Path) -> None:
    add(folder, "fee", "问个价钱顺便问问几号截止呀各位", metadata="{also: [deadline]}")
    (found,) = [e for e in examples(folder) if e.text == "问个价钱顺便问问几号截止呀各位"]
    assert found.topics == ("fee", "deadline")


@pytest.mark.parametrize("metadata", ["{also: fee}", "{also: [weather]}", "{also: [refund]}", "{}"])
def test_a_wrong_list_of_other_topics_is_a_fault(folder: Path, metadata: str) -> None:
    add(folder, "refund", "随便写一句没有见过的话放在这里", metadata=metadata)
    with pytest.raises(SourceError, match="must be {also:"):
        list(examples(folder))


def test_a_topic_with_few_phrases_is_told(folder: Path) -> None:
    (folder / "ecard.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: ecard\n  examples: |\n    - 医保码怎么激活\n', encoding="utf-8"
    )
    assert any("has 1 examples" in fault.message for fault in check(folder))


def test_examples_that_the_model_doubts_are_told_by_file_and_line(folder: Path, tmp_path: Path) -> None:
    line = add(folder, "refund", "这一句大概放错了地方")
    member, model = tmp_path / DOUBTS_MEMBER, tmp_path / "model.tar.gz"
    doubt = {"text": "这一句大概放错了地方", "topic": "refund", "elsewhere": "fee", "confidence": 0.97}
    member.write_text(json.dumps([doubt]), encoding="utf-8")
    with tarfile.open(model, "w:gz") as archive:
        archive.add(member, f"components/train_TopicClassifier2/{DOUBTS_MEMBER}")
    doubts.keep(model, tmp_path / "kept.json")
    (hint,) = doubts.doubted(list(examples(folder)), tmp_path / "kept.json")
    assert (hint.file.name, hint.line) == ("refund.yml", line)
    assert "looks like fee" in hint.message


def test_every_topic_of_the_domain_has_phrases_with_all_their_topics() -> None:
    whole = {e.intent for e in examples(DATA / "nlu") if e.also is not None}
    assert len(whole) == 17


def test_a_word_added_to_the_lexicon_asks_for_a_new_model(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text(WORDS.read_text(encoding="utf-8") + "共同富裕补充包 1000 n\n", encoding="utf-8")
    before = TopicClassifier.fingerprint_addon({})
    assert TopicClassifier.fingerprint_addon({"words": str(words)}) not in (None, before)
    assert WORDS in set(inputs())


def test_a_word_added_to_the_lexicon_changes_what_the_model_sees(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text(WORDS.read_text(encoding="utf-8") + "共同富裕补充包 1000 n\n", encoding="utf-8")
    text = "共同富裕补充包怎么买"
    assert "共同富裕补充包" not in field_cutter(WORDS).lcut(text)
    assert "共同富裕补充包" in field_cutter(words).lcut(text)


def test_what_a_check_found_is_kept_until_a_file_of_it_changes(tmp_path: Path) -> None:
    phrases, cache = tmp_path / "fee.yml", tmp_path / "cache" / "found.json"
    phrases.write_text("one", encoding="utf-8")
    looked: list[str] = []

    def find() -> list[Fault]:
        looked.append(phrases.read_text(encoding="utf-8"))
        return [Fault(phrases, 3, "fee", "“多少钱”")]

    first, second = (kept(cache, "faults", fingerprint([phrases]), find) for _ in range(2))
    assert first == second == [Fault(phrases, 3, "fee", "“多少钱”")]
    assert looked == ["one"]
    phrases.write_text("two", encoding="utf-8")
    kept(cache, "faults", fingerprint([phrases]), find)
    kept(cache, "hints", fingerprint([phrases]), find)
    assert looked == ["one", "two", "two"]


def test_a_kept_finding_that_cannot_be_read_is_found_anew(tmp_path: Path) -> None:
    cache = tmp_path / "found.json"
    cache.write_text("no JSON", encoding="utf-8")
    assert kept(cache, "faults", "", list) == []
