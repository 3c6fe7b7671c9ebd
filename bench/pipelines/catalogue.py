"""All pipelines by name. Rasa is imported when the first of its own is built, not before."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.pipelines.base import Pipeline, Tools
from bench.pipelines.linear import Mean, Meant, Written
from bench.pipelines.neighbours import Neighbours
from bench.pipelines.ours import Ours
from bench.pipelines.stock import diet, logistic

OURS = "canbao"
STOCK = "rasa-diet"
RASA = "rasa-lr"
TFIDF, ENCODER = Written.name, Meant.name


@dataclass(frozen=True)
class Entry:
    """A pipeline: its name, what it is, and how it is built.

    ``cheap``: quick enough to learn from all phrases. ``encodes``: needs the sentence encoder's package. ``lesser``: a
    whole one without a part that is worth so little that only the side-by-side shows it.
    """

    name: str
    title: str
    build: Callable[[Tools], Pipeline]
    cheap: bool = True
    encodes: bool = False
    lesser: bool = False


CATALOGUE = {
    entry.name: entry
    for entry in (
        Entry(STOCK, "Stock Rasa: jieba, counted words and characters, DIET", diet, cheap=False),
        Entry(RASA, "Rasa's logistic regression on the same features", logistic, cheap=False),
        Entry(TFIDF, "tf-idf of characters and words, multinomial logistic regression", Written),
        Entry(ENCODER, "Sentence encoder, multinomial logistic regression", Meant, encodes=True),
        Entry(Mean.name, "Mean of the two above", Mean, encodes=True),
        Entry(Neighbours.name, "Ten nearest phrases by the sentence encoder", Neighbours, encodes=True),
        Entry(OURS, "Canbao's topic model", Ours, encodes=True),
        Entry(
            "canbao-no-sounds",
            "Canbao's without sounds",
            partial(Ours, name="canbao-no-sounds", sounds=False),
            encodes=True,
            lesser=True,
        ),
        Entry(
            "canbao-no-encoder", "Canbao's without the encoder", partial(Ours, name="canbao-no-encoder", meaning=False)
        ),
    )
}
