"""The command line: results on stdout, progress and logs on stderr."""

import sys
from pathlib import Path
from types import ModuleType

import typer

from bot.channels.settings import BadSetting
from bot.cli import bench
from bot.cli.lines import BadInput
from bot.cli.quiet import settle
from bot.policies.source import SourceError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(bench.app, name="bench")


def _talk() -> ModuleType:
    settle()
    from bot.cli import quiet, talk

    quiet.settle_structlog()
    return talk


@app.command()
def ask(
    text: str,
    county: str = typer.Option(None, help="The county's name or id, as a page would give it."),
    today: str = typer.Option(None, help="The day of the question, such as 2021-02-20."),
    as_json: bool = typer.Option(False, "--json", help="Print the messages as JSON Lines."),
) -> None:
    """Ask one question through the whole assistant."""
    _talk().ask(text, county, today, as_json)


@app.command()
def batch(file: Path = typer.Argument(None, help="JSON Lines; standard input when absent.")) -> None:
    """Run conversations through the whole assistant: JSON Lines in, JSON Lines out, in the same order."""
    _talk().batch(file)


@app.command()
def parse(file: Path = typer.Argument(None, help="JSON Lines; standard input when absent.")) -> None:
    """Understand questions without answering them."""
    _talk().parse(file)


@app.command()
def train(force: bool = typer.Option(False, help="Train even when the model is fresh.")) -> None:
    """Train when inputs changed, and say where the model is."""
    settle(20)
    from bot.cli.train import run

    run(force)


@app.command()
def check(notices: Path = typer.Option(None, help="The folder of the notices' texts, to prove every figure.")) -> None:
    """Check policies, training data and domain; exit 1 with file, line and field of each fault."""
    from bot.cli.check import run

    raise typer.Exit(run(notices))


@app.command()
def serve(
    port: int = typer.Option(5005, min=1, max=65535),
    host: str = typer.Option("127.0.0.1", help="Loopback unless told otherwise."),
) -> None:
    """Serve everything in one process."""
    settle(20)
    from bot.cli.serve import run

    run(host, port)


def main() -> None:
    """Entry point: a fault of the input is a sentence on stderr and exit status 2, never a traceback."""
    try:
        app(standalone_mode=True)
    except (BadInput, BadSetting, SourceError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
