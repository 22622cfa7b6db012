# shellcheck shell=bash
# A site of its own for measuring: conf/run with private database, an nginx beside with the same settings that knows the
# floors too, and crowds of doctors.

site_statements() {
    MYSQL_PWD=$(cat "$var/secret/database-administrator") mariadb --no-defaults --default-character-set=utf8mb4 \
        --socket="$run/database.sock" --user=root --batch --skip-column-names nsdb "$@"
}

# site_program NAME: copies a program of the build to where the site's user may run it.
site_program() {
    install -m 0755 "$build/tests/bench/$1" "$bench/${1##*/}"
}

# site_launch NAME COMMAND…: starts a program as the site's user; its process id is in the array `launched`.
site_launch() {
    local name=$1 user_command
    shift
    user_prefix
    "${user_command[@]}" env "${site_environment[@]}" "$@" >>"$bench/$name.log" 2>&1 </dev/null &
    launched[$name]=$!
}

site_start() {
    NSDB_BUILD=$build "$source_directory/conf/run" --background --var "$var" --port "$port" >"$work/site.log" 2>&1 ||
        { tail -n 20 "$work/site.log"; exit 1; }
    var=$(cd "$var" && pwd -P)
    run=$(cat "$var/run-directory")
    bench=$var/bench
    mkdir -p "$bench"
    ((EUID != 0)) || chown "$site_user:" "$bench"
    site_watch=$(cat "$var/watch.pid")
}

# Ends what was started here; the data go too unless BENCH_KEEP is set.
site_end() {
    local name
    for name in "${!launched[@]}"; do
        kill "${launched[$name]}" 2>/dev/null || true
    done
    [[ ! -d $var ]] || "$source_directory/conf/run" stop --var "$var" >/dev/null 2>&1 || true
    [[ -n ${BENCH_KEEP:-} ]] || rm -rf "$var"
    rm -rf "$work"
}

# The site's nginx configuration on the next port, with the floors' locations.
site_nginx() {
    sed -e "s/listen .*:$port/listen 127.0.0.1:$floor_port/" -e "s|^pid .*|pid $run/nginx-bench.pid;|" \
        -e "s|access\.log|access-bench.log|" -e "s|location = /healthz {|include $bench/floors.conf;\n        &|" \
        "$var/nginx/nginx.conf" >"$bench/nginx.conf"
    cat >"$bench/floors.conf" <<CONF
location = /floor/page { add_header X-Request-Id \$request_id always; fastcgi_pass unix:$run/floor-page.sock; }
location = /floor/hello { add_header X-Request-Id \$request_id always; fastcgi_pass unix:$run/floor-hello.sock; }
location ~ ^/php/(self|users).php\$ {
    add_header X-Request-Id \$request_id always;
    include /etc/nginx/fastcgi_params;
    fastcgi_param SCRIPT_FILENAME $bench/php/\$1.php;
    fastcgi_param REQUEST_ID \$request_id;
    fastcgi_pass unix:$run/php.sock;
}
CONF
    site_launch nginx nginx -e "$var/log/nginx.log" -c "$bench/nginx.conf" -g 'daemon off;'
}

# Sessions of TOKEN1, TOKEN2 … for the accounts that a condition finds.
site_sessions() {
    local token=$1 condition=$2 most=$3
    site_statements <<SQL
INSERT INTO session (token_hash, account_id, epoch, stage, scheme, institution_id, challenge, source, user_agent, created_at, expires_at)
SELECT UNHEX(SHA2(CONCAT('$token', n), 256)), account_id, epoch, 'full', 'nanbyo',
  (SELECT d.institution_id FROM designation d WHERE d.account_id = chosen.account_id LIMIT 1), UNHEX(SHA2(n, 256)),
  UNHEX('7F000001'), 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', NOW(6), NOW(6) + INTERVAL 12 HOUR
FROM (SELECT a.id AS account_id, e.epoch, ROW_NUMBER() OVER (ORDER BY MOD(a.id * 7919, 10007), a.id) AS n FROM account a
  JOIN auth_epoch e ON e.account_id = a.id WHERE $condition) chosen WHERE n <= $most;
SQL
}

site_doctors() {
    user_runs "$var/app/sbin/nsdb-admin" --settings "$var/settings/admin.conf" sample --doctors "$1" >>"$work/site.log" 2>&1
    site_statements --execute='ANALYZE TABLE account, designation, affiliation, session, account_bigram' >/dev/null
}
