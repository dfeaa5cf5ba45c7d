# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install "fastapi[standard]"
fastapi dev hello.py --port 8000
