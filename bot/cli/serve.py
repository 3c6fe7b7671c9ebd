"""``canbao serve``: agent, actions and public channel in one process."""

import os
import sys
from pathlib import Path
from typing import Any

from bot.paths import ROOT


def run(host: str, port: int) -> None:
    """Trains if need be, then serves until stopped. Rasa's own HTTP API is not part of the app."""
    from bot.cli.quiet import settle_structlog

    settle_structlog()
    _check_policies()
    from bot.training import trained

    model = trained()
    print(f"model: {model}", file=sys.stderr, flush=True)
    app = create_app(model)
    print(f"serving on http://{'localhost' if host == '127.0.0.1' else host}:{port}", file=sys.stderr, flush=True)
    app.run(host=host, port=port, access_log=False, debug=False, motd=False)


def _check_policies() -> None:
    """Load the policies first: a fault in them is told in a second, not after training."""
    from bot.runtime import policy_store

    policy_store().current()


def create_app(model: Path, tracker_store: Any = None) -> Any:
    """The web application: the channel, the demonstration page and ``/health``."""
    from bot.loading import load

    agent = load(model, light=True, tracker_store=tracker_store or default_store())
    from rasa.core.channels.channel import register
    from sanic import Sanic
    from sanic.response import file, json

    from bot.channels.web import WebInput
    from bot.runtime import policy_store

    app = Sanic("canbao", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.agent = agent
    register([WebInput()], app, "/webhooks/")

    @app.before_server_start  # type: ignore[misc]
    async def warm_up(*_: Any) -> None:
        """Dictionaries load at their first use: that must not be the first resident's message."""
        await agent.parse_message("我在沁水县，医保多少钱")

    @app.get("/health")  # type: ignore[misc]
    async def health(request: Any) -> Any:
        """Whether the model is loaded and the policies can be read."""
        counties = len(policy_store().current().counties)
        ready = agent.is_ready()
        return json({"status": "ok" if ready else "starting", "counties": counties}, status=200 if ready else 503)

    @app.get("/")  # type: ignore[misc]
    async def page(request: Any) -> Any:
        """The demonstration page."""
        return await file(ROOT / "bot" / "channels" / "demo.html", mime_type="text/html; charset=utf-8")

    return app


def default_store() -> Any:
    """Conversations in SQLite under ``var/`` (or the folder that ``CANBAO_VAR`` names), so that a restart loses none."""
    from bot.conversations import RecentSQLTrackerStore

    folder = Path(os.environ.get("CANBAO_VAR") or ROOT / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return RecentSQLTrackerStore(dialect="sqlite", db=str(folder / "conversations.db"))
