# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install blacksheep uvicorn
uvicorn hello:app --port 8000 --reload
