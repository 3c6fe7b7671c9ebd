"""The services side by side, step by step."""

import os
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import child
from bench.machine import this_machine
from bench.run import Progress
from bench.serving import profile, scaling, stock, training
from bench.serving.contestants import OURS, TITLES, Contestants, Up, questions
from bench.serving.load import Load, Taken, ask, payload
from bench.serving.process import post
from bench.serving.results import FEW, MANY, Part, Report, Served, Service, Spread

TURNS = 5
_WARM_UP = 60
_PROFILED = 15


@dataclass(frozen=True)
class Settings:
    """How much is measured. ``phrases`` and ``longest`` make the stock project's sample; 0 sets no limit.

    ``rounds`` of ``seconds`` for each service and number of clients; ``starts`` of each service.
    """

    phrases: int
    longest: int
    epochs: int
    rounds: int
    seconds: float
    starts: int
    command: str = "canbao bench serve"


@dataclass
class Seen:
    """What has been measured of one service so far."""

    starts: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    loaded: list[float] = field(default_factory=list)
    rounds: dict[int, list[Taken]] = field(default_factory=lambda: defaultdict(list))
    unseen: list[Taken] = field(default_factory=list)
    cpu: float = 0.0

    def service(self, name: str) -> Service:
        """All of it together."""
        few, many = (Served.of(clients, self.rounds[clients]) for clients in (FEW, MANY))
        start, warm, loaded = (Spread.of(values) for values in (self.starts, self.warm, self.loaded))
        return Service(name, start, warm, loaded, few, many, 1000 * self.cpu / few.requests)


def compare(settings: Settings) -> Report:
    """Runs everything. The stock project is trained when no earlier run has trained it."""
    say, machine, load = Progress(), this_machine(), os.getloadavg()[0]
    learnt = stock.phrases(settings.phrases, settings.longest)
    say(f"the stock project, on {len(learnt)} phrases (trained once, kept in {stock.FOLDER})")
    project = stock.trained(learnt, settings.epochs)
    say("what stock would take to learn all phrases (measured once)")
    scaled = scaling.measured(project)
    say("canbao train, with a phrase more than before")
    ours_trained = training.ours()
    with TemporaryDirectory(prefix="canbao-bench-") as name, child.workers(1) as clients:
        folder = Path(name)
        reply, parts = _reply_and_profile(Contestants(folder, project), clients, say)
        contestants = Contestants(folder, project, reply)
        seen = {one: Seen() for one in TITLES}
        _starts(contestants, settings, clients, seen, say)
        _rounds(contestants, settings, clients, seen, say)
    return Report(
        command=settings.command,
        machine=machine,
        loads=(round(load, 1), round(os.getloadavg()[0], 1)),
        seconds=round(say.seconds),
        rounds=settings.rounds,
        questions=len(questions()),
        turns=TURNS,
        reply_bytes=len(reply),
        services=[seen[one].service(one) for one in TITLES],
        unseen=Served.of(FEW, seen[OURS].unseen),
        our_training=ours_trained,
        stock_training=project.training,
        scaling=scaled,
        profile=parts,
    )


def _reply_and_profile(
    contestants: Contestants, clients: Executor, say: Callable[[str], None]
) -> tuple[bytes, list[Part]]:
    """Our reply of middling length, for the floor, and where our time goes where py-spy is installed."""
    spy = profile.available()
    say("where a message's time goes" if spy else "no py-spy: where a message's time goes is left out")
    with contestants.up(OURS, 0) as service:
        replies = sorted((_reply(service, question) for question in questions()), key=len)
        _load(clients, service, FEW, requests=_WARM_UP)
        parts = (
            profile.profile(
                spy,
                service.service.processes[0].pid,
                contestants.folder,
                _PROFILED,
                lambda: _load(clients, service, FEW, seconds=_PROFILED),
            )
            if spy
            else []
        )
    return replies[len(replies) // 2], parts


def _reply(service: Up, question: str) -> bytes:
    reply = post(service.url, payload("canbao-bench-reply", question))
    if reply is None:
        raise RuntimeError(f"no reply to {question}; see {service.service.log}")
    return reply


def _starts(
    contestants: Contestants, settings: Settings, clients: Executor, seen: dict[str, Seen], say: Callable[[str], None]
) -> None:
    """Each service started alone, several times in turn: its start, and its memory before and after some load."""
    for number in range(settings.starts):
        for name in TITLES:
            with contestants.up(name, 1 + number) as service:
                say(f"{name} answered after {service.seconds:.1f} s")
                seen[name].starts.append(service.seconds)
                _load(clients, service, FEW, requests=_WARM_UP)
                seen[name].warm.append(service.service.memory_mb())
                _load(clients, service, MANY, seconds=settings.seconds)
                seen[name].loaded.append(service.service.memory_mb())


def _rounds(
    contestants: Contestants, settings: Settings, clients: Executor, seen: dict[str, Seen], say: Callable[[str], None]
) -> None:
    """All services up, asked in turn, so that what else the machine does hits them all alike."""
    with ExitStack() as stack:
        services = [stack.enter_context(contestants.up(name, 1000)) for name in TITLES]
        for service in services:
            _load(clients, service, MANY, requests=_WARM_UP)
        for number in range(settings.rounds):
            say(f"round {number + 1} of {settings.rounds}")
            ours = next(service for service in services if service.name == OURS)
            seen[OURS].unseen.append(_load(clients, ours, FEW, seconds=settings.seconds, varied=True))
            for service in services:
                before = service.service.cpu_seconds()
                seen[service.name].rounds[FEW].append(_load(clients, service, FEW, seconds=settings.seconds))
                seen[service.name].cpu += service.service.cpu_seconds() - before
                seen[service.name].rounds[MANY].append(_load(clients, service, MANY, seconds=settings.seconds))


def _load(
    clients: Executor,
    service: Up,
    count: int,
    requests: int = 1_000_000,
    seconds: float = 3600.0,
    varied: bool = False,
) -> Taken:
    service.service.check()
    return clients.submit(ask, Load(service.url, questions(), count, TURNS, requests, seconds, varied)).result()
