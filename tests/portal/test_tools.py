"""The tools that other tests trust: they must be able to fail."""

import socket

import pytest

from tests.support.requirements import require


def test_no_test_connects_to_another_machine() -> None:
    with socket.socket() as probe, pytest.raises(RuntimeError, match="this machine only"):
        probe.connect(("192.0.2.1", 80))


def test_no_test_looks_up_a_name() -> None:
    with pytest.raises(RuntimeError, match="looks up example.org"):
        socket.create_connection(("example.org", 80))


def test_what_a_machine_lacks_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        require(None, "no browser")


def test_what_a_machine_lacks_is_an_error_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    require("something", "no browser")
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception)) as outcome:
        require(None, "no browser")
    assert outcome.type is pytest.fail.Exception
