"""Conversation ids: unguessable, or not shared.

Rasa's own channel trusts whatever sender a client names and puts everybody without one into one conversation. Here a
sender goes on with its conversation only if nobody could have guessed it; any other gets a new id and an empty
conversation, and the reply's ``recipient_id`` is the id to go on with.
"""

import re
import secrets

_STRONG = re.compile(r"[A-Za-z0-9_-]{20,128}")
_FEWEST_DIFFERENT = 10


def issue() -> str:
    """A new id of 192 random bits."""
    return secrets.token_urlsafe(24)


def conversation_for(sender: str | None) -> str:
    """The conversation of this sender: its own if it is unguessable (ours, or a UUID of the client), else a new one."""
    if sender and _STRONG.fullmatch(sender) and len(set(sender)) >= _FEWEST_DIFFERENT:
        return sender
    return issue()
