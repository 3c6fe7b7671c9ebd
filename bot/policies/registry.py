"""All counties that are held, found by their names, and one call to answer a question about one of them."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.policies.cache import load_held
from bot.policies.held import Digest, Policies, Years
from bot.policies.load import load_catalogue
from bot.rules import engine
from bot.rules.answer import Answer, Question
from bot.rules.catalogue import Catalogue
from bot.rules.facts import Facts
from bot.rules.inquiry import Inquiry, referral
from bot.rules.policy import County, Policy


@dataclass(frozen=True)
class Name:
    """A name by which a place is called: of a county, or of a township of it."""

    text: str
    county: str
    township: str | None = None
    misspelt: bool = False


class Registry:
    """The counties, their policies and the catalogue; immutable once loaded."""

    def __init__(
        self,
        counties: Mapping[str, County],
        policies: Mapping[str, Years],
        catalogue: Catalogue,
        digest: Digest | None = None,
    ) -> None:
        self.counties = counties
        self.policies = policies
        self.catalogue = catalogue
        self.digest = digest or Digest.joined(Digest.of(years.values()) for years in policies.values())

    @classmethod
    def load(
        cls, data: Path, counties: Path | None = None, cache: Path | None = None, anew: bool = False
    ) -> "Registry":
        """From the data folder; ``counties`` names another folder of counties. Raises SourceError.

        ``cache`` is the file that keeps what was read, so that only what has changed is read again; with ``anew``
        everything is.
        """
        held = load_held(counties or data / "counties", cache, anew)
        digest = Digest.joined(one.digest for one in held.values())
        catalogue = load_catalogue(data, digest.channel_words)
        return cls({county: one.county for county, one in held.items()}, Policies(held), catalogue, digest)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every name of every place, the longest first, so that the more exact one is met first."""
        names = []
        for county in self.counties.values():
            # People leave out 县: 古源 for 古源县.
            short = (county.name[:-1],) if len(county.name) > 2 else ()
            names += [Name(text, county.id) for text in dict.fromkeys((county.name, *short, *county.aliases))]
            names += [Name(text, county.id, misspelt=True) for text in county.misspellings]
            for township in county.townships:
                names += [Name(text, county.id, township.name) for text in (township.name, *township.aliases)]
        return tuple(sorted(names, key=lambda name: -len(name.text)))

    @cached_property
    def names_of(self) -> Mapping[str, tuple[Name, ...]]:
        """The names of each county and its townships, by the county's id, the longest first."""
        names: dict[str, list[Name]] = {}
        for name in self.names:
            names.setdefault(name.county, []).append(name)
        return {county: tuple(own) for county, own in names.items()}

    def own_names(self, county: str) -> tuple[str, ...]:
        """What the county itself is called, without its townships, the longest first; none for one that is not held."""
        return tuple(name.text for name in self.names_of.get(county, ()) if not name.township)

    def own_pattern(self, county: str) -> str:
        """The county's own names as alternatives of a regular expression; empty for a county that is not held."""
        return "|".join(map(re.escape, self.own_names(county)))

    def newest(self, county: str) -> Policy:
        """The policy of the county's last year. Raises KeyError for one that is not held."""
        years = self.policies[county]
        return years[max(years)]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every way that a place is written, to look one up among thousands."""
        return frozenset(name.text for name in self.names)

    @cached_property
    def county_by_name(self) -> dict[str, str]:
        """The id of the county that goes by each name; of two that share one, the first."""
        counties: dict[str, str] = {}
        for name in self.names:
            if name.township is None:
                counties.setdefault(name.text, name.county)
        return counties

    @cached_property
    def county_names(self) -> tuple[str, ...]:
        """The counties' official names, in the order of their folders."""
        return tuple(county.name for county in self.counties.values())

    @cached_property
    def around(self) -> frozenset[str]:
        """The bare names of the counties' cities and provinces: naming one of those leaves the county open."""
        return frozenset(
            name
            for county in self.counties.values()
            for name in (county.city.removesuffix("市"), county.province.removesuffix("省"))
        )

    @cached_property
    def means(self) -> re.Pattern[str]:
        """The means of payment that people name, the counties' own channels among them."""
        return re.compile("|".join(re.escape(word) for word in self.catalogue.means))

    def find(self, word: str) -> str | None:
        """The id of the county with this id or this exact name; None when there is none."""
        return word if word in self.counties else self.county_by_name.get(word)

    def group_aliases(self) -> dict[str, str]:
        """What people call themselves -> group id, the policies' own groups included."""
        return {**self._common_aliases, **self.digest.group_aliases}

    def group_aliases_in(self, county: str | None) -> dict[str, str]:
        """What people of the county call themselves -> group id, without the own groups of all others."""
        years = self.policies[county].values() if county and county in self.counties else ()
        own = {alias: group.id for policy in years for group in policy.groups for alias in group.aliases}
        return {**self._common_aliases, **own}

    @cached_property
    def _common_aliases(self) -> dict[str, str]:
        return {alias: group.id for group in self.catalogue.groups.values() for alias in group.aliases}

    def answer(self, county: str | None, question: Question, facts: Facts, today: datetime.date) -> Answer:
        """The rules module's answer for this county; without one, or with one that is not held, only a status."""
        if county is None or county not in self.counties:
            return Answer(status="ask_county" if county is None else "unknown_county", topic=question.topic)
        return engine.answer(self.counties[county], self.policies[county], question, facts, today, self.catalogue)


def whom_to_ask(
    registry: Registry, county: str, today: datetime.date, text: str = "", facts: Facts | None = None
) -> str:
    """“请打……咨询” for the county's newest policy: the office and, where the notice has it, its phone number."""
    inquiry = Inquiry(
        registry.counties[county],
        registry.newest(county),
        registry.catalogue,
        Question(topic="contact", text=text),
        facts or Facts(),
        today,
    )
    return referral(inquiry)[0]
