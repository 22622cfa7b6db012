# shellcheck shell=bash
# The programs of a site and how each is started.

# Programs behind nginx: whatever the build installed beside the worker.
services_find() {
    local program
    services_handlers=()
    for program in "$app"/libexec/nsdb/nsdb-*; do
        [[ $program = */nsdb-worker || ! -x $program ]] || services_handlers+=("${program##*/nsdb-}")
    done
    services_after_database=("${services_handlers[@]}" nginx)
    [[ ! -x $app/libexec/nsdb/nsdb-worker ]] || services_after_database+=(worker)
}

# service_command NAME: fills the array service_command with the program and its arguments.
service_command() {
    case $1 in
        database) service_command=(mariadbd --defaults-file="$var/settings/mariadb.cnf" --init-file="$var/secret/first-statements.sql") ;;
        nginx) service_command=(nginx -e "$var/log/nginx.log" -c "$var/nginx/nginx.conf" -g 'daemon off;') ;;
        *) service_command=("$app/libexec/nsdb/nsdb-$1" --settings "$var/settings/$1.conf") ;;
    esac
}

# nginx opens nginx.log itself; what it says before that goes to a file beside.
service_log() {
    case $1 in
        nginx) printf '%s/log/nginx-start.log' "$var" ;;
        database) printf '%s/log/mariadb-start.log' "$var" ;;
        *) printf '%s/log/%s.log' "$var" "$1" ;;
    esac
}

# service_start NAME [SECONDS]: starts it in the background, after a pause, as the head of a process group of its own; the
# process id is in $!.
service_start() {
    local name=$1 pause=${2:-0} service_command user_command
    service_command "$name"
    user_prefix --pdeathsig TERM
    (
        trap - TERM INT
        [[ $pause = 0 ]] || sleep "$pause"
        cd /
        exec 8>&- setsid "${user_command[@]}" "${service_command[@]}" >>"$(service_log "$name")" 2>&1 </dev/null
    ) &
}

# service_stop_signal NAME: nginx finishes its requests on QUIT, everybody else on TERM.
service_stop_signal() {
    [[ $1 = nginx ]] && printf QUIT || printf TERM
}

service_socket_listens() {
    [[ -S $run/$1.sock ]]
}

# nginx has the port: it writes its number only after it got it.
nginx_has_port() {
    [[ -s $var/tmp/nginx.pid ]] && port_answers
}

port_answers() {
    local address=$listen
    [[ $address = 0.0.0.0 ]] && address=127.0.0.1
    [[ $address = :: ]] && address=::1
    (exec 3<>"/dev/tcp/$address/$port")
}

# Another site, or any other program, must not answer in the place of this one's nginx.
port_must_be_free() {
    ! port_answers 2>/dev/null ||
        fail "Port $port of $listen belongs to another program, maybe another site. Give another one: --port N"
}
