"""The figures of a run, as they stand in ``serve.json``."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np

from bench.machine import Machine
from bench.serving.load import Taken
from bench.serving.scaling import Scaling
from bench.serving.stock import Training

FEW, MANY = 1, 16


@dataclass(frozen=True)
class Spread:
    """The median of several measurements, and the least and the most of them."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Of at least one value."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True)
class Latency:
    """Percentiles and mean of the milliseconds of requests."""

    mean: float
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> "Latency":
        """Of at least one request."""
        p50, p95, p99 = np.percentile(milliseconds, [50, 95, 99])
        return cls(mean(milliseconds), float(p50), float(p95), float(p99))


@dataclass(frozen=True)
class Served:
    """What a service did for so many clients: each round's requests a second, and the latency over all rounds."""

    clients: int
    rate: Spread
    latency: Latency
    requests: int
    with_figures: int

    @classmethod
    def of(cls, clients: int, rounds: Sequence[Taken]) -> "Served":
        """Of all rounds with so many clients."""
        return cls(
            clients,
            Spread.of([taken.rate for taken in rounds]),
            Latency.of([time for taken in rounds for time in taken.milliseconds]),
            sum(taken.requests for taken in rounds),
            sum(taken.with_figures for taken in rounds),
        )


@dataclass(frozen=True)
class Service:
    """A contestant: its starts, its memory after warm-up and after the load, and what it served."""

    name: str
    start_seconds: Spread
    warm_mb: Spread
    loaded_mb: Spread
    few: Served
    many: Served
    cpu_ms: float


@dataclass(frozen=True)
class Part:
    """A part of a message's way, and its share of the time."""

    name: str
    share: float


@dataclass(frozen=True)
class Report:
    """One run. ``loads``: the machine's load average at the begin and the end. ``unseen``: ours when no text comes twice."""

    command: str
    machine: Machine
    loads: tuple[float, float]
    seconds: float
    rounds: int
    questions: int
    turns: int
    reply_bytes: int
    services: list[Service]
    unseen: Served
    our_training: tuple[float, float]
    stock_training: Training
    scaling: Scaling
    profile: list[Part]

    def service(self, name: str) -> Service:
        """The contestant of this name."""
        return next(one for one in self.services if one.name == name)
