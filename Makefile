# Every target does its own set-up, in .venv/. Needed: make and Python 3.11 or newer.
# Another Python: make test PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin

# Containers and CI often have no home folder; pip and Chromium want one.
ifeq ($(shell [ -n "$$HOME" ] && [ -d "$$HOME" ] && [ -w "$$HOME" ] && echo yes),)
export HOME := $(CURDIR)/.venv/home
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve check test test-site lighthouse soak bench bench-preview bench-search screenshots views rules format lock clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile

site: .venv/.installed-site ## build the digest into _site/
	@$(BIN)/sitegen build --root .

serve: .venv/.installed-site ## show the digest live in the browser, while you write
	@$(BIN)/sitegen serve --root .

check: .venv/.installed-site ## list every problem in content/
	@$(BIN)/sitegen check --root .

test: .venv/.installed-dev ## lint, types, then all tests but the long ones
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(BIN)/python -m pytest

test-site: .venv/.installed-checks ## look at the built site with checkers that need Java or Node
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(BIN)/python -m pytest -m site tests/site_checks

lighthouse: .venv/.installed-lighthouse ## measure each kind of page with Lighthouse (some minutes)
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(BIN)/python -m tests.site_checks.lighthouse

soak: .venv/.installed-dev ## the long tests (no time limit)
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -m soak --dist load --timeout 0

bench: .venv/.installed-bench $(if $(filter all,$(PEERS)),.venv/.installed-peers) ## measure builds against Hugo (SIZE=100000 RUNS=3; PEERS=all adds Eleventy and Pelican)
	@SIZE="$(SIZE)" RUNS="$(RUNS)" PEERS="$(PEERS)" $(BIN)/python bench/run.py

bench-preview: .venv/.installed-dev .venv/.installed-bench ## measure the preview against Hugo's server (SIZE=500 SAVES=100)
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && SIZE="$(SIZE)" SAVES="$(SAVES)" $(BIN)/python bench/preview.py

bench-search: .venv/.installed-dev $(if $(PEERS),.venv/.installed-peers) ## measure search as on a telephone (SIZE=100000; PEERS=1000: against Pagefind and staticseek)
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && SIZE="$(SIZE)" PEERS="$(PEERS)" $(BIN)/python bench/search.py

screenshots: .venv/.installed-dev ## make the pictures of README and docs anew
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(BIN)/python docs/screenshots.py

views: .venv/.installed-dev ## write docs/views.md anew: what each template sees
	@$(BIN)/python docs/views.py

rules: .venv/.installed-dev ## write docs/rules.md anew: what each rule finds
	@$(BIN)/python docs/rules.py

format: .venv/.installed-dev ## format the code and fix what ruff can fix
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

lock: .venv/.made ## write requirements/ anew: the newest releases that pyproject.toml allows, with their hashes
	@$(PIP) 'uv<1'
	@mkdir -p requirements
	@$(COMPILE) --extra editable --extra cards --output-file requirements/site.txt pyproject.toml
	@$(COMPILE) --extra editable --extra cards --extra dev --output-file requirements/dev.txt pyproject.toml

clean: ## remove all that make made: .venv/, _site/, caches
	@rm -rf .venv _site .sitegen build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. A stamp is touched only when its step has succeeded, so a broken set-up is done again.
# LOCKED=1, as the workflows have it, installs exactly what requirements/ lists, by its hashes; without it, what
# pyproject.toml allows.

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/python -m uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-annotate --custom-compile-command 'make lock'
install = $(if $(LOCKED),$(PIP) --require-hashes --requirement requirements/$(1).txt && \
  $(PIP) --no-build-isolation --no-deps --editable .,$(PIP) --editable '.$(2)')

.venv/.made:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "sitegen needs Python 3.11 or newer; there is no '$(PYTHON)' here. If it has another name: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "sitegen needs Python 3.11 or newer; '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1). If you have a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv/ (about a minute the first time)" >&2
	@"$(PYTHON)" -m venv --clear .venv
	@mkdir -p .venv/home
	@touch $@

.venv/.installed-site: pyproject.toml $(if $(LOCKED),requirements/site.txt) .venv/.made
	@$(call install,site,[cards])
	@touch $@

.venv/.installed-bench: pyproject.toml .venv/.made
	@$(PIP) --editable '.[bench]'
	@touch .venv/.installed-site $@

.venv/.installed-dev: pyproject.toml $(if $(LOCKED),requirements/dev.txt) .venv/.made
	@$(call install,dev,[dev])
	@touch .venv/.installed-site $@

# Programs from npm, in .venv/node and .venv/node-peers. None may run scripts of its own while it is installed.
NODE_LISTS := tests/site_checks/package.json tests/site_checks/package-lock.json
PEERS_LISTS := bench/peers/package.json bench/peers/package-lock.json
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

.venv/.installed-checks: .venv/.installed-dev $(NODE_LISTS)
	@.ci/needs java node
	@mkdir -p .venv/node && cp $(NODE_LISTS) .venv/node/
	@cd .venv/node && $(NPM_CI) --omit=optional >&2
	@touch $@

.venv/.installed-lighthouse: .venv/.installed-checks
	@cd .venv/node && $(NPM_CI) >&2
	@touch $@

.venv/.installed-peers: .venv/.installed-bench $(PEERS_LISTS)
	@.ci/needs node
	@$(PIP) --editable '.[bench,peers]'
	@mkdir -p .venv/node-peers && cp $(PEERS_LISTS) .venv/node-peers/
	@cd .venv/node-peers && $(NPM_CI) >&2
	@touch $@
