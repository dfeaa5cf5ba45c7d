"""An administrator is created as `make curator` does it, and told where to sign in."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

ELSEWHERE = "If PORT or SITE_URL was given to the portal alone, sign in there."


@pytest.mark.django_db
@pytest.mark.parametrize(("known", "told"), [(None, True), ("PORT", False), ("SITE_URL", False)])
def test_where_to_sign_in(monkeypatch: pytest.MonkeyPatch, known: str | None, told: bool) -> None:
    for name in ("PORT", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    if known:
        monkeypatch.setenv(known, "8000")
    for name, value in {"USERNAME": "ada", "EMAIL": "a@b.example", "PASSWORD": "l0velace"}.items():
        monkeypatch.setenv(f"DJANGO_SUPERUSER_{name}", value)
    written = io.StringIO()
    call_command("curator", stdout=written)
    assert get_user_model().objects.get().username == "ada"
    assert "Sign in at http://127.0.0.1:8000/admin/" in written.getvalue()
    assert (ELSEWHERE in written.getvalue()) is told
