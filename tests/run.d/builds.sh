# shellcheck shell=bash
# Builds for testing, below build/tests, and "make check" in them.

builds_directory() {
    printf '%s/build/tests/%s' "$source_directory" "$1"
}

# builds_configure NAME CONFIGURE-OPTION…: makes the build directory, once.
builds_configure() {
    local name=$1 directory log
    shift
    directory=$(builds_directory "$name") log=$logs/configure_$name.log
    mkdir -p "$directory"
    [[ -e $directory/Makefile ]] || (cd "$directory" && logged "$log" "./configure failed." "$source_directory/configure" \
        --with-systemdsystemunitdir=no "$@")
}

builds_configure_sanitized() {
    ! wants sanitized || builds_configure sanitized --enable-werror --enable-sanitizers CFLAGS="-O1 -g1"
}

# Configuring keeps one core busy: those that are wanted at once. Debug information that names lines, no more: variables and
# types take a fifth of the compiler's time.
builds_prepare() {
    [[ -x $source_directory/configure ]] || logged "$logs/autogen.log" "./autogen.sh failed." "$source_directory/autogen.sh"
    builds_configure_sanitized &
    local beside=$!
    builds_configure plain --enable-werror CFLAGS="-O2 -g1"
    wait "$beside"
}

# builds_make NAME: compiled; incremental.
builds_make() {
    local log=$logs/build_$1.log
    say "Building ($1) …"
    make -C "$(builds_directory "$1")" -j"$(nproc)" all >>"$log" 2>&1 </dev/null || result_fail "build/$1" "$log"
}

# Those that take longest begin first: at the end one core would wait for them.
builds_slow_first() {
    results_first 'test_(key_file|first_sign_in|sign_in|serve|one_address|relations|steps|seal_lane)|check_backup|check_database_hosts'
}

# builds_check NAME KIND PATTERN [MAKE-ARGUMENT…]: runs the registered tests whose names fit, and reports each.
builds_check() {
    local name=$1 kind=$2 pattern=$3 directory tests log
    shift 3
    directory=$(builds_directory "$name") log=$logs/check_$kind.log
    mapfile -t tests < <(make -s -C "$directory" print-tests | grep -E "$pattern" | builds_slow_first)
    # Compiling with sanitizers takes twice as long: only what is run then.
    [[ $kind != sanitized ]] || set -- "$@" check_PROGRAMS="${tests[*]}"
    make -C "$directory" -k -j"$(nproc)" check TESTS= "$@" >>"$logs/build_$name.log" 2>&1 </dev/null ||
        result_fail "build/$name/tests" "$logs/build_$name.log"
    find "$directory/tests" -name '*.trs' -delete
    # One more than cores: some tests mostly wait.
    make -C "$directory" -k -j$(($(nproc) + 1)) check TESTS="${tests[*]}" "$@" >"$log" 2>&1 </dev/null || true
    local test
    for test in "${tests[@]}"; do
        builds_report "$kind" "$directory" "$test"
    done
}

# automake writes TEST.trs with one line ":test-result: PASS", and TEST.log.
builds_report() {
    local label=${3#tests/} directory=$2 test=$3 outcome
    [[ -e $directory/$test.trs ]] || test=${test%.*} # automake drops the extensions that it knows
    [[ $1 = plain ]] || label="$label ($1)"
    outcome=$(sed -n 's/^:global-test-result: *//p' "$directory/$test.trs" 2>/dev/null | head -n 1 || true)
    case $outcome in
        PASS) result_pass "$label" "$(builds_seconds "$directory/$test.log")" ;;
        SKIP) result_skip "$label" "$(head -n 1 "$directory/$test.log")" ;;
        *) result_fail "$label" "$directory/$test.log" ;;
    esac
}

builds_seconds() {
    local log=$1
    [[ -e $log ]] && printf '%s' $(($(stat -c %Y "$log") - $(stat -c %W "$log")))
}
