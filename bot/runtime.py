"""What one process has one of: the policy store, shared by understanding and actions."""

import hashlib
from functools import lru_cache
from pathlib import Path

from bot.paths import DATA, counties, var
from bot.policies.store import PolicyStore


@lru_cache(maxsize=1)
def policy_store() -> PolicyStore:
    """The process's policies: the folder that the environment names, else the project's own. Raises SourceError."""
    return PolicyStore(DATA, counties(), cache=counties_cache())


def counties_cache() -> Path:
    """What keeps the folder of counties as read, for the next start."""
    name = hashlib.sha256(str(counties().resolve()).encode()).hexdigest()[:16]
    return var() / "cache" / f"counties-{name}.pickle"
