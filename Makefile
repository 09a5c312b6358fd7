# raftlab. `make` alone lists what there is; package.json has scripts of the same names for machines without make.
#
#   SEED=7            one seed
#   SEEDS=grade       quick (the default), grade, a number of seeds (50) or a range (1..1000)
#   TEST=election     tests with this in their name
#   IMPL=dir          folder of the submission, in place of starter
#   VERBOSE=1         show what servers print in runs that pass, too
#   TOKEN=2a/x/7      the run to replay

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export SEED SEEDS TEST IMPL VERBOSE

BIN := node_modules
JEST := node $(BIN)/jest/bin/jest.js
LABS := $(JEST) --config labs/jest.config.json --watchman=false --runInBand --reporters ./.raftlab/reporter.js --testPathPatterns
KIT := $(JEST) --config tester/jest.config.json --watchman=false $(if $(CI),--reporters default --reporters jest-junit)
RAFTLAB := node .raftlab/cli.js
IMPL_OPTION = $(if $(IMPL),--impl "$(IMPL)")

SOURCES := $(shell find tester -name '*.ts' ! -name '*.test.ts')
INSTALLED := node_modules/.raftlab-installed
BUILT := .raftlab/built

.PHONY: help build test-2a test-2b test-2 replay watch-2a watch-2b list check test mutants variants bench format types lint format-check

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 22
	@echo
	@echo 'Variables:'
	@sed -n 's/^#   \([A-Z]*=.*\)/  \1/p' Makefile

test-2a: build ## lab 2A: leader election
	@$(LABS) labs/2a/

test-2b: build ## lab 2B: log replication
	@$(LABS) labs/2b/

test-2: build ## lab 2, all parts
	@$(LABS) labs/2

replay: build ## TOKEN=...: the very same run again
	@$(RAFTLAB) replay "$(TOKEN)" $(IMPL_OPTION) $(if $(VERBOSE),--verbose)

watch-2a: build ## test-2a again after each change
	@$(RAFTLAB) test 2a --watch $(IMPL_OPTION)

watch-2b: build ## test-2b again after each change
	@$(RAFTLAB) test 2b --watch $(IMPL_OPTION)

list: build ## the tests, with points and seeds
	@$(RAFTLAB) list

check: types lint format-check ## the kit itself: types, lint, format, arrows and fast tests
	@$(KIT) --testPathIgnorePatterns '\.slow\.test\.ts$$'

test: types lint format-check ## check and the slow tests: what CI runs
	@$(KIT) --json --outputFile .raftlab/kit-tests.json

mutants: build ## wrong Rafts that must be caught, at the grade tier (BASE=1001: other seeds)
	@npm run --silent bank -- mutants --tier $(or $(SEEDS),grade) --base $(or $(BASE),1)

variants: build ## right Rafts that must pass, at the grade tier
	@npm run --silent bank -- variants --tier $(or $(SEEDS),grade) --base $(or $(BASE),1)

bench: build ## how fast the simulator is
	@node .raftlab/bench.js

format: $(INSTALLED) ## rewrite the sources in the one format
	@node $(BIN)/prettier/bin/prettier.cjs --write --log-level warn .

types: build
	@node $(BIN)/typescript/bin/tsc --noEmit -p .
	@node $(BIN)/typescript/bin/tsc --noEmit -p starter

lint: build
	@npm run --silent lint

format-check: $(INSTALLED)
	@node $(BIN)/prettier/bin/prettier.cjs --check --log-level warn .

build: $(BUILT)

$(BUILT): $(INSTALLED) $(SOURCES) package.json
	@npm run --silent build
	@touch $@

# A stamp, as npm leaves the folder's own date alone when nothing changes in it.
$(INSTALLED): package-lock.json
	@echo 'Installing what package-lock.json names ...' >&2
	@npm ci --no-audit --no-fund --loglevel=error >&2
	@touch $@
