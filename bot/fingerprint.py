"""Whether files have changed: one hash for what they are called and what stands in them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from bot.paths import ROOT


def fingerprint(files: Iterable[Path]) -> str:
    """The hash; files of the project have their names in it as they are within, so that its folder may move.

    A file that is not there counts as well: when it comes, the hash is another one.
    """
    digest = hashlib.sha256()
    for path in files:
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"
        digest.update(f"{name}\n{content}\n".encode())
    return digest.hexdigest()
