# shellcheck shell=bash
# A real site, started by conf/run in a directory of its own on a free port, and the tests that talk to it.

site_var=
site_log=site # name of its logs

site_free_port() {
    local port
    for _ in {1..100}; do
        port=$((20000 + RANDOM % 10000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s' "$port" && return 0; }
    done
    fail "No free port was found."
}

# site_start [BUILD]
site_start() {
    local log=$logs/$site_log.log
    site_var=$(mktemp -d /tmp/nsdb-tests-XXXXXX)
    chmod 0755 "$site_var"
    site_port=$(site_free_port)
    export NSDB_URL=http://127.0.0.1:$site_port NSDB_VAR=$site_var/var
    NSDB_BUILD=$(builds_directory "${1:-plain}") "$source_directory/conf/run" --background --port "$site_port" \
        --var "$NSDB_VAR" >"$log" 2>&1 </dev/null && return 0
    cp -r "$NSDB_VAR/log" "$logs/$site_log-log" 2>/dev/null || true
    result_fail "site/start" "$log"
    return 1
}

site_stop() {
    [[ -n $site_var ]] || return 0
    "$source_directory/conf/run" stop --var "$site_var/var" >>"$logs/$site_log.log" 2>&1 </dev/null || true
    rm -rf "$logs/$site_log-log"
    cp -rL "$site_var/var/log" "$logs/$site_log-log" 2>/dev/null || true
    rm -rf "$site_var" "$(readlink -f "$site_var/var")"
    site_var=
}

# Test programs (*.test.mjs) in the browser, those that take longest first, races without one, and last those that kill the
# site's processes. Each gets the site's address in NSDB_URL and its directory in NSDB_VAR.
site_programs() {
    local place
    for place in "$here/browser" "$here/races" "$here/fault"; do
        [[ ! -d $place ]] || find "$place" -name node_modules -prune -o -type f -name '*.test.mjs' -print | sort
    done | results_first '/browser/(manual|officials|account|keyboard|whole_job)[.]'
}

# site_run PROGRAM [SECONDS [REMARK]]
site_run() {
    NSDB_SCREENS=$source_directory/build/screens NSDB_SEEN=$logs/seen result_run "${1#"$here"/}${3:-}" "${2:-600}" "$node" "$1"
}

# site_next: the program whose turn it is, nothing when none is left.
site_next() {
    flock "$logs/site-programs.lock" sh -c 'head -n 1 "$1" && sed -i 1d "$1"' - "$logs/site-programs"
}

# site_share: one program after the other from the list of all, on the site that was started.
site_share() {
    local program
    while program=$(site_next) && [[ -n $program ]]; do
        site_run "$program"
    done
}

site_first() {
    site_start || return 0
    result_pass "site/start" 0
    site_share
    result_run site/test_restart 300 "$here/site/test_restart"
}

site_second() {
    site_start || return 0
    site_share
    result_run site/test_backup 300 "$here/site/test_backup"
    site_stop
}

# The programs with sanitizers as a site: the doors to the users of all kinds of organisations once, imports and mails of the
# worker with them, and then nothing of the sanitizers in the logs, to the last process's end.
site_sanitized() {
    local program
    site_start sanitized || return 0
    for program in officials staff transfer bulk_import; do
        NSDB_TESTS='default|changes hands|resets' site_run "$here/browser/$program.test.mjs" 600 ' (sanitized)'
    done
    site_stop
    result_run site/sanitizers 10 bash -c '! grep -rE "AddressSanitizer|LeakSanitizer|runtime error" "$1"' - "$logs/site-sanitized-log"
}

site_beside() {
    trap site_stop EXIT
    if wants sanitized; then site_log=site-sanitized site_sanitized; fi
    if wants site; then site_log=site-second site_second; fi
}

# Two sites side by side share the programs, because one alone leaves a core idle; the one with sanitizers comes before the second.
site_tests() {
    say "Starting sites for the tests …"
    rm -rf "$source_directory/build/screens"
    site_programs >"$logs/site-programs"
    results_run_beside "$logs/site-beside.results" site_beside
    site_log=site
    if wants site; then site_first; fi
    results_adopt "$logs/site-beside.results"
}
