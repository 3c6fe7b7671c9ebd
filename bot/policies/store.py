"""The registry that is in force: loaded once, loaded again when a file of it changes."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bot.policies.registry import Registry
from bot.policies.source import SourceError

logger = logging.getLogger(__name__)
Stamp = tuple[tuple[str, int, int], ...]


class PolicyStore:
    """Gives the current registry. A folder that no longer loads leaves the last good one in force, and is logged."""

    def __init__(self, data: Path, counties: Path, look_every: float = 2.0) -> None:
        self._data, self._counties, self._look_every = data, counties, look_every
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._registry = Registry.load(data, counties)
        self._looked = time.monotonic()

    def current(self) -> Registry:
        """The registry, at most ``look_every`` seconds behind the files."""
        if time.monotonic() - self._looked < self._look_every:
            return self._registry
        with self._lock:
            self._looked = time.monotonic()
            stamp = self._look()
            if stamp != self._stamp:
                self._stamp = stamp
                self._reload()
        return self._registry

    def _reload(self) -> None:
        try:
            self._registry = Registry.load(self._data, self._counties)
            logger.info("policies reloaded: %s", ", ".join(self._registry.county_names))
        except SourceError as error:
            logger.error("policies not reloaded, the last good ones stay in force:\n%s", error)

    def _look(self) -> Stamp:
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in self._files())

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in (self._data / "aspects.yml", self._data / "people.yml", *sorted(self._counties.glob("*/*.yml"))):
            yield path, path.stat()
