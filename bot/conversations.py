"""Conversations in a database, of which only the recent events are read again at each message."""

from typing import Any

from rasa.core.tracker_store import SQLTrackerStore

# The last seven turns or so. What a conversation has to keep (county, year, facts) is written anew at every turn, so that
# older events decide nothing; reading them all made the hundredth turn eight times as slow as the first.
RECENT_EVENTS = 100


class RecentSQLTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store, which keeps every event and reads back the recent ones of the session."""

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """The events to read, in order; also what Rasa counts to know which events are new."""
        query = super()._event_query(session, sender_id, fetch_events_from_all_sessions)
        if fetch_events_from_all_sessions:
            return query
        newest = query.with_entities(self.SQLEvent.id).order_by(None).order_by(self.SQLEvent.id.desc())
        recent = newest.limit(RECENT_EVENTS).subquery()
        return session.query(self.SQLEvent).join(recent, self.SQLEvent.id == recent.c.id).order_by(self.SQLEvent.id)
