"""What to write instead: pydantic's and YAML's findings in the words of somebody who keeps a policy file."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from bot.rules.calendar import Span
from bot.rules.policy import County, MonthDays, Number, Policy, Registered, When

_WHOLE = "must be a whole number without a unit (元, 日) and without a decimal point"
_WHAT_TO_WRITE = {
    "type_error.integer": _WHOLE,
    "value_error.strict": _WHOLE,
    "value_error.date": "must be a day written as 2021-12-20",
    "type_error.tuple": "must be a list: [一, 二], or lines that begin with “- ”",
    "type_error.str": "must be text; put a number in quotes: '0788-6620101'",
    "value_error.str.regex": "must be small letters a-z, digits and _ only, beginning with a letter",
    "value_error.missing": "is missing",
}
_BLOCKS: Mapping[type[BaseModel], str] = {
    Span: "write {days: 60} or {months: 3}",
    Number: "write {at_most: 60}, or at_least, over, under",
    Registered: "write {within: {days: 28}} or {after: {months: 6}}",
    When: "write {} or a condition such as {groups: [veteran]}",
    MonthDays: "write {first: 1, last: 20}",
}
_YAML = {
    "tab": "a tab stands here: indent with blanks",
    "expected ',' or '}'": "inside {…} a text with a comma, colon or # must stand in quotes: say: '……'",
    "mapping values are not allowed": "a text with a colon must stand in quotes: say: '……'",
}


def on_value(row: Mapping[str, Any]) -> str:
    """What one of pydantic's findings asks for."""
    kind, message = str(row["type"]), str(row["msg"])
    location = tuple(part for part in row["loc"] if part != "__root__")
    if kind == "value_error.extra":
        return _on_key(location)
    if kind == "type_error.dict":
        block = _model_at(location)
        hint = _BLOCKS.get(block, "") if block else ""
        return f"must be a block of fields{': ' + hint if hint else ''}"
    if kind == "value_error.const" and "permitted" in row.get("ctx", {}):
        return f"must be one of {', '.join(str(value) for value in row['ctx']['permitted'])}"
    return _WHAT_TO_WRITE.get(kind, message)


def on_yaml(problem: str) -> str:
    """What YAML's complaint means, with what to write."""
    advice = next((text for part, text in _YAML.items() if part in problem), None)
    return f"{advice} ({problem})" if advice else problem


def _on_key(location: tuple[Any, ...]) -> str:
    """Why a key is none, and which ones there are."""
    key, block = str(location[-1]), _model_at(location[:-1])
    if "：" in key:
        return "unknown key: write an English colon and a blank after the field's name, as “per: 每人”"
    if re.search(r"[\u4e00-\u9fff]", key):
        return "unknown key: inside {…} a text with a comma or colon must stand in quotes: say: '……'"
    if block is None:
        return "unknown key"
    fields = [name for name in block.__fields__ if name != "clause"]
    near = get_close_matches(key, fields, 1)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; there are {', '.join(fields)}"


def _model_at(location: tuple[Any, ...]) -> type[BaseModel] | None:
    """The model of the block at this place of a policy or a county file."""
    for root in (Policy, County):
        found: type[BaseModel] | None = root
        for part in location:
            if isinstance(part, int) or found is None:
                continue
            field = found.__fields__.get(str(part))
            if field is None and found is not root:
                continue
            found = _model_in(field.outer_type_) if field else None
        if found is not None and (found is root) is (not location):
            return found
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside list[Model] or Model | None."""
    if get_origin(annotation) is None and isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((model for inner in get_args(annotation) if (model := _model_in(inner))), None)
