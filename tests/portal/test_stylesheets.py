"""The one style sheet that readers get."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from portal.stylesheets import joined


def test_sheets_are_joined_in_their_order_without_comments_and_indentation(tmp_path: Path) -> None:
    sheets = {
        "css/site.css": '/* All */\n@import url("one.css");\n@import url("two.css");\n',
        "css/one.css": "p {\n  /* Why\n     so */\n  color: black;\n\n  & a { color: red }\n}\n",
        "css/two.css": 'li::before { content: "/"; }\n',
    }
    (tmp_path / "css").mkdir()
    for name, text in sheets.items():
        (tmp_path / name).write_text(text)
    storage = FileSystemStorage(tmp_path)
    assert joined({name: (storage, name) for name in sheets}, "css/site.css").split("\n") == [
        "",
        "p {",
        "color: black;",
        "& a { color: red }",
        "}",
        'li::before { content: "/"; }',
        "",
    ]
