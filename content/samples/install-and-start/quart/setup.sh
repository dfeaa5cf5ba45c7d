# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install quart
quart --app hello run --port 8000
