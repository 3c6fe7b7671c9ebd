"""How the cost of our service grows: with the conversation, the counties, the clients and the messages so far."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from bench import child
from bench.machine import Machine, this_machine
from bench.run import Progress
from bench.serving import counties, floor
from bench.serving.contestants import OURS, Up, ours, questions, up
from bench.serving.goals import Goal
from bench.serving.load import Load, Taken, ask
from bench.serving.process import free_port
from bench.serving.results import Latency

COUNTIES = (5, 30, 100, 300, 1000, 3000)
CLIENTS = (1, 2, 4, 8, 16, 32, 64)
# The first of these holds every question at least once.
TURNS = (25, 50, 100, 200, 300, 400, 500)
_TURNS_EACH = 5
_ASKED_COUNTIES = 20
_WARM_UP = 60
_SAMPLES = 50
_KINDS = ("{name}的居民医保一个人一年交多少钱", "{bare}医保缴费到几号截止")
# Fluctuation of the allocator, not growth.
_STEADY = 0.02


@dataclass(frozen=True)
class Settings:
    """How much is measured: ``conversations`` of 500 turns, ``seconds`` for each number of counties and clients."""

    conversations: int = 3
    seconds: float = 4.0
    messages: int = 50_000
    counties: tuple[int, ...] = COUNTIES
    clients: tuple[int, ...] = CLIENTS
    command: str = "canbao bench growth"


@dataclass(frozen=True)
class Turns:
    """The median latency of a conversation's turns up to ``until``, from the one after the last such number."""

    until: int
    p50: float


@dataclass(frozen=True)
class Held:
    """What it costs to hold so many counties; ``parse`` is understanding alone, ``answer`` a POST to its reply.

    ``start_seconds`` before anything was read of them, ``again_seconds`` once they have been read.
    """

    counties: int
    start_seconds: float
    again_seconds: float
    memory_mb: float
    parse: Latency
    answer: Latency
    requests: int
    with_figures: int


@dataclass(frozen=True)
class Crowd:
    """What so many clients at once get."""

    clients: int
    rate: float
    latency: Latency


@dataclass(frozen=True)
class Memory:
    """The service's memory after so many messages."""

    messages: int
    mb: float


@dataclass(frozen=True)
class Growth:
    """One run, as it stands in ``growth.json``."""

    command: str
    machine: Machine
    loads: tuple[float, float]
    seconds: float
    turns: list[Turns]
    counties: list[Held]
    crowds: list[Crowd]
    memory: list[Memory]

    @property
    def warm(self) -> list[Memory]:
        """The memory after the first tenth of the messages."""
        return [one for one in self.memory if one.messages > self.memory[-1].messages / 10]

    @property
    def memory_growth(self) -> float:
        """By what share the memory of the last quarter is above that of the first quarter after warm-up."""
        part = max(1, len(self.warm) // 4)
        first, last = (median(one.mb for one in rows) for rows in (self.warm[:part], self.warm[-part:]))
        return last / first - 1

    @property
    def kb_a_thousand(self) -> float:
        """The slope of the memory after warm-up, in KB for a thousand messages."""
        messages, mb = [one.messages for one in self.warm], [one.mb for one in self.warm]
        return float(np.polyfit(messages, mb, 1)[0]) * 1024 * 1000 if len(self.warm) > 1 else 0.0


def goals(growth: Growth) -> list[Goal]:
    """How flat the costs shall be."""
    first, turns = growth.turns[0].p50, max(one.p50 for one in growth.turns)
    few, many = growth.counties[0], growth.counties[-1]
    grown = f"{few.counties} to {many.counties} counties"
    return [
        Goal(
            f"conversation of {growth.turns[-1].until} turns: slowest part / first part", turns / first, 1.5, most=True
        ),
        Goal(f"{grown}: understanding", many.parse.p50 / few.parse.p50, 1.5, most=True),
        Goal(f"{grown}: POST to reply", many.answer.p50 / few.answer.p50, 1.5, most=True),
        Goal(f"{grown}: start to first reply, never read", many.start_seconds / few.start_seconds, 3, most=True),
        Goal(f"{grown}: start to first reply, once read", many.again_seconds / few.again_seconds, 3, most=True),
        Goal(f"{grown}: memory", many.memory_mb / few.memory_mb, 2, most=True),
        Goal(
            f"memory over {growth.memory[-1].messages} messages: last quarter / first after warm-up",
            1 + growth.memory_growth,
            1 + _STEADY,
            most=True,
        ),
    ]


def measure(settings: Settings) -> Growth:
    """Runs everything on one service after the other."""
    say, machine, load = Progress(), this_machine(), os.getloadavg()[0]
    with TemporaryDirectory(prefix="canbao-bench-") as name, child.workers(1) as clients:
        folder = Path(name)
        held = [_held(count, folder / str(count), settings.seconds, clients, say) for count in settings.counties]
        with _up(folder / "one", None, questions()[0]) as service:
            _load(clients, service, questions(), requests=_WARM_UP)
            say(f"{settings.conversations} conversations of {TURNS[-1]} turns")
            turns = _turns(clients, service, settings.conversations)
            say(f"clients: {', '.join(map(str, settings.clients))}")
            crowds = [_crowd(clients, service, count, settings.seconds) for count in settings.clients]
        with _up(folder / "two", None, questions()[0]) as service:
            say(f"memory over {settings.messages} messages")
            memory = _memory(clients, service, settings.messages)
    return Growth(
        settings.command,
        machine,
        (round(load, 1), round(os.getloadavg()[0], 1)),
        round(say.seconds),
        turns,
        held,
        crowds,
        memory,
    )


def _held(count: int, folder: Path, seconds: float, clients: Executor, say: Callable[[str], None]) -> Held:
    made = counties.write(folder / "counties", count)
    asked = _asked(made)
    with _up(folder, folder / "counties", asked[0]) as service:
        first = service.seconds
        _load(clients, service, asked, requests=len(asked), seconds=seconds)
        # What was asked before is not worked out again, so that its cost would not depend on the counties.
        taken = _load(clients, service, asked, seconds=seconds, varied=True)
        memory = service.service.memory_mb()
    with _up(folder, folder / "counties", asked[0]) as service:
        again = service.seconds
    say(f"{count} counties: first reply after {first:.1f} s, and after {again:.1f} s once they have been read")
    parsed = child.alone(parse_times, folder / "counties", asked)
    return Held(
        count,
        first,
        again,
        memory,
        Latency.of(parsed),
        Latency.of(taken.milliseconds),
        taken.requests,
        taken.with_figures,
    )


def _asked(made: Sequence[counties.Names]) -> tuple[str, ...]:
    """Questions about some of the counties, spread over all of them."""
    some = made[:: max(1, len(made) // _ASKED_COUNTIES)][:_ASKED_COUNTIES]
    return tuple(kind.format(name=names.name, bare=names.bare) for names in some for kind in _KINDS)


def parse_times(folder: Path, asked: Sequence[str]) -> list[float]:
    """The milliseconds of understanding each question, in a process of its own that holds these counties."""
    os.environ["CANBAO_COUNTIES"] = str(folder)
    from bot.agent import load
    from bot.training import train

    agent, loop = load(train()), asyncio.new_event_loop()
    times = []
    for round_ in range(3):
        for text in asked:
            began = time.perf_counter()
            loop.run_until_complete(agent.parse_message(text))
            if round_:
                times.append((time.perf_counter() - began) * 1000)
    return times


def _turns(clients: Executor, service: Up, conversations: int) -> list[Turns]:
    runs = [
        _load(clients, service, questions(), turns=TURNS[-1], requests=TURNS[-1]).milliseconds
        for _ in range(conversations)
    ]
    return [
        Turns(until, median(time for run in runs for time in run[since:until]))
        for since, until in zip((0, *TURNS), TURNS, strict=False)
    ]


def _crowd(clients: Executor, service: Up, count: int, seconds: float) -> Crowd:
    taken = _load(clients, service, questions(), count, seconds=seconds)
    return Crowd(count, taken.rate, Latency.of(taken.milliseconds))


def _memory(clients: Executor, service: Up, messages: int) -> list[Memory]:
    step = max(1, messages // _SAMPLES)
    samples = []
    for done in range(step, messages + 1, step):
        _load(clients, service, questions(), 4, requests=step)
        samples.append(Memory(done, service.service.memory_mb()))
    return samples


def _up(folder: Path, held: Path | None, question: str) -> AbstractContextManager[Up]:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    return up(OURS, [ours(port, folder, held)], f"http://127.0.0.1:{port}{floor.PATH}", folder, question)


def _load(
    clients: Executor,
    service: Up,
    asked: Sequence[str],
    count: int = 1,
    turns: int = _TURNS_EACH,
    requests: int = 1_000_000,
    seconds: float = 3600.0,
    varied: bool = False,
) -> Taken:
    service.service.check()
    return clients.submit(ask, Load(service.url, tuple(asked), count, turns, requests, seconds, varied)).result()
