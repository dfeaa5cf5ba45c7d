"""What the code of each task must do, as checks against a running sample.

A contract gets the address of the sample, such as http://127.0.0.1:51234, and raises
AssertionError with a sentence when an answer is not what the task asks for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import urlopen

Contract = Callable[[str], None]
SECONDS = 5


def ask(address: str) -> tuple[int, str, str]:
    """Return (status, content type, body) of a GET."""
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read().decode()


def expect(what: str, wanted: object, got: object) -> None:
    if wanted != got:
        raise AssertionError(f"{what} should be {wanted!r}, not {got!r}.")


def install_and_start(site: str) -> None:
    status, _, body = ask(f"{site}/")
    expect("The status of /", 200, status)
    if "Hello" not in body:
        raise AssertionError(f"The page should greet with “Hello”, not {body[:80]!r}.")


def hello(site: str) -> None:
    expect("The answer to /", (200, "text/plain", "Hello, World!"), ask(f"{site}/"))


def typed_path(site: str) -> None:
    status, kind, body = ask(f"{site}/items/7")
    expect("Status and type of /items/7", (200, "application/json"), (status, kind))
    expect("The JSON of /items/7", {"id": 7}, json.loads(body))
    status, _, _ = ask(f"{site}/items/abc")
    if status not in (404, 422):
        raise AssertionError(f"The status of /items/abc should be 404 or 422, not {status}.")


def html_template(site: str) -> None:
    status, kind, body = ask(f"{site}/hello?name=%3Cb%3Ex%3C/b%3E")
    expect("Status and type of /hello", (200, "text/html"), (status, kind))
    if "&lt;b&gt;x" not in body or "<b>x" in body:
        raise AssertionError("The name should be escaped in the page.")
    expect("Whether /hello greets the world", True, "World" in ask(f"{site}/hello")[2])


CONTRACTS: dict[str, Contract] = {
    "install-and-start": install_and_start,
    "hello": hello,
    "typed-path": typed_path,
    "html-template": html_template,
}
