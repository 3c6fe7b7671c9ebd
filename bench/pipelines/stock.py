"""Rasa's own components for Chinese, trained, archived, loaded and asked through Rasa itself."""

import asyncio
import contextlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import yaml

from bench.pipelines.base import Tools
from bot.nlu.topic_model import Floats
from bot.nlu.topic_training import Labelled

_SEED = 1
_FEATURES: tuple[dict[str, Any], ...] = (
    {"name": "JiebaTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
)


class Stock:
    """Jieba, words and characters counted, and one of Rasa's classifiers."""

    def __init__(self, tools: Tools, name: str, classifier: dict[str, Any]) -> None:
        self.name = name
        # A ranking of all topics: the default cuts it at ten.
        self._config = {
            "recipe": "default.v1",
            "language": "zh",
            "assistant_id": name,
            "pipeline": [*_FEATURES, {**classifier, "ranking_length": 0}],
        }
        self._folder = Path(mkdtemp(dir=tools.folder or None))
        # What Rasa has trained before it does not train again; here it shall.
        os.environ["RASA_CACHE_DIRECTORY"] = str(self._folder / "cache")
        self._archive = self._folder / "model.tar.gz"
        self._labels: list[str] = []
        self._agent: Any = None
        self._loop = asyncio.new_event_loop()
        # Imported here, so that it counts as neither training nor answering.
        import rasa.core.agent
        import rasa.model_training
        import rasa.nlu.classifiers.diet_classifier  # noqa: F401

    def fit(self, examples: Sequence[Labelled]) -> None:
        """Trains a model, as ``rasa train nlu`` does."""
        from rasa.model_training import train_nlu

        (self._folder / "config.yml").write_text(yaml.safe_dump(self._config), encoding="utf-8")
        (self._folder / "nlu.yml").write_text(training_data(examples), encoding="utf-8")
        self._labels, self._agent = sorted({example.topics[0] for example in examples}), None
        # Rasa prints its progress to stdout, where results go.
        with contextlib.redirect_stdout(sys.stderr):
            made = train_nlu(
                str(self._folder / "config.yml"),
                str(self._folder / "nlu.yml"),
                str(self._folder),
                fixed_model_name=self._archive.name.removesuffix(".tar.gz"),
            )
        if made is None or not self._archive.is_file():
            raise RuntimeError(f"Rasa trained no model for {self.name}")

    def probabilities(self, texts: Sequence[str]) -> tuple[Floats, list[str]]:
        """Each text through the loaded agent, one after the other."""
        if self._agent is None:
            from rasa.core.agent import Agent

            self._agent = Agent.load(str(self._archive))
        rows = [self._loop.run_until_complete(self._row(text)) for text in texts]
        return np.array(rows, dtype=np.float64), self._labels

    def size(self) -> int:
        """The archive."""
        return self._archive.stat().st_size

    async def _row(self, text: str) -> list[float]:
        parsed = await self._agent.parse_message(text)
        confidence = {one["name"]: float(one["confidence"]) for one in parsed.get("intent_ranking", ())}
        return [confidence.get(label, 0.0) for label in self._labels]


def training_data(examples: Sequence[Labelled]) -> str:
    """The examples as a file of Rasa's, under their main topics."""
    by_topic: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        by_topic[example.topics[0]].append(example.text)
    lines = ['version: "3.1"', "nlu:"]
    for topic, texts in by_topic.items():
        lines += [f"- intent: {topic}", "  examples:"]
        # Quoted, as JSON is: unquoted, 1e5 would be a number.
        lines += [f"  - text: {json.dumps(text, ensure_ascii=False)}" for text in texts]
    return "\n".join(lines) + "\n"


def diet(tools: Tools) -> Stock:
    """With the neural classifier of Rasa's default pipeline, as ``rasa init`` configures it."""
    settings = {"epochs": tools.epochs, "constrain_similarities": True, "random_seed": _SEED}
    return Stock(tools, "rasa-diet", {"name": "DIETClassifier", **settings})


def logistic(tools: Tools) -> Stock:
    """With Rasa's own logistic regression."""
    return Stock(tools, "rasa-lr", {"name": "LogisticRegressionClassifier", "random_state": _SEED})
