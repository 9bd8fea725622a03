.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready
PEERS := .venv-bench/.ready
MUTATOR := .venv-mutants/.ready
LANGUAGES := da de nl
LOCALE := resources/locale
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: help run test coverage check format bench bench-large simulate mutants faults faults-long keys catalogues lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 14

$(STAMP): packaging/requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "roidesk needs Python 3.11 or newer, and $(PYTHON) is older or missing: name a newer one with  make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) packaging/system_libraries.py
	@echo "setting up $(VENV), about a minute the first time"
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --only-binary :all: --no-deps --require-hashes -r packaging/requirements.lock
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@$(PY) -m compileall -q roidesk
	@touch $@

run: $(STAMP) ## the sample team: a window, or pictures of it where there is no screen
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "No screen here (DISPLAY and WAYLAND_DISPLAY are empty): writing pictures to out/ instead."; \
	  QT_QPA_PLATFORM=offscreen $(PY) -m roidesk demo --pictures out/; \
	else \
	  $(PY) -m roidesk demo; \
	fi

test: $(STAMP) ## all tests
	@$(PYTHON) packaging/window_tools.py
	@$(PY) -m pytest

coverage: $(STAMP) ## all tests, and the lines and branches that none of them reaches
	@$(PY) -m pytest --cov=roidesk --cov-branch --cov-report=term-missing:skip-covered

check: $(STAMP) ## formatting, lint, types and the layers between the modules
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(STAMP) ## format the code and mend what ruff can mend safely
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: $(STAMP) $(PEERS) ## measure speed and memory against the floor of this machine, and beside other time trackers
	@$(PY) -m tests.bench

bench-large: $(STAMP) $(PEERS) ## the same with a store of ten million entries (ten minutes the first time, 18 GB)
	@$(PY) -m tests.bench --large

simulate: $(STAMP) ## try ranges and tests on made-up worlds of which the truth is known; some minutes
	@$(PY) -m tests.simulations

faults: $(STAMP) ## harm stores in every way we know, and count what is lost; a few minutes
	@$(PYTHON) packaging/fault_tools.py
	@$(PY) -m tests.faults

faults-long: $(STAMP) ## the same with the full counts; some hours
	@$(PYTHON) packaging/fault_tools.py
	@$(PY) -m tests.faults --long

pictures: $(STAMP) ## draw every page and state anew; what looks otherwise takes the place of what was kept
	@ROIDESK_ACCEPT_PICTURES=1 $(PY) -m pytest -q tests/pictures
	@git status --short docs/pictures

mutants: $(STAMP) $(MUTATOR) ## change the code of the figures in small ways and name what no test notices; a quarter of an hour
	@$(PY) -m tests.mutants $(MODULES)

# Sees the packages of $(VENV) through a .pth file, so that its tests run with them.
$(MUTATOR): $(STAMP)
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet mutmut==3.8.1
	@$(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	  > "$$($(@D)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/roidesk_tests.pth"
	@touch $@

# Programs of others that make bench measures itself against; where they cannot be had, it says "not run".
$(PEERS):
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet td-watson==2.1.0 utt==1.32 && touch $@ || echo "no peers to measure against" >&2

keys: $(STAMP) ## write docs/keys.md anew from the window's own list of keys
	@ROIDESK_ACCEPT=1 QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q tests/desktop/test_keys_doc.py

catalogues: $(STAMP) ## gather the texts to translate into the catalogues, and compile these
	@mkdir -p $(LOCALE)
	@$(PY) -m babel.messages.frontend --quiet extract -F pyproject.toml --no-wrap --add-location=file --sort-output \
	  --project=roidesk --copyright-holder="the roidesk team" -o $(LOCALE)/roidesk.pot .
	@for language in $(LANGUAGES); do \
	  verb=update; options="--ignore-pot-creation-date --no-fuzzy-matching"; \
	  test -f $(LOCALE)/$$language/LC_MESSAGES/roidesk.po || { verb=init; options=; }; \
	  $(PY) -m babel.messages.frontend --quiet $$verb $$options --domain=roidesk --no-wrap -i $(LOCALE)/roidesk.pot -d $(LOCALE) -l $$language || exit 1; \
	done
	@$(PY) packaging/compile_catalogues.py

lock: ## choose the newest versions that fit together, with their hashes
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/python" -m pip install --quiet uv && \
	"$$tools/bin/uv" pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --group dev -o packaging/requirements.lock pyproject.toml

clean: ## remove what the targets above made
	rm -rf $(VENV) $(dir $(PEERS)) $(dir $(MUTATOR)) mutants out build dist .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
