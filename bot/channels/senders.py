"""Conversation ids: unguessable, or not shared.

Rasa's own channel trusts whatever sender a client names and puts everybody without one into one conversation. Here a
sender goes on with its conversation only if nobody could have guessed it: an id that we issued, or a random UUID (or as
many random hexadecimal digits) of the client. Any other (a name, a phone number, a made-up word) gets a new id and an
empty conversation, and the reply's ``recipient_id`` is the id to go on with.
"""

import re
import secrets

_PLAIN = re.compile(r"[A-Za-z0-9_-]{32,128}")
_ISSUED = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9_-]{32}")
# A random UUID (version 4), alone or behind a client's own prefix; or as many random hexadecimal digits and more.
_UUID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}(?![0-9a-f])")
_HEX = re.compile(r"[0-9a-f]{32,128}")
# Of so many random characters, fewer different ones than this are next to impossible.
_FEWEST_DIFFERENT = 14
_FEWEST_DIGITS = 9


def issue() -> str:
    """A new id of 192 random bits, which looks like one to ``conversation_for``."""
    sender = secrets.token_urlsafe(24)
    while not _looks_issued(sender):
        sender = secrets.token_urlsafe(24)
    return sender


def conversation_for(sender: str | None) -> str:
    """The conversation of this sender: its own if it is unguessable, else a new one."""
    return sender if sender and _PLAIN.fullmatch(sender) and _looks_random(sender) else issue()


def _looks_random(sender: str) -> bool:
    if _looks_issued(sender):
        return True
    return bool(_UUID.search(sender) or _HEX.fullmatch(sender)) and len(set(sender)) >= _FEWEST_DIGITS


def _looks_issued(sender: str) -> bool:
    return bool(_ISSUED.fullmatch(sender)) and len(set(sender)) >= _FEWEST_DIFFERENT
