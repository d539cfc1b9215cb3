# `make demo` and `make test` do everything on a machine with Python 3.11 or newer and make.
.PHONY: demo test bench lint setup lock format clean
BIN := .venv/bin
ARGS ?=
FUZZ ?= 600
SITE ?= 5000

demo: .venv/.run  ## read the bundled archive, code it, serve it (ARGS=--no-serve ends after the report)
	@$(BIN)/python tools/demo.py $(ARGS)

test: .venv/.all  ## all tests
	@tools/browser
	$(BIN)/python -m pytest -q -n logical --maxprocesses 4 --dist loadfile $(ARGS)

bench: .venv/.all  ## speed, memory and quality; prints tables (GOLD=FOLDER, PAGES=FOLDER add public sets; ROWS="--rows N", FUZZ=SECONDS, SITE=ARTICLES)
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python -m benchmarks.data $(ROWS)
	$(BIN)/python -m benchmarks.quality $(GOLD)
	$(BIN)/python -m benchmarks.sources
	$(BIN)/python -m benchmarks.fuzz --seconds $(FUZZ)
	$(BIN)/python -m benchmarks.site --articles $(SITE)
	$(if $(PAGES),$(BIN)/python -m benchmarks.pages $(PAGES))

lint: .venv/.all  ## style, types, import law, lock files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_locks.py

setup: .venv/.all  ## a .venv with the yalu command and everything for development

.venv/.run: requirements/run.txt pyproject.toml
	@test -f .venv/.all && touch $@ || tools/setup run

.venv/.all: requirements/all.txt pyproject.toml
	@tools/setup all

lock:  ## write the requirements files anew (needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --generate-hashes --python-version 3.11 -q pyproject.toml -o requirements/core.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --generate-hashes --python-version 3.11 -q pyproject.toml --extra code --extra formats --extra static --extra tables --extra build -o requirements/run.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --generate-hashes --python-version 3.11 -q pyproject.toml --all-extras -o requirements/all.txt

format: .venv/.all
	$(BIN)/ruff check --fix -q . || true
	$(BIN)/ruff format -q .

clean:
	rm -rf .venv build dist demo
