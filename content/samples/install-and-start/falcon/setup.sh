# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install falcon
python hello.py
