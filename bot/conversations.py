"""Conversations in a database, of which only the recent events are read again at each message, and how one is erased."""

import asyncio
import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from bot.paths import ROOT

# The last seven turns or so. What a conversation has to keep (county, year, facts) is written anew at every turn, so that
# older events decide nothing; reading them all made the hundredth turn eight times as slow as the first.
RECENT_EVENTS = 100


class CannotErase(Exception):
    """The operator has configured a store of conversations of a kind from which nothing can be erased."""


class RecentSQLTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store, which keeps every event and reads back the recent ones of the session."""

    engine: sa.engine.Engine

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite" and self.engine.url.database not in (None, "", ":memory:"):
            self.engine.dispose()
            self.engine = sqlite_engine(self.engine.url)
            self.sessionmaker.configure(bind=self.engine)

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """The events to read, in order; also what Rasa counts to know which events are new."""
        query = super()._event_query(session, sender_id, fetch_events_from_all_sessions)
        if fetch_events_from_all_sessions:
            return query
        newest = query.with_entities(self.SQLEvent.id).order_by(None).order_by(self.SQLEvent.id.desc())
        recent = newest.limit(RECENT_EVENTS).subquery()
        return session.query(self.SQLEvent).join(recent, self.SQLEvent.id == recent.c.id).order_by(self.SQLEvent.id)


def default_store() -> RecentSQLTrackerStore:
    """Conversations in SQLite under ``var/`` (or the folder that ``CANBAO_VAR`` names), so that a restart loses none."""
    return RecentSQLTrackerStore(dialect="sqlite", db=str(_file()))


def sqlite_engine(url: sa.engine.URL) -> sa.engine.Engine:
    """A file as a database whose connections last and which syncs the disk now and then, not at every write.

    Opening the file anew for each write and syncing it takes 2 ms on an idle machine and 50 on a busy one, against 0.2.
    What a power cut can lose are the last writes, never the file.
    """
    engine = sa.create_engine(url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "connect")  # type: ignore[misc]
    def settle(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # What is erased is overwritten, not only marked as free.
        connection.execute("PRAGMA secure_delete=ON")

    return engine


def engine_of(store: TrackerStore) -> sa.engine.Engine:
    """The database of the conversations; where they are in none (memory, Redis …), the default one."""
    inner = _within(store)
    if isinstance(inner, SQLTrackerStore):
        return inner.engine
    return sqlite_engine(sa.engine.make_url(f"sqlite:///{_file()}"))


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


def _file() -> Path:
    folder = Path(os.environ.get("CANBAO_VAR") or ROOT / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "conversations.db"
