"""Servers for the widget's tests: the real one with a county whose window is open, pages that embed it, a proxy."""

from __future__ import annotations

import datetime
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
START = 60
CHINA = datetime.timezone(datetime.timedelta(hours=8))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


class Service:
    """A running ``canbao serve`` with its own data."""

    def __init__(self, folder: Path, origins: tuple[str, ...] = ()) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}/"
        self.log = folder / "log"
        self.data = folder / "var"
        own = {"CANBAO_VAR": str(self.data), "CANBAO_COUNTIES": str(counties_with_an_open_window(folder))}
        self._environment = {**os.environ, **own, "CANBAO_ORIGINS": ",".join(origins)}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it serves."""
        command: list[str | Path] = [ROOT / ".venv/bin/canbao", "serve", "--port", str(self.port)]
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(command, env=self._environment, stdout=out, stderr=out, cwd=ROOT)
        for _ in range(START * 5):
            try:
                with urlopen(self.base + "health", timeout=5):  # noqa: S310
                    return
            except (URLError, ConnectionError):
                time.sleep(0.2)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def stop(self) -> None:
        """Stops it."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
            self._process = None


def counties_with_an_open_window(folder: Path) -> Path:
    """The real counties and the invented one, paying there now: no notice that is held has a window open today."""
    counties = folder / "counties"
    if counties.exists():
        return counties
    shutil.copytree(ROOT / "data/counties", counties)
    shutil.copytree(ROOT / "tests/fixtures/counties/panting", counties / "panting")
    today = datetime.datetime.now(CHINA).date()
    policy = counties / "panting/2026.yml"
    lines = policy.read_text(encoding="utf-8").splitlines()
    second = lines.index("  - id: second")
    for place in range(second, second + 8):
        if lines[place].startswith("    start:"):
            lines[place] = f"    start: {today - datetime.timedelta(days=20)}"
        elif lines[place].startswith("    end:"):
            lines[place] = f"    end: {today + datetime.timedelta(days=12)}"
    open_daily = [line for line in lines if not line.startswith("    closed:")]
    policy.write_text("\n".join(open_daily) + "\n", encoding="utf-8")
    return counties


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is theirs."""

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        """Sends a whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler], port: int = 0) -> Iterator[int]:
    """A server in this process; its port."""
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def pages(content: dict[str, str]) -> Iterator[str]:
    """A site with these pages, such as a county's; its origin. Pages may be added while it runs."""

    class Pages(_Quiet):
        def do_GET(self) -> None:
            body = content.get(self.path.split("?")[0])
            kind = {"Content-Type": "text/html; charset=utf-8"}
            self.reply(200 if body else 404, kind, (body or "").encode())

    with listening(Pages) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def proxy(prefix: str, target: str, port: int = 0) -> Iterator[str]:
    """A reverse proxy that serves the target below a prefix and nothing else; the base URL."""

    class Proxy(_Quiet):
        def forward(self) -> None:
            if not self.path.startswith(prefix):
                self.reply(404, {}, b"outside the prefix")
                return
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size) if size else None
            sent = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            url = target + self.path[len(prefix) :]
            request = Request(url, body, sent, method=self.command)  # noqa: S310
            try:
                with urlopen(request, timeout=30) as answer:  # noqa: S310
                    status, headers, read = answer.status, answer.headers, answer.read()
            except HTTPError as error:
                status, headers, read = error.code, error.headers, error.read()
            dropped = ("content-length", "connection", "keep-alive", "transfer-encoding")
            kept = {name: value for name, value in headers.items() if name.lower() not in dropped}
            self.reply(status, kept, read)

        do_GET = do_POST = do_OPTIONS = forward

    with listening(Proxy, port) as taken:
        yield f"http://127.0.0.1:{taken}{prefix}"


def page_with(script: str, head: str = "", body: str = "<main><h1>某县</h1></main>") -> str:
    """A host page that embeds the widget."""
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>某县医保局</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head><body>{body}{script}</body></html>"""
