"""``canbao check``: policies, training data and domain, without importing Rasa."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.fingerprint import fingerprint
from bot.paths import DATA, ROOT, counties, var
from bot.policies import consistency, proof
from bot.policies.registry import Registry
from bot.policies.source import Fault, SourceError
from bot.runtime import counties_cache
from bot.training import DOUBTS, inputs, is_trained_from
from bot.training_data.check import check as check_training_data
from bot.training_data.doubts import doubted
from bot.training_data.kept import kept
from bot.training_data.read import examples


def run(notices: Path | None) -> int:
    """Prints each fault and returns 1, or says what was checked and returns 0."""
    folder = counties()
    trained_from = fingerprint(inputs())
    phrases = trained_from + fingerprint(_own_code())
    faults = kept(_cache(), "faults", phrases, check_training_data)
    try:
        # Every file is read; what was read serves the next start.
        registry = Registry.load(DATA, folder, counties_cache(), anew=True)
    except SourceError as error:
        return _report([*error.faults, *faults], "")
    for county in registry.counties.values():
        faults += consistency.check(folder / county.id, county, registry.policies[county.id], registry.catalogue)
    faults += consistency.check_names(registry, folder)
    proved = 0
    if notices is not None:
        found, proved = _prove(folder, registry, notices)
        faults += found
    _hint(trained_from, phrases)
    years = sum(len(rows) for rows in registry.policies.values())
    summary = f"{len(registry.counties)} counties, {years} policies: no fault"
    return _report(faults, summary + (f"; {proved} proved against their notices" if notices is not None else ""))


def _hint(trained_from: str, phrases: str) -> None:
    """Examples that the model would put elsewhere: worth a look, but no fault, so they go to stderr."""
    if not is_trained_from(trained_from) or not DOUBTS.is_file():
        print("run `canbao train` first to hear which examples the model doubts", file=sys.stderr)
        return
    state = phrases + fingerprint([DOUBTS])
    for hint in kept(_cache(), "hints", state, lambda: doubted(list(examples(DATA / "nlu")), DOUBTS)):
        print(f"worth a look: {hint}", file=sys.stderr)


def _cache() -> Path:
    return var() / "cache" / "training-data.json"


def _own_code() -> Iterator[Path]:
    """What decides, beside the inputs of training, what a check of the phrases finds."""
    yield from sorted((ROOT / "bot" / "training_data").glob("*.py"))
    yield ROOT / "bot" / "rules" / "topics.py"


def _prove(folder: Path, registry: Registry, notices: Path) -> tuple[list[Fault], int]:
    """The faults of all policies against their notices' texts, and how many policies were proved."""
    if not notices.is_dir():
        return [Fault(notices, 1, "", "no such folder of notices")], 0
    faults: list[Fault] = []
    proved = 0
    for county, years in registry.policies.items():
        for year, policy in years.items():
            path = folder / county / f"{year}.yml"
            texts = [_text(path, notices, notice.file) for notice in policy.notices]
            missing = [text for text in texts if isinstance(text, Fault)]
            if missing:
                faults += missing
                continue
            faults += proof.prove(path, policy, "\n".join(str(text) for text in texts))
            proved += 1
    return faults, proved


def _text(path: Path, notices: Path, file: str | None) -> str | Fault:
    if file is None:
        return Fault(path, 1, "notices", "names no file, so nothing can be proved")
    source = notices / file
    if not source.is_file():
        return Fault(path, 1, "notices", f"{source} is not there")
    return source.read_text(encoding="utf-8")


def _report(faults: list[Fault], summary: str) -> int:
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}", file=sys.stderr)
        return 1
    print(summary)
    return 0
