"""The agent for a trained model: the direct one where the model's graph is the project's own, else the whole of Rasa."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.archive import Archive
from bot.runtime import policy_store

if TYPE_CHECKING:
    from bot.agent import LocalAgent
    from bot.direct import DirectAgent


def load(model: Path, light: bool = False, **stores: Any) -> "DirectAgent | LocalAgent":
    """An agent ready to answer. ``stores`` are Rasa's ``tracker_store`` and ``lock_store``; both default to memory.

    ``light`` is for a process that only serves: spaCy imports TensorFlow where it finds it (2 s and 300 MB), and
    nothing in our graph uses it.
    """
    archive = Archive.read(model)
    settings = archive.settings()
    if settings is None:
        from bot.agent import load as load_whole

        return load_whole(model, **stores)
    if light:
        # Python's own way to say that a module is not to be had.
        sys.modules.setdefault("tensorflow", None)  # type: ignore[arg-type]
    from rasa.shared.core.domain import Domain

    from bot.direct import DirectAgent
    from bot.nlu.understanding import Understanding

    understanding = Understanding.of(archive.model(), settings, policy_store())
    return DirectAgent(understanding, Domain.from_yaml(archive.domain), **stores)
