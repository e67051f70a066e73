# Everything a person or a machine runs here; `make demo` and `make test` need Python 3.11+ only.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m
DEMO := demo

.PHONY: demo test check prove bench docs clean

demo: $(VENV)/base
	@$(BIN)/clipworth demo $(DEMO)

test: $(VENV)/dev
	@$(RUN) pytest -n auto --dist worksteal

check: $(VENV)/dev
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/dev
	$(BIN)/python docs/generate.py

prove: $(VENV)/dev
	$(RUN) pytest -m prove -s

bench: $(VENV)/dev
	$(BIN)/python bench/help_speed.py
	$(BIN)/python bench/overview_speed.py
	$(BIN)/python bench/suggest_speed.py
	$(BIN)/python bench/import_speed.py
	$(BIN)/python bench/many_files_speed.py
	$(BIN)/python bench/web_event_speed.py
	$(BIN)/python bench/answers_speed.py
	$(BIN)/python bench/suggest_speed.py

$(VENV)/base: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Clipworth needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (once) …"
	@$(RUN) pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: $(VENV)/base
	@$(RUN) pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
