"""What a test needs of its machine."""

import os

import pytest


def require(available: object, otherwise: str) -> None:
    """Skip the test with a reason if something is not available; with REQUIRE_ALL=1, fail it."""
    if available:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{otherwise} (REQUIRE_ALL=1 forbids to skip)")
    pytest.skip(otherwise)
