# shellcheck shell=bash
# What conf/run tells the person at the terminal.

say() {
    printf '%s\n' "$*"
}

# fail SENTENCE [LOG]: says what went wrong and where the details are, and ends.
fail() {
    printf '\n%s\n' "${0##"$source_directory"/}: $1" >&2
    if [[ -n ${2:-} ]]; then
        if [[ -s $2 ]]; then
            printf '%s\n' "Last lines of $2:" >&2
            tail -n 20 -- "$2" | sed 's/^/    /' >&2
        fi
        printf '%s\n' "The whole log: $2" >&2
    fi
    exit 1
}

# logged LOG SENTENCE COMMAND…: runs a command with its output in LOG; on failure SENTENCE and the log are shown.
logged() {
    local log=$1 sentence=$2
    shift 2
    "$@" >>"$log" 2>&1 </dev/null || fail "$sentence" "$log"
}

# wait_until SECONDS COMMAND…: asks every 0.1 s until the command succeeds.
wait_until() {
    local tries=$(($1 * 10))
    shift
    while ! "$@" >/dev/null 2>&1; do
        ((tries-- > 0)) || return 1
        sleep 0.1
    done
}
