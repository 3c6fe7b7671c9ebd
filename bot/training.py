"""Training when inputs changed, and finding the model that fits the inputs. Imports Rasa only to train."""

import contextlib
import fcntl
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.fingerprint import fingerprint
from bot.paths import DATA, LEXICON, MODELS, ROOT
from bot.training_data import doubts

MODEL = MODELS / "canbao.tar.gz"
STAMP = MODELS / "canbao.inputs.json"
DOUBTS = MODELS / "canbao.doubts.json"


def inputs() -> Iterator[Path]:
    """Every file that a model depends on."""
    yield ROOT / "config.yml"
    yield ROOT / "domain.yml"
    yield DATA / "rules.yml"
    yield from sorted((DATA / "nlu").glob("*.yml"))
    yield from sorted(LEXICON.glob("*"))
    yield from sorted((ROOT / "bot" / "nlu").rglob("*.py"))
    yield ROOT / "uv.lock"


def fresh_model() -> Path | None:
    """The model, if it was trained from the inputs as they are now."""
    return MODEL if is_trained_from(fingerprint(inputs())) else None


def is_trained_from(stamp: str) -> bool:
    """Whether there is a model, trained from inputs with that fingerprint."""
    if not MODEL.is_file() or not STAMP.is_file():
        return False
    return bool(json.loads(STAMP.read_text(encoding="utf-8")).get("inputs") == stamp)


def train(force: bool = False) -> Path:
    """The model for the inputs, trained now unless a fresh one is there. Raises RuntimeError when training fails."""
    MODELS.mkdir(exist_ok=True)
    with (MODELS / ".lock").open("w") as lock:
        # Two commands started together must not both train, nor one read what the other is writing.
        fcntl.flock(lock, fcntl.LOCK_EX)
        model = None if force else fresh_model()
        if model:
            return model
        stamp = fingerprint(inputs())
        with contextlib.redirect_stdout(sys.stderr):
            # Rasa prints its progress to stdout, where our results go.
            _train_with_rasa()
        doubts.keep(MODEL, DOUBTS)
        STAMP.write_text(json.dumps({"inputs": stamp}), encoding="utf-8")
        return MODEL


def trained() -> Path:
    """The model for the inputs; if it has to be trained, a process of its own does, whose memory goes with it.

    Raises RuntimeError when training fails.
    """
    model = fresh_model()
    if model:
        return model
    command = [sys.executable, "-m", "bot.cli.main", "train"]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:  # noqa: S603 (our own command)
        raise RuntimeError("training failed: what it said is above")
    return MODEL


def _train_with_rasa() -> None:
    from rasa.model_training import train as rasa_train

    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(DATA / "nlu"), str(DATA / "rules.yml")],
        output=str(MODELS),
        fixed_model_name=MODEL.stem.removesuffix(".tar"),
        force_training=False,
    )
    if result.code != 0 or not MODEL.is_file():
        raise RuntimeError(f"Rasa could not train a model (code {result.code})")
