"""What the stock project's understanding would take to learn all phrases, and what it costs to ask it then.

Learning all of them through all epochs takes hours; a few epochs tell what one of them takes. What it costs to ask does
not depend on how long was learnt, but on how much: so a model of all phrases and few epochs tells that.
"""

import asyncio
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench import child
from bench.serving import stock
from bench.serving.contestants import questions

FEW, MORE = 1, 3
_ROUNDS = 4


@dataclass(frozen=True)
class Scaling:
    """CPU seconds of ``rasa train nlu`` on all phrases with few epochs, and of an epoch; understanding's p50 after it.

    ``sample_parse_ms`` is that of the project that was served.
    """

    phrases: int
    start_cpu_seconds: float
    epoch_cpu_seconds: float
    parse_ms: float
    sample_parse_ms: float

    def cpu_seconds(self, epochs: int) -> float:
        """What so many epochs would take."""
        return self.start_cpu_seconds + epochs * self.epoch_cpu_seconds


def measured(served: stock.Stock) -> Scaling:
    """Measured now or in an earlier run."""
    everything = stock.phrases(0, 0)
    files = stock.project(everything, MORE)
    home = served.folder.parent / f"{stock.fingerprint(files)}-scaling"
    kept = home / "scaling.json"
    if not kept.is_file():
        cpu, more_cpu = (_learn(home, epochs) for epochs in (FEW, MORE))
        each = (more_cpu - cpu) / (MORE - FEW)
        scaling = Scaling(
            len(everything),
            cpu - FEW * each,
            each,
            child.alone(parse_ms, home / "models" / "stock.tar.gz"),
            child.alone(parse_ms, served.folder / "models" / "stock.tar.gz"),
        )
        kept.write_text(json.dumps(asdict(scaling)) + "\n", encoding="utf-8")
    return Scaling(**json.loads(kept.read_text(encoding="utf-8")))


def parse_ms(model: Path) -> float:
    """The median milliseconds of understanding one question, in a process of its own."""
    # As `rasa run` has it.
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"
    from rasa.core.agent import Agent

    agent, loop = Agent.load(str(model)), asyncio.new_event_loop()
    times = []
    for _ in range(_ROUNDS):
        for text in questions():
            began = time.perf_counter()
            loop.run_until_complete(agent.parse_message(text))
            times.append((time.perf_counter() - began) * 1000)
    return median(times[len(questions()) :])


def _learn(home: Path, epochs: int) -> float:
    stock.write(stock.project(stock.phrases(0, 0), epochs), home)
    _, cpu = stock.train(home, "nlu")
    return cpu
