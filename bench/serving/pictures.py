"""The pictures of the pages about serving."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402

from bench.serving.contestants import FLOOR, OURS, STOCK  # noqa: E402
from bench.serving.growth import Growth  # noqa: E402
from bench.serving.results import Report  # noqa: E402

_DOTS = 110
_COLOURS = {OURS: "#1b6ca8", STOCK: "#d1495b", FLOOR: "#7a7a7a"}
_FIRST, _SECOND = "#1b6ca8", "#e9a03b"


def draw(report: Report, folder: Path) -> None:
    """The services side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9.4, 3.4))
    names = [one.name for one in report.services]
    colours = [_COLOURS[name] for name in names]
    latencies = [[getattr(one.few.latency, mark) for mark in ("p50", "p95", "p99")] for one in report.services]
    for place, (name, values) in enumerate(zip(names, latencies, strict=True)):
        shown = [mark + (place - 1) * 0.27 for mark in range(3)]
        left.bar(shown, values, 0.25, color=_COLOURS[name], label=name)
    left.set_xticks(range(3), ["p50", "p95", "p99"])
    left.set(ylabel="ms, 1 client", yscale="log")
    figure.legend(*left.get_legend_handles_labels(), loc="upper center", ncol=3, frameon=False, fontsize=9)
    for place, served in enumerate(zip(*((one.few, one.many) for one in report.services), strict=True)):
        shown = [place * 4 + bar for bar in range(len(names))]
        right.bar(shown, [one.rate.median for one in served], 0.9, color=colours)
        errors = [
            [one.rate.median - one.rate.least for one in served],
            [one.rate.most - one.rate.median for one in served],
        ]
        right.errorbar(shown, [one.rate.median for one in served], errors, fmt="none", ecolor="black", linewidth=0.8)
    right.set_xticks([1, 5], ["1 client", "16 clients"])
    right.set(ylabel="requests/s", yscale="log")
    _save(figure, folder / "serve-latency.png", top=0.92)


def draw_growth(growth: Growth, folder: Path) -> None:
    """How costs grow."""
    folder.mkdir(parents=True, exist_ok=True)
    _counties(growth, folder / "growth-counties.png")
    figure, axes = plt.subplots(figsize=(5.2, 3.4))
    _line(axes, [one.until for one in growth.turns], [one.p50 for one in growth.turns], "p50", _FIRST)
    axes.set(xlabel="turn of the conversation", ylabel="ms")
    _save(figure, folder / "growth-turns.png")
    _crowds(growth, folder / "growth-clients.png")
    figure, axes = plt.subplots(figsize=(5.2, 3.4))
    _line(axes, [one.messages for one in growth.memory], [one.mb for one in growth.memory], "", _FIRST, marker="")
    axes.set(xlabel="messages", ylabel="resident memory, MB")
    _save(figure, folder / "growth-memory.png")


def _counties(growth: Growth, path: Path) -> None:
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(11.4, 3.4))
    counts = [one.counties for one in growth.counties]
    _line(left, counts, [one.answer.p50 for one in growth.counties], "POST to reply", _FIRST)
    _line(left, counts, [one.parse.p50 for one in growth.counties], "understanding", _SECOND)
    left.legend(frameon=False, fontsize=8)
    _line(middle, counts, [one.start_seconds for one in growth.counties], "never read", _FIRST)
    _line(middle, counts, [one.again_seconds for one in growth.counties], "once read", _SECOND)
    middle.legend(frameon=False, fontsize=8)
    _line(right, counts, [one.memory_mb for one in growth.counties], "", _FIRST)
    for axes, what in ((left, "p50, ms"), (middle, "start to first reply, s"), (right, "resident memory, MB")):
        axes.set_xscale("log")
        axes.minorticks_off()
        axes.set_xticks(counts, [str(count) for count in counts])
        axes.set(xlabel="counties", ylabel=what)
    _save(figure, path)


def _crowds(growth: Growth, path: Path) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(9.4, 3.4))
    clients = [one.clients for one in growth.crowds]
    _line(left, clients, [one.rate for one in growth.crowds], "", _FIRST)
    _line(right, clients, [one.latency.p50 for one in growth.crowds], "p50", _FIRST)
    _line(right, clients, [one.latency.p99 for one in growth.crowds], "p99", _SECOND)
    right.legend(frameon=False)
    for axes, what in ((left, "requests/s"), (right, "ms")):
        axes.set_xscale("log", base=2)
        axes.set_xticks(clients, [str(count) for count in clients])
        axes.set(xlabel="clients", ylabel=what)
    _save(figure, path)


def _line(axes: Any, across: Sequence[float], up: Sequence[float], label: str, colour: str, marker: str = "o") -> None:
    axes.plot(across, up, marker=marker, markersize=4, color=colour, label=label)
    axes.grid(axis="y", color="#e5e5e5")
    # From zero, so that flat looks flat.
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.15 * max(up)))


def _save(figure: Any, path: Path, top: float = 1.0) -> None:
    figure.tight_layout(rect=(0, 0, 1, top))
    figure.savefig(path, dpi=_DOTS)
    plt.close(figure)
