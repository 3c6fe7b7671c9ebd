"""``canbao serve``: agent, actions and public channel in one process."""

import sys
from pathlib import Path
from typing import Any

from bot.cli.quiet import settle_structlog, without_collector
from bot.training import trained


def run(host: str, port: int) -> None:
    """Trains if need be, then serves until stopped. Rasa's own HTTP API is not part of the app."""
    with without_collector():
        settle_structlog()
        _check_before_training()
        model = trained()
        print(f"model: {model}", file=sys.stderr, flush=True)
        app = create_app(model)
    print(f"serving on http://{'localhost' if host == '127.0.0.1' else host}:{port}", file=sys.stderr, flush=True)
    app.run(host=host, port=port, access_log=False, debug=False, motd=False)


def _check_before_training() -> None:
    """Load policies and settings first: a fault in them is told in a second, not after training."""
    from bot.channels import settings
    from bot.runtime import policy_store

    settings.read()
    policy_store().current()


def create_app(model: Path, tracker_store: Any = None) -> Any:
    """The web application: the channel, the widget with its page, and ``/health``. Raises BadSetting."""
    from bot.conversations import default_store
    from bot.loading import load

    agent = load(model, light=True, tracker_store=tracker_store or default_store())
    from rasa.core.channels.channel import register
    from sanic import Sanic
    from sanic.exceptions import SanicException
    from sanic.response import json

    from bot.channels import pages
    from bot.channels.request import MOST_BYTES
    from bot.channels.web import WebInput
    from bot.runtime import policy_store

    app = Sanic("canbao", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    # A little more than the channel takes, so that it is the channel that names the fault.
    app.config.REQUEST_MAX_SIZE = 2 * MOST_BYTES
    app.ctx.agent = agent
    register([WebInput()], app, "/webhooks/")
    app.blueprint(pages.blueprint())

    @app.before_server_start  # type: ignore[misc]
    async def warm_up(*_: Any) -> None:
        """Dictionaries load at their first use: that must not be the first resident's message."""
        await agent.parse_message("我在沁水县，医保多少钱")

    @app.exception(SanicException)  # type: ignore[misc]
    async def refused(request: Any, error: Any) -> Any:
        """What is wrong with a request, in the same shape everywhere."""
        return json({"error": str(error)}, status=error.status_code)

    @app.get("/health")  # type: ignore[misc]
    async def health(request: Any) -> Any:
        """Whether the model is loaded and the policies can be read."""
        counties = len(policy_store().current().counties)
        ready = agent.is_ready()
        return json({"status": "ok" if ready else "starting", "counties": counties}, status=200 if ready else 503)

    return app
