# Two commands on a machine that has Python 3.11 or later and make:
#   make package   sets up, builds datapackage/ from seeds/ and shows what to ask it
#   make test      sets up, runs the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup package test check lint lock quality clean

# Only the set-up.
setup: $(STAMP)

package: $(STAMP)
	@$(BIN)/readout build

# (Many tests start the program: compiled once, it starts faster, also where Python is told to write
# no compiled files.)
test: $(STAMP)
	@$(BIN)/python -m compileall -q toolkit
	@$(BIN)/python -m pytest -n 2 --dist worksteal

# What CI runs beside the tests: the package in the repository is what the seeds give.
check: $(STAMP)
	@$(BIN)/readout build --check
	@$(BIN)/readout validate datapackage

# Measure the extraction anew for seeds/quality.json, which the package publishes. Two of the
# corpora are not part of the repository; SHARED names the folder that holds them.
SHARED ?= ../shared
quality: $(STAMP)
	@$(BIN)/readout evaluate benchmarks/heldout/gold.json $(SHARED)/corpora/polnear/dev $(SHARED)/seeds/gold.json \
	  --name "Invented call articles" --name "PolNeAR dev" --name "Seed articles" \
	  --note "Short articles of our own, kept apart from the writing of rules; benchmarks/heldout tells more." \
	  --note "American political news of 2015 and 2016; measures attributions only. Rules were developed on its training part and, lately, on every second article of this one." \
	  --note "The articles behind the seeds, as received. They were at hand while the rules were written: expect less elsewhere." \
	  --jobs 2 --quality seeds/quality.json

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
	uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
