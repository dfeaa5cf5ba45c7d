# What people do with the portal. Everything that is made here lives in var/.

PYTHON_RUN = var/venv/bin/python
MANAGE = @$(PYTHON_RUN) manage.py
PYTEST = $(PYTHON_RUN) -m pytest
# Two workers share the tests out and take from each other in the end; PARALLEL= is one after the other.
PARALLEL = --numprocesses=2 --dist=worksteal
LIGHTHOUSE = $(PYTHON_RUN) -m benchmarks.lighthouse $(if $(RUNS),--runs $(RUNS)) $(PAGES)

.PHONY: help run dev curator test nightly bench wizard-eval screenshots lab lint format check-content check-citations lock clean environment tools lab-tools browser-tools

help:
	@echo "make run            start the portal on http://127.0.0.1:8000/ (HOST and PORT change that)"
	@echo "make curator        create an administrator for /admin/"
	@echo "make test           run the whole suite"
	@echo "make dev            start the portal for development: reloads on change, shows errors"
	@echo "make lint           check style, templates and types"
	@echo "make format         put code and templates in the agreed form"
	@echo "make check-content  check the files in content/ without loading them"
	@echo "make lab            run every code sample on its framework (TASK=, FRAMEWORK=, RECORD=1)"
	@echo "make check-citations  look up what citations name, in the documents they cite"
	@echo "make nightly        everything that takes long: the suite with far more random examples"
	@echo "make lighthouse     judge pages with Lighthouse as on a slow phone (PAGES=\"home two\", RUNS=3)"
	@echo "make bench          measure what a recommendation costs"
	@echo "make wizard-eval    compare the wizard with decisions that people took (FILE=cases.jsonl)"
	@echo "make screenshots    pictures of every page, at four widths in both themes, in var/screenshots/"
	@echo "make lock           choose the versions of all dependencies anew"
	@echo "make clean          delete var/: environment, database, secret key"

run: environment
	$(MANAGE) serve

dev: environment
	@DEBUG=1 $(PYTHON_RUN) manage.py serve

curator: environment
	$(MANAGE) curator

check-content: environment
	$(MANAGE) load_content --check

test: tools lab-tools browser-tools
	@$(PYTEST) $(PARALLEL) $(ARGS)

nightly: tools lab-tools browser-tools
	@HYPOTHESIS_PROFILE=nightly $(PYTEST) $(PARALLEL) $(ARGS)
	@$(LIGHTHOUSE)

lighthouse: tools browser-tools
	@$(LIGHTHOUSE)

wizard-eval: environment
	$(MANAGE) wizard_eval $(or $(FILE),$(error Say which cases: make wizard-eval FILE=cases.jsonl))

bench: environment
	@$(PYTHON_RUN) -m benchmarks.wizard

screenshots: tools browser-tools
	@SCREENSHOTS=1 $(PYTEST) tests/browser/test_screenshots.py $(ARGS)

lab: lab-tools
	@var/lab/bin/python -m lab.run $(if $(TASK),--task $(TASK)) $(if $(FRAMEWORK),--framework $(FRAMEWORK)) $(if $(RECORD),--record)

lint: tools
	@$(PYTHON_RUN) -m ruff check
	@$(PYTHON_RUN) -m ruff format --check
	@$(PYTHON_RUN) -m djlint templates --check --lint --quiet
	@$(PYTHON_RUN) -m mypy

format: tools
	@$(PYTHON_RUN) -m ruff check --fix
	@$(PYTHON_RUN) -m ruff format
	@$(PYTHON_RUN) -m djlint templates --reformat --quiet

check-citations: environment
	$(MANAGE) check_citations

lock:
	@mkdir -p var && $$(scripts/find-python) -m venv --clear var/lock && var/lock/bin/python -m pip install --quiet uv
	@scripts/lock var/lock/bin/uv && rm -rf var/lock

clean:
	rm -rf var

environment:
	@scripts/environment lock

tools:
	@scripts/environment dev

lab-tools:
	@scripts/environment lab

# The checkers of accessibility, HTML and speed; tests that need them are skipped where there is no npm.
browser-tools:
	@scripts/browser-tools
