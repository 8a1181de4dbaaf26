# Needs make and Python 3.11 or later with venv and pip; everything else is installed into .venv from the locked lists.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# The first interpreter that runs, is new enough and can make environments. A name on the PATH may be a shim that runs nothing.
CANDIDATES := python3.13 python3.12 python3.11 python3 python
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for name in $(CANDIDATES); do "$$name" -c '$(FITS)' >/dev/null 2>&1 && { echo "$$name"; break; }; done)
endif

PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .
RUN_TIME := $(VENV)/.stamp
WITH_TESTS := $(VENV)/.stamp-dev

UV ?= uv
# hatchling installs an editable project through editables, which it fetches itself only under build isolation.
BUILD_TOOLS = $(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], "editables>=0.5,<1", sep="\n")'
RESOLVE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
WRITTEN := Written from pyproject.toml by the target lock of the Makefile; not edited by hand.

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs bench fuzz torture pictures wheel lock clean

help: ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(WITH_TESTS) ## set up .venv for work on the code

demo: $(RUN_TIME) ## set up if needed, then read the sample and print its ledger
	@$(BIN)/servanda demo

test: $(WITH_TESTS) ## set up if needed, then run all tests
	@$(BIN)/python -m pytest

check: $(WITH_TESTS) ## style, types, the layers of the packages, known holes in what is installed
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python .ci/audit.py

fuzz: $(WITH_TESTS) ## hand changed inputs to every reader and grammar (some 20 minutes)
	@$(BIN)/python -W error -m benchmarks.fuzzing $(FUZZ)

docs: $(WITH_TESTS) ## build the documentation as a site into build/docs
	@$(BIN)/python docs/codebook.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs --quiet build

bench: $(WITH_TESTS) ## accuracy and speed (needs the shared texts, see docs/accuracy.md)
	@$(BIN)/python -m benchmarks.accuracy
	@$(BIN)/python -m benchmarks.endurance
	@$(BIN)/python -m benchmarks.speed
	@$(BIN)/python -m benchmarks.derivation
	@$(BIN)/python -m benchmarks.site

torture: $(WITH_TESTS) ## kills, full disks, damage: some twenty minutes
	@SERVANDA_TORTURE=1 $(BIN)/python -m pytest tests/engines/test_kills.py tests/engines/test_damage.py
	@$(BIN)/python -m benchmarks.torture

pictures: $(WITH_TESTS) ## take the pictures of the documentation (needs Chromium)
	@$(BIN)/python tests/site/pictures.py docs/pictures

wheel: $(RUN_TIME) ## build the wheel into dist/
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls -1 dist/*.whl

lock: | $(BIN)/python ## resolve both locked lists anew (needs uv)
	@$(BUILD_TOOLS) | $(RESOLVE) - > $(VENV)/run-time.txt
	@$(BUILD_TOOLS) | $(RESOLVE) --extra dev --extra pandas --constraints $(VENV)/run-time.txt - > $(VENV)/with-tests.txt
	@{ printf '# %s\n' 'Run-time packages and the build tools, with hashes, for every platform and Python 3.11 or later.' '$(WRITTEN)'; cat $(VENV)/run-time.txt; } > requirements.lock
	@{ printf '# %s\n' 'The packages of requirements.lock and those for tests and checks.' '$(WRITTEN)'; cat $(VENV)/with-tests.txt; } > requirements-dev.lock

clean: ## remove .venv, caches and built files
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later with venv and pip found. Install one, or name it: make PYTHON=/path/to/python3.12 demo" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV)

$(RUN_TIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages into $(VENV) (once, one to three minutes)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(INSTALL_SELF)
	@touch $@

$(WITH_TESTS): requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages and those for tests into $(VENV) (once, one to three minutes)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(INSTALL_SELF)
	@touch $@ $(RUN_TIME)
