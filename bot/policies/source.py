"""YAML files as data, with the line of every field, so that an error can name file, line and field."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.policies.advice import on_yaml

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file, for the person who keeps it."""

    file: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class SourceError(Exception):
    """A file that cannot be used; carries every fault found in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


_WORDS = "tag:yaml.org,2002:str"


class _Loader(yaml.CSafeLoader):
    """Safe YAML that refuses a key given twice: the second would silently win."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The node's value; of words, which most nodes are, without the ceremony that takes twice their reading."""
        if node.tag == _WORDS and isinstance(node, yaml.ScalarNode):
            return node.value
        return super().construct_object(node, deep)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    made: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                None, None, "a list or a block cannot be a key", key_node.start_mark
            )
        key = loader.construct_object(key_node)
        if key in made:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        made[key] = loader.construct_object(value_node, deep=True)
    return made


def _date(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return yaml.constructor.SafeConstructor.construct_yaml_timestamp(loader, node)
    except ValueError as error:
        message = f"{node.value} is no day of the calendar"
        raise yaml.constructor.ConstructorError(None, None, message, node.start_mark) from error


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date)


def read(path: Path) -> Any:
    """The file's data. Raises SourceError where it is not readable UTF-8 YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader's subclass)
    except UnicodeDecodeError as error:
        raise SourceError([Fault(path, 1, "", f"not UTF-8 text ({error.reason})")]) from error
    except OSError as error:
        raise SourceError([Fault(path, 1, "", f"cannot be read ({error.strerror})")]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not valid YAML"
        field = ".".join(str(part) for part in _field_at(path, mark) or ()) if mark else ""
        raise SourceError([Fault(path, mark.line + 1 if mark else 1, field, on_yaml(str(problem)))]) from error
    except ValueError as error:
        raise SourceError([Fault(path, 1, "", f"not a valid value ({error})")]) from error


def line_of(path: Path, field: FieldPath) -> int:
    """The line (from 1) on which a field stands, or the nearest enclosing one that exists."""
    try:
        node = _composed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return 1
    line = 1
    for part in field:
        step = _child(node, part)
        if step is None:
            break
        node, line = step
    return line


@lru_cache(maxsize=2)
def _composed(text: str) -> Any:
    """The text's tree; a file is asked for many lines in a row."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _field_at(path: Path, mark: Any) -> FieldPath | None:
    """The field whose key or value begins at the mark; None where none does or the file does not parse."""
    try:
        return _field_below(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), mark)
    except yaml.YAMLError:
        return None


def _field_below(node: Any, mark: Any) -> FieldPath | None:
    if isinstance(node, yaml.MappingNode):
        children = [(key.value if isinstance(key, yaml.ScalarNode) else "?", key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(index, child, child) for index, child in enumerate(node.value)]
    else:
        return None
    for part, first, child in children:
        if any((n.start_mark.line, n.start_mark.column) == (mark.line, mark.column) for n in (first, child)):
            return (part,)
        below = _field_below(child, mark)
        if below is not None:
            return (part, *below)
    return None


def _child(node: Any, part: str | int) -> tuple[Any, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child, child.start_mark.line + 1
    return None
