# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install robyn
python hello.py
