# make run    installs, trains if there is no fresh model, serves on http://localhost:5005
# make test   installs and runs every test
# make bench  installs and measures understanding and serving anew (docs/bench)
.PHONY: install run train test lint check bench clean
.DEFAULT_GOAL := run

# Bytecode is compiled at install: importing Rasa takes 4 s with it and four times as long without.
.venv/installed: pyproject.toml uv.lock
	@uv=$$(scripts/uv) && python=$$(scripts/python310) && echo "installing with $$uv, Python $$python" && \
	  "$$uv" sync --frozen --compile-bytecode --python "$$python"
	@touch $@

install: .venv/installed

run: install
	.venv/bin/canbao serve

train: install
	.venv/bin/canbao train

test: install
	.venv/bin/canbao train
	.venv/bin/pytest

lint: install
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy bot actions bench

check: install
	.venv/bin/canbao check

bench: install
	.venv/bin/canbao bench nlu
	.venv/bin/canbao bench serve
	.venv/bin/canbao bench growth

clean:
	rm -rf .venv .tools models var .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
