"""A request to the public channel, checked field by field before anything uses it."""

import datetime
import json
from typing import Any

from bot.rules.base import Strict

MOST_BYTES = 64 * 1024


class BadRequest(Exception):
    """What is wrong with a request, in words for whoever wrote the client; ``status`` is the HTTP status."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class WebMessage(Strict):
    """A message as the web channel takes it."""

    sender: str | None = None
    message: str
    county: str | None = None
    today: str | None = None

    def metadata(self) -> dict[str, Any]:
        """What goes along to the assistant."""
        return {name: value for name, value in (("county", self.county), ("today", self.today)) if value}


def read(body: bytes, trusted: bool = False) -> WebMessage:
    """The message in a request's body. Raises BadRequest. Only a ``trusted`` face may set the day."""
    if len(body) > MOST_BYTES:
        raise BadRequest(f"the request is larger than {MOST_BYTES} bytes", 413)
    try:
        data = json.loads(body)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadRequest(f"the body is not JSON: {error}") from error
    except RecursionError as error:
        raise BadRequest("the body is nested too deeply") from error
    if not isinstance(data, dict):
        raise BadRequest("the body must be a JSON object")
    if "message" not in data:
        raise BadRequest("message: is missing")
    metadata = data.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadRequest("metadata: must be an object")
    message = _text(data["message"], "message")
    if message is None:
        raise BadRequest("message: must be a string")
    return WebMessage(
        sender=_text(data.get("sender"), "sender"),
        message=message,
        county=_text(metadata.get("county"), "metadata.county"),
        today=_date(metadata.get("today")) if trusted else None,
    )


def _text(value: Any, field: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise BadRequest(f"{field}: must be a string")
    return value


def _date(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except (TypeError, ValueError) as error:
        raise BadRequest("metadata.today: must be a date such as 2021-02-20") from error
