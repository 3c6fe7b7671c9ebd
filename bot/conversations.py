"""Conversations in a database: every event is kept until it is erased, a turn appends its own and reads the last few."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.database import default_url, sqlite_engine

# What a conversation has to keep (county, year, facts) is written anew at every turn, so that older events decide
# nothing; reading them all made the hundredth turn eight times as slow as the first. A turn has about a dozen events.
RECENT_EVENTS = 100
LAST_EVENTS = 30
_Result = TypeVar("_Result")


class CannotErase(Exception):
    """The operator has configured a store of conversations of a kind from which nothing can be erased."""


class RecentSQLTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store and table, with reads and writes that do not grow with the conversation."""

    engine: sa.engine.Engine

    def __init__(self, domain: Domain | None = None, **settings: Any) -> None:
        super().__init__(domain, **settings)
        if self.engine.dialect.name == "sqlite" and self.engine.url.database not in (None, "", ":memory:"):
            self.engine.dispose()
            self.engine = sqlite_engine(self.engine.url)
            self.sessionmaker.configure(bind=self.engine)
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


def default_store() -> RecentSQLTrackerStore:
    """Conversations in the project's own database, so that a restart loses none."""
    return RecentSQLTrackerStore(dialect="sqlite", db=str(default_url().database))


def engine_of(store: TrackerStore) -> sa.engine.Engine:
    """The database of the conversations; where they are in none (memory, Redis …), the default one."""
    inner = _within(store)
    if isinstance(inner, SQLTrackerStore):
        return inner.engine
    return sqlite_engine(default_url())


async def erase(store: TrackerStore, sender: str) -> None:
    """Deletes every event of a conversation. Raises CannotErase."""
    inner = _within(store)
    if isinstance(inner, SQLTrackerStore):
        await asyncio.to_thread(_delete_events, inner.engine, sender)
    elif isinstance(inner, InMemoryTrackerStore):
        inner.store.pop(sender, None)
    else:
        raise CannotErase(f"conversations in a {type(inner).__name__} cannot be erased")


def _delete_events(engine: sa.engine.Engine, sender: str) -> None:
    events = SQLTrackerStore.SQLEvent.__table__
    with engine.begin() as connection:
        connection.execute(sa.delete(events).where(events.c.sender_id == sender))


def _within(store: TrackerStore) -> TrackerStore:
    """The store itself: Rasa wraps it in others that catch failures and await it."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store
