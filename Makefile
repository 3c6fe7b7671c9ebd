# make run    installs, trains if there is no fresh model, serves on http://localhost:5005
# make test   installs and runs every test
# make screenshots  draws the pictures of docs/img anew
# make bench  installs and measures understanding and serving anew (docs/bench)
.PHONY: install run train test lint lint-web check bench screenshots clean
.DEFAULT_GOAL := run

# Bytecode is compiled at install: importing Rasa takes 4 s with it and four times as long without.
.venv/installed: pyproject.toml uv.lock
	@uv=$$(scripts/uv) && python=$$(scripts/python310) && echo "installing with $$uv, Python $$python" && \
	  "$$uv" sync --frozen --compile-bytecode --python "$$python"
	@touch $@

web/node_modules/installed: web/package.json web/package-lock.json web/.npmrc | .venv/installed
	@echo "fetching what builds the widget, with Node $$(scripts/node)"
	@scripts/npm --prefix web ci
	@touch $@

web/dist/widget.js: web/node_modules/installed web/build.mjs web/index.html $(shell find web/src web/demo -type f)
	@echo "building the widget"
	@scripts/npm --prefix web run --silent build
	@touch $@

install: .venv/installed web/dist/widget.js

run: install
	.venv/bin/canbao serve

train: install
	.venv/bin/canbao train

test: install
	.venv/bin/canbao train
	@scripts/chromium
	.venv/bin/pytest

lint: install lint-web
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy bot actions bench

lint-web: web/dist/widget.js
	scripts/npm --prefix web run --silent lint

check: install
	.venv/bin/canbao check

bench: install
	.venv/bin/canbao bench nlu
	.venv/bin/canbao bench serve
	.venv/bin/canbao bench growth

screenshots: install
	@scripts/chromium
	.venv/bin/python -m tests.web.screenshots

clean:
	rm -rf .venv web/node_modules web/dist .tools models var .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
