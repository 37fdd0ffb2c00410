# Every target works on a fresh clone with Python 3.11 or later: what it needs is installed first,
# into .venv and nowhere else (but for the tests' browser, see `browser`).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material's notice on MkDocs 2 is for maintainers, who read it in requirements.in.
export NO_MKDOCS_2_WARNING := 1
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
HTML_CHECK := tests/support/html

.DEFAULT_GOAL := help
.PHONY: help setup serve build test test-quick lint check-briefs check-code fix new rollback campaign schema messages format \
  bench search-bench serve-bench relevance search-export lock browser clean

help: ## Say what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(SITE_READY) ## Install what building needs into .venv

serve: $(SITE_READY) ## Show the archive at a local address, with live reload
	$(BIN)/mkdocs serve

build: $(SITE_READY) ## Write the publishable site to site/
	$(BIN)/mkdocs build --strict

test: $(TEST_READY) browser ## Run every test, real browser included
	$(BIN)/python -m pytest

test-quick: $(TEST_READY) ## Run the tests that need no built site
	$(BIN)/python -m pytest tests --ignore tests/site

lint: check-briefs check-code ## Check briefs and registry, and the program's types and style

check-briefs: $(SITE_READY) ## Check briefs and registry (ARGS="--format json briefs/2022")
	@PYTHONPATH=hooks $(BIN)/python -m archive lint $(ARGS)

check-code: $(TEST_READY) ## Check types, style and format of the program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(SITE_READY) ## Repair what has one safe repair in briefs, and show the changes
	@PYTHONPATH=hooks $(BIN)/python -m archive lint --fix $(ARGS)

new: $(SITE_READY) ## Start a brief: asks for title and actors (ARGS='--title "…" --actors "A; B"')
	@PYTHONPATH=hooks $(BIN)/python -m archive new $(ARGS)

rollback: $(SITE_READY) ## Publish the release before the one that is published
	@PYTHONPATH=hooks $(BIN)/python -m archive rollback

campaign: $(TEST_READY) ## Run the long tests: edits, killed builds, scripts that try to get in
	ARCHIVE_EXAMPLES=110 ARCHIVE_KILLS=50 $(BIN)/python -m pytest tests/incremental
	$(BIN)/python -m pytest -m long

schema: $(SITE_READY) ## Write schemas/ and docs/reference.md from the program's vocabulary
	@PYTHONPATH=hooks $(BIN)/python -m archive schema

messages: $(SITE_READY) ## Collect the interface's messages for translators (ARGS="--add fr" begins a language)
	@PYTHONPATH=hooks $(BIN)/python -m archive messages $(ARGS)

format: $(TEST_READY) ## Mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(TEST_READY) ## Measure builds side by side (QUICK=1 for the short form)
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

search-bench: $(TEST_READY) browser ## Count what a reader of the search downloads (N=1000 for fewer briefs)
	$(BIN)/python -m benchmarks.search_bytes $(N)

serve-bench: $(TEST_READY) browser ## Time the preview: start, edits, memory (N=1000 for fewer briefs)
	$(BIN)/python -m benchmarks.preview $(N)

relevance: $(TEST_READY) browser ## Judge the search by its queries, beside Material's
	$(BIN)/python -m benchmarks.relevance

search-export: $(SITE_READY) ## Write search-export/ for OpenSearch, Elasticsearch or Typesense
	ARCHIVE_SEARCH_EXPORT=search-export $(BIN)/mkdocs build --quiet --site-dir .cache/search-export-site
	@rm -rf .cache/search-export-site

lock: $(TEST_READY) ## Renew the locked versions from requirements*.in
	for name in requirements requirements-dev; do \
	  CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	    --strip-extras --no-annotate --allow-unsafe --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --output-file $$name.txt $$name.in || exit 1; \
	done

browser: $(TEST_READY)
	@$(BIN)/python tests/support/ensure_browser.py

clean: ## Remove what was built and installed
	rm -rf site .site-releases $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	rm -rf $(HTML_CHECK)/node_modules
	find hooks tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; set PYTHON=python3.x"; exit 1; }
	$(PYTHON) -m venv $(VENV) \
	  || { echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 1; }

$(SITE_READY): requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(TEST_READY): requirements-dev.txt $(HTML_CHECK)/package-lock.json | $(SITE_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python tests/support/install_html_check.py $(HTML_CHECK)
	@touch $@
