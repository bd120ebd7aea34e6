# Everything a person does here is one of these. Nothing needs root, and after `make setup` nothing needs a network.
#   make demo      set up, build a synthetic county, write its needs assessment, serve its site   (SERVE=0: does not serve)
#   make test      set up, then run every test whose component is on this machine
#   make check     style, types, arrows and quick tests; lists all failures, not just the first
#   make fix       mend what a tool can mend, and write the reference pages anew
#   make evidence  the long measurements, into docs/evidence/

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
WORKERS ?= auto
SERVE ?= 1
PORT ?= 8000

.PHONY: setup demo test check fix evidence lock clean

setup: $(VENV)/ready
	@$(BIN)/python frontend/build.py

$(VENV)/ready: requirements/dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "joinedup needs Python 3.11 or later, with venv and pip. Install it, then run this again."; exit 1; }
	@echo "Setting up in $(VENV) (a minute or two, once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: setup
	@$(BIN)/joinedup demo demo
	@if [ "$(SERVE)" = 1 ]; then $(BIN)/joinedup serve --demo --port $(PORT); fi

test: setup
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder --durations=10

check: setup
	@$(BIN)/python tests/support/checks.py

fix: setup
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/python -m joinedup.definitions.reference docs/reference
	@PYTHONPATH=tests $(BIN)/python -m support.written_pages

evidence: setup
	@$(BIN)/python -m benchmarks.evidence

# Needs a network and uv; the locks hold hashes and no registry address.
lock:
	@cd requirements && for part in base site dev; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $$part.in -o $$part.lock; done

clean:
	@rm -rf demo build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
