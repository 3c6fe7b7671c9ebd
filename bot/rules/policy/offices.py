"""Ways to pay, and offices to ask."""

import datetime

from pydantic import StrictStr

from bot.rules.base import Strict
from bot.rules.policy.values import Clause, Identifier


class Channel(Strict):
    """A way to pay, with its steps; ``about`` are the words by which people name it, ``until`` its own last day."""

    id: Identifier
    name: str
    online: bool
    clause: Clause
    steps: tuple[str, ...] = ()
    say: str | None = None
    about: tuple[str, ...] = ()
    until: datetime.date | None = None


class Contact(Strict):
    """An office to ask, with its phone number where the notice gives one, and the townships it serves."""

    id: Identifier
    name: str
    clause: Clause
    phone: StrictStr | None = None
    townships: tuple[str, ...] = ()
    hours: str | None = None
    about: tuple[str, ...] = ()
    main: bool = False
