# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install "litestar[standard]"
litestar --app hello:app run --debug --port 8000
