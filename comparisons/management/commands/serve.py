"""Start the portal: prepare what is missing, then serve."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from portal import release, startup


class Command(BaseCommand):
    """`make run` and `make dev` (with DEBUG=1) call it; it ends by becoming the server."""

    help = "Prepare database, content and static files, and serve the portal."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        """Say what is done; one line to standard error and status 1 where it cannot be."""
        self.stdout.write(f"Side by Side {release.version(settings.BASE_DIR)}")
        try:
            self._prepare()
        except startup.StartError as error:
            sys.exit(str(error))
        self._say_where()
        connections.close_all()
        os.chdir(settings.BASE_DIR)
        command = startup.server_command()
        os.execv(command[0], command)  # noqa: S606  (no shell is wanted)

    def _prepare(self) -> None:
        startup.require_writable(settings.VAR)
        startup.require_free_port(settings.HOST, settings.PORT)
        startup.require_database()
        startup.require_cache()
        with startup.one_machine_at_a_time():
            startup.migrate(self.stdout.write)
            startup.load_content(self.stdout.write)
        if not settings.DEBUG:
            startup.collect_static(self.stdout.write)

    def _say_where(self) -> None:
        for hint in startup.hints():
            self.stdout.write(hint)
        site = settings.SITE_URL
        self.stdout.write(
            f"\nServing on {site}/ (Ctrl-C stops it)\n"
            f"  A comparison to begin with: {site}/compare/django-vs-flask/\n"
            f"  The curators' desk:         {site}/admin/\n"
            "  An administrator for it:    make curator\n"
        )
        self.stdout.flush()
