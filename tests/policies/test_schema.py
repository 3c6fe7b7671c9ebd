"""The JSON Schemas for editors follow the models and accept what is held."""

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from bot.policies.schema import SCHEMAS, write
from bot.policies.source import read

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "counties").glob("*/*.yml"))


def schema_for(path: Path) -> dict[str, object]:
    name = "county" if path.name == "county.yml" else "policy"
    held: dict[str, object] = json.loads((DATA / f"schema/{name}.schema.json").read_text(encoding="utf-8"))
    return held


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_current(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    current = (tmp_path / name).read_text(encoding="utf-8")
    committed = (DATA / "schema" / name).read_text(encoding="utf-8")
    assert committed == current, "run bot.policies.schema.write(Path('data/schema'))"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_held_file_fits_its_schema(path: Path) -> None:
    as_json = json.loads(json.dumps(read(path), default=str))
    jsonschema.Draft7Validator(schema_for(path)).validate(as_json)


def test_an_unknown_key_does_not_fit() -> None:
    policy = next(path for path in FILES if path.name != "county.yml")
    as_json = {**json.loads(json.dumps(read(policy), default=str)), "contributon": {}}
    with pytest.raises(jsonschema.ValidationError, match="contributon"):
        jsonschema.Draft7Validator(schema_for(policy)).validate(as_json)
