"""Clients that ask a service, each one question after the other, and what that took."""

import asyncio
import itertools
import json
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import aiohttp


@dataclass(frozen=True)
class Taken:
    """One run of a load: the time of each request in its order, the whole time, and how many replies held figures."""

    milliseconds: list[float]
    seconds: float
    with_figures: int

    @property
    def requests(self) -> int:
        """How many were answered."""
        return len(self.milliseconds)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


@dataclass(frozen=True)
class Load:
    """So many clients asking the questions in turn, ``requests`` in all or for ``seconds``, whichever ends first.

    ``turns``: after so many, a client begins a new conversation. ``varied``: no text comes twice, so that nothing that a
    service remembers of a text helps it.
    """

    url: str
    questions: tuple[str, ...]
    clients: int = 1
    turns: int = 5
    requests: int = 1_000_000
    seconds: float = 3600.0
    varied: bool = False


def ask(load: Load) -> Taken:
    """Runs the load to its end."""
    return asyncio.run(_ask(load))


def has_figures(reply: bytes) -> bool:
    """Whether a reply, in the shape of Rasa's REST channel, holds at least one figure."""
    try:
        messages = json.loads(reply)
    except ValueError:
        return False
    return isinstance(messages, list) and any(_figures(message) for message in messages)


def payload(sender: str, message: str) -> bytes:
    """The body of a request."""
    return json.dumps({"sender": sender, "message": message}, ensure_ascii=False).encode()


def _figures(message: object) -> bool:
    custom = message.get("custom") if isinstance(message, dict) else None
    answer = custom.get("answer") if isinstance(custom, dict) else None
    return isinstance(answer, dict) and bool(answer.get("figures"))


async def _ask(load: Load) -> Taken:
    replies: list[bytes] = []
    times: list[float] = []
    budget = iter(range(load.requests))
    ends = time.perf_counter() + load.seconds

    async def client(bodies: Iterator[bytes]) -> None:
        while time.perf_counter() < ends and next(budget, None) is not None:
            body = next(bodies)
            began = time.perf_counter()
            async with session.post(load.url, data=body) as reply:
                replies.append(await reply.read())
            times.append((time.perf_counter() - began) * 1000)

    connector = aiohttp.TCPConnector(limit=load.clients)
    async with aiohttp.ClientSession(connector=connector, headers={"Content-Type": "application/json"}) as session:
        began = time.perf_counter()
        await asyncio.gather(*(client(_bodies(load, place)) for place in range(load.clients)))
        seconds = time.perf_counter() - began
    return Taken(times, seconds, sum(map(has_figures, replies)))


def _bodies(load: Load, client: int) -> Iterator[bytes]:
    """The requests of one client: conversation after conversation, the questions in turn, each client from another."""
    questions = itertools.cycle(_rotated(load.questions, client * load.turns))
    while True:
        sender = uuid.uuid4().hex
        for question in itertools.islice(questions, load.turns):
            yield payload(sender, f"{question}，编号{_mark(sender)}" if load.varied else question)


def _mark(sender: str) -> str:
    """A mark of its own for each conversation, in characters that mean nothing here."""
    return "".join("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"[int(digit, 16)] for digit in sender[:6])


def _rotated(questions: Sequence[str], by: int) -> Sequence[str]:
    by %= len(questions)
    return [*questions[by:], *questions[:by]]
