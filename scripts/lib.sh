# Shared by the scripts in this folder; sourced, never run.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
SERVICES_IN_ORDER=(Observer Finance Beleg MinimalServer)

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# Debian packages that the build and the scripts need: SQLite headers for GRDB, zlib for NIO, curl for readiness,
# qpdf for invoices inside of PDFs.
PACKAGES=(libsqlite3-dev zlib1g-dev curl ca-certificates qpdf)
# Programs that only tests use: hledger judges the ledger's export, Node runs the examples of docs/frontend.md, Chromium
# looks at the pages.
TEST_PACKAGES=(hledger nodejs chromium python3-venv fonts-dejavu-core)

# Installs missing Debian packages when this user may, else prints the line to type.
require_packages() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null; then
        complain "This is not Debian or Ubuntu: make sure that the SQLite and zlib headers and curl are installed."
        return 0
    fi
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    local sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo"; else
            complain "Missing packages. Please run, then start again:"
            complain "  sudo apt-get update && sudo apt-get install -y ${missing[*]}"
            exit 69
        fi
    fi
    say "Installing missing packages: ${missing[*]}"
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null || {
        complain "apt-get could not install ${missing[*]}."
        exit 69
    }
}

# Installs packages that some tests use, when this user may; without them those tests are skipped and say so.
want_packages() {
    local missing=() package
    command -v dpkg-query >/dev/null || return 0
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    local sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo"; else
            say "Some tests are skipped without: sudo apt-get install -y ${missing[*]}"
            return 0
        fi
    fi
    say "Installing for the tests: ${missing[*]}"
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "${missing[@]}" >/dev/null || say "Not installed, some tests are skipped: ${missing[*]}"
}

# A Swift toolchain of at least 6.2 on the path.
require_swift() {
    if ! command -v swift >/dev/null; then
        complain "There is no Swift toolchain on this machine. Install Swift 6.2 or newer from"
        complain "  https://www.swift.org/install/linux/"
        complain "for example with swiftly, and start this script again."
        exit 69
    fi
    local version major minor
    version="$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+' | head -n 1 || true)"
    major="${version%%.*}"
    minor="${version#*.}"
    if [ -z "$version" ] || ((major < 6 || (major == 6 && minor < 2))); then
        complain "Swift ${version:-of unknown version} is too old: 6.2 or newer is needed, see https://www.swift.org/install/linux/"
        exit 69
    fi
}

# Options of a release build, one a line. Swift's library is linked in where the toolchain has it in that form: such
# programs run on machines without Swift, and serve more (docs/operations.md).
release_options() {
    local resources
    printf '%s\n' -c release
    resources="$(swift -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\([^"]*\)".*/\1/p')"
    if [ "$(uname -s)" = Linux ] && [ -n "$resources" ] && [ -d "${resources}_static" ]; then
        printf '%s\n' --static-swift-stdlib
    fi
}

# Seconds between two lines that say how far a build is, where there is no terminal to write over.
BUILD_NEWS=60

# swift build with its moving progress line on a terminal, elsewhere with a line a minute; all of it if it fails.
build() {
    if [ -t 1 ]; then
        (cd "$ROOT" && swift build "$@") || { complain "The build failed; see above."; exit 70; }
        return 0
    fi
    local log news status=0
    log="$(mktemp)"
    # Ends within a minute of this script, whatever ends that.
    (while sleep "$BUILD_NEWS" >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
        say "  still building: $(tail -n 1 "$log" | cut -c 1-100)"
    done) &
    news=$!
    (cd "$ROOT" && swift build "$@") >"$log" 2>&1 || status=$?
    kill "$news" 2>/dev/null || true
    wait "$news" 2>/dev/null || true
    if ((status)); then
        grep -E 'error:' "$log" | sort -u | head -n 40 >&2 || true
        tail -n 40 "$log" >&2
        rm -f "$log"
        complain "The build failed; see above."
        exit 70
    fi
    rm -f "$log"
}
