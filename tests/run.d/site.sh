# shellcheck shell=bash
# A real site, started by conf/run in a directory of its own on a free port, and the tests that talk to it.

site_var=

site_free_port() {
    local port
    for _ in {1..100}; do
        port=$((20000 + RANDOM % 10000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s' "$port" && return 0; }
    done
    fail "No free port was found."
}

site_start() {
    local log=$logs/site.log
    site_var=$(mktemp -d /tmp/nsdb-tests-XXXXXX)
    chmod 0755 "$site_var"
    site_port=$(site_free_port)
    export NSDB_URL=http://127.0.0.1:$site_port NSDB_VAR=$site_var/var
    NSDB_BUILD=$(builds_directory plain) "$source_directory/conf/run" --background --port "$site_port" \
        --var "$NSDB_VAR" >"$log" 2>&1 </dev/null && return 0
    cp -r "$NSDB_VAR/log" "$logs/site-log" 2>/dev/null || true
    result_fail "site/start" "$log"
    return 1
}

site_stop() {
    [[ -n $site_var ]] || return 0
    "$source_directory/conf/run" stop --var "$site_var/var" >>"$logs/site.log" 2>&1 </dev/null || true
    rm -rf "$logs/site-log"
    cp -rL "$site_var/var/log" "$logs/site-log" 2>/dev/null || true
    rm -rf "$site_var" "$(readlink -f "$site_var/var")"
    site_var=
}

# Test programs in the browser, and those that kill the site's processes, last: *.test.mjs. Each gets the site's address in NSDB_URL and its directory in NSDB_VAR.
site_programs() {
    local place
    for place in "$here/browser" "$here/screens" "$here/fault"; do
        [[ ! -d $place ]] || find "$place" -name node_modules -prune -o -type f -name '*.test.mjs' -print | sort
    done
}

site_run() {
    NSDB_SCREENS=$source_directory/build/screens result_run "${1#"$here"/}" "${2:-600}" "$node" "$1"
}

site_tests() {
    local program
    say "Starting a site for the tests …"
    site_start || return 0
    result_pass "site/start" 0
    while read -r program; do
        site_run "$program"
    done < <(site_programs)
    result_run site/test_restart 300 "$here/site/test_restart"
}
