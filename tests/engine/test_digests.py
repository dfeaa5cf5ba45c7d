"""The digest of a sample's files."""

import hashlib

from comparisons.engine.digests import digest


def test_is_sha256_of_paths_and_texts_each_ended_by_nul():
    expected = hashlib.sha256("app.py\0é\0".encode()).hexdigest()
    assert digest([("app.py", "é")]) == expected


def test_order_of_files_does_not_matter():
    files = [("b.py", "2"), ("a.py", "1")]
    assert digest(files) == digest(reversed(files))


def test_text_that_moves_to_another_file_changes_it():
    assert digest([("a", "xy"), ("b", "")]) != digest([("a", "x"), ("b", "y")])


def test_name_of_a_file_changes_it():
    assert digest([("a", "x")]) != digest([("b", "x")])
