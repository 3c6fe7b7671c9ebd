"""Settings that every command makes before Rasa is imported: no telemetry, logs to stderr, one thread a model."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def settle(level: int = logging.WARNING) -> None:
    """Make the settings; the environment wins where the operator has set it."""
    defaults = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "SANIC_HOST": "127.0.0.1",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    # Libraries warn their authors; some also reset the filters, so warnings go to a log that is turned down.
    logging.captureWarnings(True)
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("matplotlib", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


@contextmanager
def without_collector() -> Iterator[None]:
    """For loading the assistant: all that is imported and loaded within stays, and the collector would only look at it
    again and again, then and later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle_structlog(level: int = logging.WARNING) -> None:
    """Rasa logs through structlog, which prints to stdout unless told: results alone belong there."""
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
