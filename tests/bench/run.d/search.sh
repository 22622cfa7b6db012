# shellcheck shell=bash
# Searches in the database, each condition and a mix, with the plans.

search_measure() {
    local rounds=10
    [[ -z ${BENCH_LONG:-} ]] || rounds=40
    headline "医療機関ユーザ検索 in the database, ms: best of three of $rounds questions of each kind"
    "$build/tests/bench/search/bench_search" "$var/settings/institution.conf" "$rounds" >"$work/search.log"
    grep -v '^P99' "$work/search.log"
    judge "searches, p99 ms in the database" "$(awk '/^P99/ { print $2 }' "$work/search.log")" most 20
}
