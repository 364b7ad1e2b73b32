# SPDX-License-Identifier: EUPL-1.2
# Needs Python 3.11 or newer, git and make; all else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := demo/dossier

.DEFAULT_GOAL := help
.PHONY: help demo test lint format proofs ocr samples bench scaling lock clean

help:
	@echo "make demo     run woolak on the samples and say what to open"
	@echo "make test     ruff, mypy, pytest"
	@echo "make lint     ruff, mypy"
	@echo "make format   lay out the code as make lint wants it"
	@echo "make proofs   the slow tests: the wheel in a bare environment"
	@echo "make ocr      add what reads scans; needs Debian's tesseract-ocr-nld"
	@echo "make samples  build samples/*.pdf again (LibreOffice, Chromium)"
	@echo "make bench    measure"
	@echo "make scaling  measure how the cost grows, and draw it"
	@echo "make lock     pin the dependencies; LOCK=--upgrade raises them"
	@echo "make clean    remove everything that was made here"

# The interpreter is asked before anything is made, so that an old one gets one clear line.
$(STAMP): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "woolak needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up $(VENV) (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --no-deps --require-hashes --requirement requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --no-deps --no-build-isolation --editable .
	@touch $@

# Exit code 4 says that a document is unfinished: here the scanned page, which only `make ocr` reads.
demo: $(STAMP)
	@rm -rf $(DEMO)
	@$(BIN)/woolak run samples/*.pdf --dossier $(DEMO) --rules jenv || test $$? -eq 4
	@echo
	@$(BIN)/woolak audit $(DEMO)
	@cat scripts/demo.txt

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMP)
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

test: lint
	@$(BIN)/pytest --numprocesses=auto --dist=worksteal

proofs: $(STAMP)
	@$(BIN)/pytest -m slow

ocr: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
	    --require-hashes --requirement requirements-ocr.txt

samples: $(STAMP)
	@scripts/debian-packages.sh samples
	@$(BIN)/python -m samples.build

bench: $(STAMP)
	@for script in $(filter-out cost curve scaling,$(notdir $(basename $(wildcard benchmarks/*.py)))); do \
	    $(BIN)/python -m benchmarks.$$script || exit $$?; done

# One round, to 1,000 documents; python -m benchmarks.scaling --most 10000 --pages 3000 goes further.
scaling: $(STAMP)
	@$(BIN)/python -m benchmarks.scaling --svg docs/beeld/schaal.svg

# Keeps the pins that still fit; `make lock LOCK=--upgrade` raises them all. No host of a registry gets
# into these files: pip and uv take the one that the machine is set up with.
lock: $(STAMP)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $(LOCK) pyproject.toml --output-file requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $(LOCK) --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $(LOCK) --extra ocr --constraint requirements.txt pyproject.toml --output-file $(VENV)/ocr.txt
	@awk '/^[^ #]/ { keep = /^tesserocr==/ } keep' $(VENV)/ocr.txt > requirements-ocr.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    $(LOCK) --extra review --extra mail --constraint requirements.txt pyproject.toml \
	    --output-file requirements-server.txt

clean:
	@rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
