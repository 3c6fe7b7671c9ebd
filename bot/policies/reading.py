"""Counties as read from their folders; very many of them by several processes at once."""

import gc
import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bot.policies.held import HeldCounty
from bot.policies.load import load_county
from bot.policies.source import Fault, SourceError

logger = logging.getLogger(__name__)
# A process takes as long to begin as a hundred counties take to be read.
_MANY = 300
_MOST_PROCESSES = 8
_AT_ONCE = 25
Faults = tuple[Fault, ...]


def read_counties(folders: Sequence[Path]) -> Iterator[HeldCounty | Faults]:
    """Each folder's county, or what is wrong with it, in the folders' order."""
    processes = min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)
    if len(folders) < _MANY or processes < 2:
        yield from map(read_county, folders)
        return
    logger.info("%d counties are read by %d processes", len(folders), processes)
    # Fresh processes: a copy of this one would hold the locks of threads that it does not have.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=gc.disable) as pool:
        yield from pool.map(read_county, folders, chunksize=_AT_ONCE)


def read_county(folder: Path) -> HeldCounty | Faults:
    """The folder's county, packed, or what is wrong with it."""
    try:
        return HeldCounty.of(*load_county(folder))
    except SourceError as error:
        return error.faults
