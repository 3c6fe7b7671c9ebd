"""A request to the public channel, checked field by field before anything uses it."""

import datetime
import json
import re
from typing import Any

from bot.feedback import LONGEST_COMMENT
from bot.rules.base import Strict

MOST_BYTES = 64 * 1024
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class BadRequest(Exception):
    """What is wrong with a request, in words for whoever wrote the client; ``status`` is the HTTP status."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class WebMessage(Strict):
    """A message as the web channel takes it."""

    sender: str | None = None
    message: str
    message_id: str | None = None
    county: str | None = None
    today: str | None = None

    def metadata(self) -> dict[str, Any]:
        """What goes along to the assistant."""
        return {name: value for name, value in (("county", self.county), ("today", self.today)) if value}


class WebFeedback(Strict):
    """What a resident says of the answer to one message."""

    sender: str
    message_id: str
    helpful: bool
    comment: str = ""


def read(body: bytes, trusted: bool = False) -> WebMessage:
    """The message in a request's body. Raises BadRequest. Only a ``trusted`` face may set the day."""
    data = read_object(body)
    metadata = data.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadRequest("metadata: must be an object")
    return WebMessage(
        sender=_text(data.get("sender"), "sender"),
        message=_needed(data, "message"),
        message_id=_message_id(data["message_id"]) if data.get("message_id") is not None else None,
        county=_text(metadata.get("county"), "metadata.county"),
        today=_date(metadata.get("today")) if trusted else None,
    )


def read_sender(body: bytes) -> str:
    """The conversation that a request names. Raises BadRequest."""
    return _needed(read_object(body), "sender")


def read_feedback(body: bytes) -> WebFeedback:
    """The feedback in a request's body. Raises BadRequest."""
    data = read_object(body)
    helpful = data.get("helpful")
    if not isinstance(helpful, bool):
        raise BadRequest("helpful: must be true or false")
    comment = _text(data.get("comment"), "comment") or ""
    if len(comment) > LONGEST_COMMENT:
        raise BadRequest(f"comment: is longer than {LONGEST_COMMENT} characters")
    return WebFeedback(
        sender=_needed(data, "sender"),
        message_id=_message_id(_needed(data, "message_id")),
        helpful=helpful,
        comment=comment,
    )


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object that a body is. Raises BadRequest."""
    if len(body) > MOST_BYTES:
        raise BadRequest(f"the request is larger than {MOST_BYTES} bytes", 413)
    try:
        data = json.loads(body)
    except ValueError as error:  # also numbers of more digits than Python reads
        raise BadRequest(f"the body is not JSON: {error}") from error
    except RecursionError as error:
        raise BadRequest("the body is nested too deeply") from error
    if not isinstance(data, dict):
        raise BadRequest("the body must be a JSON object")
    return data


def _needed(data: dict[str, Any], field: str) -> str:
    if field not in data:
        raise BadRequest(f"{field}: is missing")
    text = _text(data[field], field)
    if text is None:
        raise BadRequest(f"{field}: must be a string")
    return text


def _text(value: Any, field: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise BadRequest(f"{field}: must be a string")
    return value


def _message_id(value: Any) -> str:
    if not isinstance(value, str) or not _MESSAGE_ID.fullmatch(value):
        raise BadRequest("message_id: must be 8 to 64 letters, digits, - or _")
    return value


def _date(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except (TypeError, ValueError) as error:
        raise BadRequest("metadata.today: must be a date such as 2021-02-20") from error
