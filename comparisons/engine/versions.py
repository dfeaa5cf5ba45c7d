"""Which Python versions a package admits, from what its metadata says."""

import re
from collections.abc import Iterable

from .prose import listed

CLAUSE = re.compile(r"^\s*(>=|<=|==|!=|~=|>|<)\s*(\d+(?:\.\d+)*)(\.\*)?\s*$")
# Clauses in the order in which they are said; those with “!=” come last, together.
WORDS = (
    ("==", "{}"),
    (">=", "{} and later"),
    (">", "later than {}"),
    ("<", "below {}"),
    ("<=", "up to {}"),
)


def admits(requires_python: str, version: str) -> bool | None:
    """Whether a minor version such as “3.12” meets a specifier such as “>=3.10,<4”.

    A minor version counts with its newest patch, so “>3.8.1” admits 3.8. None where nothing is
    said or it is not understood (PEP 440 has more than these clauses).
    """
    clauses = _clauses(requires_python)
    wanted = _numbers(version)
    return all(_meets(wanted, *clause) for clause in clauses) if clauses else None


def in_words(requires_python: str) -> str:
    """What a specifier such as “<4.0,>=3.8” says: “3.8 and later, below 4”.

    As it is where it is not understood.
    """
    bounds = [bound for clause in _clauses(requires_python) for bound in _bounds(*clause)]
    said = [
        words.format(_short(bound))
        for told, words in WORDS
        for sign, bound in bounds
        if sign == told
    ]
    if left_out := [".".join(map(str, bound)) for sign, bound in bounds if sign == "!="]:
        said.append(f"not {listed(left_out, 'or')}")
    return ", ".join(said) or requires_python


def _bounds(sign: str, bound: tuple[int, ...]) -> Iterable[tuple[str, tuple[int, ...]]]:
    """A clause as lower and upper bounds: “~=3.8” is from 3.8 to before 4."""
    if sign != "~=" or len(bound) == 1:
        return ((sign, bound),)
    return ((">=", bound), ("<", (*bound[:-2], bound[-2] + 1)))


def _short(bound: tuple[int, ...]) -> str:
    """A bound without zeros that say nothing: 3.10.0 is 3.10, 4.0 is 4."""
    while len(bound) > 1 and not bound[-1]:
        bound = bound[:-1]
    return ".".join(map(str, bound))


def _clauses(requires_python: str) -> list[tuple[str, tuple[int, ...]]]:
    """Signs and bounds; none where one is not understood."""
    found = [CLAUSE.match(part) for part in requires_python.split(",") if part.strip()]
    understood = [(clause[1], _numbers(clause[2])) for clause in found if clause]
    return understood if len(understood) == len(found) else []


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def _meets(wanted: tuple[int, ...], sign: str, bound: tuple[int, ...]) -> bool:
    """Compare as far as both say; patches of the bound decide nothing but “before x.y.0”."""
    minor = (*bound, 0)[: len(wanted)]
    exact = bound[: len(wanted)]
    match sign:
        case ">=" | ">":
            return wanted >= minor
        case "<":
            return wanted < minor or (wanted == minor and any(bound[len(wanted) :]))
        case "<=":
            return wanted <= minor
        case "~=":
            return wanted >= minor and wanted[: len(bound) - 1] == bound[:-1]
        case "==":
            return wanted[: len(exact)] == exact
    # One patch that is left out leaves the others; a whole minor version does not.
    return len(bound) > len(wanted) or wanted[: len(exact)] != exact
