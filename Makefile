# The commands of this project. They need make and Python 3.11 or newer, and install everything else.
#
#   make run PORT=9000        set settings like this, or in the environment: docs/settings.md
#   make test ARGS="-k ..."   more arguments for pytest; ARGS=-n0 runs the tests in one process

SHELL := /bin/sh
PYTHON := .venv/bin/python
# Build wheels with old versions of pip, too: otherwise jieba, a source package, is not compiled and warns at every import.
PIP := PIP_USE_PEP517=1 $(PYTHON) -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes
# Many images have Python keep no bytecode. Each of the many processes that tests start would then compile the code anew.
COMPILED := PYTHONDONTWRITEBYTECODE=
# A process for each core, which takes whole files, in their order: what a file sets up is set up once.
PARALLEL := -n logical --maxprocesses=8 --dist=loadfile --no-loadscope-reorder
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test quick check format audit licences hostile lock schema golden docs snapshots reading-diff bench replicas clients generators fuzz journeys kills release-tools data-tools browser office broker stop clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: .venv/run.stamp ## Ingest seeds/ and serve the site at 127.0.0.1:8000 (HOST=, PORT=)
	@exec $(PYTHON) manage.py run seeds

test: .venv/dev.stamp $(if $(CI),browser office broker) clients check ## Run every check and test (ARGS= for pytest)
	@$(COMPILED) $(PYTHON) -m pytest $(PARALLEL) $(ARGS)

quick: .venv/dev.stamp ## Run the tests of the readers and of the house without a database, and one of the API (ARGS= for pytest)
	@$(PYTHON) -m pytest --quiet -m "not slow" $(PARALLEL) tests/text tests/districts tests/indicators tests/projects tests/house \
	  tests/api/test_seeds.py $(ARGS)

check: .venv/dev.stamp ## Check lint rules, formatting, types, import contracts and unused code
	@$(PYTHON) -m ruff check --quiet
	@$(PYTHON) -m ruff format --check --quiet
	@.venv/bin/basedpyright
	@.venv/bin/lint-imports --no-cache --config pyproject.toml
	@$(PYTHON) -m tests.house.dead_code

format: .venv/dev.stamp ## Format the code and apply the linter's fixes
	@$(PYTHON) -m ruff check --fix --quiet
	@$(PYTHON) -m ruff format --quiet

audit: .venv/dev.stamp ## Ask the registries for known holes in the pinned packages, of Python and of npm; fails where none answers
	@.venv/bin/uvx --quiet pip-audit --strict --disable-pip --progress-spinner off --requirement requirements/run.txt; python=$$?; \
	PATH="$(CURDIR)/.venv/bin:$$PATH" npm audit --package-lock-only --prefix tests/clients/typescript && exit $$python

licences: .venv/dev.stamp ## Write the licences of the packages that the site runs on, docs/licences.md
	@$(PYTHON) -m tests.house.licences

hostile: .venv/dev.stamp ## Load hostile files within the limits of the site, and print what becomes of each (ARGS="xlsx" for some)
	@$(PYTHON) -m tests.security.hostile $(ARGS)

lock: .venv/dev.stamp ## Compile requirements/ from pyproject.toml (UPGRADE=1 for newer versions)
	@$(COMPILE) pyproject.toml --output-file requirements/run.txt
	@$(COMPILE) pyproject.toml --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
	@$(COMPILE) pyproject.toml --group bench --constraint requirements/run.txt --output-file requirements/bench.txt
	@$(COMPILE) --group generators --output-file requirements/generators.txt

schema: .venv/dev.stamp ## Generate openapi.yaml from the code
	@$(PYTHON) manage.py spectacular --validate --fail-on-warn --file openapi.yaml

golden: schema ## Save the schema as the promised one, tests/api/golden/v1.yaml; later schemas must stay compatible with it
	@$(PYTHON) -m tests.api.breaking openapi.yaml > tests/api/golden/v1.yaml

docs: .venv/dev.stamp ## Update the tables and example responses of docs/api.md and README.md; review the diff
	@$(PYTHON) -m pytest --quiet --update-docs \
	  tests/house/test_docs.py::test_the_tables_are_as_the_code_has_them \
	  tests/house/test_examples.py::test_the_answers_are_as_they_would_be_written

snapshots: .venv/dev.stamp ## Update the snapshots of what the readers find in the seeds; review the diff
	@$(PYTHON) -m pytest --quiet tests/snapshots --snapshot-update

reading-diff: .venv/dev.stamp ## Show how readings of DOCS differ FROM one commit TO another (default: HEAD, . and seeds; ARGS=--markdown)
	@$(PYTHON) -m bench.readings --from $(or $(FROM),HEAD) --to $(or $(TO),.) $(ARGS) $(or $(DOCS),seeds)

bench: .venv/dev.stamp ## Benchmark the API and other software, and write docs/performance.md (needs wrk; ARGS=--quick)
	@$(PYTHON) -m bench $(ARGS)

replicas: .venv/dev.stamp ## Show a primary and two standbys under load, whatever befalls them (needs wrk)
	@$(PYTHON) -m bench.replicas

clients: .venv/dev.stamp ## Install the npm packages for the TypeScript client test, if possible
	@cd tests/clients/typescript && if cmp -s package-lock.json node_modules/.installed; then :; \
	elif PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --loglevel=error >/dev/null 2>&1; then cp package-lock.json node_modules/.installed; \
	else echo "No npm packages could be installed; the TypeScript client will not be tested."; fi

# Go and Java are of the machine: golang-go, default-jdk-headless and libhttpmime-java of Debian. Without them, their two clients are skipped.
generators: .venv/dev.stamp ## Make clients of the schema with eight generators, check their types and run each; lint the schema (minutes)
	@cd tests/clients/generators && { cmp -s ../../../requirements/generators.txt .venv/.installed || { \
	  ../../../$(PYTHON) -m venv .venv && .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes \
	    -r ../../../requirements/generators.txt && cp ../../../requirements/generators.txt .venv/.installed; }; }
	@cd tests/clients/generators/typescript && { cmp -s package-lock.json node_modules/.installed || { \
	  PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --loglevel=error >/dev/null && cp package-lock.json node_modules/.installed; }; }
	@GENERATORS=1 $(PYTHON) -m pytest tests/clients/test_generators.py $(ARGS)

fuzz: .venv/dev.stamp ## Fuzz the API with tens of thousands of valid and invalid requests
	@FUZZ=1 $(PYTHON) -m pytest -o log_cli=true -o log_cli_level=INFO tests/api/test_schema_fuzz.py

journeys: .venv/dev.stamp ## Go every journey through the site in both languages, on a phone and on a wide screen, with scripts and without
	@JOURNEYS=1 $(PYTHON) -m pytest $(PARALLEL) --dist=load tests/browser/test_journeys.py $(ARGS)

kills: .venv/dev.stamp ## Kill workers, brokers and databases 200 times, and compare with a twin (ARGS="--rounds 50 --broker rabbit"; goes on with --state FILE)
	@$(PYTHON) -m bench.kills $(ARGS)

release-tools: .venv/dev.stamp ## Open the files of a release by their addresses with pandas, polars, DuckDB and others, which it fetches
	@RELEASE_TOOLS=1 $(PYTHON) -m pytest -q -n0 tests/releases/test_tools.py tests/explorer/test_recipes.py -s $(ARGS)

data-tools: .venv/dev.stamp ## Read SDMX, JSON-stat and references with pysdmx, sdmx1, jsonstat-toolkit, CSL and others, which it fetches
	@DATA_TOOLS=1 $(PYTHON) -m pytest -q -n0 tests/statistics/test_tools.py -s $(ARGS)

browser: ## Install Chromium for the browser tests, if possible
	@if command -v chromium chromium-browser google-chrome >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } >/dev/null 2>&1 \
	    || echo "No Chromium could be installed; browser tests will be skipped."; \
	else echo "No Chromium here; browser tests will be skipped."; fi

# LibreOffice turns old Word files into new ones, and makes PDF files for the tests; the fonts are for those that Chromium prints.
office: ## Install LibreOffice and Chinese fonts for the tests of file formats, if possible
	@if command -v soffice libreoffice >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get update -q && apt-get install -y -q --no-install-recommends libreoffice-writer libreoffice-calc fontconfig fonts-noto-cjk; } \
	    >/dev/null 2>&1 || echo "No LibreOffice could be installed; tests that need one will be skipped."; \
	else echo "No LibreOffice here; tests that need one will be skipped."; fi

broker: ## Install RabbitMQ for the tests of workers, if possible; Valkey comes with the environment
	@if [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get update -q && apt-get install -y -q --no-install-recommends rabbitmq-server; } >/dev/null 2>&1 \
	    || echo "No RabbitMQ could be installed; tests that need one will be skipped."; \
	else echo "No RabbitMQ here; tests that need one will be skipped."; fi

stop: ## Stop the embedded PostgreSQL, even if it is in use
	@[ ! -x $(PYTHON) ] || $(PYTHON) -m planapi.embedded

clean: stop ## Remove the environment, the data and all caches
	@rm -rf .venv .data .pytest_cache .ruff_cache .hypothesis .import_linter_cache tests/clients/typescript/node_modules \
	  tests/clients/generators/.venv tests/clients/generators/typescript/node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/run.stamp: requirements/run.txt | .venv/bin/python
	@echo "Installing what the site needs ..."
	@$(PIP) -r $<
	@touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/bin/python
	@echo "Installing what the site and its tests need ..."
	@$(PIP) -r $<
	@touch $@ .venv/run.stamp

.venv/bin/python:
	@for python in $(or $(BASE_PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || { lame="$$lame $$python"; continue; }; \
	  rm -rf .venv && exec "$$python" -m venv .venv; \
	done; \
	if [ -n "$$lame" ]; then \
	  echo "Found$$lame, but without the venv and ensurepip modules (on Debian: apt-get install python3-venv)." >&2; \
	else \
	  echo "No Python 3.11 or newer was found; BASE_PYTHON=/path/to/python3 names one that is not in the PATH." >&2; \
	fi; exit 1
