"""Where a message's time goes: py-spy looks at the running server, and every look is given to the innermost known part."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.serving.results import Part

REST = "web server"
# A frame's file tells the part; the innermost frame that is known decides, so that a library called by a part counts
# as the part's. What matches none of them is the web server.
PARTS = (
    ("database: SQLite, SQLAlchemy, the tracker store", ("sqlalchemy/", "rasa/core/tracker_store.py", "conversations.py", "database.py")),
    ("understanding: topic model", ("bot/nlu/topic_model.py", "bot/nlu/topic_reader.py", "bot/nlu/segments.py")),
    ("understanding: normalizing and cutting", ("bot/nlu/words.py", "bot/nlu/normalize.py", "bot/nlu/pinyin.py")),
    ("understanding: places and other entities", ("bot/nlu/",)),
    ("dialogue, rules and wording", ("actions/", "bot/dialogue/", "bot/rules/", "bot/policies/")),
    ("Rasa: trackers, events and domain", ("rasa/shared/", "rasa/core/lock", "rasa_sdk/")),
    ("Rasa: the rest", ("rasa/",)),
    # Everything is called by the command; what it calls directly is the web server.
    (REST, ("bot/cli/", "sanic/")),
    ("gate, channel and turn", ("bot/",)),
)  # fmt: skip
# Sanic's frame for a request, and ours for the task in which a message is answered.
_HANDLING = ("handle_request", "_answer (")
# py-spy stops the process for each look: more of them would be a load of their own.
LOOKS = 100


def available() -> str | None:
    """py-spy's path, beside this Python or on the PATH; None where it is not installed."""
    beside = Path(sys.executable).with_name("py-spy")
    return str(beside) if beside.is_file() else shutil.which("py-spy")


def profile(spy: str, pid: int, folder: Path, seconds: int, load: Callable[[], object]) -> list[Part]:
    """Looks at a process while it is under load. Raises RuntimeError when py-spy may not."""
    output = folder / "profile.txt"
    command = [spy, "record", "--rate", str(LOOKS), "--duration", str(seconds), "--format", "raw"]
    with subprocess.Popen(  # noqa: S603 (our own command)
        [*command, "--output", str(output), "--pid", str(pid)], stdout=sys.stderr, stderr=sys.stderr
    ) as looking:
        load()
    if looking.returncode or not output.is_file():
        raise RuntimeError(f"py-spy ended with {looking.returncode}")
    return shares(output.read_text(encoding="utf-8").splitlines())


def shares(stacks: Iterable[str]) -> list[Part]:
    """The parts of the time in which a request was handled, the largest first. A line is ``frame;frame;… count``."""
    counts: Counter[str] = Counter()
    for line in stacks:
        stack, _, count = line.rpartition(" ")
        frames = stack.split(";")
        if any(frame.startswith(_HANDLING) for frame in frames):
            counts[part_of(frames)] += int(count)
    total = sum(counts.values())
    return [Part(name, count / total) for name, count in counts.most_common()]


def part_of(frames: list[str]) -> str:
    """The part of one stack, its frames from the outermost to the innermost."""
    for frame in reversed(frames):
        file = frame.partition(" (")[2]
        for name, files in PARTS:
            if any(file.startswith(known) or f"/{known}" in file for known in files):
                return name
    return REST
