# shellcheck shell=bash
# Pages: ours, the bare FastCGI program and PHP behind one nginx and over one database, in turns.

declare -A page_path page_group page_token page_sessions

pages_prepare() {
    local token
    token=$(openssl rand -hex 16)
    site_program pages/floor_program
    site_environment+=(FLOOR_PASSWORD_FILE="$var/secret/database-account" FLOOR_USER=nsdb_account
        FLOOR_DATABASE_SOCKET="$run/database.sock")
    site_launch floor-page "$bench/floor_program" page "$run/floor-page.sock"
    site_launch floor-hello "$bench/floor_program" hello "$run/floor-hello.sock"
    pages_php
    site_nginx
    doctor_token=d$token staff_token=s$token
    pages_table
    wait_until 20 pages_answer || { printf 'The pages do not answer:\n'; tail -n 5 "$bench"/*.log; exit 1; }
}

# One line for each page: name, address, process group, sessions.
pages_table() {
    local name path group token sessions
    while read -r name path group token sessions; do
        page_path[$name]=$path page_group[$name]=$group page_token[$name]=$token page_sessions[$name]=$sessions
    done <<TABLE
self /account/self account $doctor_token 1000
floor /floor/page floor-page $doctor_token 1000
hello /floor/hello floor-hello $doctor_token 1
php /php/self.php php $doctor_token 1000
php-emulated /php/self.php?emulated=1 php $doctor_token 1000
search /institution/users institution $staff_token 1
search-php /php/users.php php $staff_token 1
search-php-emulated /php/users.php?emulated=1 php $staff_token 1
TABLE
}

pages_have_php() {
    [[ -x /usr/sbin/php-fpm8.2 && -x /usr/bin/php8.2 && $(php8.2 -m) = *pdo_mysql* ]]
}

pages_php() {
    pages_have_php || { printf 'php8.2-fpm, php8.2-cli or php8.2-mysql is missing: no PHP figures.\n'; return; }
    mkdir -p "$bench/php"
    install -m 0644 "$here"/pages/{common,self,users}.php "$bench/php/"
    php8.2 "$here/pages/convert.php" "$source_directory" "$bench/php"
    printf "<?php return ['socket' => '%s', 'user' => 'root', 'password' => '%s'];\n" "$run/database.sock" \
        "$(cat "$var/secret/database-administrator")" >"$bench/php/config.php"
    chmod 0400 "$bench/php/config.php"
    ((EUID != 0)) || chown -R "$site_user:" "$bench/php"
    cat >"$bench/php-fpm.conf" <<CONF
[global]
error_log = $bench/php-fpm.log
daemonize = no
[pages]
listen = $run/php.sock
pm = static
pm.max_children = 4
php_admin_value[opcache.enable] = 1
php_admin_value[opcache.validate_timestamps] = 0
CONF
    site_launch php /usr/sbin/php-fpm8.2 -y "$bench/php-fpm.conf"
}

pages_answer() {
    [[ -S $run/floor-page.sock && -S $run/floor-hello.sock ]] && (exec 3<>"/dev/tcp/127.0.0.1/$floor_port")
}

# Children of a process, and itself.
family() {
    printf '%s\n' "$1"
    pgrep -P "$1" || true
}

group_processes() {
    case $1 in
        nginx | floor-* | php) family "${launched[$1]}" ;;
        database) pgrep -P "$site_watch" -x mariadbd ;;
        *) family "$(pgrep -P "$site_watch" -f "/nsdb-$1 ")" ;;
    esac
}

# CPU time of a process group so far, in µs.
group_time() {
    local process ticks=0 fields
    for process in $(group_processes "$1"); do
        read -r -a fields < <(sed 's/.*) //' "/proc/$process/stat" 2>/dev/null) || continue
        ticks=$((ticks + fields[11] + fields[12]))
    done
    printf '%s' $((ticks * 1000000 / $(getconf CLK_TCK)))
}

# page_run NAME [LABEL]: one run under load; notes rate, p50, p99 and CPU time of each group. The sessions were just used,
# so that no request of ours writes their use, which happens once a minute.
page_run() {
    local name=$1 label=${2:-$1} group word requests seconds p50 p99 wrong
    local -A before
    site_statements --execute='UPDATE session SET last_used_at = NOW(6)'
    for group in nginx "${page_group[$name]}" database; do
        before[$group]=$(group_time "$group")
    done
    read -r word requests seconds p50 p99 wrong < <(BENCH_PATHS=${page_path[$name]} BENCH_TOKEN=${page_token[$name]} \
        BENCH_SESSIONS=${page_sessions[$name]} wrk -t1 -c16 -d"${page_seconds}s" -s "$here/pages/requests.lua" \
        "http://127.0.0.1:$floor_port" | grep '^RESULT')
    if [[ ${wrong:-1} != 0 || $word != RESULT ]]; then
        printf '  %s: %s of %s answers were wrong\n' "$label" "${wrong:-all}" "${requests:-0}"
        note "$label.wrong" "${wrong:-1}"
    fi
    note "$label.rate" "$(calculate "${requests:-0} / ${seconds:-1}")"
    note "$label.p50" "${p50:-0}"
    note "$label.p99" "${p99:-0}"
    note "$label.nginx" "$(calculate "($(group_time nginx) - ${before[nginx]}) / ${requests:-1}")"
    note "$label.app" "$(calculate "($(group_time "${page_group[$name]}") - ${before[${page_group[$name]}]}) / ${requests:-1}")"
    note "$label.db" "$(calculate "($(group_time database) - ${before[database]}) / ${requests:-1}")"
    note "$label.front" "$(calculate "$(tail -n 1 "$figures/$label.nginx") + $(tail -n 1 "$figures/$label.app")")"
    note "$label.total" "$(calculate "$(tail -n 1 "$figures/$label.front") + $(tail -n 1 "$figures/$label.db")")"
}

pages_size() {
    local name=$1
    curl -s -H "Cookie: nsdb=${page_token[$name]}1" -o "$work/page" -w '%{http_code} %{size_download}' \
        "http://127.0.0.1:$floor_port${page_path[$name]}"
}

# How many statements most of the newest request lines in the log of a program tell.
pages_statements() {
    grep -h "$2" "$var/log/$1.log" | tail -n 200 | sed -E 's/.* ([0-9]+) statements.*/\1/' >"$figures/statements.$1"
    median "statements.$1"
}

pages_names() {
    local names=(self floor hello)
    [[ -z ${launched[php]:-} ]] || names+=(php php-emulated)
    names+=(search)
    [[ -z ${launched[php]:-} ]] || names+=(search-php search-php-emulated)
    printf '%s\n' "${names[@]}"
}

pages_measure() {
    local round name names
    mapfile -t names < <(pages_names)
    for ((round = 0; round < page_rounds; round++)); do
        for name in "${names[@]}"; do
            page_run "$name"
        done
    done
}

# Largest resident memory of a process of the group, KiB.
group_memory() {
    local process
    for process in $(group_processes "$1"); do
        awk '/^VmRSS/ { print $2 }' "/proc/$process/status"
    done | sort -n | tail -n 1
}

# Pages until each of the four handlers has answered so many: what they hold then, and how much more than at a tenth.
pages_memory() {
    local goal=20000 answered=0 word requests rest
    [[ -z ${BENCH_LONG:-} ]] || goal=100000
    while ((answered < goal * 4)); do
        read -r word requests rest < <(BENCH_PATHS=${page_path[self]} BENCH_TOKEN=${page_token[self]} \
            BENCH_SESSIONS=${page_sessions[self]} wrk -t1 -c16 -d2s -s "$here/pages/requests.lua" \
            "http://127.0.0.1:$floor_port" | grep '^RESULT')
        answered=$((answered + ${requests:-goal}))
        known memory.tenth || ((answered < goal * 4 / 10)) || note memory.tenth "$(group_memory account)"
    done
    note memory.end "$(group_memory account)"
    memory_requests=$goal
}

# pages_measure_tenth: ours over a tenth of the data, for growth.
pages_measure_tenth() {
    local round name
    for ((round = 0; round < page_rounds; round++)); do
        for name in self search; do
            page_run "$name" "$name-tenth"
        done
    done
}

pages_show_one() {
    printf '  %-22s %-26s %-22s %-22s %6.0f %6.0f %6.0f %7.0f\n' "$1" "$(shown "$1.rate")" "$(shown "$1.p50")" \
        "$(shown "$1.p99")" "$(median "$1.nginx")" "$(median "$1.app")" "$(median "$1.db")" "$(median "$1.total")"
}

pages_show() {
    local name
    headline "Pages: wrk -t1 -c16, $page_rounds rounds of $page_seconds s in turns, median (smallest–largest)"
    printf '  %-22s %-26s %-22s %-22s %6s %6s %6s %7s\n' page 'requests/s' 'p50 ms' 'p99 ms' nginx app db 'total µs'
    for name in $(pages_names) self-tenth search-tenth; do
        ! known "$name.rate" || pages_show_one "$name"
    done
    told "bytes: self, php, search, search-php (status size)" \
        "$(for name in self php search search-php; do pages_size "$name"; printf ', '; done)"
    pages_judge
}

pages_judge() {
    judge "page by key ÷ bare program, requests/s" "$(ratio_of self.rate floor.rate)" least 0.8
    judge "page by key ÷ bare program, CPU (bare ÷ ours)" "$(ratio_of floor.total self.total)" least 0.8
    judge "page by key, p99 ms at 16 connections" "$(median self.p99)" most 5
    judge "statements of 自アカウント管理" "$(pages_statements account 'GET /account/self')" most 2
    judge "statements of 医療機関ユーザ検索" "$(pages_statements institution 'GET /institution/users ')" most 3
    if known php.rate; then
        judge "page by key ÷ PHP with native prepares, requests/s" "$(ratio_of self.rate php.rate)" least 2.5
        told "page by key ÷ PHP with emulated prepares, requests/s" "$(ratio_of self.rate php-emulated.rate)"
        judge "search: nginx and handler CPU ÷ PHP's" "$(ratio_of search.front search-php.front)" most 0.4
        told "search: all CPU ÷ PHP's (native, emulated)" \
            "$(ratio_of search.total search-php.total), $(ratio_of search.total search-php-emulated.total)"
    fi
    judge "memory of a handler after $memory_requests pages each, MiB" "$(calculate "$(median memory.end) / 1024")" most 16
    judge "growth of a handler from a tenth of these pages on, MiB" \
        "$(calculate "($(median memory.end) - $(median memory.tenth)) / 1024")" most 0.5
    if known self-tenth.total; then
        judge "growth: page by key, CPU at ten times the data" "$(calculate "$(median self.total) / $(median self-tenth.total)")" most 1.3
        judge "growth: search page, CPU at ten times the data" "$(calculate "$(median search.total) / $(median search-tenth.total)")" most 1.3
    fi
}
