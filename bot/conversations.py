"""Conversations in a database: every event is kept until it is erased, a turn appends its own and reads the last few.

How the last conversations stand is kept in memory, so that most turns read nothing. What is kept is never trusted: a turn's
events are committed only where they follow the very event that it went on from; where something else has come in
between (another process, an erasure), nothing is written and the turn is taken anew, from the database.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.database import aside, default_url, sqlite_engine
from bot.standing import EventData, Mark, Standing, Turn

# What a conversation has to keep (county, year, facts) is written anew at every turn, so that older events decide
# nothing; reading them all made the hundredth turn eight times as slow as the first. A turn has about a dozen events.
RECENT_EVENTS = 100
LAST_EVENTS = 30
# So many conversations are kept in memory, those that went on last.
KEPT = 2000
_TRIES = 10
TakeTurn = Callable[[Standing], Turn]


class CannotErase(Exception):
    """The operator has configured a store of conversations of a kind from which nothing can be erased."""


class Busy(Exception):
    """Others keep writing to the same conversation."""


class Conversations(Protocol):
    """Where turns are taken: each from how its conversation stands, and kept before anybody hears of it."""

    async def take_turn(self, sender_id: str, take: TakeTurn) -> Turn:
        """Takes a turn, more than once where the conversation went on meanwhile, and keeps the one that counts."""


class RecentSQLTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store and table, with reads and writes that do not grow with the conversation."""

    engine: sa.engine.Engine

    def __init__(self, domain: Domain | None = None, **settings: Any) -> None:
        super().__init__(domain, **settings)
        if self.engine.dialect.name == "sqlite" and self.engine.url.database not in (None, "", ":memory:"):
            self.engine.dispose()
            self.engine = sqlite_engine(self.engine.url)
            self.sessionmaker.configure(bind=self.engine)
        columns = self.SQLEvent.__table__.c
        newest_first = columns.id.desc()
        ours, most = columns.sender_id == sa.bindparam("sender"), sa.bindparam("most")
        self._last = (
            sa.select([columns.id, columns.timestamp, columns.data]).where(ours).order_by(newest_first).limit(most)
        )
        self._marks = sa.select([columns.id, columns.timestamp]).where(ours).order_by(newest_first).limit(most)
        self._insert = self.SQLEvent.__table__.insert()
        self._kept: OrderedDict[str, Standing] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The recent events of the session; ``retrieve_full_tracker`` reads every event there is."""
        events, _ = await aside(self.engine, lambda: self._read(sender_id, RECENT_EVENTS))
        return self._tracker(sender_id, events) if events and self.domain else None

    async def take_turn(self, sender_id: str, take: TakeTurn) -> Turn:
        """Takes a turn and commits its events. Raises Busy."""
        standing = self._kept.pop(sender_id, None)
        for _ in range(_TRIES):
            before = standing or await self._standing(sender_id)
            turn = take(before)
            newest = await aside(self.engine, lambda: self._append(sender_id, turn.events, before.newest))  # noqa: B023
            if newest is not None:
                self._keep(sender_id, turn.after.at(newest))
                await self._publish(sender_id, turn.events)
                return turn
            standing = None
        raise Busy(sender_id)

    def forget(self, sender_id: str) -> None:
        """Keeps nothing of the conversation in memory."""
        self._kept.pop(sender_id, None)

    async def _standing(self, sender_id: str) -> Standing:
        """How the conversation stands by its last events of this session."""
        events, newest = await aside(self.engine, lambda: self._read(sender_id, LAST_EVENTS))
        return Standing.of(self._tracker(sender_id, events), newest)

    def _tracker(self, sender_id: str, events: list[EventData]) -> DialogueStateTracker:
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    def _keep(self, sender_id: str, standing: Standing) -> None:
        self._kept[sender_id] = standing
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    async def _publish(self, sender_id: str, events: Sequence[EventData]) -> None:
        """Tells the event broker of a turn's events where there is one."""
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, _as_rasa(events), sender_id)

    def _read(self, sender_id: str, most: int) -> tuple[list[EventData], Mark | None]:
        """The last events of the session, the oldest first, and the mark of the newest."""
        with self.engine.connect() as connection:
            rows = connection.execute(self._last, {"sender": sender_id, "most": most}).fetchall()
        events: list[EventData] = []
        for row in rows:
            events.append(json.loads(row.data))
            if events[-1]["event"] == SessionStarted.type_name:
                break
        return events[::-1], Mark(rows[0].id, rows[0].timestamp) if rows else None

    def _append(self, sender_id: str, events: Sequence[EventData], newest: Mark | None) -> Mark | None:
        """Commits the events where they follow the ``newest`` one; the mark of their last, or None and nothing is written."""
        rows = [_row(sender_id, event) for event in events]
        with self.engine.connect() as connection, connection.begin() as transaction:
            connection.execute(self._insert, rows)
            marks = connection.execute(self._marks, {"sender": sender_id, "most": len(rows) + 1}).fetchall()
            last, before = Mark(*marks[0]), [Mark(*mark) for mark in marks[len(rows) :]]
            if before == ([newest] if newest else []):
                return last
            transaction.rollback()
        return None

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """The events that Rasa's own ``save`` counts to know which are new: those that ``retrieve`` reads."""
        query = super()._event_query(session, sender_id, fetch_events_from_all_sessions)
        if fetch_events_from_all_sessions:
            return query
        newest = query.with_entities(self.SQLEvent.id).order_by(None).order_by(self.SQLEvent.id.desc())
        recent = newest.limit(RECENT_EVENTS).subquery()
        return session.query(self.SQLEvent).join(recent, self.SQLEvent.id == recent.c.id).order_by(self.SQLEvent.id)


class TrackedConversations:
    """Conversations in any other store of Rasa's, read and saved as Rasa does."""

    def __init__(self, store: TrackerStore, domain: Domain) -> None:
        self._store, self._domain = store, domain

    async def take_turn(self, sender_id: str, take: TakeTurn) -> Turn:
        """Takes a turn and saves the conversation with it."""
        tracker = await self._store.retrieve(sender_id) or DialogueStateTracker(sender_id, self._domain.slots)
        turn = take(Standing.of(tracker))
        for event in _as_rasa(turn.events):
            tracker.update(event, self._domain)
        await self._store.save(tracker)
        return turn


def _as_rasa(events: Sequence[EventData]) -> list[Event]:
    return [Event.from_parameters(event) for event in events]


def _row(sender_id: str, event: EventData) -> dict[str, Any]:
    """As Rasa's store writes an event."""
    return {
        "sender_id": sender_id,
        "type_name": event["event"],
        "timestamp": event["timestamp"],
        "intent_name": event.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }


def conversations_in(store: TrackerStore, domain: Domain) -> Conversations:
    """The conversations that a store of Rasa's holds."""
    recent: Conversations | None = store if isinstance(store, RecentSQLTrackerStore) else None
    return recent or TrackedConversations(store, domain)


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
        if isinstance(inner, RecentSQLTrackerStore):
            inner.forget(sender)
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
