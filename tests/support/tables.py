"""The rows of the record's tables, to be put back much sooner than they are loaded."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]
"""By table: the names of the columns, and the rows as the database gives them."""


def _models() -> list[type]:
    return list(apps.get_app_config("comparisons").get_models(include_auto_created=True))


def read() -> Rows:
    """Return what all tables of the record hold."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in _models():
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return found


def write(rows: Rows) -> None:
    """Fill the empty tables of the record, in a transaction, and let new rows be numbered on."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names = ", ".join(map(quote, columns))
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", values)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
