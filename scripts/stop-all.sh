#!/usr/bin/env bash
# Stops the services of this stack, in reverse order, and nothing else.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$ROOT/scripts/stack.sh"
stop_stack
name_other_stacks
