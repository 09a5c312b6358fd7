# The targets of those who change the kit, or grade with it. A handout's Makefile has none of them.

KIT := $(JEST) --config tester/jest.config.json --watchman=false $(if $(CI),--reporters default --reporters jest-junit)
TRUST := .raftlab/trust
TRUST_BASES := 1001 2001 3001 4001 5001 6001 7001 8001 9001
BUNDLED := --bundle --platform=node --format=cjs --target=node20 --external:esbuild --external:typescript --external:zod \
  --external:cli-progress --external:playwright-core --log-level=warning
ESBUILD_BANK = $(BIN)/.bin/esbuild solutions-private/bank/trust.ts solutions-private/bank/search-bank.ts solutions-private/bank/shrink-bank.ts \
  --outdir=.raftlab $(BUNDLED)

.PHONY: check test test-long diagnosis shrink-bank class pictures reading mutants matrix variants trust trust-bases trust-classic trust-right trust-weekend trust-page bench format types lint format-check handout

check: types lint format-check ## the kit itself: types, lint, format, arrows and fast tests
	@$(KIT) --maxWorkers=2 --testPathIgnorePatterns '\.(slow|long)\.test\.ts$$'

test: types lint format-check ## check and the slow tests: what CI runs
	@$(KIT) --maxWorkers=2 --json --outputFile .raftlab/kit-tests.json

test-long: build ## tests that take minutes each: the whole bank, runaways of the zoo, the Gradescope bundle as the platform runs it
	@$(KIT) --testPathIgnorePatterns /node_modules/ --testPathPatterns '\.long\.test\.ts$$'

mutants: build ## wrong Rafts that must be caught, at the grade tier (BASE=1001: other seeds)
	@$(RAFTLAB) mutants --no-variants --until first --seeds $(or $(SEEDS),grade) --base $(or $(BASE),1)

matrix: build ## which scenario catches which wrong Raft, after how many seeds: .raftlab/matrix.html
	@$(RAFTLAB) mutants --seeds $(or $(SEEDS),quick) --base $(or $(BASE),1) --html .raftlab/matrix.html --json .raftlab/matrix.json

variants: build ## right Rafts that must pass, at the grade tier
	@$(RAFTLAB) mutants --variants --seeds $(or $(SEEDS),grade) --base $(or $(BASE),1)

shrink-bank: build ## how small the failing runs of wrong Rafts become: .raftlab/trust/shrunk.json (it resumes)
	@mkdir -p $(TRUST)
	@$(RAFTLAB) mutants --no-variants --until first --tier grade --json $(TRUST)/grade-1.json > $(TRUST)/grade-1.txt; true
	@$(ESBUILD_BANK) && node .raftlab/shrink-bank.js $(TRUST)/grade-1.json $(TRUST)/shrunk.json

diagnosis: build ## what the diagnosis says of wrong Rafts, and of a thousand runs of right ones: docs/diagnosis.md (it resumes)
	@mkdir -p $(TRUST)
	@$(RAFTLAB) mutants --diagnose all --tier grade --json $(TRUST)/diagnosis.json --write-page docs/diagnosis.md
	@node $(BIN)/prettier/bin/prettier.cjs --write --log-level warn docs/diagnosis.md

trust: build ## the evidence for docs/trust.md but the three campaigns below (an hour; it resumes), and then the page
	@mkdir -p $(TRUST)
	@$(RAFTLAB) mutants --no-variants --until first --tier grade --json $(TRUST)/grade-1.json; true
	@$(RAFTLAB) mutants --no-variants --canaries --tier quick --json $(TRUST)/quick.json --html $(TRUST)/quick.html; true
	@$(ESBUILD_BANK) && node .raftlab/search-bank.js $(TRUST)/search.json
	@$(MAKE) trust-page

trust-bases: build ## wrong Rafts once more, from nine further seeds on: a grade mustn't hang on luck (it resumes)
	@mkdir -p $(TRUST)
	@for base in $(TRUST_BASES); do \
	  $(RAFTLAB) mutants --no-variants --owed --until first --tier grade --base $$base --json $(TRUST)/grade-$$base.json; done; true

# A hundred seeds at a time, which are a quarter of an hour and more, of those whom the seeds before let through.
trust-classic: build ## wrong Rafts against the classic tests alone, up to a thousand seeds of each (hours; it resumes)
	@mkdir -p $(TRUST) && $(ESBUILD_BANK)
	@while next=$$(node .raftlab/trust.js --next classic) && [ -n "$$next" ]; do \
	  set -- $$next; seeds=$$1; shift; json=$(TRUST)/classic-$${seeds%%..*}.json; rm -f $$json; \
	  $(RAFTLAB) mutants "$$@" --no-variants --owed --classic --until first --seeds $$seeds --json $$json; \
	  [ -f $$json ] && $(MAKE) trust-page || exit 2; done

# Reference and variants on the first seeds, and the reference alone on those after them.
trust-right: build ## right Rafts on thousands of seeds (three hours; it resumes): docs/trust.md states the bound
	@mkdir -p $(TRUST)
	@for lab in 3a 3b; do \
	  $(RAFTLAB) mutants --variants --lab $$lab --seeds 1..25 --json $(TRUST)/right-$$lab.json; \
	  $(RAFTLAB) mutants reference --variants --lab $$lab --seeds 26..200 --json $(TRUST)/right-reference-$$lab.json; done; true
	@for lab in 2a 2b 2c 2d; do \
	  $(RAFTLAB) mutants reference --variants --lab $$lab --seeds 201..2000 --json $(TRUST)/right-reference-$$lab.json; done; true
	@for lab in 2a 2b 2c 2d; do \
	  $(RAFTLAB) mutants --variants --lab $$lab --seeds 1..200 --json $(TRUST)/right-$$lab.json; done; true

# By fifty seeds, which are an hour and more. A false alarm ends it.
trust-weekend: build ## right Rafts on ever more seeds, to lower the bound, until Ctrl-C (it resumes)
	@mkdir -p $(TRUST) && $(ESBUILD_BANK)
	@while seeds=$$(node .raftlab/trust.js --next weekend); do \
	  $(RAFTLAB) mutants --variants --seeds $$seeds --json $(TRUST)/right-from-$${seeds%%..*}.json; code=$$?; \
	  [ $$code -le 1 ] && $(MAKE) trust-page; [ $$code -eq 0 ] || exit $$code; done

trust-page: build ## docs/trust.md, from the evidence that is there
	@mkdir -p $(TRUST) && $(ESBUILD_BANK) && node .raftlab/trust.js $(TRUST)
	@node $(BIN)/prettier/bin/prettier.cjs --write --log-level warn docs/trust.md solutions-private/evidence

class: build ## OUT=...: a class of some 300 to grade: the bank, right programs, cheats and bombs, what isn't finished
	@$(BIN)/.bin/esbuild solutions-private/classroom/main.ts --outfile=.raftlab/classroom.js $(BUNDLED)
	@node .raftlab/classroom.js "$(OUT)"

pictures: build ## the handouts' pictures, anew, from runs of the reference
	@$(BIN)/.bin/esbuild solutions-private/pictures/main.ts --outfile=.raftlab/pictures.js $(BUNDLED)
	@node .raftlab/pictures.js

reading: build ## docs/students/reading-a-failure.md and its pictures, anew, from runs of the bank
	@$(BIN)/.bin/esbuild solutions-private/reading/main.ts --outfile=.raftlab/reading.js $(BUNDLED)
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
	@node $(BIN)/typescript/bin/tsc --noEmit -p tester/grade/report/page

lint: build
	@npm run --silent lint

format-check: $(INSTALLED)
	@node $(BIN)/prettier/bin/prettier.cjs --check --log-level warn .

handout: build ## OUT=...: the students' repository, into an empty folder
	@$(RAFTLAB) handout "$(OUT)"
