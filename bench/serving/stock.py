"""The project to which Rasa's own documentation leads a Chinese team, with our phrases and our rules; trained once."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from bench.pipelines.stock import training_data
from bench.sampling import in_shares
from bench.serving.process import Command
from bot.nlu.topic_training import Labelled
from bot.paths import DATA, ROOT
from bot.rules.topics import IN_SCOPE
from bot.training_data.read import examples

FOLDER = ROOT / "var" / "bench" / "stock"
_SEED = 1
_SAID = "utter_other"
_FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Training:
    """What training took, and of what. ``phrases`` of at most ``longest`` characters, for so many ``epochs``."""

    phrases: int
    longest: int
    epochs: int
    seconds: float
    cpu_seconds: float
    day: str


@dataclass(frozen=True)
class Stock:
    """A trained project."""

    folder: Path
    training: Training

    def commands(self, port: int, actions_port: int, conversations: Path) -> list[Command]:
        """Rasa's server with the REST channel, and the SDK's with the action. ``conversations`` is the database."""
        endpoints = conversations.with_name("endpoints.yml")
        endpoints.parent.mkdir(parents=True, exist_ok=True)
        settings = {
            "action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"},
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(conversations)},
        }
        endpoints.write_text(yaml.safe_dump(settings), encoding="utf-8")
        serve = ["run", "--model", f"{self.folder}/models/stock.tar.gz", "--endpoints", str(endpoints)]
        serve += ["--credentials", f"{self.folder}/credentials.yml", "--interface", "127.0.0.1", "--port", str(port)]
        act = ["run", "actions", "--actions", "bench.serving.stock_actions", "--port", str(actions_port)]
        return [_rasa(*serve, folder=self.folder), _rasa(*act, folder=ROOT)]


def phrases(count: int, longest: int) -> list[Labelled]:
    """Our phrases under their first topics, every topic in its share; 0 sets no limit."""
    found = [Labelled(one.text, (one.intent,)) for one in examples(DATA / "nlu")]
    return in_shares([phrase for phrase in found if not longest or len(phrase.text) <= longest])[: count or None]


def trained(learnt: Sequence[Labelled], epochs: int, folder: Path = FOLDER) -> Stock:
    """The project trained on these phrases, now or in an earlier run. Raises RuntimeError when Rasa cannot train it."""
    files = project(learnt, epochs)
    home = folder / fingerprint(files)
    made, kept = home / "training.json", home / "models" / "stock.tar.gz"
    if not made.is_file() or not kept.is_file():
        made.unlink(missing_ok=True)
        write(files, home)
        seconds, cpu = train(home)
        longest = max(len(phrase.text) for phrase in learnt)
        training = Training(len(learnt), longest, epochs, seconds, cpu, date.today().isoformat())
        made.write_text(json.dumps(asdict(training)) + "\n", encoding="utf-8")
    return Stock(home, Training(**json.loads(made.read_text(encoding="utf-8"))))


def fingerprint(files: dict[str, str]) -> str:
    """All that a trained project depends on, as a short name."""
    depends = json.dumps([files, version("rasa"), version("tensorflow-cpu"), version("jieba")], sort_keys=True)
    return hashlib.sha256(depends.encode()).hexdigest()[:16]


def project(learnt: Sequence[Labelled], epochs: int) -> dict[str, str]:
    """The files of the project."""
    intents = sorted({phrase.topics[0] for phrase in learnt})
    return {
        "config.yml": _yaml(_config(epochs)),
        "domain.yml": _yaml(_domain(intents)),
        "credentials.yml": "rest:\n",
        "data/nlu.yml": training_data(learnt),
        "data/rules.yml": _yaml({"version": "3.1", "rules": [_rule(intent) for intent in [*intents, _FALLBACK]]}),
        "data/stories.yml": _yaml({"version": "3.1", "stories": _stories(intents)}),
    }


def train(home: Path, *part: str) -> tuple[float, float]:
    """Wall-clock and CPU seconds of ``rasa train``, or of a ``part`` of it, in a project. Raises RuntimeError."""
    command = _rasa("train", *part, "--fixed-model-name", "stock", "--out", "models", folder=home)
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 (our own command)
        command.arguments, cwd=home, env={**os.environ, **command.environment}, stdout=sys.stderr, check=False
    )
    seconds, after = time.perf_counter() - began, os.times()
    # What was trained is in the model; the cache would only keep it a second time.
    shutil.rmtree(home / "cache", ignore_errors=True)
    if done.returncode:
        raise RuntimeError(f"Rasa could not train the stock project in {home} (status {done.returncode})")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, cpu


def _rasa(*arguments: str, folder: Path) -> Command:
    environment = {
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(folder / "cache"),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONPATH": str(ROOT),
    }
    return Command((sys.executable, "-m", "rasa", *arguments), environment, folder)


def _config(epochs: int) -> dict[str, Any]:
    return {
        "recipe": "default.v1",
        "language": "zh",
        "assistant_id": "stock",
        "pipeline": [
            {"name": "JiebaTokenizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True, "random_seed": _SEED},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "TEDPolicy", "max_history": 5, "epochs": epochs, "constrain_similarities": True},
        ],
    }


def _domain(intents: Sequence[str]) -> dict[str, Any]:
    return {
        "version": "3.1",
        "intents": list(intents),
        "slots": {"county": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]}},
        "responses": {_SAID: [{"text": "请问您要问居民医保的什么事？"}]},
        "actions": ["action_answer"],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": _action(intent)}]}


def _stories(intents: Sequence[str]) -> list[dict[str, Any]]:
    """Conversations for the policies that learn: every topic followed by every third other one."""
    topics = [intent for intent in intents if intent in IN_SCOPE]
    pairs = [(one, other) for one in topics for place, other in enumerate(topics) if place % 3 == 0 and one != other]
    return [
        {
            "story": f"{one}, then {other}",
            "steps": [step for intent in (one, other) for step in ({"intent": intent}, {"action": _action(intent)})],
        }
        for one, other in pairs
    ]


def _action(intent: str) -> str:
    return "action_answer" if intent in IN_SCOPE else _SAID


def _yaml(rows: dict[str, Any]) -> str:
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)


def write(files: dict[str, str], home: Path) -> None:
    """Puts a project's files into a folder."""
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
