"""Create an administrator."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import startup


class Command(BaseCommand):
    """`make curator` calls it, before or after the portal's first start."""

    help = (
        "Create an administrator: asks for name, e-mail and password, or takes them from "
        "DJANGO_SUPERUSER_USERNAME, DJANGO_SUPERUSER_EMAIL and DJANGO_SUPERUSER_PASSWORD."
    )
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        """Prepare the database if need be, then ask."""
        try:
            startup.require_writable(settings.VAR)
            startup.require_database()
            startup.migrate(self.stdout.write)
        except startup.StartError as error:
            sys.exit(str(error))
        call_command(
            "createsuperuser",
            interactive="DJANGO_SUPERUSER_PASSWORD" not in os.environ,
            stdout=self.stdout,
        )
        self.stdout.write(f"Sign in at {settings.SITE_URL}/admin/")
