"""What a browser loads: the widget's files and the demonstration page, from the folder that ``make install`` builds."""

import base64
import hashlib
import re
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response

from bot.channels.files import File, Folder, Sent, send
from bot.paths import ROOT

DIST = ROOT / "web" / "dist"
# Pages of other sites load these: as a script, as modules (which browsers fetch with CORS), from pages that isolate themselves.
_FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def blueprint(dist: Path = DIST) -> Blueprint:
    """The routes of the pages and of the widget's files."""
    routes, built = Blueprint("canbao_pages"), Folder(dist)

    def missing() -> HTTPResponse:
        hint = "" if built.file("widget.js") else ": the widget is not built, `make install` builds it"
        return json_response({"error": f"there is no such file{hint}"}, 404)

    def widget_file(name: str, request: Request) -> HTTPResponse:
        file = built.file(name)
        return missing() if file is None else _response(send(file, request.headers), _FOR_ALL)

    @routes.get("/widget.js")  # type: ignore[misc]
    async def launcher(request: Request) -> HTTPResponse:
        return widget_file("widget.js", request)

    @routes.get("/widget/<name:path>")  # type: ignore[misc]
    async def lazily_loaded(request: Request, name: str) -> HTTPResponse:
        return widget_file(f"widget/{name}", request)

    @routes.get("/")  # type: ignore[misc]
    async def page(request: Request) -> HTTPResponse:
        file = built.file("index.html")
        return missing() if file is None else _response(send(file, request.headers), _page_headers(file))

    return routes


def _response(sent: Sent, headers: dict[str, str]) -> HTTPResponse:
    kind = sent.headers["Content-Type"]
    return raw(sent.body, sent.status, {**sent.headers, **headers}, content_type=kind)


def _page_headers(file: File) -> dict[str, str]:
    """A page runs its own files' scripts and those that stand in it, and no others; styles of shadow trees are inline."""
    scripts = (match.group(1).encode() for match in _INLINE_SCRIPT.finditer(file.body.decode()))
    hashes = "".join(f" 'sha256-{base64.b64encode(hashlib.sha256(s).digest()).decode()}'" for s in scripts)
    policy = {
        "default-src": "'none'",
        "script-src": f"'self'{hashes}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "SAMEORIGIN",
    }
