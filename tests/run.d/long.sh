# shellcheck shell=bash
# What takes longer than a coffee: tests/run --long.

fuzz_seconds=${NSDB_FUZZ_SECONDS:-300}

# Compiled tests only: a script would be the shell's own memory.
long_valgrind() {
    NSDB_UNDER_VALGRIND=1 builds_check plain valgrind '^tests/unit/[^.]*$' \
        LOG_COMPILER="valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite"
}

# long_fuzz_options FUZZER: its words, and the inputs it begins with, where it has them.
long_fuzz_options() {
    local beside=$source_directory/tests/fuzz/$1
    [[ ! -f $beside.dict ]] || printf '%s\n' "-dict=$beside.dict"
    [[ ! -d $beside.seeds ]] || find "$beside.seeds" -type f | sort | paste -sd, | sed 's/^/-seed_inputs=/'
}

# long_fuzz_share ODD: every second fuzzer.
long_fuzz_share() {
    local fuzzers fuzzer options
    mapfile -t fuzzers < <(find "$(builds_directory fuzzing)/tests/fuzz" -type f -name 'fuzz_*' -executable | sort)
    for fuzzer in "${!fuzzers[@]}"; do
        mapfile -t options < <(long_fuzz_options "${fuzzers[fuzzer]##*/}")
        ((fuzzer % 2 != $1)) || result_run "fuzz/${fuzzers[fuzzer]##*/}" $((fuzz_seconds + 60)) "${fuzzers[fuzzer]}" \
            -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=1024 "${options[@]}"
    done
}

# Two at a time: each keeps one core busy.
long_fuzz() {
    CC=clang-14 builds_configure fuzzing --enable-fuzzing
    builds_make fuzzing
    results_run_beside "$logs/fuzz.results" long_fuzz_share 1
    long_fuzz_share 0
    results_adopt "$logs/fuzz.results"
}

# The mail lane is killed 1,000 times, and four writers write 4,000 transactions for the sealing lanes.
long_lanes() {
    NSDB_KILL_ROUNDS=1000 builds_check plain kills '^tests/store/worker/test_(mail|seal)_lane'
}

# The time of an answer must not tell whether an ID exists (A14): 2,000 sign-ins of each kind, with nothing beside.
long_guesses() {
    NSDB_TRIES=2000 builds_check plain guesses '^tests/flows/test_equal_work'
}

# Processes are killed while lists are registered: 20 lists instead of one.
long_faults() {
    local program
    for program in "$here"/fault/*.test.mjs; do
        NSDB_KILL_ROUNDS=20 site_run "$program" 3600
    done
}

# Each race 200 times instead of 20.
long_races() {
    local program
    for program in "$here"/races/*.test.mjs; do
        NSDB_RACE_ROUNDS=200 site_run "$program" 3600
    done
}

# The same screens again in a site of its own with 150,000 accounts: the sample sign-ins are used up by the first walk.
long_crowd() {
    local admin program
    trap site_stop EXIT
    site_log=crowd site_var=
    site_start || return 0
    admin=$NSDB_VAR/app/sbin/nsdb-admin
    result_run "crowd/load" 1800 setpriv --reuid="$(stat -Lc %U "$NSDB_VAR")" --regid="$(stat -Lc %G "$NSDB_VAR")" --clear-groups \
        "$admin" --settings "$NSDB_VAR/settings/admin.conf" sample --doctors 150000
    while read -r program; do
        site_run "$program" 900 ' (150,000 accounts)'
    done < <(site_programs | grep -F /browser/)
}

# README's lines for a server, in a container that boots systemd.
long_systemd() {
    result_run site/test_systemd 1200 "$here/site/test_systemd"
}

long_tests() {
    long_valgrind
    long_fuzz
    long_lanes
    long_systemd
    long_guesses
    [[ -n $site_var ]] || site_start || return 0
    results_run_beside "$logs/crowd.results" long_crowd
    long_faults
    long_races
    results_adopt "$logs/crowd.results"
}
