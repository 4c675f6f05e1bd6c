# What the scripts know of a running stack; sourced after lib.sh.
# A process belongs to this stack when its recorded id still carries the start time recorded with it and our marker
# in its environment. Nothing is ever stopped by its program name.
# shellcheck shell=bash

DATA_DIR="${DATA_DIR:-$ROOT/data}"
case "$DATA_DIR" in /*) ;; *) DATA_DIR="$PWD/$DATA_DIR" ;; esac
RUN_DIR="${RUN_DIR:-$DATA_DIR/run}"
case "$RUN_DIR" in /*) ;; *) RUN_DIR="$PWD/$RUN_DIR" ;; esac
case "${BIN_DIR:-/}" in /*) ;; *) BIN_DIR="$PWD/$BIN_DIR" ;; esac
READY_SECONDS="${READY_SECONDS:-30}"
STOP_SECONDS="${STOP_SECONDS:-25}"

binary() { printf '%s/%s' "${BIN_DIR:-$ROOT/.build/release}" "$1"; }

port_of() {
    case "$1" in
    Observer) printf '%s' "${OBSERVER_PORT:-8010}" ;;
    Finance) printf '%s' "${FINANCE_PORT:-8007}" ;;
    Beleg) printf '%s' "${BELEG_PORT:-8006}" ;;
    MinimalServer) printf '%s' "${MINIMAL_PORT:-8005}" ;;
    esac
}

# The name under which a program registers and which its health report carries.
name_of() {
    case "$1" in
    Observer) printf 'observer-service' ;;
    Finance) printf 'finance-service' ;;
    Beleg) printf 'beleg-service' ;;
    MinimalServer) printf 'minimal-server' ;;
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

stack_is_running() {
    local service
    for service in "${SERVICES_IN_ORDER[@]}"; do is_ours "$service" && return 0; done
    return 1
}

# A service outlives this script's caller; files that the caller left open are none of its business.
close_inherited_files() {
    local path descriptor
    for path in /proc/self/fd/*; do
        descriptor="${path##*/}"
        if ((descriptor > 2)); then eval "exec $descriptor>&-" 2>/dev/null || true; fi
    done
}

# In a session of its own, so that Ctrl-C reaches this script alone and the order of stopping stays ours.
start_service() {
    local service="$1" pid
    : >>"$RUN_DIR/$service.log"
    LOG_START_OF[$service]=$(($(wc -l <"$RUN_DIR/$service.log") + 1))
    (cd "$ROOT" && ERP_STACK_RUN="$RUN_DIR" HOST=127.0.0.1 PORT="$(port_of "$service")" DATA_DIR="$DATA_DIR" \
        OBSERVER_SERVICE_URL="$(url_of Observer)/register" FINANCE_SERVICE_URL="$(url_of Finance)"
        export ERP_STACK_RUN HOST PORT DATA_DIR OBSERVER_SERVICE_URL FINANCE_SERVICE_URL
        close_inherited_files
        exec setsid "$(binary "$service")" >>"$RUN_DIR/$service.log" 2>&1 </dev/null) &
    pid=$!
    # Without this the shell announces a killed service in words of its own.
    disown "$pid"
    printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$RUN_DIR/$service.pid"
    # Its marker shows from the exec on; before that, nobody could recognise it.
    while is_alive "$service" && ! is_ours "$service"; do sleep 0.01; done
    say "Starting $service on $(url_of "$service") ..."
}
declare -A LOG_START_OF=()

last_lines() {
    local from="${LOG_START_OF[$1]:-1}"
    tail -n "+$from" "$RUN_DIR/$1.log" 2>/dev/null | tail -n 15 | sed 's/^/    /' >&2
}

# Our own process says that it has the port (its line in the log), and whoever answers there calls itself ready.
answers_ready() {
    # Counted, not grep -q: that one may end first, and its writer's broken pipe would count as "no".
    [ "$(tail -n "+${LOG_START_OF[$1]:-1}" "$RUN_DIR/$1.log" 2>/dev/null | grep -c '^  ready after ')" -gt 0 ] || return 1
    [[ "$(curl --noproxy '*' -fsS -m 2 "$(url_of "$1")/health/ready" 2>/dev/null)" == *"\"service\":\"$(name_of "$1")\""* ]]
}

# Ready is what /health/ready says, not a guess at how long a start takes.
wait_until_ready() {
    local service="$1" deadline=$((SECONDS + READY_SECONDS))
    while ((SECONDS < deadline)); do
        answers_ready "$service" && is_ours "$service" && return 0
        if ! is_alive "$service"; then
            complain "$service did not start. Its last lines:"
            last_lines "$service"
            return 1
        fi
        sleep 0.05
    done
    complain "$service was not ready within $READY_SECONDS s. Its last lines:"
    last_lines "$service"
    return 1
}


wait_until_healthy_in_observer() {
    local deadline=$((SECONDS + 15)) healthy
    while ((SECONDS < deadline)); do
        healthy="$(curl --noproxy '*' -fsS -m 2 "$(url_of Observer)/metrics" 2>/dev/null | awk '$1 == "healthy_services" {print $2}')"
        [ "${healthy:-0}" -ge "${#SERVICES_IN_ORDER[@]}" ] 2>/dev/null && return 0
        sleep 0.1
    done
    return 1
}

state_of() {
    case "$(curl --noproxy '*' -s -m 2 -o /dev/null -w '%{http_code}' "$(url_of "$1")/health/ready")" in
    200) printf 'ready' ;;
    503) printf 'not ready' ;;
    *) printf 'no answer' ;;
    esac
}

show_table() {
    local service
    say ""
    printf '  %-14s %-24s %-10s %s\n' SERVICE URL STATE LOG
    for service in "${SERVICES_IN_ORDER[@]}"; do
        printf '  %-14s %-24s %-10s %s\n' "$service" "$(url_of "$service")" "$(state_of "$service")" "$RUN_DIR/$service.log"
    done
    say ""
    say "  Overview page: $(url_of Observer)/"
    say ""
}

# Reverse order; SIGTERM, then SIGKILL for what does not end in time.
stop_stack() {
    local index service pid rest
    for ((index = ${#SERVICES_IN_ORDER[@]} - 1; index >= 0; index--)); do
        service="${SERVICES_IN_ORDER[index]}"
        if is_ours "$service"; then
            read -r pid rest <"$RUN_DIR/$service.pid"
            say "Stopping $service (process $pid) ..."
            kill -TERM "$pid" 2>/dev/null || true
            local deadline=$((SECONDS + STOP_SECONDS))
            while is_ours "$service" && ((SECONDS < deadline)); do sleep 0.05; done
            if is_ours "$service"; then
                complain "$service did not end within $STOP_SECONDS s; killing it."
                kill -KILL "$pid" 2>/dev/null || true
                while is_ours "$service"; do sleep 0.05; done
            fi
        fi
        rm -f "$RUN_DIR/$service.pid"
    done
    say "All services are stopped."
}
