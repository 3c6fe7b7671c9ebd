"""What was read from folders of counties, kept so that a start reads again only what has changed.

YAML and its checks take ten milliseconds a county, which nobody notices with five of them and everybody with thousands.
"""

import logging
import pickle
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.fingerprint import fingerprint
from bot.paths import ROOT
from bot.policies.held import HeldCounty
from bot.policies.reading import read_counties
from bot.policies.source import Fault, SourceError

logger = logging.getLogger(__name__)
Kept = dict[str, tuple[str, HeldCounty]]
_SAY_EVERY = 200


def load_held(folder: Path, cache: Path | None = None, anew: bool = False) -> dict[str, HeldCounty]:
    """All counties of a folder, by id; ``cache`` is the file that keeps them, to be used or, ``anew``, only written.

    Raises SourceError with every fault.
    """
    if not folder.is_dir():
        raise SourceError([Fault(folder, 1, "", "no such folder of counties")])
    kept = _read(cache) if cache and not anew else {}
    states = {path: _state(path) for path in sorted(path for path in folder.iterdir() if path.is_dir())}
    fresh = {path: known[1] for path, state in states.items() if (known := kept.get(str(path))) and known[0] == state}
    stale = [path for path in states if path not in fresh]
    faults: list[Fault] = []
    for number, (path, county) in enumerate(zip(stale, read_counties(stale), strict=True), 1):
        if isinstance(county, HeldCounty):
            fresh[path] = county
        else:
            faults.extend(county)
        if number % _SAY_EVERY == 0:
            logger.info("%d counties read", number)
    now: Kept = {str(path): (state, fresh[path]) for path, state in states.items() if path in fresh}
    if not now and not faults:
        faults.append(Fault(folder, 1, "", "holds no county"))
    if faults:
        raise SourceError(faults)
    if cache and now != kept:
        _write(cache, now)
    return {held.county.id: held for _, held in now.values()}


def _state(folder: Path) -> str:
    """What makes a county's reading stale: its files, and the code that reads them."""
    return ";".join([_code(), *(f"{name}:{time}:{size}" for name, time, size in _files(folder))])


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.glob("*.yml")):
        stat = path.stat()
        yield path.name, stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=1)
def _code() -> str:
    packages = (ROOT / "bot" / name for name in ("rules", "policies"))
    return fingerprint(path for package in packages for path in sorted(package.rglob("*.py")))


def _read(cache: Path) -> Kept:
    """What the file keeps; nothing when there is none or it cannot be read: everything is then read anew."""
    try:
        kept = pickle.loads(zlib.decompress(cache.read_bytes()))  # noqa: S301 (written by ourselves)
    except FileNotFoundError:
        return {}
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError) as error:
        logger.info("the policies are read anew: %s", error)
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(cache: Path, kept: Kept) -> None:
    """Whole or not at all; a folder that cannot be written only costs time at the next start."""
    part = cache.with_suffix(".part")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(zlib.compress(pickle.dumps(kept), 1))
        part.replace(cache)
    except OSError as error:
        logger.warning("what was read of the counties could not be kept: %s", error)
