"""``canbao bench``: how well the parts do, measured anew."""

import logging
import os
import sys
from pathlib import Path

import typer

from bot.cli.lines import BadInput
from bot.cli.quiet import settle
from bot.paths import ROOT

app = typer.Typer(help="Measure how well the parts do.", no_args_is_help=True)


@app.command()
def nlu(
    examples: int = typer.Option(400, min=0, help="So many phrases for the side-by-side; 0 for all."),
    longest: int = typer.Option(60, min=0, help="Only phrases of so many characters for it; 0 for all."),
    epochs: int = typer.Option(100, min=1, help="How long the neural pipeline learns."),
    full: bool = typer.Option(False, help="Every pipeline learns from every phrase; this takes many hours."),
    only: list[str] = typer.Option([], help="This pipeline only; may be given several times."),
    output: Path = typer.Option(ROOT / "docs" / "bench", help="The folder of the report."),
) -> None:
    """Compare our understanding of questions with other pipelines'; a quarter of an hour or more."""
    # TensorFlow as it is by default: the stock pipeline shall be as quick as it can.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    settle()
    from bench.pipelines.catalogue import CATALOGUE
    from bench.report import write
    from bench.run import Settings, compare

    unknown = set(only) - set(CATALOGUE)
    if unknown:
        raise BadInput(f"no such pipeline: {', '.join(sorted(unknown))}; there are {', '.join(CATALOGUE)}")
    report = compare(Settings(examples, longest, epochs, full, tuple(only), command=_command()))
    from bench.pictures import draw

    draw(report, output)
    write(report, output)
    print(output / "nlu.md")


@app.command()
def serve(
    phrases: int = typer.Option(600, min=0, help="So many phrases for the stock project; 0 for all."),
    longest: int = typer.Option(30, min=0, help="Only phrases of so many characters for it; 0 for all."),
    full: bool = typer.Option(False, help="The stock project learns from every phrase; this takes many hours, once."),
    quick: bool = typer.Option(False, help="Fewer and shorter rounds, to see that it works."),
    output: Path = typer.Option(ROOT / "docs" / "bench", help="The folder of the report."),
) -> None:
    """Serving side by side with stock Rasa and the bare web server; about eight minutes once stock is trained."""
    _quieten()
    from bench.serving.pictures import draw
    from bench.serving.report import write
    from bench.serving.run import Settings, compare

    size = (0, 0) if full else (phrases, longest)
    rounds, seconds, starts = (2, 1.0, 1) if quick else (5, 3.0, 3)
    report = compare(Settings(*size, 100, rounds, seconds, starts, command=_command()))
    draw(report, output)
    print(write(report, output))


@app.command()
def growth(
    messages: int = typer.Option(50_000, min=100, help="So many messages while memory is watched."),
    quick: bool = typer.Option(False, help="Fewer counties and messages, to see that it works."),
    output: Path = typer.Option(ROOT / "docs" / "bench", help="The folder of the report."),
) -> None:
    """How the cost of serving grows with conversations, counties, clients and messages."""
    _quieten()
    from bench.serving.growth import Settings, measure
    from bench.serving.pictures import draw_growth
    from bench.serving.report import write_growth

    settings = Settings(messages=messages, command=_command())
    if quick:
        settings = Settings(1, 1.0, min(messages, 1000), (5, 100), (1, 4), _command())
    grown = measure(settings)
    draw_growth(grown, output)
    print(write_growth(grown, output))


def _quieten() -> None:
    """Libraries' warnings to their authors; the environment stays as it is, for the services that inherit it."""
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def _command() -> str:
    return " ".join(["canbao", *sys.argv[1:]])
