"""What a check of the training phrases found, kept until one of the files that it depends on changes.

Comparing eleven thousand phrases takes more than a second; an office that changed a figure need not wait for that.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.policies.source import Fault


def kept(cache: Path, name: str, state: str, find: Callable[[], list[Fault]]) -> list[Fault]:
    """What ``find`` found in this state of its files; ``name`` tells one finding in the file from another."""
    known = _read(cache)
    if known.get(name, {}).get("state") == state:
        return [Fault(Path(row[0]), *row[1:]) for row in known[name]["faults"]]
    found = find()
    rows = [[str(fault.file), fault.line, fault.field, fault.message] for fault in found]
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text(
        json.dumps({**known, name: {"state": state, "faults": rows}}, ensure_ascii=False), encoding="utf-8"
    )
    return found


def _read(cache: Path) -> dict[str, Any]:
    try:
        known = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
