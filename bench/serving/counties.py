"""Made-up counties, as many as wanted: the policies of real ones under other names, so that their size is true to life."""

import itertools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.paths import DATA

# Characters of place names; no word of the field can be made of them, and no county held here begins with one.
_FIRST = "磐鹤霜瑶沧沣澜泓颍漳洺滏岐嵩崤嵯岫岚峤邺郓郢莒苕芮芷茗荻菱葭蓼薇楠榆槐柘桦枫梓棠"
_SECOND = "汀溪泽浦涧洲渚塘湾岭峪崖坪垣丘陵桥亭"
_THIRD = "川源梁川堡屯沟洼坳埠"
_VILLAGE = "雁鹭鸢鹞鹳鹂雀凫麂麋獐貉狍璞琼珏瑾琥玳砚翰墨笺箬筠篁鹄鸮鹬"
_TOWNSHIPS = 8
_SEED = 20210225


@dataclass(frozen=True)
class Names:
    """What a made-up county goes by: its name less 县, and the short names of its townships."""

    bare: str
    townships: tuple[str, ...]

    @property
    def name(self) -> str:
        """The official name."""
        return f"{self.bare}县"


@dataclass(frozen=True)
class Template:
    """A real county's policy as text, and the names in it that have to go."""

    county: dict[str, Any]
    policies: dict[str, str]

    def renamed(self, names: Names) -> dict[str, str]:
        """The files of a county with these names that has this one's policies."""
        own, real = names.townships, self.county["townships"]
        given = {self.county["name"]: names.name}
        if len(self.county["name"]) > 2:
            given[self.county["name"].removesuffix("县")] = names.bare
        for township, short in zip(real, own, strict=False):
            given |= dict.fromkeys(township["aliases"], short)
            given[township["name"]] = f"{short}镇"
        pattern = re.compile("|".join(sorted(map(re.escape, given), key=len, reverse=True)))
        return {name: pattern.sub(lambda found: given[found.group()], text) for name, text in self.policies.items()}


def names(count: int) -> list[Names]:
    """The names of so many counties; fewer counties are the beginning of more. No name occurs twice."""
    two, three = (["".join(row) for row in itertools.product(*parts)] for parts in _COUNTY_PARTS)
    short = ["".join(row) for row in itertools.product(_VILLAGE, _SECOND, sorted(set(_THIRD + _FIRST)))]
    for rows in (two, three, short):
        random.Random(_SEED).shuffle(rows)  # noqa: S311 (the same names each time)
    # Every third name has three characters, until those of two are used up.
    mixed = [three.pop() if place % 3 == 2 or not two else two.pop() for place in range(count)]
    return [
        Names(bare, tuple(short[place * _TOWNSHIPS : (place + 1) * _TOWNSHIPS])) for place, bare in enumerate(mixed)
    ]


_COUNTY_PARTS: tuple[tuple[str, ...], ...] = ((_FIRST, _SECOND), (_FIRST, _SECOND, "".join(dict.fromkeys(_THIRD))))


def templates(folder: Path = DATA / "counties") -> list[Template]:
    """The counties that are held, in the order of their folders."""
    return [_template(path) for path in sorted(folder.iterdir()) if path.is_dir()]


def write(folder: Path, count: int, models: Sequence[Template] | None = None) -> list[Names]:
    """Writes so many counties into the folder, the templates taken in turn; says what they are called."""
    models = models or templates()
    made = names(count)
    for place, (county, template) in enumerate(zip(made, itertools.cycle(models), strict=False)):
        target = folder / f"made_{place:04}"
        target.mkdir(parents=True)
        (target / "county.yml").write_text(_county(target.name, county, template), encoding="utf-8")
        for name, text in template.renamed(county).items():
            (target / name).write_text(text, encoding="utf-8")
    return made


def _template(folder: Path) -> Template:
    county = yaml.safe_load((folder / "county.yml").read_text(encoding="utf-8"))
    files = [path for path in sorted(folder.glob("*.yml")) if path.name != "county.yml"]
    return Template(county, {path.name: path.read_text(encoding="utf-8") for path in files})


def _county(identifier: str, names: Names, template: Template) -> str:
    row = {
        "id": identifier,
        "name": names.name,
        "province": template.county["province"],
        "city": template.county["city"],
        "aliases": [names.name, names.bare],
        "misspellings": [f"{names.bare}现", f"{names.bare}线"],
        "townships": [{"name": f"{short}镇", "aliases": [short]} for short in names.townships],
    }
    return yaml.safe_dump(row, allow_unicode=True, sort_keys=False)
