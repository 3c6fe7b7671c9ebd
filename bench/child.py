"""Work in processes of their own: what one pipeline imports and keeps must not count as another's memory."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

import numpy as np

from bench.pipelines.base import Tools, Vectors
from bench.pipelines.catalogue import CATALOGUE
from bot.nlu.segments import asking
from bot.nlu.topic_model import Floats, plain
from bot.nlu.topic_training import Labelled

P = ParamSpec("P")
T = TypeVar("T")
_WARM_UP = 20


@dataclass(frozen=True)
class Answers:
    """A row for each text, a column for each label."""

    rows: Floats
    labels: list[str]


@dataclass(frozen=True)
class Cost:
    """What a pipeline took. ``start_mb`` is the process's memory before it learnt, ``peak_mb`` the most it ever was."""

    train_seconds: float
    train_cpu_seconds: float
    p50_ms: float
    p99_ms: float
    start_mb: float
    peak_mb: float
    size_mb: float


def measure(
    name: str, phrases: Sequence[Labelled], texts: Sequence[str], timed: int, epochs: int
) -> tuple[Answers, Cost]:
    """Trains a pipeline and asks it everything; the first ``timed`` texts one at a time, with the clock running."""
    with TemporaryDirectory(prefix="canbao-bench-") as folder:
        tools = Tools(folder, epochs)
        if CATALOGUE[name].encodes:
            tools.encode(["一"])
        tools.cut("一")
        pipeline = CATALOGUE[name].build(tools)
        start, began, began_cpu = _peak_mb(), time.perf_counter(), time.process_time()
        pipeline.fit(phrases)
        seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
        pipeline.probabilities(texts[:_WARM_UP])
        taken, rows = [], []
        for text in texts[:timed]:
            began = time.perf_counter()
            rows.append(pipeline.probabilities([text])[0])
            taken.append((time.perf_counter() - began) * 1000)
        others, labels = pipeline.probabilities(texts[timed:])
        answers = Answers(np.vstack([*rows, others]), labels)
        p50, p99 = np.percentile(taken, [50, 99])
        peak = _peak_mb()
        return answers, Cost(seconds, cpu, float(p50), float(p99), start, peak, pipeline.size() / 1e6)


def encode(phrases: Sequence[Labelled], texts: Sequence[str]) -> Vectors:
    """The vectors of everything, so that no later process has to encode it again."""
    wholes = [*(phrase.text for phrase in phrases), *texts]
    everything = list(dict.fromkeys(plain(text) for text in (*wholes, *filter(None, map(asking, wholes)))))
    return dict(zip(everything, Tools().encode(everything).astype(np.float32), strict=True))


def learn(
    name: str, phrases: Sequence[Labelled], texts: Sequence[str], vectors: Vectors | None, epochs: int
) -> Answers:
    """Trains a pipeline and asks it, without measuring what that takes."""
    with TemporaryDirectory(prefix="canbao-bench-") as folder:
        pipeline = CATALOGUE[name].build(Tools(folder, epochs, vectors))
        pipeline.fit(phrases)
        return Answers(*pipeline.probabilities(texts))


def alone(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The work's result, done in a fresh process that ends with it."""
    with workers(1) as pool:
        return pool.submit(work, *args, **kwargs).result()


@contextmanager
def workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes, not copies of this one. They print nothing to stdout."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_settle)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def cpu_seconds() -> float:
    """What all processes that have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _settle() -> None:
    from bot.cli.quiet import settle, settle_structlog

    sys.stdout = sys.stderr
    settle()
    settle_structlog()


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
