# What one does with a checkout. Everything is installed into .venv from files pinned with hashes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup words demo test lint peers lock clean

setup: $(VENV)/.run words ## install what Vigie needs to run

words: $(VENV)/.run ## compile the French words of every room
	@for each in vigie/locale vigie/*/locale; do $(BIN)/pybabel --quiet compile -d $$each -D django; done

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

demo: setup ## build the sample region and serve it
	$(BIN)/vigie demo

test: $(VENV)/.test words ## every test, on SQLite and on PostgreSQL where its programs are found
	$(BIN)/python -m tests

lint: $(VENV)/.test ## style, and the walls between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

peers: $(VENV)/.test ## install what the benchmarks of the matching measure against
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt

lock: $(VENV)/.made ## renew the pinned requirements
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -U -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra test --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -U -c requirements/run.txt -o requirements/test.txt
	$(BIN)/uv pip compile pyproject.toml --extra peers --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -U -c requirements/run.txt -o requirements/peers.txt

clean:
	rm -rf $(VENV) var
