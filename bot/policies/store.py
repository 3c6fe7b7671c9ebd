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
_MANY = 200
Stamp = tuple[tuple[str, int, int], ...]


class PolicyStore:
    """Gives the current registry. A folder that no longer loads leaves the last good one in force, and is logged.

    ``cache`` is the file that keeps what was read, for the next start.
    """

    def __init__(self, data: Path, counties: Path, look_every: float = 2.0, cache: Path | None = None) -> None:
        self._data, self._counties, self._look_every, self._cache = data, counties, look_every, cache
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._registry = Registry.load(data, counties, cache)
        self._looked = time.monotonic()

    def current(self) -> Registry:
        """The registry, at most ``look_every`` seconds behind the files, or a little more where these are very many.

        Looking at thousands of files takes tens of milliseconds: no message waits for that.
        """
        if time.monotonic() - self._looked >= self._look_every and self._lock.acquire(blocking=False):
            self._looked = time.monotonic()
            if len(self._stamp) > _MANY:
                threading.Thread(target=self._look_again, daemon=True).start()
            else:
                self._look_again()
        return self._registry

    def _look_again(self) -> None:
        """Whoever calls has the lock."""
        try:
            stamp = self._look()
            if stamp != self._stamp:
                self._stamp = stamp
                self._reload()
        finally:
            self._lock.release()

    def _reload(self) -> None:
        try:
            self._registry = Registry.load(self._data, self._counties, self._cache)
            logger.info("policies reloaded: %d counties", len(self._registry.counties))
        except SourceError as error:
            logger.error("policies not reloaded, the last good ones stay in force:\n%s", error)

    def _look(self) -> Stamp:
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in self._files())

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        shared = (self._data / name for name in ("aspects.yml", "people.yml", "details.yml"))
        for path in (*shared, *sorted(self._counties.glob("*/*.yml"))):
            yield path, path.stat()
