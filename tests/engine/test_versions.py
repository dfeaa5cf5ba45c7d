"""Which Python versions a specifier admits."""

import pytest

from comparisons.engine.versions import admits


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
