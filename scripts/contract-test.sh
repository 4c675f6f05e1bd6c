#!/usr/bin/env bash
# Holds the contracts of all four services against the running programs, from outside and within five minutes:
# openapi-spec-validator judges the documents, schemathesis sends what they allow and what they forbid. It fails on
# answers of 5xx that are not documented, and on undocumented statuses, media types and bodies.
#
#   ./scripts/contract-test.sh            all four services
#   ./scripts/contract-test.sh Finance    one of them
#   CONTRACT_SECONDS=300 ./scripts/contract-test.sh   longer than the 55 s for each
#
# Skipped with a message where Python or the packages cannot be had.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
case "${1:-}" in -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$ROOT"
CHECKS=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
SECONDS_EACH="${CONTRACT_SECONDS:-55}"

tools="$ROOT/.build/contract-tools"
if ! [ -x "$tools/bin/schemathesis" ] || ! [ -x "$tools/bin/openapi-spec-validator" ]; then
    if ! python3 -m venv "$tools" >/dev/null 2>&1 ||
        ! "$tools/bin/pip" install -q "schemathesis>=4,<5" "openapi-spec-validator<1" >/dev/null 2>&1; then
        say "Contract tests skipped: they need Python 3 with venv, and schemathesis from PyPI."
        exit 0
    fi
fi

work="$(mktemp -d)"
# A 503 with Retry-After is an honest answer of a full queue; where it is not documented, the status check fails.
cat >"$work/schemathesis.toml" <<'CONFIG'
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 503]
CONFIG
pid=""
# Ends the service that this script started.
finish() {
    if [ -n "$pid" ]; then
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
        pid=""
    fi
}
trap 'finish; rm -rf "$work"' EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Starts a program over a new folder and holds its contract against it.
examine() {
    local program="$1" port base result=0
    port="$(free_port)"
    base="http://127.0.0.1:$port"
    mkdir -p "$work/$program"
    (cd "$work/$program" && exec env PORT="$port" OBSERVER_SERVICE_URL=none DATA_DIR="$work/$program/data" \
        FINANCE_SERVICE_URL=http://127.0.0.1:9 "$ROOT/.build/debug/$program" >"$work/$program.log" 2>&1) &
    pid=$!
    if ! curl -sf --retry 60 --retry-delay 1 --retry-connrefused -o "$work/$program.json" "$base/openapi.json"; then
        complain "$program does not answer:"
        tail -n 20 "$work/$program.log" >&2
        return 1
    fi
    "$tools/bin/openapi-spec-validator" "$work/$program.json" || return 1
    # An event stream never ends, which schemathesis does not know how to read.
    # The outer limit only ends a run that hangs: reading the contract takes a slow machine long, too.
    (cd "$work" && timeout $((SECONDS_EACH + 180)) "$tools/bin/schemathesis" --config-file "$work/schemathesis.toml" \
        run "$base/openapi.json" --checks "$CHECKS" \
        --exclude-path-regex '/events$' --max-examples 20 --max-time "$SECONDS_EACH" --request-timeout 10 \
        --phases examples,coverage,fuzzing --generation-deterministic --warnings off --no-color) || result=$?
    kill -0 "$pid" 2>/dev/null || { complain "$program has ended:"; tail -n 20 "$work/$program.log" >&2; result=1; }
    finish
    return "$result"
}

failed=()
if [ $# -eq 0 ]; then set -- "${SERVICES_IN_ORDER[@]}"; fi
for program in "$@"; do
    say "Contract of $program"
    examine "$program" || failed+=("$program")
done
if ((${#failed[@]})); then
    complain "The contract does not hold: ${failed[*]}"
    exit 1
fi
