# Every target makes .venv itself and installs what requirements.txt names; nothing else has to be prepared.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
SHELL := /bin/sh
BIN := .venv/bin
WORKERS ?= 0# processes of `make test`; 0 is one, without pytest-xdist
ONCE ?=
CHAINS ?= 4000# chains of requests of `make fuzz`
SHOTS ?=# of which pages, and how wide: --only ledger --width 390
SCHEMAS ?=# where the schemas lie that may not be carried along
FAULTS ?=# --kills, --connections, --failovers: how many; --seed: which
SUITABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install demo serve test check format lint types imports docs bench faults fuzz shots standards lock clean

help:
	@echo '民生实事票决台账'
	@echo '  make demo     示例县、示例镇2024年的全年，然后打开服务（make demo ONCE=1 打印后即退出）'
	@echo '  make serve    打开服务'
	@echo '  make install  只安装，不运行'
	@echo '  make test     all tests that Python alone can run, then what was left out'
	@echo '  make check    format, lint, types, imports, tests with the documents: what CI runs'
	@echo '  make bench    the figures of speed'
	@echo '  make faults   the long form of the faults, for hours (make faults FAULTS="--kills 100" for less)'
	@echo '  make fuzz     whatever the interface allows, step after step as everybody, for half an hour (make fuzz CHAINS=400 for less)'
	@echo '  make shots    pictures of the pages, in the folder shots (make shots SHOTS="--only ledger --width 390")'
	@echo '  make standards SCHEMAS=folder   cast vote records and OC4IDS against the schemas that NIST and OC4IDS publish'
	@echo '  make lock     new requirements.txt after a change of dependencies (needs uv)'
	@echo '  make clean    remove what these commands can make again; the data folder stays'

install: .venv/installed

demo: .venv/installed
	@$(BIN)/minsheng demo $(if $(filter-out 0,$(ONCE)),--once)

serve: .venv/installed
	@$(BIN)/minsheng serve

test: .venv/installed
	@$(BIN)/python -m pytest -n $(WORKERS)

check: format lint types imports test

format: .venv/installed
	@$(BIN)/ruff format --quiet --diff .

lint: .venv/installed
	@$(BIN)/ruff check --quiet .

types: .venv/installed
	@$(BIN)/mypy

imports: .venv/installed
	@$(BIN)/lint-imports --no-cache > .venv/imports.log || { cat .venv/imports.log; exit 1; }

# The documents are tested with everything else; this is the short way while one writes.
docs: .venv/installed
	@$(BIN)/python -m pytest tests/test_docs.py

bench: .venv/installed
	@$(BIN)/python -m tests.bench

faults: .venv/installed
	@$(BIN)/python -m tests.faults $(FAULTS)

fuzz: .venv/installed
	@FUZZED_CHAINS=$(CHAINS) $(BIN)/python -m pytest -q -s tests/api/test_fuzzed.py

shots: .venv/installed
	@$(BIN)/python -m tests.pages.shots $(SHOTS)

standards: .venv/installed
	@SCHEMAS='$(SCHEMAS)' $(BIN)/python -m pytest -q -o norecursedirs=.* tests/opendata/official

lock:
	@uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
	  --only-binary :all: --emit-build-options --no-emit-index-url --no-emit-find-links --no-annotate \
	  --custom-compile-command 'make lock' --output-file requirements.txt pyproject.toml

# --no-deps: the lock is complete, and leaves out on purpose what [tool.uv] in pyproject.toml says.
.venv/locked: requirements.txt
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c '$(SUITABLE)' 2> /dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo '需要 Python 3.11 到 3.14 及其 venv 模块，例如：apt-get install python3 python3-venv' >&2; \
	  echo 'Python 3.11 to 3.14 with its venv module is needed, for example: apt-get install python3 python3-venv' >&2; \
	  exit 1; \
	fi; \
	echo '正在安装（首次约需半分钟）……'; \
	$$found -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements.txt
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	@rm -rf .venv build dist shots *.egg-info .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find $(wildcard domain projects voting projections api tests) -name __pycache__ -prune -exec rm -rf {} +
	@if [ -d .minsheng ]; then echo '数据文件夹 .minsheng 保留未动。'; fi
