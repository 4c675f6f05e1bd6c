#!/usr/bin/env bash
# Stops what belongs to this stack (recognised by process id, start time and marker, never by program name),
# then starts it again. Takes the options and environment of start-all.sh.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$ROOT/scripts/stack.sh"
case "${1:-}" in -h | --help) sed -n '2,3s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
if stack_is_running || [ -n "$(orphans)" ]; then stop_stack; else say "This stack is not running."; fi
exec "$ROOT/scripts/start-all.sh" "$@"
