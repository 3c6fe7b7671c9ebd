"""A county that is held: its names at hand, its policies packed, since few counties are asked about at a time."""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.rules.policy import County, Policy

Years = dict[int, Policy]
_UNPACKED = 256
# Channels that every county may have: their names tell no county.
_COMMON = frozenset({"手机APP", "税务APP", "医保局公众号", "税务公众号", "服务站"})


@dataclass(frozen=True)
class Digest:
    """What is looked up across all counties: the names of channels, the policies' own groups, who is spoken of.

    ``aided`` are the groups with an aid category, ``midway`` those that may join when the windows are over.
    """

    channel_words: frozenset[str] = frozenset()
    group_aliases: Mapping[str, str] = field(default_factory=dict)
    aided: frozenset[str] = frozenset()
    midway: frozenset[str] = frozenset()

    @classmethod
    def of(cls, policies: Iterable[Policy]) -> "Digest":
        """Of a county's policies."""
        policies = list(policies)
        words = (word for policy in policies for channel in policy.channels for word in channel.about)
        return cls(
            frozenset(word for word in words if len(word) > 2 and word not in _COMMON),
            {alias: group.id for policy in policies for group in policy.groups for alias in group.aliases},
            frozenset(
                category.group
                for policy in policies
                if policy.aid
                for category in policy.aid.categories
                if category.group
            ),
            frozenset(group for policy in policies if policy.late for group in policy.late.groups()),
        )

    @classmethod
    def joined(cls, digests: Iterable["Digest"]) -> "Digest":
        """Of many counties."""
        digests = list(digests)
        return cls(
            frozenset().union(*(digest.channel_words for digest in digests)),
            {alias: group for digest in digests for alias, group in digest.group_aliases.items()},
            frozenset().union(*(digest.aided for digest in digests)),
            frozenset().union(*(digest.midway for digest in digests)),
        )


@dataclass(frozen=True)
class HeldCounty:
    """A county with its policies packed, and what is looked up in them across counties."""

    county: County
    packed: bytes
    digest: Digest

    @classmethod
    def of(cls, county: County, years: Years) -> "HeldCounty":
        """Packs a county that was read."""
        return cls(county, zlib.compress(pickle.dumps(years), 1), Digest.of(years.values()))


class Policies(Mapping[str, Years]):
    """The policies of each county, unpacked when they are asked for; the last few hundred stay unpacked."""

    def __init__(self, held: Mapping[str, HeldCounty]) -> None:
        self._held = held
        self._unpacked = lru_cache(maxsize=_UNPACKED)(self._unpack)

    def __getitem__(self, county: str) -> Years:
        return self._unpacked(county)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def _unpack(self, county: str) -> Years:
        years: Years = pickle.loads(zlib.decompress(self._held[county].packed))  # noqa: S301 (packed by ourselves)
        return years
