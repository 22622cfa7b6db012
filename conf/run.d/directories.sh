# shellcheck shell=bash
# Where the site lives: var/ for what lasts, and a short directory for sockets (a socket's path may have 107 bytes).

directories_enterable() {
    user_runs test -x "$1"
}

# A directory that was there before: an empty one, such as a new disk's or one that was made for the purpose, is given to the
# site's user; in another one that user must be able to write.
directories_take_var() {
    [[ -d $var ]] || fail "$var is not a directory. Give another one: --var DIR"
    var=$(cd "$var" && pwd -P)
    if ((EUID == 0)) && [[ -z $(ls -A "$var") ]]; then chown "$site_user:" "$var"; fi
    directories_enterable "$var" || fail "The user $site_user may not enter $var. Give another directory: --var DIR"
    user_runs test -w "$var" || fail "The user $site_user may not write in $var. Give it to that user: chown $site_user: '$var'"
}

# As root, with the source tree below a directory that the site's user may not enter (/root), var/ becomes a link
# to a directory under /var/lib.
directories_place_var() {
    local parent real
    if [[ -e $var ]]; then
        directories_take_var
        return 0
    fi
    parent=$(dirname "$var")
    mkdir -p "$parent" || fail "$parent could not be made."
    if directories_enterable "$parent"; then
        mkdir "$var" || fail "$var could not be made."
    else
        real=/var/lib/nsdb-$(printf '%s' "$var" | sha256sum | cut -c1-12)
        mkdir -p "$real" || fail "$real could not be made."
        ln -s "$real" "$var" || fail "$var could not be made."
    fi
    var=$(cd "$var" && pwd -P)
    if ((EUID == 0)); then chown "$site_user:" "$var"; fi
    chmod 0755 "$var"
}

directories_make_run() {
    run=$(cat "$var/run-directory" 2>/dev/null || true)
    if [[ -z $run || ! -d $run || -L $run || $(stat -c %U "$run") != "$site_user" ]]; then
        run=$(mktemp -d /tmp/nsdb-XXXXXX)
        chmod 0700 "$run"
        if ((EUID == 0)); then chown "$site_user:" "$run"; fi
        printf '%s\n' "$run" >"$var/run-directory"
    fi
}

directories_make() {
    local name
    directories_place_var
    for name in secret settings log tmp mail blob nginx tls sample-keys; do
        [[ -d $var/$name ]] || mkdir "$var/$name"
        if ((EUID == 0)); then chown "$site_user:" "$var/$name"; fi
    done
    chmod 0700 "$var/secret" "$var/mail" "$var/blob"
    directories_make_run
}

# For stop and status: the real place of var/, which has to be there.
directories_find_var() {
    [[ -d $var ]] || { say "No site runs in $var." && exit 3; }
    var=$(cd "$var" && pwd -P)
}
