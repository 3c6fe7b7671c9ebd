"""Which pages may call the channel: its own and those that the operator has named, and no others.

A request without an ``Origin`` does not come from a page of another site (command lines, Rasa's clients) and is let be.
There are no cookies and no credentials, so that a page can do nothing here that its visitor could not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.settings import DEFAULT_PORTS, Settings, origin

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "7200",
}


@dataclass(frozen=True)
class Verdict:
    """Whether a request may go on, and the headers of its answer."""

    allowed: bool
    headers: Mapping[str, str]


def judge(headers: Mapping[str, str], settings: Settings) -> Verdict:
    """Judges a request by its headers, whose names are in lower case or matched in any case."""
    said = headers.get("origin")
    if said is None:
        return Verdict(True, {"Vary": "Origin"})
    known = origin(said)
    if known is None or not (known in settings.origins or _is_own(known, headers, settings)):
        return Verdict(False, {"Vary": "Origin"})
    return Verdict(True, {"Vary": "Origin", "Access-Control-Allow-Origin": said})


def _is_own(known: str, headers: Mapping[str, str], settings: Settings) -> bool:
    """Whether the page is the service's own: its host and port are those that the request was sent to."""
    scheme, _, place = known.partition("://")
    host, required = headers.get("host", ""), ""
    if settings.trust_proxy:
        host = _first(headers.get("x-forwarded-host", "")) or host
        required = _first(headers.get("x-forwarded-proto", "")).lower()
    if required and required != scheme:
        return False
    return host.lower().removesuffix(f":{DEFAULT_PORTS[scheme]}") == place


def _first(value: str) -> str:
    """What the outermost proxy wrote."""
    return value.split(",")[0].strip()
