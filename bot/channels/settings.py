"""What an operator may set for the public channel, read from the environment and checked before anything starts."""

import os
import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from bot.rules.base import Strict

ORIGINS = "CANBAO_ORIGINS"
TRUST_PROXY = "CANBAO_TRUST_PROXY"
DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]")


class BadSetting(Exception):
    """What is wrong with a variable, in words for the operator."""


class Settings(Strict):
    """``origins`` are the pages' origins that may call the channel besides its own."""

    origins: frozenset[str] = frozenset()
    trust_proxy: bool = False


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment gives. Raises BadSetting."""
    named = re.split(r"[,\s]+", environment.get(ORIGINS, ""))
    trust = environment.get(TRUST_PROXY, "") or "0"
    if trust not in ("0", "1"):
        raise BadSetting(f"{TRUST_PROXY}: must be 1 or 0, not {trust!r}")
    return Settings(origins=frozenset(_checked(text) for text in named if text), trust_proxy=trust == "1")


def origin(text: str) -> str | None:
    """An origin as browsers write it (lower case, no default port); None for what is none."""
    try:
        parts = urlsplit(text.lower())
        port = parts.port
    except ValueError:
        return None
    host = _host(parts)
    if parts.scheme not in DEFAULT_PORTS or host is None or "@" in parts.netloc:
        return None
    if parts.path or parts.query or parts.fragment or text[-1] in "?#":
        return None
    shown = "" if port is None or port == DEFAULT_PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{host}{shown}"


def _host(parts: SplitResult) -> str | None:
    """The host in ASCII: a Chinese domain is sent by browsers in its encoded form."""
    name = parts.hostname or ""
    try:
        encoded = f"[{name}]" if ":" in name else name.encode("idna").decode()
    except UnicodeError:
        return None
    return encoded if _HOST.fullmatch(encoded) else None


def _checked(text: str) -> str:
    known = origin(text)
    if known is not None:
        return known
    advice = "must be a scheme, a host and perhaps a port, such as https://www.example.gov.cn"
    if origin(text.rstrip("/")):
        advice = f"an origin has no path, write {text.rstrip('/')}"
    raise BadSetting(f"{ORIGINS}: {text}: {advice}")
