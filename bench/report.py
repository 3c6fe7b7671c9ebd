"""The report as JSON and as a page: tables made by this module, and below them the reading, which people write."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.all_phrases import LEARNERS
from bench.pipelines.catalogue import CATALOGUE
from bench.questions import CLEAN, JUNK, REAL, WRITTEN
from bench.results import Everything, Interval, Point, Report, Whole
from bench.slices import CHANGES

# What stands in the page from here on is kept when the page is made anew.
READING = "## Reading the figures"
PICTURES = {
    "nlu-slices.png": "Accuracy by slice",
    "nlu-reliability.png": "How sure and how right: Canbao's model and stock Rasa",
    "nlu-learning.png": "Accuracy against the number of phrases",
    "nlu-confusion.png": "Which topic was taken for which",
}
_HEAD = {
    REAL: "real",
    CLEAN: "clean",
    **{name: name for name in WRITTEN},
    JUNK: "junk",
    **{name: name.replace("_", " ") for name in CHANGES},
}


def write(report: Report, folder: Path) -> None:
    """``nlu.json`` and ``nlu.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nlu.json").write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page = folder / "nlu.md"
    page.write_text(tables(report, folder) + reading(page), encoding="utf-8")


def tables(report: Report, folder: Path) -> str:
    """The page without its reading."""
    parts = [
        "# How well questions are understood",
        _how(report),
        "## Side by side",
        _side_by_side(report),
        "## By slice",
        _slices(report),
        *(_whole(report.whole, report) if report.whole else ()),
        *(_everything(report.everything) if report.everything else ()),
        *(_learning(report.learning) if report.learning else ()),
        *(f"![{title}]({name})" for name, title in PICTURES.items() if (folder / name).is_file()),
    ]
    return "\n\n".join(parts) + "\n"


def _how(report: Report) -> str:
    machine = report.machine
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    written = sum(count for name, count in report.questions.items() if name not in CHANGES)
    made = sum(report.questions.values()) - written
    return f"""\
Made by `{report.command}` on {machine.day} in {report.seconds / 60:.0f} minutes ({report.cpu_seconds / 60:.0f} of CPU): {machine.processor}, {machine.cores} cores,
{machine.memory_gb} GB, load {machine.load} when it began; {machine.system}, Python {machine.python}, {packages}.

- **Phrases**: {report.phrases} in `data/nlu`. The side-by-side takes {report.sample} of them, of at most {report.longest} characters, every
  topic in its share: the neural pipeline pads each batch to its longest phrase, and with all of them it would learn for
  hours. Every pipeline gets the same phrases and questions, normalized and with the places taken out, as the product's
  own model does; what differs is the model alone; of a letter, Canbao's reads the sentences that ask once more.
- **Questions**: {written} held-out ones, none of them a training phrase, and {made} made by code from the clean ones. The
  totals are over the {written}.
- **Accuracy**: the first topic is one of those asked; for junk, it is none of ours. The interval holds 95 % of 2,000
  bootstrap samples, in which a question and its variants are drawn together. **Behind**: the points of accuracy by which a
  pipeline is behind Canbao's model on the same questions.
- **Macro F1**: the first topic and the others from 0.55 on, three at most, against all that is asked.
- **AUROC**: how well the best out-of-scope topic's probability minus the best of ours tells others' matters from ours.
- **ECE**: the mean difference between confidence and accuracy, ten bins.
- **Training**: wall clock and CPU, after the libraries are loaded; Rasa's packs an archive. **Latency**: one message at a
  time; Rasa's goes through its agent. **Memory**: the process's peak, and what it was before it learnt. **Size**:
  compressed; the encoder is a package of {machine.encoder_mb:.0f} MB beside it."""


def _side_by_side(report: Report) -> str:
    rows = [
        [
            f"`{one.name}`",
            one.title,
            f"{_percent(one.quality.accuracy)} {_between(one.accuracy_interval)}",
            "" if one.behind is None else f"{_points(one.behind)} {_between(one.behind_interval)}",
            f"{one.quality.macro_f1:.3f}",
            f"{one.quality.out_of_scope_auroc:.3f}",
            f"{one.quality.calibration_error:.3f}",
            f"{one.cost.train_seconds:.1f} ({one.cost.train_cpu_seconds:.1f})",
            f"{one.cost.p50_ms:.1f} / {one.cost.p99_ms:.1f}",
            f"{one.cost.peak_mb:.0f} ({one.cost.start_mb:.0f})",
            f"{one.cost.size_mb:.1f}",
        ]
        for one in report.side_by_side
    ]
    head = ["", "pipeline", "accuracy, %", "behind", "macro F1", "AUROC", "ECE", "training, s (CPU)", "p50 / p99, ms"]
    return table([*head, "memory, MB (before)", "size, MB"], rows)


def _slices(report: Report) -> str:
    named = [name for name in _HEAD if name in report.questions]
    accuracy = [[f"`{one.name}`", *(_percent(one.slices[name]) for name in named)] for one in report.side_by_side]
    if report.whole:
        accuracy.append(["`canbao`, all phrases", *(_percent(report.whole.slices[name]) for name in named)])
    variants = [name for name in named if name not in (REAL, CLEAN, JUNK)]
    lost = [[f"`{one.name}`", *(_points(one.lost[name]) for name in variants)] for one in report.side_by_side]
    count = ["questions", *(str(report.questions[name]) for name in named)]
    return "\n\n".join(
        [
            "Accuracy in per cent. The slices from no punctuation on are made by code.",
            table(["", *(_HEAD[name] for name in named)], [count, *accuracy]),
            "Points lost against the clean questions.",
            table(["", *(_HEAD[name] for name in variants)], lost),
        ]
    )


def _whole(whole: Whole, report: Report) -> Iterable[str]:
    yield "## The product's model"
    yield (
        f"Trained on all {report.phrases} phrases, as `canbao train` does, and asked the held-out questions: accuracy "
        f"{_percent(whole.quality.accuracy)} % {_between(whole.accuracy_interval)}, macro F1 {whole.quality.macro_f1:.3f}, "
        f"AUROC {whole.quality.out_of_scope_auroc:.3f}, ECE {whole.quality.calibration_error:.3f}."
    )


def _everything(everything: Sequence[Everything]) -> Iterable[str]:
    yield "## All phrases, cross-validated"
    yield (
        "Three folds of all phrases; phrases with the same text are in the same fold. F1 is over those phrases of which all "
        "topics are told: in the others a second topic may well be asked though nobody has noted it."
    )
    yield table(
        ["", "pipeline", "accuracy, %", "macro F1", "AUROC", "ECE"],
        [
            [
                f"`{one.name}`",
                one.title,
                _percent(one.quality.accuracy),
                f"{one.quality.macro_f1:.3f}",
                f"{one.quality.out_of_scope_auroc:.3f}",
                f"{one.quality.calibration_error:.3f}",
            ]
            for one in everything
        ],
    )


def _learning(learning: Sequence[Point]) -> Iterable[str]:
    yield "## How much more phrases help"
    yield "Accuracy on the held-out questions, in per cent, after learning from so many phrases of any length."
    sizes = sorted({point.phrases for point in learning})
    found = {(point.name, point.phrases): point.accuracy for point in learning}
    yield table(
        ["", *map(str, sizes)],
        [
            [f"`{name}`", *(_percent(found[name, size]) if (name, size) in found else "" for size in sizes)]
            for name in CATALOGUE
            if name in LEARNERS and (name, sizes[0]) in found
        ],
    )


def reading(page: Path) -> str:
    """What people wrote below a page's tables, if anything."""
    earlier = page.read_text(encoding="utf-8") if page.is_file() else ""
    _, heading, reading = earlier.partition(READING)
    return f"\n{heading}{reading}" if heading else ""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of a page: names to the left, figures to the right."""
    lines = [head, ["---" if name in ("", "pipeline") else "---:" for name in head], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"


def _between(interval: Interval | None) -> str:
    return "" if interval is None else f"[{100 * interval[0]:.1f}, {100 * interval[1]:.1f}]"
