# Everything a developer or CI runs. `make help` lists the targets.
VENV ?= .venv
PY := $(VENV)/bin/python
BIN := $(VENV)/bin
SHARED ?= ../shared
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint typecheck bench docs train train-mentions train-codes evaluate clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-10s %s\n", $$1, $$2}'

$(VENV)/.installed: pyproject.toml constraints.txt
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

setup: $(VENV)/.installed ## virtual environment with the pinned packages

demo: setup ## crawl, extract, publish and show the bundled town of job boards
	$(BIN)/signalpost demo

test: setup lint typecheck ## everything CI checks
	$(BIN)/pytest -n 2 --dist loadfile

lint: setup ## ruff and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

typecheck: setup ## mypy --strict
	$(BIN)/mypy

bench: setup ## speed and memory of extraction (needs SHARED) and of crawls, beside baselines
	$(PY) -m tests.bench --shared $(SHARED)
	$(PY) -m tests.bench_crawl

docs: setup ## regenerate docs/openapi.json and the tables' SOURCES.md
	$(BIN)/signalpost openapi > docs/openapi.json
	$(BIN)/signalpost taxonomy sources > taxonomy/tables/SOURCES.md

train: setup ## rebuild every model from SHARED and, if given, CORRECTIONS=decisions.csv
	OMP_NUM_THREADS=1 $(PY) -m nlp.training --shared $(SHARED) sections
	$(MAKE) -j2 train-mentions train-codes

train-mentions:
	OMP_NUM_THREADS=1 $(PY) -m nlp.training --shared $(SHARED) phrase_tagger mention_judge open_skills requirement_level

train-codes:
	OMP_NUM_THREADS=1 SIGNALPOST_CORRECTIONS=$(CORRECTIONS) $(PY) -m nlp.training --shared $(SHARED) occupation cluster

evaluate: setup ## score the development sets, write docs/EVALUATION.md (needs SHARED)
	$(PY) -m nlp.scorers --shared $(SHARED)

clean: ## remove what was built
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
