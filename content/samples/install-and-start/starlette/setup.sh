# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install starlette uvicorn
uvicorn hello:app --reload --port 8000
