# Two commands matter: `make site` builds the site in Output/, `make test` checks everything.
# Tools that a machine lacks are installed first; those from PyPI live in .build/tools.
export PATH := $(CURDIR)/.build/tools/bin:$(PATH)

.PHONY: site test format screenshots fuzz bench
.DEFAULT_GOAL := site

site:
	.ci/install-tools site
	swift build --configuration release --product clearinghouse
	.build/release/clearinghouse build

test:
	.ci/install-tools test
	swift format lint --strict --recursive Sources Plugins Tests Package.swift
	swift build --build-tests
	swift test --skip-build --disable-xctest
	.build/debug/clearinghouse build --quiet --output .build/site
	.build/tools/bin/python Tests/OutputTests/check_output.py .build/site Content .build/debug/clearinghouse
	.build/tools/bin/python -m pytest --quiet -p no:cacheprovider Tests/BrowserTests --site .build/site
	.build/debug/clearinghouse build --quiet --content Tests/Sample/Content --base-url https://example.org/ --output .build/sample-site
	.build/tools/bin/python -m pytest --quiet -p no:cacheprovider Tests/BrowserTests/test_pages.py Tests/BrowserTests/test_budgets.py \
	  -k "accessible or whole or light" --site .build/sample-site
	.build/tools/bin/python -m pytest --quiet -p no:cacheprovider Tests/BrowserTests/test_offline.py -k opens --site .build/sample-site

format:
	swift format --in-place --recursive Sources Plugins Tests Package.swift

screenshots:
	.ci/screenshots

# Half an hour each: Markdown, then front matter, YAML and layouts.
fuzz:
	.ci/install-tools test
	Tests/tools/fuzz-markdown.sh 1800
	Tests/tools/fuzz-sources.sh 1800

# Markdown against libcmark alone, side by side; then the linking of national corpora.
bench:
	.ci/install-tools test
	Benchmarks/markdown/run.sh
	Benchmarks/linking/run.sh
