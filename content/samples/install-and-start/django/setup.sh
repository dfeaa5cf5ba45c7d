# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install django
python hello.py runserver 8000
