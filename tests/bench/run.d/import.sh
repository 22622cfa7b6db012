# shellcheck shell=bash
# 一括登録 next to bare array binding of the same rows, on a private MariaDB of its own; a tenth for growth.

# import_run_one ROWS ROUNDS
import_run_one() {
    local what rows=$1
    "$source_directory/tests/support/mariadb" run "$build/tests/bench/import/bench_import" "$rows" "$2" >"$work/import.log" 2>&1 ||
        { tail -n 5 "$work/import.log"; return 0; }
    while read -r what; do
        note "import.$rows.seconds" "$(sed -E 's/.*registration ([0-9.]+) s.*/\1/' <<<"$what")"
        note "import.$rows.check" "$(sed -E 's/.*check ([0-9.]+) s.*/\1/' <<<"$what")"
        note "import.$rows.bare" "$(sed -E 's/.*rows ([0-9.]+) s; ratio.*/\1/' <<<"$what")"
        note "import.$rows.ratio" "${what##*ratio }"
    done < <(grep -E '^[0-9]+ rows: check' "$work/import.log")
    note "import.$rows.memory" "$(sed -nE 's/^memory.*: ([0-9]+) KiB.*/\1/p' "$work/import.log")"
}

# The doctors of the whole country in eight files, one after the other.
import_files() {
    "$source_directory/tests/support/mariadb" run "$build/tests/bench/import/bench_import" 18375 0 8 >"$work/import.log" 2>&1 ||
        { tail -n 5 "$work/import.log"; return 0; }
    note import.files "$(sed -nE 's/^8 files of .*: ([0-9.]+) s$/\1/p' "$work/import.log")"
}

import_measure() {
    local rounds=3
    [[ -z ${BENCH_LONG:-} ]] || rounds=7
    import_run_one 2000 "$rounds"
    import_run_one 20000 "$rounds"
    import_files
    if ! known import.2000.seconds || ! known import.20000.seconds || ! known import.files; then
        headline "一括登録: no figures, the program failed"
        missed=$((missed + 1))
        return
    fi
    headline "一括登録 of 20,000 rows, $rounds rounds in turns with bare array binding"
    told "check, s" "$(shown import.20000.check)"
    told "registration, s" "$(shown import.20000.seconds)"
    told "bare array binding of the same table rows, s" "$(shown import.20000.bare)"
    judge "bare array binding ÷ registration" "$(median import.20000.ratio)" least 0.5
    judge "memory of the lane with its file, MiB" "$(calculate "$(median import.20000.memory) / 1024")" most 64
    judge "eight files, 147,000 doctors, checked and registered, s" "$(median import.files)" most 60
    judge "growth: all seconds at ten times the rows" \
        "$(calculate "($(median import.20000.seconds) + $(median import.20000.check)) / ($(median import.2000.seconds) + $(median import.2000.check))")" most 12
    judge "growth: seconds per row at ten times the rows" \
        "$(calculate "$(median import.20000.seconds) / $(median import.2000.seconds) / 10")" most 1.3
    headline "Writing many rows through the room store"
    "$source_directory/tests/support/mariadb" run "$build/tests/bench/store/bench_bulk" 2>&1 | tail -n 8 | sed 's/^/  /' || true
}
