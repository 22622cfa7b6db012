# shellcheck shell=bash
# One line for each test program, and the closing line.

results_open() {
    results_none
    results_started=$SECONDS
    results_stolen_before=$(stolen_time)
    logs=$source_directory/build/tests/logs
    rm -rf "$logs"
    mkdir -p "$logs/seen" # structures of screens that were looked at
}

results_none() {
    results_passed=0 results_failed=0 results_skipped=0 results_child='' results_beside=''
}

# results_first PATTERN: of the lines that come in, those that fit go out first, the others after them.
results_first() {
    awk -v pattern="$1" '$0 ~ pattern { print; next }
        { rest = rest $0 "\n" }
        END { printf "%s", rest }'
}

result_pass() {
    results_passed=$((results_passed + 1))
    printf 'passed   %s (%s s)\n' "$1" "$2"
}

result_skip() {
    results_skipped=$((results_skipped + 1))
    printf 'skipped  %s (%s)\n' "$1" "$2"
}

# result_fail NAME LOG: what the log calls wrong and its end are shown, the rest lies there.
result_fail() {
    results_failed=$((results_failed + 1))
    printf 'FAILED   %s (log: %s)\n' "$1" "$2"
    [[ -s $2 ]] || return 0
    {
        head -n -15 -- "$2" | grep -E -m 10 'FAIL|WRONG|^not ok|[Ee]rror:' || true
        tail -n 15 -- "$2"
    } | sed 's/^/             /'
}

# result_of NAME STATUS SECONDS LOG: 0 passed, 77 skipped, anything else failed.
result_of() {
    case $2 in
        0) result_pass "$1" "$3" ;;
        77) result_skip "$1" "$(tail -n 1 "$4" 2>/dev/null || true)" ;;
        *) result_fail "$1" "$4" ;;
    esac
}

# result_run NAME SECONDS COMMAND…: runs a test program, at most so long.
result_run() {
    local name=$1 most=$2 log started=$SECONDS status=0
    log=$logs/${name//\//_}.log
    shift 2
    timeout --kill-after=10 "$most" "$@" >"$log" 2>&1 </dev/null &
    results_child=$!
    wait "$results_child" || status=$?
    results_child=
    [[ $status != 124 ]] || printf 'took more than %s s\n' "$most" >>"$log"
    result_of "$name" "$status" $((SECONDS - started)) "$log"
}

# results_run_beside FILE COMMAND…: a function that runs tests beside those of this shell; what it writes goes to the file, and
# results_adopt takes it over. One at a time.
results_run_beside() {
    local file=$1
    shift
    (
        trap results_interrupt TERM
        results_none
        "$@"
    ) >"$file" 2>&1 &
    results_beside=$!
}

# results_adopt FILE: waits for the tests that run beside and takes over what they wrote into the file.
results_adopt() {
    wait "$results_beside" || result_fail "tests beside" "$1"
    results_beside=
    cat -- "$1"
    results_passed=$((results_passed + $(grep -c '^passed ' "$1" || true)))
    results_failed=$((results_failed + $(grep -c '^FAILED ' "$1" || true)))
    results_skipped=$((results_skipped + $(grep -c '^skipped ' "$1" || true)))
}

# Ctrl-C: ends the test programs that run (timeout passes the signal on) and then the sites, by the traps of tests/run.
results_interrupt() {
    local child
    for child in "$results_child" "$results_beside"; do
        [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || true
    done
    [[ -z $results_beside ]] || wait "$results_beside" || true
    printf '\nInterrupted.\n'
    exit 130
}

results_close() {
    trap - EXIT
    printf '\n%s minutes; %s %% of the time went to others on the host of this machine\n' $(((SECONDS - results_started + 59) / 60)) \
        "$(stolen_since "$results_stolen_before")"
    printf '%s passed, %s failed, %s skipped\n' "$results_passed" "$results_failed" "$results_skipped"
    ((results_failed == 0)) || exit 1
    exit 0
}
