"""The catalogues every county shares: aspects of topics, and groups of people. Data in, typed models out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import validator

from bot.rules.base import Strict
from bot.rules.details import Detail, DetailWords
from bot.rules.expressions import compiling
from bot.rules.household import Covered
from bot.rules.policy import Identifier
from bot.rules.topics import ALL

_REMEMBERED = 64


class Aspect(Strict):
    """What a question can be about inside a topic; see the head of ``data/aspects.yml``."""

    id: Identifier
    topic: str
    label: str
    asked: tuple[str, ...]
    unless: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    decisive: bool = False
    sure: bool = False
    audience: bool = False
    default: bool = False
    covers: tuple[str, ...] = ()
    detail_of: Identifier | None = None
    subject: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()

    @validator("topic", "covers", each_item=True)
    def known_topic(cls, topic: str) -> str:
        if topic not in ALL:
            raise ValueError(f"unknown topic {topic!r}; the topics are {', '.join(ALL)}")
        return topic

    @validator("asked", "unless", "settles", "subject", each_item=True)
    def compiles(cls, expression: str) -> str:
        return compiling(expression)


class Facet(Strict):
    """What may be asked of any matter: how long it takes, what to bring. ``told`` are the forms of an answer to it."""

    label: str
    asked: tuple[str, ...]
    told: tuple[str, ...]

    @validator("asked", "told", each_item=True)
    def compiles(cls, expression: str) -> str:
        return compiling(expression)

    def tells(self, text: str) -> bool:
        """Whether the text has an answer to it, or says itself that there is none."""
        return any(re.search(expression, text) for expression in (*self.told, "未载明|没有写|没有列|没有公布"))


class PeopleGroup(Strict):
    """A group of people; ``needs`` names the groups between which its plain word does not decide, ``opposites`` are
    expressions that say not to belong to it."""

    id: Identifier
    name: str
    aliases: tuple[str, ...]
    needs: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()

    @validator("opposites", each_item=True)
    def compiles(cls, expression: str) -> str:
        return compiling(expression)


class Kin(Strict):
    """A word for a person of a household, or for two (``both``); see the end of ``data/people.yml``.

    ``ranks``: it tells one of several apart (老三), so that those who were counted hold that one; ``one_of`` are words for
    one of the two whom a word for both has named.
    """

    id: Identifier
    words: tuple[str, ...]
    within: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    plain: bool = False
    ranks: bool = False


class HouseholdWords(Strict):
    """How people speak of the persons of a household, of who is insured elsewhere, of who is nobody special, of who has
    not paid (``paid_beside`` tells of payment where somebody else has not, or ``pays_now``), and of ``acquaintances``, who
    belong to no household."""

    persons: tuple[Kin, ...] = ()
    covered: dict[Covered, tuple[str, ...]] = {}
    ordinary: tuple[str, ...] = ()
    unpaid: tuple[str, ...] = ()
    paid_beside: tuple[str, ...] = ()
    pays_now: str = "(?!)"
    acquaintances: tuple[str, ...] = ()

    @validator("ordinary", "unpaid", "paid_beside", "pays_now", each_item=True)
    def compiles(cls, expression: str) -> str:
        return compiling(expression)

    @validator("covered")
    def all_compile(cls, covered: dict[Covered, tuple[str, ...]]) -> dict[Covered, tuple[str, ...]]:
        for expression in (expression for rows in covered.values() for expression in rows):
            compiling(expression)
        return covered


class Catalogue:
    """Aspects and groups by id, and the means of payment and the persons that people name; built once, at loading."""

    def __init__(
        self,
        aspects: Iterable[Aspect],
        groups: Iterable[PeopleGroup],
        means: Iterable[str | Sequence[str]] = (),
        relatives: Mapping[str, Iterable[str]] | None = None,
        household: HouseholdWords | None = None,
        facets: Iterable[Facet] = (),
        details: Iterable[Detail] = (),
    ) -> None:
        self.aspects: dict[str, Aspect] = {aspect.id: aspect for aspect in aspects}
        self.groups: dict[str, PeopleGroup] = {group.id: group for group in groups}
        self._people = "\n".join(alias for group in self.groups.values() for alias in group.aliases)
        # 建设银行 and 建行 are one: each word with all the names of what it means.
        rows = [(row,) if isinstance(row, str) else tuple(row) for row in means]
        self.same_means = {word: row for row in rows for word in row}
        self.means = tuple(sorted(self.same_means, key=lambda word: (-len(word), word)))
        self.relatives = {word: who for who, words in (relatives or {}).items() for word in words}
        self.household = household or HouseholdWords()
        self.facets = tuple(facets)
        self.details = tuple(DetailWords(detail) for detail in details)
        self.kin: dict[str, Kin] = {kin.id: kin for kin in self.household.persons}
        self._settling = {
            aspect.id: _either(aspect.asked if aspect.decisive else aspect.settles)
            for aspect in self.aspects.values()
            if aspect.decisive or aspect.settles
        }
        self._asked = {
            aspect.id: (_either((*aspect.asked, *aspect.settles)), _either(aspect.unless) if aspect.unless else None)
            for aspect in self.aspects.values()
        }
        # Every step of a turn asks this of the same few texts, and there are dozens of aspects.
        self._asked_of = lru_cache(maxsize=_REMEMBERED)(self._find_asked)
        self._settled_of = lru_cache(maxsize=_REMEMBERED)(self._find_settled)
        self._detail_of = lru_cache(maxsize=_REMEMBERED)(self._find_detail)

    @classmethod
    def from_data(cls, aspects: Any, people: Any, means: Iterable[str] = (), details: Any = None) -> "Catalogue":
        """From the parsed contents of ``data/aspects.yml``, ``data/people.yml`` and ``data/details.yml``."""
        fine = details or {"details": ()}
        words = {**aspects.get("words", {}), **fine.get("words", {})}
        return cls(
            (Aspect(**_written_out(row, aspects.get("words", {}))) for row in aspects["aspects"]),
            (PeopleGroup(**row) for row in people["groups"]),
            [*means, *people.get("means", ())],
            people.get("relatives"),
            HouseholdWords(**{name: people[name] for name in HouseholdWords.__fields__ if name in people}),
            (Facet(**row) for row in aspects.get("facets", ())),
            (Detail(**_written_out(row, words)) for row in fine["details"]),
        )

    def asked_in(self, text: str) -> tuple[Aspect, ...]:
        """The aspects whose words stand in the question, in the catalogue's order."""
        return self._asked_of(text)

    def settled_by(self, text: str) -> tuple[Aspect, ...]:
        """The aspects whose words leave no doubt about the topic, in the catalogue's order."""
        return self._settled_of(text)

    def detail_in(self, text: str) -> DetailWords | None:
        """The first detail of ``data/details.yml`` that the question asks."""
        return self._detail_of(text)

    def _find_detail(self, text: str) -> DetailWords | None:
        return next((words for words in self.details if words.find(text)), None)

    def _find_asked(self, text: str) -> tuple[Aspect, ...]:
        return tuple(
            self.aspects[name]
            for name, (asked, unless) in self._asked.items()
            if asked.search(text) and not (unless and unless.search(text))
        )

    def _find_settled(self, text: str) -> tuple[Aspect, ...]:
        found = []
        for name, settling in self._settling.items():
            unless = self._asked[name][1]
            if settling.search(text) and not (unless and unless.search(text)):
                found.append(self.aspects[name])
        return tuple(found)

    def has_subject(self, aspect: str) -> bool:
        """Whether the aspect's points are told apart by what the question names."""
        known = self.aspects.get(aspect)
        return known is not None and bool(known.subject)

    def names_subject(self, aspect: str, text: str) -> bool:
        """Whether the text names what the aspect's points are told apart by: an office, where its duties are asked."""
        known = self.aspects.get(aspect)
        return known is not None and any(re.search(expression, text) for expression in known.subject)

    def facets_in(self, text: str) -> tuple[Facet, ...]:
        """What the question asks of its matter, whatever that is."""
        return tuple(facet for facet in self.facets if any(re.search(expression, text) for expression in facet.asked))

    def deeds_in(self, aspect: str, text: str) -> tuple[str, ...]:
        """The deeds that the text names and by whom the aspect's points tell they are done: 宣传, 对账."""
        known = self.aspects.get(aspect)
        return tuple(deed for deed in known.deeds if deed in text) if known else ()

    def names_people(self, word: str) -> bool:
        """Whether the word is what a group of people is called, or part of it: 低保, 脱贫."""
        return word in self._people

    def default(self, topic: str) -> Aspect | None:
        """What the topic is about when nothing in particular is asked."""
        return next((aspect for aspect in self.aspects.values() if aspect.topic == topic and aspect.default), None)

    def name(self, group: str) -> str:
        """The group's common name."""
        return self.groups[group].name if group in self.groups else group


def _written_out(row: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """The row with <aided> and the like replaced by the words for which they stand."""
    written = dict(row)
    for field in ("asked", "unless", "settles", "subject"):
        if field in row:
            written[field] = [_with_words(expression, words) for expression in row[field]]
    return written


def _with_words(expression: str, words: Mapping[str, str]) -> str:
    for name, alternatives in reversed(list(words.items())):
        expression = expression.replace(f"<{name}>", f"(?:{alternatives})")
    return expression


def _either(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions), re.IGNORECASE)
