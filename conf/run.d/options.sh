# shellcheck shell=bash
# The command line of conf/run.

options_usage() {
    cat <<'USAGE'
conf/run builds nsdb and runs it on this machine with sample data.

    conf/run [OPTIONS]              start and stay in the foreground; Ctrl-C stops all
    conf/run --background [OPTIONS] start and return
    conf/run stop [--var DIR]       stop
    conf/run status [--var DIR]     which programs run (exit status 3: none)
    conf/run backup DIR [--var DIR] copies the running site into a new folder of DIR (nsdb-admin backup)
    conf/run restore FOLDER [--keys COPY] [OPTIONS]
                                    puts such a copy in place of the stopped site; COPY holds its keys when they are lost,
                                    its passphrase is read from the terminal

    --port N         port to answer on (default 8080)
    --listen ADDR    address to answer on (default 127.0.0.1). Anything but loopback is served by HTTPS, with a
                     certificate authority made at first start: import var/tls/authority.crt into the browser.
    --var DIR        where data, keys, logs and sign-ins live (default: var in the source tree)
    --without-build  use what an earlier start built
    --help           this text

It needs Debian 12 and, for installing packages, root or sudo. As root the programs run as the user nsdb.
USAGE
}

# options_value NAME VALUE: the value of an option, refused when it is missing.
options_value() {
    [[ -n ${2:-} ]] || fail "$1 needs a value. See: $0 --help"
    printf '%s' "$2"
}

options_check() {
    [[ $port =~ ^[0-9]{1,5}$ && 10#$port -gt 0 && 10#$port -lt 65536 ]] ||
        fail "--port $port is not a port number (1 to 65535)."
    port=$((10#$port))
    [[ $listen =~ ^[0-9A-Fa-f.:]+$ || $listen = localhost ]] ||
        fail "--listen $listen is not an address. Give one of this machine, such as 127.0.0.1 or 0.0.0.0."
    [[ $listen = localhost ]] && listen=127.0.0.1
    [[ $var = /* ]] || var=$PWD/$var
    # What nginx and MariaDB would read as more than a name, even in quotes.
    [[ $var != *[\"\'\\\$\#:[:cntrl:]]* ]] || fail "--var $var: give a path without quotes, \\, \$, # and colons."
    [[ -z $keys || $keys = /* ]] || keys=$PWD/$keys
    [[ -z $folder || $folder = /* ]] || folder=$PWD/$folder
    var_given=$var # the real place may be another: directories_place_var
}

options_read() {
    command=start port=8080 listen=127.0.0.1 background=no with_build=yes var=$source_directory/var folder='' keys=''
    while (($# > 0)); do
        case $1 in
            start | stop | status | watch) command=$1 ;;
            backup | restore) command=$1; folder=$(options_value "$@") || exit 1; shift ;;
            --background) background=yes ;;
            --without-build) with_build=no ;;
            --port=* | --listen=* | --var=* | --keys=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
            --port) port=$(options_value "$@") || exit 1; shift ;;
            --listen) listen=$(options_value "$@") || exit 1; shift ;;
            --var) var=$(options_value "$@") || exit 1; shift ;;
            --keys) keys=$(options_value "$@") || exit 1; shift ;;
            --help | -h) options_usage; exit 0 ;;
            *) fail "\"$1\" is not known. See: $0 --help" ;;
        esac
        shift
    done
    options_check
}

# What to add to "conf/run stop" so that it finds this site again.
var_hint() {
    local place=$var_given
    [[ $place != *[[:space:]]* ]] || place="'$place'"
    [[ $var_given = "$source_directory/var" ]] || printf ' --var %s' "$place"
}
