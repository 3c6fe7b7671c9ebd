"""One turn of the conversation: what the steps look at and write to."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.dialogue.heard import Heard
from bot.dialogue.message import MOST_LISTED, Reply
from bot.dialogue.state import State
from bot.dialogue.topics.hearing import Choice
from bot.dialogue.wording import Wording
from bot.policies.registry import Registry, whom_to_ask
from bot.rules.facts import Facts
from bot.rules.policy import Policy


@dataclass
class Turn:
    """What the steps look at and write to."""

    heard: Heard
    state: State
    registry: Registry
    wording: Wording
    today: datetime.date
    page_county: str | None = None
    county: str | None = None
    choice: Choice = field(default_factory=Choice)
    # A topic that is not ours, asked beside one that is.
    aside: str | None = None
    # A complaint beside a question; a deed (see ``asks_to_act``) that the asker wants done.
    complains: bool = False
    cannot: str = ""
    facts: Facts = field(default_factory=Facts)
    next: State = field(default_factory=State)

    @property
    def policies(self) -> dict[int, Policy]:
        return self.registry.policies[self.county] if self.county else {}

    @property
    def policy(self) -> Policy:
        return self.policies[max(self.policies)]

    def counties_text(self) -> str:
        """The counties held; of very many the first, and how many there are."""
        names = self.registry.county_names
        listed = "、".join(names[:MOST_LISTED])
        return listed if len(names) <= MOST_LISTED else f"{listed}等{len(names)}个县"

    def refer(self) -> str:
        """Whom to ask in the conversation's county; the counties when none is known."""
        if self.county is None:
            return f"请告诉我是哪个县：{self.counties_text()}"
        return whom_to_ask(self.registry, self.county, self.today, self.heard.text, self.facts)


Step = Callable[[Turn], list[Reply] | None]
