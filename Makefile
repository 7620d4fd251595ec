# Everything starts here: `make run` serves the app, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
MANAGE := $(BIN)/python manage.py

.PHONY: help dev quick one run test check demo messages bench attack lighthouse schemathesis lock clean

help: ## Show these targets.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

dev: $(VENV)/.run node_modules/.done ## Serve while you work on it: code, templates and CSS reload. PORT as in `make run`.
	@$(MANAGE) prepare
	@DEBUG=true PORT=$(PORT) exec $(MANAGE) runserver $(PORT)

quick: $(VENV)/.test node_modules/.done ## Run all tests that need no browser, no attacker and no PostgreSQL.
	@env -u DATABASE_URL -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -q -n $${TEST_WORKERS:-2} --dist worksteal \
		-m "not browser and not attack" -p no:schemathesis --ignore tests/api/test_schemathesis.py

one: $(VENV)/.test node_modules/.done ## Run one file or test: make one T=tests/site/test_landing.py
	@test -n "$(T)" || { echo "Say which: make one T=tests/site/test_landing.py" >&2; exit 1; }
	@$(BIN)/python -m pytest -q $(T)

run: $(VENV)/.run node_modules/.done ## Set up what is missing and serve on http://127.0.0.1:8000 (or PORT).
	@echo "==> Preparing the database"
	@$(MANAGE) prepare
	@echo "==> Collecting static files"
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@PORT=$(PORT) exec deploy/serve

test: $(VENV)/.test node_modules/.done ## Set up what is missing and run the whole suite, browser and PostgreSQL included.
	@deploy/test

check: $(VENV)/.test node_modules/.done ## Lint, types, import contracts, templates, migrations, dependencies.
	@deploy/check

demo: $(VENV)/.run node_modules/.done ## Fill the database of `make run` with a believable organisation.
	@$(MANAGE) prepare
	@$(MANAGE) demo
	@echo; echo "Look around with: make run"

messages: $(VENV)/.run ## Collect every text for people in setframework/locale, for translators.
	@deploy/messages

schemathesis: $(VENV)/.test node_modules/.done ## Attack the API by its own schema.
	@$(BIN)/python -m pytest tests/api/test_schemathesis.py -q

bench: $(VENV)/.test node_modules/.done ## Measure searches for mentors, and the matching of programmes against others' ways.
	@failed=0; tests/bench/run || failed=1; tests/bench/run-programmes || failed=1; exit $$failed

attack: $(VENV)/.test ## Attack the numbers about 16,000 made-up teams; writes docs/privacy-evidence.md.
	@$(BIN)/python -m tests.attack.full

lighthouse: $(VENV)/.test node_modules/.done ## Measure landing, question and result as a phone would, on the production build.
	@tests/lighthouse/run

lock: export UV_SYSTEM_CERTS = 1
lock: $(VENV)/.test ## Renew the locks from pyproject.toml and package.json.
	@$(BIN)/uv pip compile $(LOCK_OPTIONS) pyproject.toml -o requirements/run.txt
	@$(BIN)/uv pip compile $(LOCK_OPTIONS) pyproject.toml --group test -o requirements/test.txt
	@echo uv | $(BIN)/uv pip compile $(LOCK_OPTIONS) - -o requirements/bootstrap.txt
	@echo mentor-match | $(BIN)/uv pip compile $(LOCK_OPTIONS) - -o requirements/bench-peer.txt
	@npm install --package-lock-only
	@cd tests/lighthouse && npm install --package-lock-only

clean: ## Remove what set-up made; var/ with its data stays.
	@rm -rf $(VENV) .venv-peer node_modules

LOCK_OPTIONS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-config

$(VENV)/.python: requirements/bootstrap.txt
	@deploy/venv $(PYTHON) $(VENV)
	@touch $@

# The test lock holds everything of the run lock, so a checkout that tests needs one install.
$(VENV)/.run: $(VENV)/.python requirements/run.txt deploy/pango
	@test $(VENV)/.test -nt requirements/test.txt || deploy/install $(BIN) requirements/run.txt
	@deploy/pango $(BIN)
	@touch $@

$(VENV)/.test: $(VENV)/.python requirements/test.txt deploy/pango
	@deploy/install $(BIN) requirements/test.txt
	@deploy/pango $(BIN)
	@touch $@

node_modules/.done: package-lock.json
	@deploy/npm-ci $(BIN)
	@touch $@
