#!/usr/bin/env bash
# Checks the format and runs all tests.
#
#   ./scripts/test.sh                 everything
#   ./scripts/test.sh --filter NAME   only tests whose name matches, as swift test --filter
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
case "${1:-}" in -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$ROOT"
require_packages "${PACKAGES[@]}"
want_packages "${TEST_PACKAGES[@]}"
require_swift

say "1/5 Format"
swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

say "2/5 Build (about 5 minutes the first time, seconds later)"
build --build-tests

say "3/5 Tests"
# One after another: tests that hold real processes and deadlines must not starve each other on a small machine.
swift test --skip-build --no-parallel "$@"

if (($# == 0)); then
    say "4/5 Pages in a real browser"
    "$ROOT/scripts/browser-test.sh"

    say "5/5 Contracts from outside"
    CONTRACT_SECONDS=20 "$ROOT/scripts/contract-test.sh"
fi
