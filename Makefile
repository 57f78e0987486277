# algotraded: everything a developer and CI run. `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup build release test chaos dirt page differential demo bench-contracts bench-bus \
	bench-market fuzz lint format sanitize \
	systemd-test clean

RELEASE := -c release --static-swift-stdlib --product algotraded
SOURCES := Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift \
	Fuzzing/Sources Fuzzing/Package.swift
BENCHMARKS := -c release --package-path Benchmarks --static-swift-stdlib
FUZZING := -c release --package-path Fuzzing --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address
MINUTES := 30
JOBS := 1
# A measurement stays on one core, the last one it may use.
CORE := $(shell sed -n 's/^Cpus_allowed_list:.*[^0-9]//p' /proc/self/status)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing to build and test (Debian packages, a Python environment)
	@scripts/setup.sh all

build: ## Build everything for debugging, tests too
	@scripts/setup.sh runtime
	swift build --build-tests

release: ## Build the daemon, optimised, with the Swift libraries inside
	@scripts/setup.sh runtime
	swift build $(RELEASE)

test: setup ## Build and run all tests
	swift build $(BENCHMARKS) --product count-allocations
	"$$(swift build $(BENCHMARKS) --show-bin-path)/count-allocations"
	swift build --build-tests
	.venv/bin/python Tests/Chaos/chaos.py --kills 4 \
		--binary "$$(swift build --show-bin-path)/algotraded" $(if $(SEED),--seed $(SEED))
	.venv/bin/python Tests/Chaos/chaos.py --kills 3 --daemons 2 --no-zombie \
		--binary "$$(swift build --show-bin-path)/algotraded" $(if $(SEED),--seed $(SEED))
	.venv/bin/python Tests/Chaos/recording.py --kills 4 --replay-kills 2 \
		--binary "$$(swift build --show-bin-path)/algotraded" $(if $(SEED),--seed $(SEED))
	swift test --skip-build --disable-xctest --parallel \
		--experimental-maximum-parallelization-width 4 2>&1 | tee .build/test.log \
		|| { echo "What failed:"; grep -F ✘ .build/test.log; exit 1; }

chaos: $(if $(BINARY),,release) ## Prove that faults lose and repeat nothing (KILLS SEED DAEMONS BINARY)
	@scripts/setup.sh all
	.venv/bin/python Tests/Chaos/chaos.py --verbose --kills $(or $(KILLS),200) \
		$(if $(SEED),--seed $(SEED)) $(if $(DAEMONS),--daemons $(DAEMONS)) \
		$(if $(BOOTSTRAP),--bootstrap $(BOOTSTRAP)) \
		$(if $(BROKER_KILL),--broker-kill '$(BROKER_KILL)' --broker-start '$(BROKER_START)') \
		$(if $(BROKER_PAUSE),--broker-pause '$(BROKER_PAUSE)' --broker-resume '$(BROKER_RESUME)') \
		--binary "$(or $(BINARY),$$(swift build $(RELEASE) --show-bin-path)/algotraded)" $(ARGS)

dirt: $(if $(BINARY),,release) ## Prove that each record of a dirty stream ends in one place (SEED INPUT BINARY)
	@scripts/setup.sh all
	.venv/bin/python Tests/Dirt/dirt.py $(if $(SEED),--seed $(SEED)) \
		$(if $(INPUT),--input '$(INPUT)') \
		--binary "$(or $(BINARY),$$(swift build $(RELEASE) --show-bin-path)/algotraded)" $(ARGS)

page: $(if $(BINARY),,release) ## Prove inspect's page of an hour of data in a Chromium (BINARY)
	python3 Tests/Browser/inspect_page.py $(ARGS) \
		--binary "$(or $(BINARY),$$(swift build $(RELEASE) --show-bin-path)/algotraded)"

differential: $(if $(BINARY),,release) ## Compare COUNT random records' faults with a second reader's (SEED, BINARY)
	python3 Tests/Differential/compare.py --count $(or $(COUNT),1000000) \
		$(if $(SEED),--seed $(SEED)) --binary \
		"$(or $(BINARY),$$(swift build $(RELEASE) --show-bin-path)/algotraded)"

demo: release ## Run the whole daemon on recorded data with a broker inside
	"$$(swift build $(RELEASE) --show-bin-path)/algotraded" --config etc/demo.yaml

bench-contracts: ## Measure the codec against its goals (ARGS="--no-goals" only reports)
	@scripts/setup.sh bench
	swift build $(BENCHMARKS)
	taskset -c $(CORE) "$$(swift build $(BENCHMARKS) --show-bin-path)/bench-contracts" \
		--python .venv/bin/python $(ARGS)

bench-bus: release ## Measure the bus against C and Python on a broker (ARGS="--no-goals", "--soak 50000")
	@scripts/setup.sh bench
	swift build $(BENCHMARKS) --product bench-bus-c
	swift build $(BENCHMARKS) --product bench-bus
	"$$(swift build $(BENCHMARKS) --show-bin-path)/bench-bus" --python .venv/bin/python \
		--daemon "$$(swift build $(RELEASE) --show-bin-path)/algotraded" $(ARGS)

bench-market: ## Measure the data plane's machine against its goals (ARGS="--no-goals")
	@scripts/setup.sh runtime
	swift build $(BENCHMARKS) --product bench-market
	taskset -c $(CORE) "$$(swift build $(BENCHMARKS) --show-bin-path)/bench-market" $(ARGS)

fuzz: ## Search for records that break the codec (MINUTES=30 JOBS=1)
	@scripts/setup.sh runtime
	swift build $(FUZZING)
	scripts/fuzz.sh "$$(swift build $(FUZZING) --show-bin-path)/fuzz-contracts" $(MINUTES) $(JOBS)

sanitize: ## Run the tests with a sanitizer (SANITIZER=thread|address FILTER=regex)
	@scripts/setup.sh all
	scripts/sanitize.sh $(or $(SANITIZER),thread) $(if $(FILTER),'$(FILTER)')

lint: ## Check the style of all Swift sources
	swift format lint --strict --parallel -r $(SOURCES)

format: ## Bring all Swift sources into style
	swift format format --in-place --parallel -r $(SOURCES)

systemd-test: release ## Check the unit; run the daemon under a real service manager (root)
	@scripts/setup.sh systemd
	scripts/systemd-verify.sh
	scripts/systemd-test.sh "$$(swift build $(RELEASE) --show-bin-path)/algotraded"

clean: ## Remove what was built and set up
	swift package clean
	rm -rf .venv .build-thread .build-address Benchmarks/.build Fuzzing/.build
