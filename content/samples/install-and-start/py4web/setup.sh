# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install py4web
py4web setup apps --yes
py4web run apps --port 8000
