"""JSON Lines in and out, with a clear message for a line that is none."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class BadInput(Exception):
    """Input that a command cannot use; the message names the file, line and field."""


def read_lines(path: Path | None, *fields: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file, or of standard input, each with where it stands and the fields named. Raises BadInput."""
    name = str(path) if path else "standard input"
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path else sys.stdin.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{name}: cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{name}:{number}"
            yield where, _object(line, where, fields)


def _object(line: str, where: str, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(f"{where}: not JSON ({error.msg} at column {error.colno})") from error
    if not isinstance(row, dict):
        raise BadInput(f"{where}: must be an object")
    for field in fields:
        if field not in row:
            raise BadInput(f"{where}: {field}: is missing")
    return row


def write_line(row: dict[str, Any]) -> None:
    """One result on standard output."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
