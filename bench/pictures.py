"""The pictures of a report."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.font_manager as fonts  # noqa: E402
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

from bench.metrics import Bin  # noqa: E402
from bench.pipelines.catalogue import OURS, STOCK  # noqa: E402
from bench.results import Point, Report, SideBySide, Whole  # noqa: E402
from bot.rules.topics import IN_SCOPE, NAMES, OUT_OF_SCOPE  # noqa: E402

_DOTS = 110
_OTHER = "other"
# Fewer questions than this make a dot, but no line is drawn through it.
_FEW = 5
_CHINESE = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Microsoft YaHei",
)
_OURS, _THEIRS, *_FURTHER = "#1b6ca8", "#d1495b", "#e9a03b", "#7a7a7a"


def draw(report: Report, folder: Path) -> None:
    """Every picture for which the report has figures."""
    folder.mkdir(parents=True, exist_ok=True)
    by_name = {one.name: one for one in report.side_by_side}
    _slices(report.side_by_side, folder / "nlu-slices.png")
    if OURS in by_name:
        shown = [by_name[name] for name in (OURS, STOCK) if name in by_name]
        _reliability(shown, folder / "nlu-reliability.png")
    if report.learning:
        _learning(report.learning, folder / "nlu-learning.png")
    if report.whole:
        _confusion(report.whole, report.phrases, folder / "nlu-confusion.png")


def _slices(compared: Sequence[SideBySide], path: Path) -> None:
    """A field for each pipeline and slice, the darker the more is right."""
    named = list(compared[0].slices)
    values = np.array([[100 * one.slices[name] for name in named] for one in compared])
    figure, axes = plt.subplots(figsize=(0.62 * len(named) + 2.2, 0.42 * len(compared) + 1.6))
    axes.imshow(values, cmap="Blues", vmin=30, vmax=110, aspect="auto")
    _fields(axes, values, 75)
    axes.set_xticks(range(len(named)), [name.replace("_", " ") for name in named], rotation=40, ha="right")
    axes.set_yticks(range(len(compared)), [one.name for one in compared])
    axes.set_title("First topic right, %, after learning from the same phrases", fontsize=10)
    _save(figure, path)


def _reliability(shown: Sequence[SideBySide], path: Path) -> None:
    """How right against how sure; on the diagonal both are the same."""
    figure, axes = plt.subplots(figsize=(4.6, 4.2))
    axes.plot([0, 1], [0, 1], color="#bbbbbb", linewidth=1)
    for one, colour in zip(shown, (_OURS, _THEIRS), strict=False):
        name = f"{one.name}, ECE {one.quality.calibration_error:.3f}"
        sizes = [6 + part.count for part in one.reliability]
        _curve(axes, [part for part in one.reliability if part.count >= _FEW], colour, name)
        sure, true = _sure_and_true(one.reliability)
        axes.scatter(sure, true, s=sizes, color=colour, alpha=0.7, linewidths=0)
    axes.set(xlabel="confidence of the first topic", ylabel="share that is right", xlim=(0, 1.02), ylim=(0, 1.02))
    axes.set_title("Sure and right; the larger the dot, the more questions", fontsize=10)
    axes.legend(frameon=False, loc="lower right", fontsize=9)
    _save(figure, path)


def _curve(axes: Any, parts: Sequence[Bin], colour: str, name: str) -> None:
    axes.plot(*_sure_and_true(parts), color=colour, linewidth=1, label=name)


def _sure_and_true(parts: Sequence[Bin]) -> tuple[list[float], list[float]]:
    return [part.confidence for part in parts], [part.accuracy for part in parts]


def _learning(learning: Sequence[Point], path: Path) -> None:
    """Accuracy on the held-out questions against the number of phrases."""
    figure, axes = plt.subplots(figsize=(5.2, 3.6))
    names = list(dict.fromkeys(point.name for point in learning))
    colours = {OURS: _OURS, **dict(zip([name for name in names if name != OURS], (_THEIRS, *_FURTHER), strict=False))}
    for name in names:
        points = sorted((point.phrases, 100 * point.accuracy) for point in learning if point.name == name)
        axes.plot(*zip(*points, strict=True), marker="o", markersize=4, color=colours[name], label=name)
    sizes = sorted({point.phrases for point in learning})
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.set(xlabel="phrases", ylabel="first topic right, %")
    axes.grid(axis="y", color="#e5e5e5")
    axes.legend(frameon=False)
    _save(figure, path)


def _confusion(whole: Whole, phrases: int, path: Path) -> None:
    """Rows: what was asked; columns: what came first. Empty fields are zeros."""
    topics = [*IN_SCOPE, *OUT_OF_SCOPE]
    columns = [*topics, _OTHER]
    values = np.zeros((len(topics), len(columns)))
    for asked, counts in whole.confusion.items():
        for found, count in counts.items():
            values[topics.index(asked), columns.index(found if found in topics else _OTHER)] += count
    shares = values / np.maximum(values.sum(axis=1, keepdims=True), 1)
    font = _chinese_font()
    names = NAMES if font else {}
    style: dict[str, Any] = {"fontsize": 8, **({"fontfamily": font} if font else {})}
    figure, axes = plt.subplots(figsize=(8.2, 7.2))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1.1)
    for row, column in zip(*values.nonzero(), strict=True):
        colour = "white" if shares[row, column] > 0.6 else "black"
        axes.text(column, row, f"{values[row, column]:.0f}", ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(columns)), [names.get(name, name) for name in columns], rotation=50, ha="right", **style)
    axes.set_yticks(range(len(topics)), [names.get(name, name) for name in topics], **style)
    axes.set(xlabel="first topic found", ylabel="main topic asked")
    axes.set_title(f"Held-out questions, Canbao's model on all {phrases} phrases", fontsize=10)
    _save(figure, path)


def _fields(axes: Any, values: "np.ndarray[Any, np.dtype[np.float64]]", bright: float) -> None:
    for (row, column), value in np.ndenumerate(values):
        colour = "white" if value > bright else "black"
        axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize=8, color=colour)


def _chinese_font() -> str | None:
    installed = {font.name for font in fonts.fontManager.ttflist}
    return next((name for name in _CHINESE if name in installed), None)


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=_DOTS, pil_kwargs={"optimize": True})
    plt.close(figure)
