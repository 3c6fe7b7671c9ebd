"""The training phrases and the questions as the product's classifier reads them: normalized, the places taken out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.questions import Question, read_questions
from bench.slices import generated
from bot.nlu.topic_training import Labelled


@dataclass(frozen=True)
class Corpus:
    """What is learnt from, and what is asked."""

    phrases: tuple[Labelled, ...]
    questions: tuple[Question, ...]

    @property
    def texts(self) -> list[str]:
        """The questions' texts."""
        return [question.text for question in self.questions]


def prepare() -> Corpus:
    """Reads everything. Imports spaCy and Rasa, so that it belongs in a process of its own."""
    from bot.nlu.entity_reader import as_rasa
    from bot.nlu.gazetteer import Gazetteer
    from bot.nlu.normalize import normalizer
    from bot.nlu.topic_reader import without_places
    from bot.paths import DATA, VARIANTS
    from bot.policies.registry import Registry
    from bot.training_data.read import examples

    normalize = normalizer(VARIANTS)
    gazetteer = Gazetteer(Registry.load(DATA))

    def seen(text: str) -> str:
        text = normalize(text)
        return without_places(text, [as_rasa(entity) for entity in gazetteer.find(text)])

    phrases = [
        Labelled(text, (example.intent, *(example.also or ())), example.also is not None)
        for example in examples(DATA / "nlu")
        # A phrase that is a place and nothing else leaves nothing to learn from.
        if (text := seen(example.text))
    ]
    written = read_questions()
    questions = [replace(question, text=seen(question.text)) for question in (*written, *generated(written))]
    return Corpus(tuple(phrases), tuple(questions))


def short_ones(phrases: Sequence[Labelled], longest: int) -> list[Labelled]:
    """The phrases of at most so many characters; all of them for 0."""
    return [phrase for phrase in phrases if not longest or len(phrase.text) <= longest]
