"""What a model archive of Rasa's holds, read without Rasa: its graph, its domain, our model of topics."""

import json
import pickle
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.nlu.settings import Settings
from bot.nlu.topic_model import TopicModel
from bot.paths import TOPICS_MEMBER, VARIANTS, WORDS

_TOKENIZER = "bot.nlu.components.tokenizer.FieldTokenizer"
_ENTITIES = "bot.nlu.components.entities.FieldEntityExtractor"
_TOPICS = "bot.nlu.components.topics.TopicClassifier"
# What Rasa adds to every graph, and the one policy, whose rules lead to the one action.
_ALWAYS = {
    "rasa.graph_components.converters.nlu_message_converter.NLUMessageConverter",
    "rasa.nlu.classifiers.regex_message_handler.RegexMessageHandler",
    "rasa.graph_components.providers.domain_provider.DomainProvider",
    "rasa.graph_components.providers.rule_only_provider.RuleOnlyDataProvider",
    "rasa.core.policies.rule_policy.RulePolicy",
    "rasa.core.policies.ensemble.DefaultPolicyPredictionEnsemble",
}


@dataclass(frozen=True)
class Archive:
    """The parts of a model archive that answering needs; ``graph`` is component path -> configuration."""

    graph: Mapping[str, Mapping[str, Any]]
    domain: str
    topics: bytes

    @classmethod
    def read(cls, path: Path) -> "Archive":
        """Raises OSError, KeyError or tarfile.TarError when it is no model of ours."""
        parts: dict[str, bytes] = {}
        with tarfile.open(path) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content and Path(member.name).name in ("metadata.json", "domain.yml", TOPICS_MEMBER):
                    parts[Path(member.name).name] = content.read()
        nodes = json.loads(parts["metadata.json"])["predict_schema"]["nodes"].values()
        graph = {node["uses"]: node["config"] for node in nodes}
        return cls(graph, parts["domain.yml"].decode("utf-8"), parts.get(TOPICS_MEMBER, b""))

    def settings(self) -> Settings | None:
        """The pipeline's settings when the graph is the project's own, one after the other; None for any other graph."""
        if set(self.graph) != {_TOKENIZER, _ENTITIES, _TOPICS, *_ALWAYS} or not self.topics:
            return None
        config = self.graph[_TOPICS]
        lexicon = {"words": str(WORDS), "variants": str(VARIANTS), **config}
        if any(self.graph[_TOKENIZER].get(name, lexicon[name]) != lexicon[name] for name in ("words", "variants")):
            return None
        return Settings(
            words=Path(lexicon["words"]),
            variants=Path(lexicon["variants"]),
            sentence_encoder=bool(config.get("sentence_encoder", True)),
            ranking_length=int(config.get("ranking_length", 5)),
        )

    def model(self) -> TopicModel:
        """The model of topics."""
        model: TopicModel = pickle.loads(self.topics)  # noqa: S301 (our own model archive)
        return model
