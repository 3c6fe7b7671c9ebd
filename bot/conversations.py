"""Conversations in a database: every event is kept, a turn appends its own and reads only the last few."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
import sqlalchemy.orm
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

# What a conversation has to keep (county, year, facts) is written anew at every turn, so that older events decide
# nothing; reading them all made the hundredth turn eight times as slow as the first. A turn has about a dozen events.
RECENT_EVENTS = 100
LAST_EVENTS = 30
_Result = TypeVar("_Result")


class RecentSQLTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store and table, with reads and writes that do not grow with the conversation."""

    engine: sa.engine.Engine

    def __init__(self, domain: Domain | None = None, **settings: Any) -> None:
        super().__init__(domain, **settings)
        if self.engine.dialect.name == "sqlite":
            self.engine = _kept_open(self.engine.url)
            self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        table = self.SQLEvent.__table__
        newest = (
            sa.select([table.c.data]).where(table.c.sender_id == sa.bindparam("sender")).order_by(table.c.id.desc())
        )
        self._newest = newest.limit(sa.bindparam("most"))
        self._insert = table.insert()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The recent events of the session; ``retrieve_full_tracker`` reads every event there is."""
        return await self.last(sender_id, RECENT_EVENTS)

    async def last(self, sender_id: str, most: int = LAST_EVENTS) -> DialogueStateTracker | None:
        """The conversation as its last events of this session tell it."""
        events = await self._aside(lambda: self._read(sender_id, most))
        if not events or not self.domain:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def append(self, sender_id: str, events: Sequence[Event]) -> None:
        """Keeps a turn's events, and tells the event broker of them where there is one."""
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, list(events), sender_id)
        rows = [_row(sender_id, event) for event in events]
        await self._aside(lambda: self._write(rows))

    def _read(self, sender_id: str, most: int) -> list[dict[str, Any]]:
        with self.engine.connect() as connection:
            rows = connection.execute(self._newest, {"sender": sender_id, "most": most}).fetchall()
        events: list[dict[str, Any]] = []
        for (data,) in rows:
            events.append(json.loads(data))
            if events[-1]["event"] == SessionStarted.type_name:
                break
        return events[::-1]

    def _write(self, rows: list[dict[str, Any]]) -> None:
        with self.engine.begin() as connection:
            connection.execute(self._insert, rows)

    async def _aside(self, work: Callable[[], _Result]) -> _Result:
        """Beside the event loop where the database is across a network; SQLite answers within a millisecond."""
        return work() if self.engine.dialect.name == "sqlite" else await asyncio.to_thread(work)

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """The events that Rasa's own ``save`` counts to know which are new: those that ``retrieve`` reads."""
        query = super()._event_query(session, sender_id, fetch_events_from_all_sessions)
        if fetch_events_from_all_sessions:
            return query
        newest = query.with_entities(self.SQLEvent.id).order_by(None).order_by(self.SQLEvent.id.desc())
        recent = newest.limit(RECENT_EVENTS).subquery()
        return session.query(self.SQLEvent).join(recent, self.SQLEvent.id == recent.c.id).order_by(self.SQLEvent.id)


def _kept_open(url: sa.engine.URL) -> sa.engine.Engine:
    """SQLite with connections that stay open, and a journal that readers and the writer share.

    The journal is synced at checkpoints: a crash of the process loses nothing, one of the machine the last seconds.
    """
    engine = sa.create_engine(url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "connect")  # type: ignore[misc]
    def settle(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()

    return engine


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    """As Rasa's store writes an event."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


async def last_of(store: TrackerStore, sender_id: str, domain: Domain) -> DialogueStateTracker:
    """The conversation as far as a turn needs it; a new one when there is none."""
    kept = store.last if isinstance(store, RecentSQLTrackerStore) else store.retrieve
    return await kept(sender_id) or DialogueStateTracker(sender_id, domain.slots)


async def keep(store: TrackerStore, tracker: DialogueStateTracker, new: Sequence[Event]) -> None:
    """Keeps what is new in the conversation."""
    if isinstance(store, RecentSQLTrackerStore):
        await store.append(tracker.sender_id, new)
    else:
        await store.save(tracker)
