"""What residents said of the answers: whether one helped, in a word if they like, and what the answer was about.

The link to the message lets a second thought replace the first; it goes when the conversation is erased or forgotten.
"""

import datetime
from collections.abc import Iterable

import sqlalchemy as sa

from bot.gate import mask, printable
from bot.remembered import KEPT, Key
from bot.rules.base import Strict

LONGEST_COMMENT = 500

_metadata = sa.MetaData()
_rows = sa.Table(
    "feedback",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False, index=True),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("county", sa.String(64), index=True),
    sa.Column("insurance_year", sa.Integer),
    sa.Column("topic", sa.String(64)),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("sender", sa.String(128)),
    sa.Column("message_id", sa.String(64)),
    sa.UniqueConstraint("sender", "message_id"),
)


class About(Strict):
    """What the answer was: its status, topic, county (by id) and insurance year."""

    status: str
    topic: str | None = None
    county: str | None = None
    insurance_year: int | None = None


class Feedback(Strict):
    """One resident's word on one answer; ``at`` is in UTC, ``comment`` without personal numbers."""

    id: int
    at: datetime.datetime
    helpful: bool
    comment: str | None
    about: About


class FeedbackStore:
    """The table of feedback; every call blocks for as long as the database takes."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)

    def keep(self, key: Key, helpful: bool, comment: str, about: About) -> None:
        """Keeps feedback on a message's answer, in place of what was said of it before."""
        values = {
            "at": datetime.datetime.utcnow(),
            "helpful": helpful,
            "comment": mask(printable(comment))[:LONGEST_COMMENT] or None,
            **about.dict(),
        }
        if self._replace(key, values):
            return
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(_rows).values(sender=key.sender, message_id=key.message_id, **values))
        except sa.exc.IntegrityError:
            # The same message's feedback came twice at once, and the other was first.
            self._replace(key, values)

    def _replace(self, key: Key, values: dict[str, object]) -> bool:
        same = sa.and_(_rows.c.sender == key.sender, _rows.c.message_id == key.message_id)
        with self._engine.begin() as connection:
            return bool(connection.execute(sa.update(_rows).where(same).values(values)).rowcount)

    def unlink(self, sender: str) -> None:
        """Takes away what links feedback to a conversation; the feedback stays."""
        self._unlink(_rows.c.sender == sender)

    def unlink_old(self) -> None:
        """Takes away the links to messages that are no longer remembered."""
        self._unlink(_rows.c.at < datetime.datetime.utcnow() - KEPT)

    def _unlink(self, those: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(_rows).where(those).values(sender=None, message_id=None))

    def listed(
        self,
        county: str | None = None,
        helpful: bool | None = None,
        since: datetime.datetime | None = None,
        most: int = 1000,
    ) -> tuple[Feedback, ...]:
        """The newest first: of one county or all, helpful or not or both, from ``since`` (UTC) on."""
        wanted: list[object] = []
        if county is not None:
            wanted.append(_rows.c.county == county)
        if helpful is not None:
            wanted.append(_rows.c.helpful == helpful)
        if since is not None:
            wanted.append(_rows.c.at >= since.astimezone(datetime.timezone.utc).replace(tzinfo=None))
        query = sa.select(_rows).where(*wanted).order_by(_rows.c.at.desc(), _rows.c.id.desc()).limit(most)
        with self._engine.begin() as connection:
            return tuple(_feedback(connection.execute(query)))


def _feedback(rows: Iterable[sa.engine.Row]) -> Iterable[Feedback]:
    for row in rows:
        about = About(status=row.status, topic=row.topic, county=row.county, insurance_year=row.insurance_year)
        at = row.at.replace(tzinfo=datetime.timezone.utc)
        yield Feedback(id=row.id, at=at, helpful=row.helpful, comment=row.comment, about=about)
