"""What training takes when the data has changed: in a copy of the project, so that the model in use stays."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.paths import ROOT

_NEEDED = ("bot", "actions", "data", "config.yml", "domain.yml", "uv.lock")
_PHRASE = "- intent: fee\n  examples: |\n    - 量一量训练要多久用的一句话，医保交多少钱\n"


def ours() -> tuple[float, float]:
    """Wall-clock and CPU seconds of ``canbao train`` after a phrase was added. Raises RuntimeError."""
    with TemporaryDirectory(prefix="canbao-bench-") as name:
        copy = Path(name)
        _copy(copy)
        with (copy / "data" / "nlu" / "fee.yml").open("a", encoding="utf-8") as file:
            file.write(_PHRASE)
        environment = {**os.environ, "PYTHONPATH": name, "RASA_CACHE_DIRECTORY": f"{name}/.rasa/cache"}
        run = [sys.executable, "-c", "from bot.cli.main import main; main()", "train"]
        before, began = os.times(), time.perf_counter()
        done = subprocess.run(run, cwd=copy, env=environment, stdout=sys.stderr, check=False)  # noqa: S603 (our own)
        seconds, after = time.perf_counter() - began, os.times()
        if done.returncode or not list((copy / "models").glob("*.tar.gz")):
            raise RuntimeError(f"canbao train ended with {done.returncode}")
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system


def _copy(target: Path) -> None:
    for name in _NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy2(source, target / name)
