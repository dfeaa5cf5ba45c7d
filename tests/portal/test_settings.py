"""What the environment makes of the settings, each in a process of its own."""

import json
import os
import subprocess
import sys

from django.conf import settings

PRINT_SETTINGS = """
import json, sys
from portal import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}))
"""


OLD, OLDER = "o" * 32, "p" * 32


def settings_with(*names: str, **variables: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS, *names],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "only-for-tests-and-long-enough-for-them",
            **variables,
        },
        capture_output=True,
        text=True,
    )
    assert not done.stderr, done.stderr
    return dict(json.loads(done.stdout))


SECURITY = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE")
SECURITY += ("CSRF_COOKIE_SECURE", "DEBUG", "SECURE_PROXY_SSL_HEADER")


def test_defaults_answer_this_machine_only() -> None:
    found = settings_with("ALLOWED_HOSTS", "SITE_URL", *SECURITY)
    assert found == {
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "SITE_URL": "http://127.0.0.1:8000",
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "DEBUG": False,
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_site_url_follows_the_port() -> None:
    assert settings_with("SITE_URL", PORT="8080") == {"SITE_URL": "http://127.0.0.1:8080"}


def test_https_turns_on_redirect_hsts_and_secure_cookies() -> None:
    found = settings_with(
        *("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"),
        *SECURITY,
        SITE_URL="https://compare.example.org",
        EXTRA_HOSTS="10.0.0.5",
        TRUSTED_PROXY="1",
    )
    assert found == {
        "ALLOWED_HOSTS": ["compare.example.org", "10.0.0.5"],
        "CSRF_TRUSTED_ORIGINS": ["https://compare.example.org"],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    }


def test_old_secret_keys_go_on_being_accepted() -> None:
    found = settings_with("SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS=f"{OLD},{OLDER}")
    assert found == {"SECRET_KEY_FALLBACKS": [OLD, OLDER]}


def test_django_finds_nothing_to_warn_of_on_https() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "SITE_URL": "https://compare.example.org",
            "TRUSTED_PROXY": "1",
            "SECRET_KEY": "a-key-of-fifty-signs-and-more-0123456789-abcdefghij-klm",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
