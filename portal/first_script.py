"""The one script that stands within pages: static/js/first.js, without what is for its readers."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from portal.stylesheets import without_comments

SCRIPT = without_comments((Path(__file__).parent.parent / "static/js/first.js").read_text()).strip()
# How the security policy names it: no other script gets in with it.
ALLOWED = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
