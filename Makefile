# Two commands on a machine that has Python 3.11 or later and make:
#   make package   sets up, builds datapackage/ from seeds/ and shows what to ask it
#   make test      sets up, runs the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: package test check lint lock clean

package: $(STAMP)
	@$(BIN)/readout build

test: $(STAMP)
	@$(BIN)/python -m pytest -n 2

# What CI runs beside the tests: the package in the repository is what the seeds give.
check: $(STAMP)
	@$(BIN)/readout build --check
	@$(BIN)/readout validate datapackage

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# The lock file pins every package by hash and names no index.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
