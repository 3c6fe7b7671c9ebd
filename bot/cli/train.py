"""``canbao train``, with visible progress: all that a start would have to do for the first time."""

import sys
import time

from bot.training import fresh_model, train


def run(force: bool) -> None:
    """Trains, or says that the model is fresh; the model's path goes to stdout. Raises SourceError.

    The counties are read first: a fault is told in a second, not after training, and the next start finds them read.
    """
    from bot.cli.quiet import settle_structlog
    from bot.runtime import policy_store

    settle_structlog(20)
    policy_store().current()
    model = None if force else fresh_model()
    if model:
        print("the model is fresh", file=sys.stderr)
        print(model)
        return
    print("training: about two minutes", file=sys.stderr)
    began = time.monotonic()
    model = train(force)
    print(f"trained in {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(model)
