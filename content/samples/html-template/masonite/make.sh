# Masonite makes the project, without questions; the files shown here go into it.
masonite new site --preset=none --no-venv --no-git --no-serve --no-input
cp -R app routes templates site
# The last entry counts. With True, every error is shown with its traceback, as 500.
echo APP_DEBUG=False >> site/.env
