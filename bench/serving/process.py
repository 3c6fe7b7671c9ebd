"""Services as real processes: started, watched, measured and ended."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.paths import ROOT

_LONGEST_START = 900.0
_POLL = 0.05
_PATIENCE = 10.0
Good = Callable[[bytes], bool]


@dataclass(frozen=True)
class Command:
    """One process of a service: what to run, where, and what its environment has besides ours."""

    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = ROOT


@dataclass
class Running:
    """The processes of one service. ``log`` holds all that they print."""

    processes: list["subprocess.Popen[bytes]"]
    log: Path
    began: float

    def check(self) -> None:
        """Raises RuntimeError, with the end of the log, when one of the processes has ended by itself."""
        for process in self.processes:
            if process.poll() is not None:
                end = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"{' '.join(map(str, process.args))} ended with {process.returncode}:\n{end}")  # type: ignore[arg-type]

    def memory_mb(self) -> float:
        """The resident memory (RSS) of every process of the service, those that it started included."""
        return sum(_rss_mb(pid) for pid in family([process.pid for process in self.processes]))

    def cpu_seconds(self) -> float:
        """What all its processes have used."""
        return sum(_cpu_seconds(pid) for pid in family([process.pid for process in self.processes]))


@contextlib.contextmanager
def running(commands: Sequence[Command], log: Path) -> Iterator[Running]:
    """Starts the processes, and ends them and all that they started."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        began = time.perf_counter()
        processes = [
            subprocess.Popen(  # noqa: S603 (our own commands)
                command.arguments,
                cwd=command.folder,
                env={**os.environ, **command.environment},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            for command in commands
        ]
        try:
            yield Running(processes, log, began)
        finally:
            for process in processes:
                _end(process)


def first_answer(service: Running, url: str, body: bytes, good: Good) -> float:
    """Seconds from the start of the processes to the first reply that is good. Raises RuntimeError."""
    while time.perf_counter() - service.began < _LONGEST_START:
        service.check()
        reply = post(url, body)
        if reply is not None and good(reply):
            return time.perf_counter() - service.began
        time.sleep(_POLL)
    raise RuntimeError(f"no answer from {url} in {_LONGEST_START:.0f} s; see {service.log}")


def post(url: str, body: bytes) -> bytes | None:
    """The reply to one POST; None when there is none yet."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 (loopback)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310
            return bytes(reply.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pids: Sequence[int]) -> list[int]:
    """The processes and all their descendants."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name, in brackets, may hold anything.
            parent = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found, waiting = [], list(pids)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, ())
    return found


def _rss_mb(pid: int) -> float:
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Rss:")) / 1024


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not yet waited for does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Asks the process and what it started to end, then makes them."""
    pids = family([process.pid])
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        ends = time.monotonic() + _PATIENCE
        while time.monotonic() < ends:
            process.poll()
            if not any(map(lives, pids)):
                return
            time.sleep(_POLL)
