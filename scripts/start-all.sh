#!/usr/bin/env bash
# Builds the stack, starts the Observer, which starts and supervises the other services, shows where they are, follows
# their logs, and stops everything on Ctrl-C. An Observer that dies takes no service along: they go on, and the next start
# takes them over.
#
#   ./scripts/start-all.sh              build (release) and run in the foreground
#   ./scripts/start-all.sh --no-build   run what was built before
#   ./scripts/start-all.sh --detach     return once everything is ready; stop with scripts/stop-all.sh
#   ./scripts/start-all.sh --replace    stop this stack first, once it is built and its stack file is without fault
#
# Environment, all optional: STACK_FILE (stack.yaml beside scripts), DATA_DIR (data beside scripts), RUN_DIR
# (DATA_DIR/run: the Observer's log and process id), LOG_LEVEL,
# OBSERVER_PORT, FINANCE_PORT, BELEG_PORT, MINIMAL_PORT, LEDGER_CHART (skr03 or skr04, at first start),
# BIN_DIR (folder with built programs; then nothing is built).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$ROOT/scripts/stack.sh"

BUILD=1 DETACH=0 REPLACE=0
for argument in "$@"; do
    case "$argument" in
    --no-build) BUILD=0 ;;
    --detach) DETACH=1 ;;
    --replace) REPLACE=1 ;;
    -h | --help) sed -n '2,15s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) complain "Unknown option $argument, see --help."; exit 64 ;;
    esac
done

if [ -n "${BIN_DIR:-}" ]; then BUILD=0; fi
if ((BUILD)); then
    require_packages "${PACKAGES[@]}"
    require_swift
    say "Building the stack (release; about 10 minutes on 2 cores the first time, seconds later) ..."
    mapfile -t OPTIONS < <(release_options)
    for service in "${SERVICES_IN_ORDER[@]}"; do build "${OPTIONS[@]}" --product "$service"; done
fi

# What runs is stopped only for something that can start.
if ((REPLACE)); then
    if ! [ -x "$(binary Observer)" ]; then
        complain "Nothing was stopped: there is no program $(binary Observer). Leave out --no-build, or see BIN_DIR."
        exit 69
    fi
    if ! check_stack_file; then
        complain "Nothing was stopped: the stack file $STACK_FILE cannot be used."
        exit 78
    fi
    if stack_is_running || [ -n "$(orphans)" ]; then stop_stack; else say "This stack is not running."; fi
fi

require_stopped() {
    stack_is_running || return 0
    complain "This stack is already running (process ids in $RUN_DIR). Stop it with scripts/stop-all.sh first,"
    complain "or run scripts/cleanup-and-restart.sh."
    exit 69
}
require_stopped

# One start at a time. One whose services were stopped from elsewhere ends by itself and is waited for: it would take
# new services for its own and stop them.
mkdir -p "$RUN_DIR"
exec {START_LOCK}>"$RUN_DIR/.start.lock"
if ! flock -w 10 "$START_LOCK"; then
    complain "Another terminal is starting this stack right now ($RUN_DIR)."
    exit 69
fi
require_stopped

FOLLOW_PID="" INTERRUPTED=0
stop_following() { [ -n "$FOLLOW_PID" ] && kill "$FOLLOW_PID" 2>/dev/null || true; }
finish() {
    trap - INT TERM EXIT
    stop_following
    say ""
    stop_stack
    exit "${1:-0}"
}
trap 'finish 0' INT TERM
trap 'finish $?' EXIT

# The Observer's trouble is none of the services': who runs is not stopped because of it.
leave_running() {
    [ -n "$1" ] || finish 1
    trap - INT TERM EXIT
    stop_following
    name_survivors "$1"
    exit 1
}

# A start that fails takes back what it started, and leaves alone who ran before it.
RAN_BEFORE="$(orphans)"
give_up() { leave_running "$(still_running "$RAN_BEFORE")"; }

# A signal between the fork and the record would leave a process behind that nobody knows: it is heeded after.
trap 'INTERRUPTED=1' INT TERM
start_observer
trap 'finish 0' INT TERM
if ((INTERRUPTED)); then finish 0; fi
wait_until_ready || give_up
show_table

if ((DETACH)); then
    trap - INT TERM EXIT
    say "Running in the background. Stop with: $(stop_command)"
    exit 0
fi

say "Logs follow; Ctrl-C stops everything."
tail -n 0 -F "$RUN_DIR/Observer.log" "$DATA_DIR"/observer/logs/*.log 2>/dev/null &
FOLLOW_PID=$!
# A service that ends is the Observer's business; the end of the Observer is ours. Whoever told it to end has it stop its
# services; one that was killed or crashed leaves them running, and people at work with them.
while is_alive Observer; do sleep 1; done
# From here on nothing that fails may stop the services.
trap - EXIT
complain ""
complain "The Observer has ended, and not through this terminal. Its last lines:"
last_lines || true
leave_running "$(orphans)"
