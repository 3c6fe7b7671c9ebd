"""The JSON Schemas of county and policy, for the editors in which people keep the files."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.rules.policy import County, Policy

DIALECT = "http://json-schema.org/draft-07/schema#"
SCHEMAS: dict[str, type[BaseModel]] = {"county.schema.json": County, "policy.schema.json": Policy}


def write(folder: Path) -> None:
    """Write the schemas into the folder, which is made where it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / name).write_text(text(name), encoding="utf-8")


def text(name: str) -> str:
    """A schema file's contents; the same model always gives the same text."""
    schema: dict[str, Any] = {"$schema": DIALECT, **deepcopy(SCHEMAS[name].schema())}
    if "LateEnrollment" in schema["definitions"]:
        # The model takes a group by its id alone, which a validator does and pydantic's schema cannot tell.
        who = schema["definitions"]["LateEnrollment"]["properties"]["who"]
        who["items"] = {"anyOf": [who["items"], {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}]}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
