# Two commands matter: `make site` builds the site in Output/, `make test` checks everything.
# Tools that a machine lacks are installed first; those from PyPI live in .build/tools.
export PATH := $(CURDIR)/.build/tools/bin:$(PATH)

.PHONY: site test format screenshots
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
	.build/tools/bin/python Tests/OutputTests/check_output.py .build/site Content

format:
	swift format --in-place --recursive Sources Plugins Tests Package.swift

screenshots:
	.ci/screenshots
