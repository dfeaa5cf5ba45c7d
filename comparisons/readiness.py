"""Floor 2: whether this process can serve."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

PROBE = "readiness"


def problems() -> tuple[str, ...]:
    """What is wrong, in sentences; nothing if the portal is ready."""
    return tuple(problem for problem in (database_problem(), cache_problem()) if problem)


def database_problem() -> str:
    """The database does not answer, or its tables are not those of this release."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer."
    if missing:
        return f"{len(missing)} migrations are not applied: start the portal anew, or migrate."
    return ""


def cache_problem() -> str:
    """The cache does not give back what was put in."""
    try:
        cache.set(PROBE, PROBE, timeout=60)
        answered = cache.get(PROBE) == PROBE
    except Exception:  # each backend has errors of its own
        answered = False
    return "" if answered else "The cache does not answer."
