"""What a page needs to know before anything is asked: the counties that are held, and whom to ring when all fails."""

from functools import lru_cache

from bot.gate import LONGEST
from bot.policies.registry import Registry
from bot.rules.base import Strict


class Phone(Strict):
    """An office and its number as the notice prints it."""

    name: str
    number: str


class CountyToPick(Strict):
    """A county to pick; the main office's number first."""

    id: str
    name: str
    phones: tuple[Phone, ...]


class Config(Strict):
    """The counties, and how long a message may be."""

    counties: tuple[CountyToPick, ...]
    longest: int = LONGEST


@lru_cache(maxsize=1)
def config(registry: Registry) -> Config:
    """The counties in the order of their folders, with the numbers of their newest policies.

    Every page asks for it, and it unpacks every county's policies: worked out once for a registry, which never changes.
    """
    return Config(
        counties=tuple(
            CountyToPick(id=county.id, name=county.name, phones=_phones(registry, county.id))
            for county in registry.counties.values()
        )
    )


def _phones(registry: Registry, county: str) -> tuple[Phone, ...]:
    contacts = sorted(registry.newest(county).contacts, key=lambda contact: not contact.main)
    return tuple(Phone(name=contact.name, number=contact.phone) for contact in contacts if contact.phone)
