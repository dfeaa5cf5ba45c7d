# macOS and Linux
python3 -m venv .venv
. .venv/bin/activate
python -m pip install masonite-framework
masonite new site --preset=none --no-venv --no-git --no-serve --no-input
cp -R app routes site
cd site
python craft serve --port 8000
