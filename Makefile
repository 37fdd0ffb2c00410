# Every command works on a fresh clone with Python 3.11 or later: what it needs is installed first,
# into .venv and nowhere else, except for the browser and the web server of the tests (see `browser`
# and `nginx`).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Material's notice on MkDocs 2 is for maintainers, who read it in requirements.in.
export NO_MKDOCS_2_WARNING := 1
SITE_READY := $(VENV)/.site-ready
DEV_READY := $(VENV)/.dev-ready
EDITOR_READY := $(VENV)/.editor-ready
TEST_READY := $(VENV)/.test-ready
HTML_CHECK := tests/support/html
# The form for editors, where the setting `cms` turns it on.
CMS_PIN := hooks/archive/data/cms/pin.json
CMS_READY := .cache/cms/.ready
CMS_WANTED := $(if $(shell grep -lsE '^ +cms: *(true|\{)|^ +cms: *$$' mkdocs.yml mkdocs.yaml properdocs.yml properdocs.yaml),$(CMS_READY))
# An environment of its own: the program and its tests do not share pip-audit's dependencies.
AUDIT := $(VENV)/audit

.DEFAULT_GOAL := help
.PHONY: help init setup serve build lint fix new addresses rename merge editor lsp diff import rollback upgrade search-export \
  whole-history deploy-files doctor cms bench search-bench serve-bench history-bench relevance \
  check test test-quick campaign schema messages format lock audit browser nginx clean

help: ## List the commands
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { print ""; print substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  %-16s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##@ Writing and publishing

setup: $(SITE_READY) ## Install what the site needs into .venv; every command does this first

init: $(SITE_READY) ## Start an archive: ask for its name, and remove the shipped briefs and registry
	@PYTHONPATH=hooks $(BIN)/python -m archive init $(ARGS)

serve: $(SITE_READY) $(CMS_WANTED) ## Preview the site at a local address; it reloads after each save
	$(BIN)/mkdocs serve

build: $(SITE_READY) $(CMS_WANTED) ## Build the site into site/, ready to publish (STRICT=1: warnings are errors)
	$(BIN)/mkdocs build $(if $(STRICT),--strict)

lint: $(SITE_READY) ## Check briefs, registry and hand-written pages (ARGS="briefs/2022 --format json")
	@PYTHONPATH=hooks $(BIN)/python -m archive lint $(ARGS)

fix: $(SITE_READY) ## Correct problems that have only one solution, and show the changes
	@PYTHONPATH=hooks $(BIN)/python -m archive lint --fix $(ARGS)

# Answers reach the program by its environment: they may have any character, also those of shells.
$(foreach name,TITLE ACTORS DATE REGION SUMMARY SLUG,\
  $(if $(value $(name)),$(eval new: export ARCHIVE_$(name) = $$(value $(name)))))
new: $(SITE_READY) ## Create a brief; asks for what is left out of TITLE="…" ACTORS="A; B"
	@PYTHONPATH=hooks $(BIN)/python -m archive new $(ARGS)

addresses: $(SITE_READY) ## Add all published addresses to addresses.txt, so that none gets lost
	@PYTHONPATH=hooks $(BIN)/python -m archive addresses $(ARGS)

rename: $(SITE_READY) ## Rename a brief or an entity; the earlier address redirects (FROM=… TO=… ARGS=--dry-run)
	@PYTHONPATH=hooks $(BIN)/python -m archive rename "$(FROM)" "$(TO)" $(ARGS)

merge: $(SITE_READY) ## Make one entity of two; the address of the first redirects (FROM=… INTO=… ARGS=--dry-run)
	@PYTHONPATH=hooks $(BIN)/python -m archive merge "$(FROM)" "$(INTO)" $(ARGS)

editor: $(EDITOR_READY) ## Install the language server; editors start it by make --silent lsp

# An editor reads the output: whatever is installed first is reported elsewhere.
lsp: ## Serve an editor by the Language Server Protocol; the editor starts this
	@$(MAKE) --no-print-directory --silent editor >&2
	@PYTHONPATH=hooks exec $(BIN)/python -m archive lsp $(ARGS)

diff: $(SITE_READY) ## Report what changes for readers since another commit (BASE=main)
	@PYTHONPATH=hooks $(BIN)/python -m archive diff "$(BASE)" $(ARGS)

import: $(SITE_READY) ## Turn files of another system into briefs (FROM=folder KIND=jekyll|hugo|mkdocs|csv|documents)
	@PYTHONPATH=hooks $(BIN)/python -m archive import "$(FROM)" $(if $(KIND),--kind $(KIND)) $(ARGS)

rollback: $(SITE_READY) ## Publish the previous release again
	@PYTHONPATH=hooks $(BIN)/python -m archive rollback $(ARGS)

upgrade: $(SITE_READY) ## Merge a new version of the program (FROM=https://…, or from there: FORK=folder; VERSION=v1.2)
	@PYTHONPATH=hooks $(BIN)/python -m archive upgrade "$(if $(FORK),.,$(FROM))" \
	  $(if $(VERSION),--version "$(VERSION)") $(if $(FORK),--root "$(FORK)") $(ARGS)

search-export: $(SITE_READY) $(CMS_WANTED) ## Write search-export/ for OpenSearch, Elasticsearch or Typesense
	@echo "Building the site to export its search documents …"
	@ARCHIVE_SEARCH_EXPORT=1 $(BIN)/mkdocs build --quiet --site-dir .cache/search-export-site
	@rm -rf search-export && mv .cache/search-export-site/search-export .
	@rm -rf .cache/search-export-site .cache/.search-export-site-releases
	@echo "Wrote search-export/"

whole-history: ## Fetch the commits that a shallow clone lacks: pages show the history of briefs
	@if [ -e "$$(git rev-parse --git-path shallow 2>/dev/null)" ]; then \
	  echo "Fetching the whole history …"; git fetch --quiet --unshallow; fi

deploy-files: $(SITE_READY) ## Copy the files by which a host publishes the site (HOST=github-pages)
	@PYTHONPATH=hooks $(BIN)/python -m archive deploy-files $(HOST) $(ARGS)

doctor: $(SITE_READY) ## Report what a host would refuse of the built site (HOST=github-pages)
	@PYTHONPATH=hooks $(BIN)/python -m archive doctor $(HOST) $(ARGS)

cms: $(CMS_READY) ## Install the form for editors, which builds do by themselves where it is on

##@ Measuring

bench: $(TEST_READY) ## Time builds against other generators (QUICK=1 takes two minutes)
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

search-bench: $(TEST_READY) browser ## Count the bytes that a search downloads (N=1000 for fewer briefs)
	$(BIN)/python -m benchmarks.search_bytes $(N)

serve-bench: $(TEST_READY) browser ## Time the preview: start, edits, memory (N=1000 for fewer briefs)
	$(BIN)/python -m benchmarks.preview $(N)

history-bench: $(TEST_READY) ## Time reading the history of briefs from Git (N=1000 for fewer briefs)
	PYTHONPATH=hooks $(BIN)/python -m benchmarks.history $(N)

relevance: $(TEST_READY) browser ## Compare the search's answers with those of Material's search
	$(BIN)/python -m benchmarks.relevance

##@ Changing the program

check: $(DEV_READY) ## Check the program: style, format, types, generated files
	@echo "Style and format …"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@echo "Types …"
	@$(BIN)/mypy
	@echo "Generated files …"
	@PYTHONPATH=hooks $(BIN)/python -m archive schema --check
	@PYTHONPATH=hooks $(BIN)/python -m archive messages --check

# Tests start many builds, which should not compile the program again.
test campaign: export PYTHONDONTWRITEBYTECODE :=

test: $(TEST_READY) browser nginx ## Run the tests, including those in a real browser
	@$(BIN)/python -m compileall -q hooks
	$(BIN)/python -m pytest

test-quick: $(TEST_READY) ## Run the tests that need no built site
	$(BIN)/python -m pytest tests --ignore tests/site

campaign: $(TEST_READY) ## Run the long tests: many edits, killed builds, hostile files
	ARCHIVE_EXAMPLES=100 ARCHIVE_KILLS=30 $(BIN)/python -m pytest -m "long or scaled"

schema: $(SITE_READY) ## Regenerate schemas/, docs/reference.md and the editor's list of schemas
	@PYTHONPATH=hooks $(BIN)/python -m archive schema $(ARGS)

messages: $(SITE_READY) ## Collect the messages of the interface to translate (ARGS="--add fr" starts a language)
	@PYTHONPATH=hooks $(BIN)/python -m archive messages $(ARGS)

format: $(DEV_READY) ## Format the program, and fix what ruff can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(DEV_READY) ## Update the locked versions from requirements*.in
	for name in requirements requirements-editor requirements-dev requirements-audit requirements-cms; do \
	  echo "Locking $$name.txt …"; \
	  CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	    --strip-extras --no-annotate --allow-unsafe --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --output-file $$name.txt $$name.in || exit 1; \
	done

audit: $(AUDIT)/bin/pip-audit ## Look up known vulnerabilities of the locked packages; needs the network
	@$(AUDIT)/bin/python tests/support/audit.py requirements.txt requirements-editor.txt requirements-dev.txt

browser: $(TEST_READY)
	@$(BIN)/python tests/support/ensure_browser.py

nginx: $(TEST_READY)
	@$(BIN)/python tests/support/ensure_nginx.py

clean: ## Delete what was built and installed
	rm -rf site .site-releases $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	rm -rf $(HTML_CHECK)/node_modules
	find hooks tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; set PYTHON=python3.x"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 1; }

$(SITE_READY): requirements.txt | $(BIN)/python
	@echo "Installing what the site needs into $(VENV), once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(EDITOR_READY): requirements-editor.txt | $(SITE_READY)
	@echo "Installing the language server into $(VENV), once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-editor.txt
	@touch $@

$(DEV_READY): requirements-dev.txt | $(SITE_READY)
	@echo "Installing what developers need into $(VENV), once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(AUDIT)/bin/pip-audit: requirements-audit.txt | $(BIN)/python
	@echo "Installing pip-audit into $(AUDIT), once …"
	@$(BIN)/python -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

# npm downloads it, as the machine's npm is set up; a machine without npm gets one from PyPI.
$(CMS_READY): $(CMS_PIN) requirements-cms.txt | $(SITE_READY)
	@echo "Installing the form for editors into .cache/cms, once …"
	@{ command -v node && command -v npm; } > /dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cms.txt
	@PYTHONPATH=hooks $(BIN)/python -m archive cms
	@touch $@

$(TEST_READY): $(HTML_CHECK)/package-lock.json $(DEV_READY)
	@echo "Installing the checkers of HTML and workflows, once …"
	@$(BIN)/python tests/support/install_html_check.py $(HTML_CHECK)
	@touch $@
