"""Which Python versions a specifier admits."""

import pytest

from comparisons.engine.versions import admits, in_words


@pytest.mark.parametrize(
    ("specifier", "version", "admitted"),
    [
        (">=3.10", "3.9", False),
        (">=3.10", "3.10", True),
        (">=3.10", "3.15", True),
        (">=3.8.1", "3.8", True),
        (">3.8.1", "3.8", True),
        (">=3.8,<4", "3.14", True),
        (">=3.8,<3.14", "3.14", False),
        ("<3.14.1", "3.14", True),
        ("<=3.12", "3.13", False),
        ("!=3.9.*,>=3.8", "3.9", False),
        ("!=3.9.1,>=3.8", "3.9", True),
        ("==3.*", "3.11", True),
        ("==3.11.*", "3.12", False),
        ("~=3.9", "3.13", True),
        ("~=3.9", "3.8", False),
        ("~=3.9.2", "3.9", True),
        ("~=3.9.2", "3.13", False),
        (">=3", "3.13", True),
        ("", "3.13", None),
        ("three", "3.13", None),
        (">=3.9; extra", "3.13", None),
    ],
)
def test_admits(specifier, version, admitted):
    assert admits(specifier, version) is admitted


@pytest.mark.parametrize(
    ("specifier", "words"),
    [
        (">=3.10", "3.10 and later"),
        ("<4.0,>=3.8", "3.8 and later, below 4"),
        (">=3.8.0, <4.0.0", "3.8 and later, below 4"),
        (">=3.5.3", "3.5.3 and later"),
        ("~=3.7", "3.7 and later, below 4"),
        ("~=3.9.2", "3.9.2 and later, below 3.10"),
        ("!=3.0.*,!=3.1.*,>=2.7", "2.7 and later, not 3.0 or 3.1"),
        ("<=3.12,>3.8", "later than 3.8, up to 3.12"),
        ("==3.*", "3"),
        ("~=3", "~=3"),
        ("", ""),
        (">=3.9; extra", ">=3.9; extra"),
    ],
)
def test_in_words(specifier, words):
    assert in_words(specifier) == words
