# shellcheck shell=bash
# Debian packages: installed when missing, without starting any daemon of the system.

policy_file=/usr/sbin/policy-rc.d
policy_mark='# of conf/run, while it installs packages'

# packages_missing LIST: the packages of the file LIST that are not installed.
packages_missing() {
    local package
    while read -r package; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) = installed ]] || printf '%s\n' "$package"
    done < <(sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$1")
}

# Root commands: as they are for root, by sudo for others.
packages_as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        return 127
    fi
}

# Whether the file that follows is ours to make and to remove: one that a killed run has left is known by its mark.
packages_own_policy() {
    [[ ! -e $policy_file ]] || grep -qxF "$policy_mark" "$policy_file"
}

# Debian's postinst scripts start a daemon unless this file says no. It stays for the installation only.
packages_forbid_daemons() {
    printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" | packages_as_root tee "$policy_file" >/dev/null
    packages_as_root chmod 755 "$policy_file"
}

packages_allow_daemons() {
    packages_as_root rm -f "$policy_file"
}

# packages_get LOG PACKAGE…: apt itself. In a shell of its own, whose traps are no one else's: however it ends, daemons may start.
packages_get() (
    log=$1
    shift
    trap 'exit 1' INT HUP TERM
    if packages_own_policy; then
        trap packages_allow_daemons EXIT
        packages_forbid_daemons
    fi
    {
        packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
            packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
    } >"$log" 2>&1 </dev/null
)

# A freshly installed nginx would start at the next boot of the machine; nobody asked for that.
packages_keep_nginx_off() {
    if command -v systemctl >/dev/null && [[ -d /run/systemd/system ]]; then
        packages_as_root systemctl disable --quiet nginx.service >/dev/null 2>&1 || true
    fi
}

# packages_install LIST: installs what the file LIST names and this machine lacks.
packages_install() {
    local list=$1 missing log
    command -v dpkg-query >/dev/null || fail "This needs Debian 12: dpkg is missing."
    mapfile -t missing < <(packages_missing "$list")
    ((${#missing[@]} > 0)) || return 0
    log=$(mktemp /tmp/nsdb-packages-XXXXXX.log)
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    packages_get "$log" "${missing[@]}" ||
        fail "Packages could not be installed. As root run: apt-get install --no-install-recommends ${missing[*]}" "$log"
    [[ " ${missing[*]} " != *" nginx "* ]] || packages_keep_nginx_off
    rm -f "$log"
}
