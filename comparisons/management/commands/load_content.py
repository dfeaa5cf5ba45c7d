"""Load the content files into the database, or check them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from comparisons.exchange import files
from comparisons.exchange.parsing import Content, InvalidContent, parse
from comparisons.exchange.report import coverage
from comparisons.exchange.sync import Unexported, load
from comparisons.models import ContentMark, Edition


class Command(BaseCommand):
    """One transaction and at most one edition: everything is loaded, or nothing."""

    help = "Load the content files into the database, or check them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", help="Folder to read; content/ unless said.")
        parser.add_argument(
            "--check", action="store_true", help="Only say what is wrong and how complete it is."
        )
        parser.add_argument(
            "--force", action="store_true", help="Give up curators' changes that are not exported."
        )
        parser.add_argument(
            "--if-newer",
            action="store_true",
            help="Load only if files have changed and no curator's change would be lost.",
        )

    def handle(self, **options: Any) -> None:
        """Say what was done; raise CommandError, with all problems, if it cannot be done."""
        folder = Path(options["path"] or settings.CONTENT_DIR)
        try:
            if options["check"]:
                self._report(parse(folder))
            elif not (options["if_newer"] and self._nothing_to_do(folder)):
                self._load(folder, options["force"])
        except InvalidContent as invalid:
            count = len(invalid.problems)
            problems = "1 problem" if count == 1 else f"{count} problems"
            raise CommandError(f"{invalid}\n{problems}; nothing was loaded.") from None
        except Unexported as refusal:
            raise CommandError(str(refusal)) from None

    def _nothing_to_do(self, folder: Path) -> bool:
        mark = ContentMark.objects.filter(pk=1).first() or ContentMark()
        if mark.digest == files.digest(files.read(folder)):
            self._say(f"The content is up to date: {_edition()}.")
            return True
        if mark.unexported:
            self._say(f"The content files have changed, but were not loaded. {Unexported()}")
            return True
        return False

    def _load(self, folder: Path, force: bool) -> None:
        before = _edition()
        done = load(parse(folder), now=timezone.now(), force=force)
        if not done:
            self._say(f"{folder} says what the database says already: {before} stays.")
        elif _edition() == before:
            self._say(f"Loaded {folder}: {done}. Readers see none of it: {before} stays.")
        else:
            self._say(f"Loaded {folder}: {done}. This is {_edition()}.")

    def _report(self, content: Content) -> None:
        rows = list(coverage(content, timezone.localdate()))
        for row in rows:
            self._say(str(row))
        for row in rows:
            if row.warning:
                self._say(f"Warning: {row.warning}")
        count = sum(map(len, content.rows.values()))
        self._say(f"{count} entries, no problems. Nothing was loaded.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)


def _edition() -> str:
    return f"edition {Edition.objects.current_number()}"
