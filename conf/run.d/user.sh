# shellcheck shell=bash
# Who the programs run as: the caller, or the system user nsdb when the caller is root.

site_user_name=nsdb

user_choose() {
    if ((EUID != 0)); then
        site_user=$(id -un)
        return 0
    fi
    site_user=$site_user_name
    getent passwd "$site_user" >/dev/null ||
        useradd --system --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin "$site_user" ||
        fail "The user $site_user could not be made. Make it by hand (adduser --system --group $site_user) and try again."
}

# user_prefix [SETPRIV OPTION…]: fills the array user_command with what to put before a command so that it runs as
# the site's user, with nothing inherited but what it needs.
user_prefix() {
    user_command=(env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/nonexistent
        setpriv --no-new-privs "$@")
    if ((EUID == 0)); then
        user_command+=(--reuid="$site_user" --regid="$(id -g "$site_user")" --clear-groups)
    fi
    user_command+=(--)
}

# user_runs COMMAND…: runs it as the site's user.
user_runs() {
    local user_command
    user_prefix
    "${user_command[@]}" "$@"
}
