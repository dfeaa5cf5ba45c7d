"""Create an administrator."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import startup

NAMES = "DJANGO_SUPERUSER_USERNAME, DJANGO_SUPERUSER_EMAIL and DJANGO_SUPERUSER_PASSWORD"


class Command(BaseCommand):
    """`make curator` calls it, before or after the portal's first start."""

    help = (
        f"Create an administrator: asks for name, e-mail and password, or takes them from {NAMES}."
    )
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        """Prepare the database if need be, then ask."""
        asks = "DJANGO_SUPERUSER_PASSWORD" not in os.environ
        if asks and not sys.stdin.isatty():
            sys.exit(f"There is no terminal to ask at: set {NAMES}.")
        try:
            startup.require_writable(settings.VAR)
            startup.require_database()
            startup.migrate(self.stdout.write)
        except startup.StartError as error:
            sys.exit(str(error))
        try:
            call_command("createsuperuser", interactive=asks, stdout=self.stdout)
        except (EOFError, KeyboardInterrupt):
            sys.exit("\nNo administrator was created.")
        self.stdout.write(f"Sign in at {settings.SITE_URL}/admin/")
        if os.environ.keys().isdisjoint(("PORT", "SITE_URL")):
            self.stdout.write("If PORT or SITE_URL was given to the portal alone, sign in there.")
