"""What one process has one of: the policy store, shared by understanding and actions."""

from functools import lru_cache

from bot.paths import DATA, counties
from bot.policies.store import PolicyStore


@lru_cache(maxsize=1)
def policy_store() -> PolicyStore:
    """The process's policies: the folder that the environment names, else the project's own. Raises SourceError."""
    return PolicyStore(DATA, counties())
