"""The county whose notices apply."""

from bot.rules.base import Strict
from bot.rules.policy.values import Identifier


class Township(Strict):
    """A township, town or farm, with what people call it."""

    name: str
    aliases: tuple[str, ...] = ()


class County(Strict):
    """The authority whose notices apply; ``id`` is its folder's name."""

    id: Identifier
    name: str
    province: str
    city: str
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    townships: tuple[Township, ...] = ()
