"""From folders of YAML to typed policies; every fault with its file, line and field."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.policies.advice import on_value
from bot.policies.source import Fault, SourceError, line_of, read
from bot.rules.catalogue import Catalogue
from bot.rules.policy import County, Policy

Model = TypeVar("Model", bound=BaseModel)


def load_model(path: Path, model: Callable[..., Model]) -> Model:
    """The file as a model. Raises SourceError with each field that is wrong."""
    data = read(path)
    if not isinstance(data, dict):
        raise SourceError([Fault(path, 1, "", "must be a mapping of fields to values")])
    try:
        return model(**data)
    except ValidationError as error:
        raise SourceError([_fault(path, row) for row in error.errors()]) from error


def _fault(path: Path, row: Any) -> Fault:
    location = tuple(part for part in row["loc"] if part != "__root__")
    field = ".".join(str(part) for part in location)
    return Fault(path, line_of(path, location), field, on_value(row))


def load_county(folder: Path) -> tuple[County, dict[int, Policy]]:
    """A county's folder: ``county.yml`` and one ``<year>.yml`` for each insurance year."""
    county = load_model(folder / "county.yml", County)
    faults: list[Fault] = []
    policies: dict[int, Policy] = {}
    if county.id != folder.name:
        faults.append(Fault(folder / "county.yml", 1, "id", f"is {county.id!r} but the folder is {folder.name!r}"))
    for path in sorted(folder.glob("*.yml")):
        if path.name == "county.yml":
            continue
        try:
            policy = load_model(path, Policy)
        except SourceError as error:
            faults.extend(error.faults)
            continue
        if path.stem != str(policy.insurance_year):
            line = line_of(path, ("insurance_year",))
            faults.append(
                Fault(path, line, "insurance_year", f"is {policy.insurance_year} but the file is {path.name}")
            )
        policies[policy.insurance_year] = policy.by_month()
    if not policies and not faults:
        faults.append(Fault(folder / "county.yml", 1, "", "the county has no policy: add a file such as 2026.yml"))
    if faults:
        raise SourceError(faults)
    return county, policies


def load_catalogue(folder: Path, means: Iterable[str] = ()) -> Catalogue:
    """``aspects.yml``, ``people.yml`` and ``details.yml`` of the data folder; ``means`` adds to the means of payment."""
    aspects, people, details = folder / "aspects.yml", folder / "people.yml", folder / "details.yml"
    rows = read(aspects), read(people)
    asked_for = read(details)
    try:
        return Catalogue.from_data(*rows, means, asked_for)
    except ValidationError as error:
        path = {"Aspect": aspects, "Facet": aspects, "Detail": details}.get(error.model.__name__, people)
        raise SourceError([_fault(path, row) for row in error.errors()]) from error
