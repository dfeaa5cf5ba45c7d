"""Write the database's entries to the content files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from comparisons.exchange.sync import Unloaded, export


class Command(BaseCommand):
    """The same entries always give the same bytes."""

    help = "Write the database's entries to the content files, in their canonical form."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", help="Folder to write; content/ unless said.")
        parser.add_argument(
            "--force", action="store_true", help="Give up changes to the files that are not loaded."
        )

    def handle(self, **options: Any) -> None:
        """Say where it was written; raise CommandError if it cannot be."""
        folder = Path(options["path"] or settings.CONTENT_DIR)
        is_record = folder.resolve() == Path(settings.CONTENT_DIR).resolve()
        try:
            export(folder, is_record=is_record, force=options["force"])
        except Unloaded as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            raise CommandError(f"{folder} could not be written: {error}.") from None
        self.stdout.write(f"Wrote the entries to {folder}.")
        if not is_record:
            self.stdout.write(
                f"Loading {settings.CONTENT_DIR} would still be refused if curators have changed "
                "entries: only an export to that folder settles it."
            )
