"""The widget's files and the demonstration page, over HTTP, on a small server of their own."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import sys
from pathlib import Path
from sanic import Sanic
from bot.channels import pages
app = Sanic("pages", configure_logging=False)
app.blueprint(pages.blueprint(Path(sys.argv[1])))
app.run("127.0.0.1", int(sys.argv[2]), access_log=False, motd=False)
"""
INLINE = "start()"
PAGE = f'<!doctype html><script>{INLINE}</script><script src="widget.js" async></script>'


class Answered(NamedTuple):
    """An HTTP answer; the names of its headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Pages:
    """A running server of the files in ``dist``, which tests may change."""

    def __init__(self, dist: Path, port: int) -> None:
        self.dist, self.port = dist, port

    def get(self, path: str, **headers: str) -> Answered:
        """The answer to a path, which is sent as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found = Answered(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    folder = tmp_path_factory.mktemp("pages")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    (folder / "secret.js").write_text("secret")
    process = subprocess.Popen([sys.executable, "-c", SERVE, folder / "dist", str(port)], cwd=ROOT)
    served = Pages(folder / "dist", port)
    try:
        for _ in range(200):
            try:
                served.get("/")
                break
            except OSError:
                time.sleep(0.1)
        yield served
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def built(pages: Pages) -> Iterator[Pages]:
    """With the widget built; afterwards without."""
    files = {"widget.js": "launch()", "index.html": PAGE, "widget/chat-B3kd9x2a.js": "chat()" * 100}
    for name, text in files.items():
        path = pages.dist / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    yield pages
    for name in files:
        (pages.dist / name).unlink()


# ---- before the widget is built


@pytest.mark.parametrize("path", ["/", "/widget.js", "/widget/chat-B3kd9x2a.js"])
def test_without_the_widget_the_answer_tells_how_to_build_it(pages: Pages, path: str) -> None:
    answered = pages.get(path)
    assert answered.status == 404
    assert answered.headers["content-type"] == "application/json"
    assert "`make install` builds it" in json.loads(answered.body)["error"]


# ---- the widget's files


def test_the_launcher_is_asked_about_each_time(built: Pages) -> None:
    answered = built.get("/widget.js")
    assert (answered.status, answered.body) == (200, b"launch()")
    assert answered.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answered.headers["cache-control"] == "no-cache"
    again = built.get("/widget.js", If_None_Match=answered.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_chats_files_are_for_ever_and_for_pages_of_any_origin(built: Pages) -> None:
    answered = built.get("/widget/chat-B3kd9x2a.js", Origin="https://www.jingxian.gov.cn")
    assert answered.status == 200
    assert answered.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answered.headers["access-control-allow-origin"] == "*"
    assert answered.headers["cross-origin-resource-policy"] == "cross-origin"


def test_files_are_compressed_for_browsers_that_can(built: Pages) -> None:
    plain = built.get("/widget/chat-B3kd9x2a.js")
    pressed = built.get("/widget/chat-B3kd9x2a.js", Accept_Encoding="gzip, deflate, br")
    assert "content-encoding" not in plain.headers
    assert pressed.headers["content-encoding"] == "gzip"
    assert int(pressed.headers["content-length"]) == len(pressed.body) < len(plain.body)


@pytest.mark.parametrize(
    "path",
    [
        "/widget/../secret.js",
        "/widget/../../secret.js",
        "/widget/%2e%2e/%2e%2e/secret.js",
        "/widget/..%2f..%2fsecret.js",
        "/widget/..%5c..%5csecret.js",
        "/widget/%252e%252e/secret.js",
        "/widget//etc/passwd",
        "/widget/%2fetc%2fpasswd",
        "/widget/",
        "/widget/none.js",
        "/widget/chat-B3kd9x2a.js%00.png",
        "/widget/%ff",
    ],
)
def test_no_path_leads_out_of_the_folder(built: Pages, path: str) -> None:
    answered = built.get(path)
    assert 400 <= answered.status < 500
    assert b"secret" not in answered.body
    assert b"root:" not in answered.body


# ---- the page


def test_the_page_runs_its_own_scripts_and_no_others(built: Pages) -> None:
    answered = built.get("/")
    assert answered.body.decode() == PAGE
    digest = base64.b64encode(hashlib.sha256(INLINE.encode()).digest()).decode()
    policy = dict(rule.split(" ", 1) for rule in answered.headers["content-security-policy"].split("; "))
    assert policy["script-src"] == f"'self' 'sha256-{digest}'"
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"


def test_the_page_has_the_headers_that_make_it_safe(built: Pages) -> None:
    headers = built.get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"


def test_the_page_is_not_for_scripts_of_other_origins(built: Pages) -> None:
    assert "access-control-allow-origin" not in built.get("/", Origin="https://evil.cn").headers
