"""The pages about serving: tables made by this module, and below them the reading, which people write."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.machine import Machine
from bench.report import reading, table
from bench.serving import growth as growing
from bench.serving.contestants import OURS, STOCK, TITLES
from bench.serving.goals import Goal, goals, stock_training
from bench.serving.growth import Growth
from bench.serving.profile import LOOKS
from bench.serving.results import Report, Served, Service, Spread
from bench.serving.scaling import MORE

SERVE_PICTURES = {"serve-latency.png": "Latency at one client and requests a second, side by side"}
GROWTH_PICTURES = {
    "growth-counties.png": "Against counties: latency, start and memory",
    "growth-turns.png": "Latency against the conversation's length",
    "growth-clients.png": "Requests a second and latency against clients",
    "growth-memory.png": "Memory against messages",
}


def write(report: Report, folder: Path) -> Path:
    """``serve.json`` and ``serve.md``."""
    return _write("serve", asdict(report), serve_page(report), SERVE_PICTURES, folder)


def write_growth(growth: Growth, folder: Path) -> Path:
    """``growth.json`` and ``growth.md``."""
    return _write("growth", asdict(growth), growth_page(growth), GROWTH_PICTURES, folder)


def serve_page(report: Report) -> str:
    """The page of the services side by side."""
    return "\n\n".join(
        ["# What serving costs", _how(report), "## Goals", goals_table(goals(report)), "## Side by side"]
        + [
            _services(report.services),
            _checked(report),
            _unseen(report.unseen, report.service(STOCK).few),
            "## Training",
            _training(report),
            *_profile(report),
        ]
    )


def growth_page(growth: Growth) -> str:
    """The page of how costs grow."""
    return "\n\n".join(
        ["# How the cost of serving grows", _how_grown(growth), "## Goals", goals_table(growing.goals(growth))]
        + ["## Counties", _counties(growth), "## The conversation's length", _turns(growth)]
        + ["## Clients", _crowds(growth), "## Memory", _memory(growth)]
    )


def goals_table(all_goals: Sequence[Goal]) -> str:
    """Each goal, what was measured, and whether it is met."""
    rows = [
        [
            goal.what,
            f"{'at most' if goal.most else 'at least'} {goal.limit:g}",
            f"{goal.measured:.2f}",
            "met" if goal.met else "**not met**",
        ]
        for goal in all_goals
    ]
    return table(["", "goal", "measured", "met"], rows)


def _write(name: str, raw: object, page: str, pictures: dict[str, str], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = [f"![{title}]({file})" for file, title in pictures.items() if (folder / file).is_file()]
    path = folder / f"{name}.md"
    path.write_text("\n\n".join([page, *shown]) + "\n" + reading(path), encoding="utf-8")
    return path


def _how(report: Report) -> str:
    stock = report.stock_training
    return f"""\
{_made(report.command, report.machine, report.loads, report.seconds)}

- **Each service** is what a team would start, as processes of its own on loopback: {"; ".join(f"`{name}`: {title}" for name, title in TITLES.items())}.
- **Stock** has jieba, counted words and characters (1 to 4), DIET and TED with {stock.epochs} epochs, the fallback classifier,
  memoization and rules, conversations in SQLite. Its action has our rules module answer for the county that the text
  names. It learnt {stock.phrases} of our {report.scaling.phrases} phrases, of at most {stock.longest} characters: with all of them DIET would learn for hours.
  What that does to the cost of serving stands under Training.
- **Questions**: {report.questions} plain ones that name their county, in turn, in conversations of {report.turns} messages. The floor answers
  with one reply of ours, {report.reply_bytes} bytes.
- **Rounds**: all services are up and asked in turn, {report.rounds} rounds with 1 client and with 16. Requests a second are the median
  round's [least, most]; latency is over all rounds, from sending to the whole reply. **CPU**: of all of a service's
  processes, for a message.
- **Start**: from starting the processes to the first reply with figures, bytecode compiled. **Memory**: resident, all
  processes of the service together, after warm-up and after the load. Both with the other services down."""


def _how_grown(growth: Growth) -> str:
    return f"""\
{_made(growth.command, growth.machine, growth.loads, growth.seconds)}

`canbao serve` as shipped, questions with a county. The counties are made up: the policies of the real ones under other
names, each with eight townships. A goal is a ratio of medians. **Counties**: no text comes twice, so that every message is
worked out; a start is measured before anything was read of the counties, and once an earlier start, `canbao train` or
`canbao check` has read them (`var/cache`)."""


def _made(command: str, machine: Machine, loads: tuple[float, float], seconds: float) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    return f"""\
Made by `{command}` on {machine.day} in {seconds / 60:.0f} minutes: {machine.processor}, {machine.cores} cores, {machine.memory_gb} GB, load average
{loads[0]} when it began and {loads[1]} when it ended; {machine.system}, Python {machine.python}, {packages}."""


def _services(services: Sequence[Service]) -> str:
    rows = [
        [
            f"`{one.name}`",
            _spread(one.few.rate),
            _spread(one.many.rate),
            f"{_ms(one.few.latency.p50)} / {_ms(one.few.latency.p95)} / {_ms(one.few.latency.p99)}",
            f"{_ms(one.many.latency.p50)} / {_ms(one.many.latency.p99)}",
            _ms(one.cpu_ms),
            _spread(one.start_seconds),
            f"{one.warm_mb.median:.0f} / {one.loaded_mb.median:.0f}",
        ]
        for one in services
    ]
    head = ["", "requests/s, 1 client", "16 clients", "p50 / p95 / p99 at 1, ms", "p50 / p99 at 16, ms", "CPU, ms"]
    return table([*head, "start to first reply, s", "memory warm / after load, MB"], rows)


def _checked(report: Report) -> str:
    return " ".join(
        f"`{one.name}`: {one.few.with_figures + one.many.with_figures} of {one.few.requests + one.many.requests} replies held figures."
        for one in report.services
    )


def _unseen(unseen: Served, stock: Served) -> str:
    latency = unseen.latency
    return f"""\
The questions above come again and again, as on the first day of enrollment, and ours remembers what they came to. When **no
text comes twice** it serves {_spread(unseen.rate)} requests/s at 1 client, p50 {_ms(latency.p50)}, p95 {_ms(latency.p95)}, p99 {_ms(latency.p99)} ms
({unseen.with_figures} of {unseen.requests} replies held figures): {unseen.rate.median / stock.rate.median:.1f} times stock's requests, its p50 {stock.latency.p50 / latency.p50:.1f} and its p99 {stock.latency.p99 / latency.p99:.1f} times
ours; stock remembers nothing, and what it was asked costs it the same each time."""


def _ms(milliseconds: float) -> str:
    """As exact as it is measured."""
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:.1f}"


def _training(report: Report) -> str:
    seconds, cpu = report.our_training
    stock, scaling = report.stock_training, report.scaling
    rows = [
        [f"`{OURS}`", f"{scaling.phrases}", "", f"{seconds:.0f}", f"{cpu:.0f}"],
        [
            f"`{STOCK}`, as served",
            f"{stock.phrases}",
            f"{stock.epochs}",
            f"{stock.seconds:.0f}",
            f"{stock.cpu_seconds:.0f}",
        ],
        [f"`{STOCK}`, from its epochs", f"{scaling.phrases}", f"{stock.epochs}", "", f"{stock_training(report):.0f}"],
    ]
    return f"""\
From changed data to a servable model, without a cache of earlier training; the whole command, imports and archive included.

{table(["", "phrases", "epochs", "seconds", "CPU, s"], rows)}

The last row is worked out: `rasa train nlu` on all phrases takes {scaling.start_cpu_seconds:.0f} CPU seconds and {scaling.epoch_cpu_seconds:.0f} more for each epoch. Its
{MORE} epochs that were run took {scaling.cpu_seconds(MORE):.0f}, which by themselves are {scaling.cpu_seconds(MORE) / cpu:.1f} times all of our training; TED would come on
top. Stock's figures were measured on {stock.day} and kept, so the goal compares CPU, which other work on the machine changes
less than the clock. Understanding one question takes the project that was served {scaling.sample_parse_ms:.1f} ms (p50), and one that has learnt
from all phrases {scaling.parse_ms:.1f} ms."""


def _profile(report: Report) -> Iterable[str]:
    if not report.profile:
        return
    ours = report.service(OURS)
    yield "## Where a message's time goes"
    yield (
        f"py-spy, {LOOKS} looks a second at our server under one client; the innermost known part has the look, the libraries "
        f"that it calls included. Milliseconds are shares of the CPU time of a message, {_ms(ours.cpu_ms)} ms."
    )
    yield table(
        ["", "share, %", "ms"],
        [[part.name, f"{100 * part.share:.1f}", f"{part.share * ours.cpu_ms:.3f}"] for part in report.profile],
    )


def _counties(growth: Growth) -> str:
    rows = [
        [
            f"{one.counties}",
            f"{one.start_seconds:.1f} / {one.again_seconds:.1f}",
            f"{one.memory_mb:.0f}",
            f"{_ms(one.parse.p50)} / {_ms(one.parse.p99)}",
            f"{_ms(one.answer.p50)} / {_ms(one.answer.p99)}",
            f"{one.with_figures} of {one.requests}",
        ]
        for one in growth.counties
    ]
    head = ["counties", "start to first reply, never / once read, s", "memory, MB", "understanding p50 / p99, ms"]
    return table([*head, "POST to reply p50 / p99, ms", "with figures"], rows)


def _turns(growth: Growth) -> str:
    return table(["up to turn", "p50, ms"], [[str(one.until), _ms(one.p50)] for one in growth.turns])


def _crowds(growth: Growth) -> str:
    rows = [[str(one.clients), f"{one.rate:.1f}", _ms(one.latency.p50), _ms(one.latency.p99)] for one in growth.crowds]
    return table(["clients", "requests/s", "p50, ms", "p99, ms"], rows)


def _memory(growth: Growth) -> str:
    first, last = growth.warm[0], growth.warm[-1]
    return (
        f"{first.mb:.0f} MB after {first.messages} messages, {last.mb:.0f} MB after {last.messages}; after warm-up (the first tenth) "
        f"{growth.kb_a_thousand:+.0f} KB for a thousand messages, {100 * growth.memory_growth:+.1f} % from the first quarter to the last."
    )


def _spread(values: Spread) -> str:
    return f"{values.median:.1f} [{values.least:.1f}, {values.most:.1f}]"
