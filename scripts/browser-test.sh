#!/usr/bin/env bash
# Looks at the pages with a real browser: Debian's Chromium, driven by Playwright for Python. No browser is downloaded.
#
#   ./scripts/browser-test.sh            all tests (about two minutes)
#   ./scripts/browser-test.sh NAME …     only those named, e.g. test_ledger_page
#
# Environment, all optional: BIN_DIR (built programs; .build/debug), CHROMIUM (/usr/bin/chromium),
# IMAGES_DIR (folder that receives the pictures of the documents).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
case "${1:-}" in -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
cd "$ROOT"

export CHROMIUM="${CHROMIUM:-/usr/bin/chromium}" BIN_DIR="${BIN_DIR:-$ROOT/.build/debug}"
VENV="$ROOT/.build/browser-venv"
REQUIREMENTS="$ROOT/Tests/Browser/requirements.txt"

[ -z "${IMAGES_DIR:-}" ] || IMAGES_DIR="$(realpath "$IMAGES_DIR")"

skip() { say "Browser tests skipped: $*"; exit 0; }
[ -x "$CHROMIUM" ] || skip "there is no $CHROMIUM (apt-get install chromium)."
[ -x "$BIN_DIR/Finance" ] || skip "nothing is built in $BIN_DIR (swift build)."

if ! cmp -s "$REQUIREMENTS" "$VENV/installed.txt"; then
    python3 -m venv --clear "$VENV" 2>/dev/null || skip "python3 makes no environment (apt-get install python3-venv)."
    "$VENV/bin/pip" install --quiet --disable-pip-version-check --requirement "$REQUIREMENTS" \
        || skip "the packages of Tests/Browser/requirements.txt cannot be installed from PyPI."
    cp "$REQUIREMENTS" "$VENV/installed.txt"
fi

if (($#)); then
    cd Tests/Browser && exec "$VENV/bin/python" -B -m unittest "$@"
fi
exec "$VENV/bin/python" -B -m unittest discover --start-directory Tests/Browser
