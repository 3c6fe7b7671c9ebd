"""The bare web server: what `canbao serve` is served by, with the same settings, answering every POST with the same bytes.

Run as ``python -m bench.serving.floor PORT FILE``.
"""

import sys
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.response import raw

PATH = "/webhooks/web/webhook"


def create_app(reply: bytes) -> Any:
    """The application: one route."""
    app = Sanic("floor", configure_logging=False)

    @app.post(PATH)  # type: ignore[misc]
    async def echo(request: Any) -> Any:
        return raw(reply, content_type="application/json")

    return app


if __name__ == "__main__":
    app = create_app(Path(sys.argv[2]).read_bytes())
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, debug=False, motd=False)
