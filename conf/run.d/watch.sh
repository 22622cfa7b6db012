# shellcheck shell=bash
# The process that starts the programs, keeps them alive and stops them in order. It runs in its own session, so that
# a Ctrl-C at the terminal ends the programs one after the other and not all at once.

declare -A watch_name watch_pid watch_started watch_pause

watch_is_running() {
    [[ -e $var/watch.lock ]] && ! flock -n "$var/watch.lock" true 2>/dev/null
}

watch_state() {
    cat "$var/watch.state" 2>/dev/null || true
}

# Starts the watching process and waits until the site answers or a step failed.
watch_start() {
    say "Starting …"
    rm -f "$var/watch.state"
    setsid "$here/run" watch --var "$var" --listen "$listen" --port "$port" 9>&- >"$var/log/run.log" 2>&1 </dev/null &
    watch_process=$!
    trap 'say ""; watch_call_off; exit 130' INT TERM HUP
    if ! wait_until 180 watch_has_decided; then
        watch_call_off
        fail "The site did not start within three minutes." "$var/log/run.log"
    fi
    if [[ $(watch_state) != ready ]]; then
        wait_until 60 watch_is_gone "$watch_process" || true # it still stops what it had started
        fail "The site could not be started." "$var/log/run.log"
    fi
    site_address >"$var/address"
    exec 9>&-
}

# A start that was interrupted or takes too long leaves nothing behind that starts after all.
watch_call_off() {
    say "Stopping …"
    wait_until 120 watch_has_ended || true
}

watch_has_ended() {
    watch_is_gone "$watch_process" && return 0
    kill -TERM "$watch_process"
    return 1
}

watch_has_decided() {
    [[ $(watch_state) = ready || $(watch_state) = failed ]] || ! kill -0 "$watch_process"
}

# Stays in the foreground until Ctrl-C, or until the site ends by other means.
watch_follow() {
    trap 'say ""; watch_stop; exit 0' INT TERM HUP
    while kill -0 "$watch_process" 2>/dev/null; do
        wait "$watch_process" || true
    done
    fail "The site has ended." "$var/log/run.log"
}

watch_stop() {
    local process
    directories_find_var
    if ! watch_is_running; then
        say "No site runs in $var."
        return 0
    fi
    process=$(cat "$var/watch.pid")
    kill -TERM "$process" || fail "The site in $var could not be stopped (process $process)."
    say "Stopping …"
    wait_until 120 watch_has_stopped "$process" || fail "The site did not stop within two minutes." "$var/log/run.log"
    say "Stopped. The data stay in $var."
}

# Asks again as long as it runs: the first signal may have come while it was not yet listening for one.
watch_has_stopped() {
    flock -n "$var/watch.lock" true && return 0
    kill -TERM "$1"
    return 1
}

watch_status() {
    directories_find_var
    if ! watch_is_running; then
        say "No site runs in $var."
        exit 3
    fi
    say "$(site_address_of_running) ($(watch_state))"
    column -t "$var/watch.programs" | sed 's/^/  /'
}

# --- inside the watching process ---------------------------------------------------------------------------------

watch_launch() {
    local name=$1 pause=${2:-0}
    service_start "$name" "$pause"
    watch_name[$!]=$name
    watch_pid[$name]=$!
    watch_started[$name]=$EPOCHSECONDS
    watch_note
}

# For "status": program, process, since when.
watch_note() {
    local name
    for name in "${!watch_pid[@]}"; do
        printf '%s process %s since %(%F_%T)T\n' "$name" "${watch_pid[$name]}" "${watch_started[$name]}"
    done | sort >"$var/watch.programs.new"
    mv "$var/watch.programs.new" "$var/watch.programs"
}

# A program that ended is started again: at once, or after a growing pause when it ends as soon as it starts.
watch_again() {
    local name=$1 status=$2 pause=0
    watch_end_rest "${watch_pid[$name]}"
    if ((EPOCHSECONDS - watch_started[$name] < 3)); then
        pause=$((${watch_pause[$name]:-0} * 2 + 1))
        ((pause <= 15)) || pause=15
    fi
    watch_pause[$name]=$pause
    printf '%(%F %T)T %s ended with status %s; starting it again after %s s (its log: %s)\n' \
        -1 "$name" "$status" "$pause" "$(service_log "$name")"
    watch_launch "$name" "$pause"
}

watch_end_program() {
    local name=$1 seconds=$2 process=${watch_pid[$1]:-}
    [[ -n $process ]] || return 0
    kill -"$(service_stop_signal "$name")" "$process" 2>/dev/null || true
    wait_until "$seconds" watch_is_gone "$process" || kill -KILL "$process" 2>/dev/null || true
    watch_end_rest "$process"
}

# What a killed parent left behind: nginx's workers, for one, would go on and keep the port.
watch_end_rest() {
    kill -KILL -- "-$1" 2>/dev/null || true
}

watch_is_gone() {
    ! kill -0 "$1" 2>/dev/null || [[ $(ps -o stat= -p "$1") = Z* ]]
}

watch_end_all() {
    local name
    trap '' TERM INT
    watch_end_program nginx 15
    for name in "${services_after_database[@]}"; do
        [[ -z ${watch_pid[$name]:-} ]] || kill -TERM "${watch_pid[$name]}" 2>/dev/null || true
    done
    for name in "${services_after_database[@]}"; do
        watch_end_program "$name" 15
    done
    watch_end_program database 60
    rm -f "$var/watch.state" "$var/watch.pid"
}

watch_give_up() {
    printf 'failed\n' >"$var/watch.state"
    watch_end_all
    printf 'failed\n' >"$var/watch.state"
}

# Starts everything in order; a step that fails has said why.
watch_start_all() {
    local name
    watch_launch database
    wait_until 60 database_answers || fail "MariaDB does not answer." "$var/log/mariadb.log"
    site_fill
    port_must_be_free
    for name in "${services_after_database[@]}"; do
        watch_launch "$name"
    done
    for name in "${services_handlers[@]}"; do
        wait_until 20 service_socket_listens "$name" || fail "$name did not start." "$(service_log "$name")"
    done
    wait_until 20 nginx_has_port || fail "nginx does not answer on $listen, port $port. Is the port taken?" "$(service_log nginx)"
}

# "wait" does not see a program that ended while bash was busy with the end of another: so all are looked at besides, after
# each end and whenever this pause is over.
watch_pause_for_look() {
    kill -0 "${watch_look:-none}" 2>/dev/null && return 0
    sleep 3 8>&- &
    watch_look=$!
}

watch_look_at_all() {
    local name process
    for name in "${!watch_pid[@]}"; do
        process=${watch_pid[$name]}
        kill -0 "$process" 2>/dev/null && continue
        unset "watch_name[$process]"
        watch_again "$name" unknown
    done
}

watch_keep() {
    local process status
    while [[ $ending = no ]]; do
        watch_pause_for_look
        status=0
        wait -n -p process || status=$?
        [[ $ending = no ]] || break
        if [[ -n ${process:-} && -n ${watch_name[$process]:-} ]]; then
            watch_again "${watch_name[$process]}" "$status"
            unset "watch_name[$process]"
        fi
        watch_look_at_all
    done
    kill "${watch_look:-none}" 2>/dev/null || true # none: the end was asked for before the first look
}

watch_run() {
    exec 8>"$var/watch.lock"
    flock -n 8 || fail "The site in $var runs already."
    printf '%s\n' $$ >"$var/watch.pid"
    user_choose
    directories_make_run
    app=$var/app
    services_find
    certificate_is_loopback "$listen" || scheme=https
    ending=no
    trap 'ending=yes' TERM INT
    trap watch_give_up EXIT
    rm -f "$run"/*.sock "$var/tmp/nginx.pid"
    watch_start_all
    trap - EXIT
    printf 'ready\n' >"$var/watch.state"
    watch_keep
    watch_end_all
}
