"""What one process has one of: the policy store, shared by understanding and actions."""

import hashlib
from functools import lru_cache

from bot.paths import DATA, counties, var
from bot.policies.store import PolicyStore


@lru_cache(maxsize=1)
def policy_store() -> PolicyStore:
    """The process's policies: the folder that the environment names, else the project's own. Raises SourceError."""
    folder = counties()
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return PolicyStore(DATA, folder, cache=var() / "cache" / f"counties-{name}.pickle")
