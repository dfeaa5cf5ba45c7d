"""Write TOML in the one canonical form: keys in the order given, text as readable as it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

LINE_LENGTH = 100
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\r": "\\r", "\n": "\\n"}


def dumps(table: Mapping[str, Any]) -> str:
    """Return a table as TOML: its values, then its lists of tables, as [[a]] and [[a.b]].

    Values are texts, numbers, booleans, dates, and lists of those.
    """
    return "\n".join(_lines(table, "")).strip("\n") + "\n"


def _lines(table: Mapping[str, Any], path: str) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if _is_tables(value)}
    for key, value in table.items():
        if key not in inner:
            yield f"{key} = {_value(value)}"
    for key, tables in inner.items():
        for each in tables:
            yield f"\n[[{path}{key}]]"
            yield from _lines(each, f"{path}{key}.")


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case Decimal():
            return f"{value.normalize():f}"
        case list():
            return _list([_value(item) for item in value])
    raise TypeError(f"TOML has no way to write {value!r}.")


def _text(text: str) -> str:
    if "\n" not in text:
        return f'"{_escaped(text, "")}"'
    escaped = _escaped(text, '\n"').replace('"""', '""\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    return f'"""\n{escaped}"""'


def _escaped(text: str, kept: str) -> str:
    def escape(match: re.Match[str]) -> str:
        character = match[0]
        if character in kept:
            return character
        return _ESCAPES.get(character, f"\\u{ord(character):04x}")

    return re.sub(r'[\x00-\x08\x0a-\x1f\x7f"\\]', escape, text)


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= LINE_LENGTH:
        return line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"
