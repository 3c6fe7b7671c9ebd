"""Whether a household is registered in a town or in the country, where somebody tells it."""

import re
from typing import Literal

_OF_TOWN = r"城镇|城市|城里|市民|非农业?|街道"
_OF_COUNTRY = r"农村|农业|农民|乡下|村里"
_REGISTERED = re.compile(
    rf"(?:(?P<urban>{_OF_TOWN})|(?<!非)(?P<rural>{_OF_COUNTRY}))(?:居民)?的?(?:户口|户籍|户(?!主|外))"
    rf"|(?:户口|户籍)[^，。？！不没]{{0,3}}(?:是|在|属于?)?(?:(?P<urban2>{_OF_TOWN})|(?P<rural2>{_OF_COUNTRY}))"
)
_NOT_SO = re.compile(r"(?:不是|没有?|不属于|算不算|是不是)[^，。？！]{0,2}$")


_BARE = re.compile(rf"(?P<urban>{_OF_TOWN})|(?P<rural>{_OF_COUNTRY})")


def told(text: str, asked: bool = False) -> Literal["urban", "rural"] | None:
    """Which of the two; None where neither is told, or both are named. Once it was ``asked``, 农村的 will do."""
    bare = {match.lastgroup for match in _BARE.finditer(text)} if asked else set()
    if len(bare) == 1:
        return "urban" if "urban" in bare else "rural"
    found: set[Literal["urban", "rural"]] = set()
    for match in _REGISTERED.finditer(text):
        town = bool(match["urban"] or match["urban2"])
        if _NOT_SO.search(text[: match.start()]):
            town = not town
        found.add("urban" if town else "rural")
    return found.pop() if len(found) == 1 else None
