# shellcheck shell=bash
# Signing in next to bare Argon2id, and pages while many sign in at once.

sign_in_people=200

# People with a password that is known here, no key yet: they come as far as the first step.
sign_in_prepare() {
    local hash
    site_program signin/floor_argon2
    sign_in_workers=$(sed -n 's/^signin.workers = //p' "$var/settings/common.conf")
    hash=$("$bench/floor_argon2" hash password-of-the-bench)
    site_statements <<SQL
CREATE TEMPORARY TABLE chosen AS SELECT id FROM account WHERE role = 'doctor' AND locked_at IS NULL ORDER BY id DESC LIMIT $sign_in_people;
DELETE FROM initial_password WHERE account_id IN (SELECT id FROM chosen);
REPLACE INTO password (account_id, hash, changed_at) SELECT id, '$hash', NOW(6) FROM chosen;
SQL
    # sealed, as everybody's is: otherwise each would be hashed anew at the first sign-in
    user_runs "$var/app/sbin/nsdb-admin" --settings "$var/settings/admin.conf" migrate >>"$work/site.log" 2>&1
    sign_in_ids=$(site_statements --execute="SELECT login_id FROM account WHERE role = 'doctor' AND locked_at IS NULL ORDER BY id DESC LIMIT $sign_in_people")
    sign_in_form
}

# A form's own cookie and token, as a browser gets them with the page.
sign_in_form() {
    local page=$work/form
    curl -s -c "$work/cookies" -o "$page" "http://127.0.0.1:$floor_port/signin/"
    sign_in_cookie=$(awk '$6 ~ /nsdb_form$/ { print $7 }' "$work/cookies")
    sign_in_csrf=$(grep -o 'name="csrf_token" value="[^"]*' "$page" | head -n 1 | sed 's/.*"//')
}

# sign_in_load SECONDS: prints what the load saw.
sign_in_load() {
    BENCH_LOGIN_IDS=$sign_in_ids BENCH_FORM=$sign_in_cookie BENCH_CSRF=$sign_in_csrf BENCH_PASSWORD=password-of-the-bench \
        BENCH_ORIGIN=http://127.0.0.1:$floor_port wrk -t1 -c16 -d"$1s" --timeout 10s -s "$here/signin/sign_in.lua" \
        "http://127.0.0.1:$floor_port" | grep '^RESULT'
}

sign_in_time() {
    printf '%s' $(($(group_time nginx) + $(group_time signin) + $(group_time database)))
}

sign_in_count() {
    grep -c 'POST /signin/ 303' "$var/log/signin.log" || true
}

# Those that were under way when the load ended are finished and counted too.
sign_in_wait_idle() {
    local before
    for ((before = -1; before != $(group_time signin); )); do
        before=$(group_time signin)
        sleep 0.5
    done
}

sign_in_run() {
    local word requests seconds p50 p99 wrong time count database_time
    time=$(sign_in_time)
    database_time=$(group_time database)
    count=$(sign_in_count)
    read -r word requests seconds p50 p99 wrong < <(sign_in_load $((page_seconds * 2)))
    [[ $word = RESULT ]] || return 0
    sign_in_wait_idle
    note sign-in.cpu "$(calculate "($(sign_in_time) - $time) / ($(sign_in_count) - $count)")"
    note sign-in.database "$(calculate "($(group_time database) - $database_time) / ($(sign_in_count) - $count)")"
    note sign-in.wrong "$wrong"
    note sign-in.rate "$(calculate "$requests / $seconds")"
    note sign-in.p99 "$p99"
}

sign_in_measure() {
    local round storm rate cpu
    for ((round = 0; round < page_rounds; round++)); do
        read -r rate cpu < <("$bench/floor_argon2" "$sign_in_workers" $((page_seconds * 2)))
        note argon2.rate "$rate"
        note argon2.cpu "$cpu"
        sign_in_run
    done
    sign_in_load "$((page_rounds * page_seconds + 2))" >"$work/storm" &
    storm=$!
    for ((round = 0; round < page_rounds; round++)); do
        page_run self storm
    done
    wait "$storm" || true
}

sign_in_show() {
    headline "Signing in, $sign_in_workers workers, in turns with bare Argon2id"
    told "sign-ins per second" "$(shown sign-in.rate)"
    told "bare Argon2id per second" "$(shown argon2.rate)"
    told "CPU µs for a sign-in, all processes" "$(shown sign-in.cpu)"
    told "CPU µs for a sign-in, the database alone" "$(shown sign-in.database)"
    told "CPU µs for bare Argon2id" "$(shown argon2.cpu)"
    told "statements of a sign-in" "$(pages_statements signin 'POST /signin/ 303')"
    told "sign-ins that were refused" "$(median sign-in.wrong)"
    judge "sign-ins ÷ bare Argon2id, rate" "$(ratio_of sign-in.rate argon2.rate)" least 0.9
    judge "sign-ins ÷ bare Argon2id, CPU (bare ÷ ours)" "$(ratio_of argon2.cpu sign-in.cpu)" least 0.9
    told "自アカウント管理 during a storm of sign-ins, requests/s" "$(shown storm.rate)"
    judge "自アカウント管理 during the storm, p99 ms" "$(median storm.p99)" most 50
}
