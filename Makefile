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
KIT := $(JEST) --config tester/jest.config.json --watchman=false $(if $(CI),--reporters default --reporters jest-junit)
RAFTLAB := node .raftlab/cli.js
IMPL_OPTION = $(if $(IMPL),--impl "$(IMPL)")

TRUST_BASES := 1 1001 2001 3001 4001 5001 6001 7001 8001 9001
ESBUILD_BANK = $(BIN)/.bin/esbuild solutions-private/bank/trust.ts solutions-private/bank/search-bank.ts solutions-private/bank/shrink-bank.ts --outdir=.raftlab \
  --bundle --platform=node --format=cjs --target=node20 --external:esbuild --external:typescript --external:zod \
  --external:cli-progress --log-level=warning

SOURCES := $(shell find tester \( -name '*.ts' -o -name '*.css' \) ! -name '*.test.ts')
INSTALLED := node_modules/.raftlab-installed
BUILT := .raftlab/built

.PHONY: help build trust trust-page test-2a test-2b test-2c test-2d test-2 test-3a test-3b test-3 replay list \
  watch-2a watch-2b watch-2c watch-2d watch-3a watch-3b check test shrink-bank mutants matrix variants pictures reading bench format types lint format-check

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 22
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

check: types lint format-check ## the kit itself: types, lint, format, arrows and fast tests
	@$(KIT) --testPathIgnorePatterns '\.slow\.test\.ts$$'

test: types lint format-check ## check and the slow tests: what CI runs
	@$(KIT) --json --outputFile .raftlab/kit-tests.json

mutants: build ## wrong Rafts that must be caught, at the grade tier (BASE=1001: other seeds)
	@$(RAFTLAB) mutants --no-variants --until first --seeds $(or $(SEEDS),grade) --base $(or $(BASE),1)

matrix: build ## which scenario catches which wrong Raft, after how many seeds: .raftlab/matrix.html
	@$(RAFTLAB) mutants --seeds $(or $(SEEDS),quick) --base $(or $(BASE),1) --html .raftlab/matrix.html --json .raftlab/matrix.json

variants: build ## right Rafts that must pass, at the grade tier
	@$(RAFTLAB) mutants --variants --seeds $(or $(SEEDS),grade) --base $(or $(BASE),1)

shrink-bank: build ## how small the failing runs of wrong Rafts become: .raftlab/trust/shrunk.json (it resumes)
	@mkdir -p .raftlab/trust
	@$(RAFTLAB) mutants --no-variants --until first --tier grade --json .raftlab/trust/grade-1.json > .raftlab/trust/grade-1.txt; true
	@$(ESBUILD_BANK) && node .raftlab/shrink-bank.js .raftlab/trust/grade-1.json .raftlab/trust/shrunk.json

trust: build ## the evidence for docs/trust.md (hours of it; it resumes), and then the page
	@mkdir -p .raftlab/trust
	@for base in $(TRUST_BASES); do \
	  $(RAFTLAB) mutants --no-variants --until first --tier grade --base $$base --json .raftlab/trust/grade-$$base.json; done; true
	@$(RAFTLAB) mutants --no-variants --canaries --tier quick --json .raftlab/trust/quick.json --html .raftlab/trust/quick.html; true
	@$(RAFTLAB) mutants --no-variants --classic --until first --seeds 1 --json .raftlab/trust/classic-1.json; true
	@$(RAFTLAB) mutants --no-variants --classic --until first --seeds 1000 --json .raftlab/trust/classic-many.json; true
	@$(RAFTLAB) mutants --variants --seeds $(or $(SEEDS),25) --json .raftlab/trust/right.json; true
	@$(ESBUILD_BANK) && node .raftlab/search-bank.js .raftlab/trust/search.json
	@$(MAKE) trust-page

trust-page: build ## docs/trust.md, from the evidence that is there
	@$(ESBUILD_BANK) && node .raftlab/trust.js .raftlab/trust && node $(BIN)/prettier/bin/prettier.cjs --write --log-level warn docs/trust.md

pictures: build ## the handouts' pictures, anew, from runs of the reference
	@$(BIN)/.bin/esbuild solutions-private/pictures/main.ts --outfile=.raftlab/pictures.js --bundle --platform=node \
	  --format=cjs --target=node20 --external:esbuild --external:typescript --external:zod --log-level=warning
	@node .raftlab/pictures.js

reading: build ## docs/students/reading-a-failure.md and its pictures, anew, from runs of the bank
	@$(BIN)/.bin/esbuild solutions-private/reading/main.ts --outfile=.raftlab/reading.js --bundle --platform=node --format=cjs \
	  --target=node20 --external:esbuild --external:typescript --external:zod --external:playwright-core --log-level=warning
	@node .raftlab/reading.js

bench: build ## how fast the simulator is
	@node .raftlab/bench.js

format: $(INSTALLED) ## rewrite the sources in the one format
	@node $(BIN)/prettier/bin/prettier.cjs --write --log-level warn .

types: build
	@node $(BIN)/typescript/bin/tsc --noEmit -p .
	@node $(BIN)/typescript/bin/tsc --noEmit -p starter
	@node $(BIN)/typescript/bin/tsc --noEmit -p tester/report/history/page
	@node $(BIN)/typescript/bin/tsc --noEmit -p tester/report/timeline/page

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
