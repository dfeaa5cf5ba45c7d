# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install sanic
sanic hello --reload --port 8000
