"""Files of a folder over HTTP: compressed once, told apart by their content, and none from outside the folder."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_PRESSED_ALREADY = (".png", ".webp", ".ico", ".woff2")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
# A build's mark in a name, such as chat-B3kd9x2a.js: what it names never changes.
_HASHED = re.compile(r"[-.](?=[A-Za-z_-]*[A-Z0-9])[A-Za-z0-9_-]{8,}\.\w+$")
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    name: str
    body: bytes
    pressed: bytes | None
    mark: str

    @classmethod
    def of(cls, name: str, body: bytes) -> "File":
        """The file with this content."""
        small = name.endswith(_PRESSED_ALREADY)
        return cls(
            name, body, None if small else gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:24]
        )


@dataclass(frozen=True)
class Sent:
    """An answer: 200 with a body, or 304 without."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Folder:
    """The files of a folder, read and compressed when first asked for and again when they have changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: dict[str, tuple[tuple[int, int], File]] = {}

    def file(self, name: str) -> File | None:
        """The file of this name; None when there is none, or when the name leads elsewhere."""
        if not _NAME.fullmatch(name):
            return None
        path = self._path / name
        try:
            stat = path.stat()
            if not path.is_file() or not path.resolve().is_relative_to(self._path.resolve()):
                return None
            stamp = (stat.st_mtime_ns, stat.st_size)
            held = self._held.get(name)
            if held is None or held[0] != stamp:
                held = self._held[name] = (stamp, File.of(name, path.read_bytes()))
        except OSError:
            return None
        return held[1]


def send(file: File, request: Mapping[str, str]) -> Sent:
    """The answer to a request with these headers."""
    pressed = file.pressed if file.pressed and _takes_gzip(request.get("accept-encoding", "")) else None
    hashed = bool(_HASHED.search(file.name))
    headers = {
        "Content-Type": TYPES.get(Path(file.name).suffix, "application/octet-stream"),
        "Cache-Control": f"public, max-age={_YEAR}, immutable" if hashed else "no-cache",
        "ETag": f'"{file.mark}-gz"' if pressed else f'"{file.mark}"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if file.mark in re.findall(r'"([0-9a-f]+)(?:-gz)?"', request.get("if-none-match", "")):
        return Sent(304, headers)
    return Sent(200, {**headers, "Content-Encoding": "gzip"} if pressed else headers, pressed or file.body)


def _takes_gzip(accepted: str) -> bool:
    for choice in accepted.lower().split(","):
        coding, *parameters = (part.strip() for part in choice.split(";"))
        if coding in ("gzip", "*"):
            return not any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters)
    return False
