# shellcheck shell=bash
# What flow tests share: a folder of their own, one plain program in it, and checks that count.
set -u
source_folder=${srcdir:-.}
build_folder=$PWD
program=$build_folder/tests/support/plain_program
client=$build_folder/tests/support/fastcgi_client
folder=$(mktemp -d /tmp/nsdb-flow-XXXXXX)
socket=$folder/plain.sock
failures=0
parent=
web_server=
port=$((20000 + RANDOM % 10000))
address=http://127.0.0.1:$port

flow_end() {
    # Killed, its workers would live on.
    [[ -z $web_server ]] || kill -TERM "$web_server" 2>/dev/null
    [[ -z $parent ]] || kill -KILL "$parent" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$folder"
}
trap flow_end EXIT

# same WHAT WANTED SEEN
same() {
    if [[ $2 = "$3" ]]; then
        printf 'ok   %s\n' "$1"
    else
        printf 'FAIL %s: wanted "%s", saw "%s"\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    fi
}

# holds WHAT COMMAND…
holds() {
    local what=$1
    shift
    if "$@"; then
        printf 'ok   %s\n' "$what"
    else
        printf 'FAIL %s\n' "$what"
        failures=$((failures + 1))
    fi
}

settings() {
    printf '%s\n' "run_directory = $folder" "spool_directory = $folder" "$@" >"$folder/settings"
}

# wait_for SECONDS COMMAND…
wait_for() {
    local tries=$(($1 * 100))
    shift
    while ! "$@"; do
        ((tries-- > 0)) || return 1
        sleep 0.01
    done
}

answers() {
    [[ $("$client" get "$socket" /plain/hello 2>/dev/null) = "200 pid"* ]]
}

start() {
    "$program" --settings "$folder/settings" 2>>"$folder/program.log" &
    parent=$!
    wait_for 10 answers || { cat "$folder/program.log"; printf 'FAIL the program does not start\n'; exit 1; }
}

stop() {
    kill -TERM "$parent"
    wait "$parent"
    stop_status=$?
    parent=
}

# nginx_fill LISTEN-WORDS TLS-LINES: the site's web server configuration for this folder.
nginx_fill() {
    local text
    text=$(<"$source_folder/conf/nginx/nginx.conf.in")
    text=${text//@listen@/"$1"}
    text=${text//@tls@/"$2"}
    text=${text//@run@/$folder}
    text=${text//@var@/$folder}
    text=${text//@share@/$folder/share}
    mkdir -p "$folder/log" "$folder/tmp" "$folder/share"
    cp -r "$source_folder/www" "$folder/share/www"
    chmod -R a+rX "$folder" && chmod 777 "$folder/tmp" "$folder/log"
    printf '%s\n' "$text" >"$folder/nginx.conf"
    [[ $EUID != 0 ]] || sed -i '1i user root;' "$folder/nginx.conf"
}

nginx_start() {
    nginx -e "$folder/log/nginx.log" -c "$folder/nginx.conf" -g 'daemon off;' >>"$folder/log/start" 2>&1 &
    web_server=$!
    wait_for 5 curl -sk -o /dev/null "$address/" || { cat "$folder/log/start"; printf 'FAIL nginx does not start\n'; exit 1; }
}

# The processes of the program, one a line; straight from the kernel: pgrep takes its time on a busy machine.
handlers() {
    children_of "$parent"
}

# has_handlers COUNT
has_handlers() {
    [[ $(handlers | wc -l) = "$1" ]]
}

# ended PROCESS…: none runs any more. One that merely waits to be collected by who adopted it (a zombie) has ended:
# not every machine's first process collects at once.
ended() {
    local process
    for process in "$@"; do
        [[ ! -e /proc/$process || $(awk '/^State:/ {print $2}' "/proc/$process/status" 2>/dev/null) = [ZX]* ]] || return 1
    done
}

children_of() {
    tr -s ' ' '\n' <"/proc/$1/task/$1/children"
}
export -f children_of

microseconds() {
    printf '%s' "${EPOCHREALTIME/./}"
}

flow_result() {
    ((failures == 0)) || { printf '%s failed\n' "$failures"; tail -40 "$folder/program.log"; exit 1; }
    exit 0
}
