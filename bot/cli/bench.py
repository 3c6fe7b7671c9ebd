"""``canbao bench``: how well the parts do, measured anew."""

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
    examples: int = typer.Option(600, min=0, help="So many phrases for the side-by-side; 0 for all."),
    longest: int = typer.Option(60, min=0, help="Only phrases of so many characters for it; 0 for all."),
    epochs: int = typer.Option(100, min=1, help="How long the neural pipeline learns."),
    full: bool = typer.Option(False, help="Every pipeline learns from every phrase; this takes many hours."),
    only: list[str] = typer.Option([], help="This pipeline only; may be given several times."),
    output: Path = typer.Option(ROOT / "docs" / "bench", help="The folder of the report."),
) -> None:
    """Compare our understanding of questions with other pipelines'; about a quarter of an hour."""
    # TensorFlow as it is by default: the stock pipeline shall be as quick as it can.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    settle()
    from bench.pipelines.catalogue import CATALOGUE
    from bench.report import write
    from bench.run import Settings, compare

    unknown = set(only) - set(CATALOGUE)
    if unknown:
        raise BadInput(f"no such pipeline: {', '.join(sorted(unknown))}; there are {', '.join(CATALOGUE)}")
    command = " ".join(["canbao", *sys.argv[1:]])
    report = compare(Settings(examples, longest, epochs, full, tuple(only), command=command))
    from bench.pictures import draw

    draw(report, output)
    write(report, output)
    print(output / "nlu.md")
