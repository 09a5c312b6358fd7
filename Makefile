# raftlab. `make` alone lists what there is; package.json has scripts of the same names for machines without make.
#
#   SEED=7            one seed
#   SEEDS=grade       quick (the default), grade, a number of seeds (50) or a range (1..1000)
#   TEST=election     tests with this in their name
#   IMPL=dir          folder of the submission, in place of starter
#   SHRINK=0          don't look for a smaller run where one fails
#   VERBOSE=1         show what servers print in runs that pass, too
#   TOKEN=2a/x/7      the run to replay

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export SEED SEEDS TEST IMPL SHRINK VERBOSE

BIN := node_modules
JEST := node $(BIN)/jest/bin/jest.js
LABS := $(JEST) --config labs/jest.config.json --watchman=false --runInBand --reporters ./.raftlab/reporter.js --testPathPatterns
RAFTLAB := node .raftlab/cli.js
IMPL_OPTION = $(if $(IMPL),--impl "$(IMPL)")

SOURCES := $(shell find tester \( -name '*.ts' -o -name '*.css' \) ! -name '*.test.ts')
INSTALLED := node_modules/.raftlab-installed
BUILT := .raftlab/built

.PHONY: help build test-2a test-2b test-2c test-2d test-2 test-3a test-3b test-3 replay list submit-check \
  watch-2a watch-2b watch-2c watch-2d watch-3a watch-3b

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22
	@echo
	@echo 'Variables:'
	@sed -n 's/^#   \([A-Z]*=.*\)/  \1/p' Makefile

test-2a: build ## lab 2A: leader election
	@$(LABS) labs/2a/

test-2b: build ## lab 2B: log replication
	@$(LABS) labs/2b/

test-2c: build ## lab 2C: persistence
	@$(LABS) labs/2c/

test-2d: build ## lab 2D: snapshots
	@$(LABS) labs/2d/

test-2: build ## lab 2, all parts
	@$(LABS) labs/2

test-3a: build ## lab 3A: the k/v service
	@$(LABS) labs/3a/

test-3b: build ## lab 3B: the k/v service with snapshots
	@$(LABS) labs/3b/

test-3: build ## lab 3, both parts
	@$(LABS) labs/3

replay: build ## TOKEN=...: the very same run again
	@$(RAFTLAB) replay "$(TOKEN)" $(IMPL_OPTION) $(if $(VERBOSE),--verbose)

watch-2a: build ## test-2a again after each change; watch-2b, watch-2c, watch-2d, watch-3a, watch-3b alike
watch-2a watch-2b watch-2c watch-2d watch-3a watch-3b: watch-%: build
	@$(RAFTLAB) test $* --watch $(IMPL_OPTION)

list: build ## the tests, with points and seeds
	@$(RAFTLAB) list

submit-check: build ## what the grader will accept of your files
	@$(RAFTLAB) submit-check $(IMPL_OPTION)

build: $(BUILT)

$(BUILT): $(INSTALLED) $(SOURCES) package.json
	@npm run --silent build
	@touch $@

# A stamp, as npm leaves the folder's own date alone when nothing changes in it.
$(INSTALLED): package-lock.json
	@echo 'Installing what package-lock.json names ...' >&2
	@npm ci --no-audit --no-fund --loglevel=error >&2
	@touch $@

include tester/kit.mk
