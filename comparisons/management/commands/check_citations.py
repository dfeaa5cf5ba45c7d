"""Look up the places that citations name, in the source distributions they were read in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from comparisons.documents import NotFetched, findings


class Command(BaseCommand):
    help = "Look up the places of citations in source distributions, fetched where missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--documents",
            type=Path,
            default=settings.VAR / "documents",
            help="Folder with the distributions; var/documents unless said.",
        )

    def handle(self, **options: Any) -> None:
        """Print what is missing and counts; exit status 1 where a place is not found."""
        folder: Path = options["documents"]
        folder.mkdir(parents=True, exist_ok=True)
        try:
            looked_up = list(findings(folder))
        except NotFetched as error:
            raise CommandError(str(error)) from None
        wrong = [finding for finding in looked_up if finding.problem]
        for finding in wrong:
            self.stdout.write(f"{finding.source}: {finding.place}: {finding.problem}.")
        sources = len({finding.source for finding in looked_up})
        told = f"{len(looked_up)} places in {sources} sources looked up, {len(wrong)} not found."
        if wrong:
            raise CommandError(told)
        self.stdout.write(told)
