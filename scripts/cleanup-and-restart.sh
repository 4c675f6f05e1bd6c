#!/usr/bin/env bash
# Stops what belongs to this stack (recognised by process id, start time and marker, never by program name),
# then starts it again; nothing is stopped before the build is done and the stack file is found to be without fault.
# Takes the options and environment of start-all.sh.
set -euo pipefail
case "${1:-}" in -h | --help) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
exec "$(dirname "${BASH_SOURCE[0]}")/start-all.sh" --replace "$@"
