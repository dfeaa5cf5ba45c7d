"""Which Python versions a package admits, from what its metadata says."""

import re

CLAUSE = re.compile(r"^\s*(>=|<=|==|!=|~=|>|<)\s*(\d+(?:\.\d+)*)(\.\*)?\s*$")


def admits(requires_python: str, version: str) -> bool | None:
    """Whether a minor version such as “3.12” meets a specifier such as “>=3.10,<4”.

    A minor version counts with its newest patch, so “>3.8.1” admits 3.8. None where nothing is
    said or it is not understood (PEP 440 has more than these clauses).
    """
    clauses = [CLAUSE.match(part) for part in requires_python.split(",") if part.strip()]
    if not clauses or not all(clauses):
        return None
    wanted = tuple(map(int, version.split(".")))
    return all(_meets(wanted, clause[1], _numbers(clause[2])) for clause in clauses if clause)


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
