"""Messages that were answered: who sends one again gets the same answer, and it is not worked out twice.

A message is claimed by inserting its row before it is answered; the database lets one of several senders do so. The
row gets the replies once they are known. A claim without replies that is older than ``ABANDONED`` belongs to a process
that died, and the next who comes takes it over.
"""

import datetime
import json
import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

ABANDONED = datetime.timedelta(seconds=30)
KEPT = datetime.timedelta(days=30)

_metadata = sa.MetaData()
_rows = sa.Table(
    "remembered_messages",
    _metadata,
    sa.Column("sender", sa.String(128), primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("claim", sa.String(32), nullable=False),
    sa.Column("claimed_at", sa.DateTime, nullable=False, index=True),
    sa.Column("replies", sa.Text),
)
# Every message needs these two; to build them anew takes longer than to run them.
_INSERT = sa.insert(_rows)
_KEEP = (
    sa.update(_rows)
    .where(
        _rows.c.sender == sa.bindparam("of"),
        _rows.c.message_id == sa.bindparam("to"),
        _rows.c.claim == sa.bindparam("by"),
    )
    .values(replies=sa.bindparam("replies"))
)


@dataclass(frozen=True)
class Key:
    """A message of a conversation."""

    sender: str
    message_id: str


@dataclass(frozen=True)
class Claim:
    """The right to answer a message."""

    key: Key
    token: str


@dataclass(frozen=True)
class Answered:
    """The replies that were given to a message."""

    replies: list[dict[str, Any]]


class UnderWay:
    """Another process is answering."""


class Remembered:
    """The table of answered messages; every call blocks for as long as the database takes."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)

    def claim(self, key: Key) -> Claim | Answered | UnderWay:
        """Claims a message, or tells what has become of it."""
        claim = Claim(key, secrets.token_hex(16))
        row = {"sender": key.sender, "message_id": key.message_id, "claim": claim.token, "claimed_at": _now()}
        try:
            with self._engine.begin() as connection:
                connection.execute(_INSERT, row)
        except sa.exc.IntegrityError:
            return self._claimed_before(claim)
        return claim

    def _claimed_before(self, claim: Claim) -> Claim | Answered | UnderWay:
        with self._engine.begin() as connection:
            row = connection.execute(sa.select(_rows).where(_is(claim.key))).one_or_none()
            if row is None:
                return UnderWay()
            if row.replies is not None:
                return Answered(json.loads(row.replies))
            if row.claimed_at > _now() - ABANDONED:
                return UnderWay()
            take = sa.update(_rows).where(_is(claim.key), _rows.c.claim == row.claim, _rows.c.replies.is_(None))
            taken = connection.execute(take.values(claim=claim.token, claimed_at=_now()))
        return claim if taken.rowcount == 1 else UnderWay()

    def keep(self, claim: Claim, replies: list[dict[str, Any]]) -> None:
        """Keeps the replies, unless the message was erased or taken over meanwhile."""
        text = json.dumps(replies, ensure_ascii=False)
        row = {"of": claim.key.sender, "to": claim.key.message_id, "by": claim.token, "replies": text}
        with self._engine.begin() as connection:
            connection.execute(_KEEP, row)

    def give_up(self, claim: Claim) -> None:
        """Gives the claim back: there is no answer worth keeping, the next who sends the message gets a new try."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_rows).where(_holds(claim)))

    def answer_to(self, key: Key) -> Answered | None:
        """What was answered to a message."""
        with self._engine.begin() as connection:
            row = connection.execute(sa.select(_rows.c.replies).where(_is(key))).one_or_none()
        return Answered(json.loads(row.replies)) if row and row.replies is not None else None

    def erase(self, sender: str) -> None:
        """Forgets all messages of a conversation."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_rows).where(_rows.c.sender == sender))

    def forget_old(self) -> None:
        """Forgets the messages that are older than ``KEPT``."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_rows).where(_rows.c.claimed_at < _now() - KEPT))


def _now() -> datetime.datetime:
    """UTC without a zone: not every database keeps one."""
    return datetime.datetime.utcnow()


def _is(key: Key) -> Any:
    return sa.and_(_rows.c.sender == key.sender, _rows.c.message_id == key.message_id)


def _holds(claim: Claim) -> Any:
    return sa.and_(_is(claim.key), _rows.c.claim == claim.token)
