"""The project's own database: one SQLite file, unless the operator's settings name another store."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.paths import var

logger = logging.getLogger(__name__)
# Pages of 4 KB in the log of writes: above the first the log is begun anew, above the second a write itself sees to it.
_LONG_LOG = 4000
_LONGEST_LOG = 10_000
_LOOK_EVERY = 1.0
_Result = TypeVar("_Result")


def default_url() -> sa.engine.URL:
    """The file under ``var/``, or in the folder that ``CANBAO_VAR`` names."""
    folder = var()
    folder.mkdir(parents=True, exist_ok=True)
    return sa.engine.URL.create("sqlite", database=str(folder / "conversations.db"))


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
        connection.execute(f"PRAGMA wal_autocheckpoint={_LONGEST_LOG}")
        # What is erased is overwritten, not only marked as free.
        connection.execute("PRAGMA secure_delete=ON")

    return engine


async def aside(engine: sa.engine.Engine, work: Callable[[], _Result]) -> _Result:
    """Work on the database, beside the event loop where it is across a network; SQLite answers within a millisecond."""
    return work() if engine.dialect.name == "sqlite" else await asyncio.to_thread(work)


async def keep_log_short_for_ever(engine: sa.engine.Engine) -> None:
    """Moves what was written from SQLite's log into its file and syncs it, beside the messages.

    Left to itself SQLite does so in every hundredth turn or so, which then waits for the disk.
    """
    while engine.dialect.name == "sqlite":
        await asyncio.sleep(_LOOK_EVERY)
        try:
            await asyncio.to_thread(shorten_log, engine)
        except sa.exc.SQLAlchemyError:
            # A disk that is full for a while must not end the rounds; the writes themselves tell of it.
            logger.exception("the database's log could not be shortened")


def shorten_log(engine: sa.engine.Engine) -> None:
    """Moves what is in the log into the file; a log that writers keep growing is begun anew, which they wait for."""
    with engine.connect() as connection:
        _, pages, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
        if pages > _LONG_LOG:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)").one()


def empty_log(engine: sa.engine.Engine) -> None:
    """Leaves nothing in the log, so that what was erased is in no file any more."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
