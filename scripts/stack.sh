# What the scripts know of a running stack; sourced after lib.sh.
# They start and stop only the Observer, which starts and stops the rest. It belongs to this stack when its recorded id
# still carries the start time recorded with it and our marker in its environment. Nothing is ever stopped by its name.
# shellcheck shell=bash

DATA_DIR="${DATA_DIR:-$ROOT/data}"
case "$DATA_DIR" in /*) ;; *) DATA_DIR="$PWD/$DATA_DIR" ;; esac
RUN_DIR="${RUN_DIR:-$DATA_DIR/run}"
case "$RUN_DIR" in /*) ;; *) RUN_DIR="$PWD/$RUN_DIR" ;; esac
case "${BIN_DIR:-/}" in /*) ;; *) BIN_DIR="$PWD/$BIN_DIR" ;; esac
STACK_FILE="${STACK_FILE:-$ROOT/stack.yaml}"
case "$STACK_FILE" in /*) ;; *) STACK_FILE="$PWD/$STACK_FILE" ;; esac
READY_SECONDS="${READY_SECONDS:-30}"
STOP_SECONDS="${STOP_SECONDS:-100}"

binary() { printf '%s/%s' "${BIN_DIR:-$ROOT/.build/release}" "$1"; }

port_of() {
    case "$1" in
    Observer) printf '%s' "${OBSERVER_PORT:-8010}" ;;
    Finance) printf '%s' "${FINANCE_PORT:-8007}" ;;
    Beleg) printf '%s' "${BELEG_PORT:-8006}" ;;
    MinimalServer) printf '%s' "${MINIMAL_PORT:-8005}" ;;
    esac
}

url_of() { printf 'http://127.0.0.1:%s' "$(port_of "$1")"; }

# Field 22 of /proc/PID/stat, counted after the program name, which may hold blanks.
start_time() { sed -E 's/^.*\) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# The recorded process still runs: same id, same start time, and no zombie.
is_alive() {
    local file="$RUN_DIR/$1.pid" pid started
    [ -r "$file" ] && read -r pid started <"$file" || return 1
    [ -n "$pid" ] && [ "$(start_time "$pid")" = "$started" ] || return 1
    ! grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null
}

# ... and carries our marker, which a process has from its exec on.
is_ours() {
    local pid rest
    is_alive "$1" && read -r pid rest <"$RUN_DIR/$1.pid" || return 1
    grep -zqxF "ERP_STACK_RUN=$RUN_DIR" "/proc/$pid/environ" 2>/dev/null
}

stack_is_running() { is_ours Observer; }

# Ids of the processes that have a line of this pattern in their environment; arguments as of grep.
processes_with() { grep -lz "$@" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3 || true; }

# Services that outlived their Observer, by the marker that it gave them.
orphans() {
    local pid
    for pid in $(processes_with -xF "ERP_STACK_RUN=$DATA_DIR/observer"); do
        if [ "$pid" != "$$" ]; then printf '%s\n' "$pid"; fi
    done
}

# Those of these ids that still are services of this stack.
still_running() { comm -12 <(sort <<<"$1") <(orphans | sort); }

# Says that services go on although a start has failed or the Observer has died, and what to do about it.
name_survivors() {
    local pid
    complain ""
    if is_ours Observer; then complain "These go on, watched by the Observer:"; else
        complain "These go on, but UNWATCHED: nobody restarts them or tells of their failures."
    fi
    for pid in $1; do complain "    process $pid ($(cat "/proc/$pid/comm" 2>/dev/null))"; done
    if is_ours Observer; then
        complain "Look:  $(binary Observer) ctl status --url $(url_of Observer)"
    else
        complain "Mend what is named above, if anything, and start again: the Observer takes them over as they run."
    fi
    complain "To stop them: $(stop_command)"
}

# A service outlives this script's caller; files that the caller left open are none of its business.
close_inherited_files() {
    local path descriptor
    for path in /proc/self/fd/*; do
        descriptor="${path##*/}"
        if ((descriptor > 2)); then eval "exec $descriptor>&-" 2>/dev/null || true; fi
    done
}

# What the Observer, and through it the stack file, is told.
export_settings() {
    export HOST=127.0.0.1 PORT DATA_DIR OBSERVER_SERVICE_URL FINANCE_PORT BELEG_PORT MINIMAL_PORT
    PORT="$(port_of Observer)" OBSERVER_SERVICE_URL="$(url_of Observer)/register"
    FINANCE_PORT="$(port_of Finance)" BELEG_PORT="$(port_of Beleg)" MINIMAL_PORT="$(port_of MinimalServer)"
}

# Whether the stack file can be used; every fault is named.
check_stack_file() { (cd "$ROOT" && export_settings && exec "$(binary Observer)" --check --stack "$STACK_FILE" >/dev/null); }

# In a session of its own, so that Ctrl-C reaches this script alone and the Observer's way of stopping is not disturbed.
start_observer() {
    local pid log="$RUN_DIR/Observer.log"
    : >>"$log"
    LOG_START=$(($(wc -l <"$log") + 1))
    (cd "$ROOT" && export_settings
        export ERP_STACK_RUN="$RUN_DIR"
        close_inherited_files
        exec setsid "$(binary Observer)" --stack "$STACK_FILE" >>"$log" 2>&1 </dev/null) &
    pid=$!
    # Without this the shell announces a killed process in words of its own.
    disown "$pid"
    printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$RUN_DIR/Observer.pid"
    # Its marker shows from the exec on; before that, nobody could recognise it.
    while is_alive Observer && ! is_ours Observer; do sleep 0.01; done
    say "Starting the Observer on $(url_of Observer), and through it the services of $STACK_FILE ..."
}
LOG_START=1

last_lines() { tail -n "+$LOG_START" "$RUN_DIR/Observer.log" 2>/dev/null | tail -n 15 | sed 's/^/    /' >&2; }

ctl() { "$(binary Observer)" ctl "$@" --url "$(url_of Observer)"; }

# Our own Observer says that it has the port (its line in the log); whoever else answers there is not meant.
observer_listens() {
    [ "$(tail -n "+$LOG_START" "$RUN_DIR/Observer.log" 2>/dev/null | grep -c '^  ready after ')" -gt 0 ]
}

wait_until_ready() {
    local deadline=$((SECONDS + READY_SECONDS))
    until observer_listens; do
        if ! is_alive Observer; then
            complain "The Observer did not start. Its last lines:"
            last_lines
            return 1
        fi
        if ((SECONDS >= deadline)); then
            complain "The Observer was not ready within $READY_SECONDS s. Its last lines:"
            last_lines
            return 1
        fi
        sleep 0.05
    done
    # Ready is what the services themselves say, not a guess at how long a start takes.
    ctl status --wait "$READY_SECONDS" >/dev/null 2>&1 && return 0
    complain "Not every service is ready within $READY_SECONDS s:"
    ctl status >&2 || true
    complain "Logs: $DATA_DIR/observer/logs and $RUN_DIR/Observer.log"
    return 1
}

show_table() {
    say ""
    ctl status || true
    say ""
    say "  Overview page: $(url_of Observer)/"
    say "  Logs:          $DATA_DIR/observer/logs, $RUN_DIR/Observer.log"
    say "  Commands:      $(binary Observer) ctl --help"
    say ""
}

# The Observer stops its services in reverse order of dependency; what it could not take along is ended here.
stop_stack() {
    local pid rest found=0 deadline=$((SECONDS + STOP_SECONDS))
    if is_ours Observer; then
        found=1
        read -r pid rest <"$RUN_DIR/Observer.pid"
        say "Stopping the stack (Observer, process $pid) ..."
        kill -TERM "$pid" 2>/dev/null || true
        while is_ours Observer && ((SECONDS < deadline)); do sleep 0.05; done
        if is_ours Observer; then
            complain "The Observer did not end within $STOP_SECONDS s; killing it."
            kill -KILL "$pid" 2>/dev/null || true
            while is_ours Observer; do sleep 0.05; done
        fi
    fi
    # The Observer's end may have used up all the time; these have only now been asked.
    deadline=$((SECONDS + STOP_SECONDS))
    for pid in $(orphans); do
        found=1
        say "Stopping process $pid, which outlived its Observer ..."
        kill -TERM "$pid" 2>/dev/null || true
    done
    while [ -n "$(orphans)" ] && ((SECONDS < deadline)); do sleep 0.1; done
    for pid in $(orphans); do kill -KILL "$pid" 2>/dev/null || true; done
    rm -f "$RUN_DIR/Observer.pid"
    if ((found)); then say "All services are stopped."; else say "No stack over $DATA_DIR is running."; fi
}

# The command that stops this stack, from any terminal.
stop_command() {
    local setting=""
    [ "$DATA_DIR" = "$ROOT/data" ] || setting="DATA_DIR=$(printf '%q' "$DATA_DIR") "
    [ "$RUN_DIR" = "$DATA_DIR/run" ] || setting+="RUN_DIR=$(printf '%q' "$RUN_DIR") "
    printf '%s%s/scripts/stop-all.sh' "$setting" "$ROOT"
}

# Names the running stacks of this user that have another folder: what is not stopped is not to be taken for stopped.
name_other_stacks() {
    local pid
    for pid in $(processes_with '^ERP_STACK_RUN='); do
        [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = Observer ] || continue
        say "Still running: the stack over $(tr '\0' '\n' <"/proc/$pid/environ" | sed -n 's/^DATA_DIR=//p')" \
            "(Observer, process $pid). Give its DATA_DIR to stop it."
    done
}
