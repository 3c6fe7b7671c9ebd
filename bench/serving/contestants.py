"""The services that are compared, each with all its processes."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.serving import floor
from bench.serving.load import has_figures, payload
from bench.serving.process import Command, Running, first_answer, free_port, running
from bench.serving.stock import Stock

OURS, STOCK, FLOOR = "canbao", "rasa-stock", "floor"
TITLES = {
    OURS: "Canbao as shipped: `canbao serve`",
    STOCK: "Stock Rasa: DIET, TED, the action over HTTP (`rasa run`, `rasa run actions`)",
    FLOOR: "The bare web server, answering with the same bytes",
}
_QUESTIONS = Path(__file__).with_name("questions.txt")


def questions() -> tuple[str, ...]:
    """Plain questions that name their county and are answered with figures."""
    return tuple(_QUESTIONS.read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class Up:
    """A service that has answered: where to ask, its processes, and the seconds from start to first reply."""

    name: str
    url: str
    service: Running
    seconds: float


@contextmanager
def up(name: str, commands: Sequence[Command], url: str, folder: Path, question: str) -> Iterator[Up]:
    """Starts a service, asks until it answers with figures, and ends it."""
    with running(commands, folder / f"{name}.log") as service:
        yield Up(name, url, service, first_answer(service, url, payload("canbao-bench-first", question), has_figures))


@dataclass(frozen=True)
class Contestants:
    """How to start each one. ``folder`` is for what they write; ``reply`` is what the floor answers with."""

    folder: Path
    stock: Stock
    reply: bytes = b""

    @contextmanager
    def up(self, name: str, number: int = 0) -> Iterator[Up]:
        """One of them, with a database of its own."""
        folder = self.folder / f"{name}-{number}"
        folder.mkdir(parents=True)
        port = free_port()
        start = {OURS: self._ours, STOCK: self._stock, FLOOR: self._floor}[name]
        commands, path = start(port, folder)
        with up(name, commands, f"http://127.0.0.1:{port}{path}", folder, questions()[0]) as service:
            yield service

    def _ours(self, port: int, folder: Path) -> tuple[list[Command], str]:
        return [ours(port, folder)], floor.PATH

    def _stock(self, port: int, folder: Path) -> tuple[list[Command], str]:
        return self.stock.commands(port, free_port(), folder / "conversations.db"), "/webhooks/rest/webhook"

    def _floor(self, port: int, folder: Path) -> tuple[list[Command], str]:
        (folder / "reply.json").write_bytes(self.reply)
        arguments = (sys.executable, "-m", "bench.serving.floor", str(port), str(folder / "reply.json"))
        return [Command(arguments)], floor.PATH


def ours(port: int, folder: Path, counties: Path | None = None) -> Command:
    """`canbao serve` with its conversations in the folder; ``counties`` names another folder of counties."""
    environment = {"CANBAO_VAR": str(folder), **({"CANBAO_COUNTIES": str(counties)} if counties else {})}
    canbao = Path(sys.executable).with_name("canbao")
    return Command((str(canbao), "serve", "--port", str(port)), environment)
