# shellcheck shell=bash
# Backups of a site, and putting one in place. Both run nsdb-admin as the site's user.

# The folder as the site's user sees it; backups are made for that user.
backup_take() {
    directories_find_var
    watch_is_running || fail "No site runs in $var. Start it first."
    user_choose
    app=$var/app
    if [[ ! -d $folder ]]; then
        mkdir -m 0700 "$folder" || fail "$folder could not be made."
        if ((EUID == 0)); then chown "$site_user:" "$folder"; fi
    fi
    site_admin backup "$folder" || exit 1
}

backup_database_runs() {
    kill -0 "$backup_server" 2>/dev/null && database_answers
}

# The database alone, so that no program sees a half restored site.
backup_start_database() {
    services_find
    service_start database
    backup_server=$!
    trap 'kill -TERM "$backup_server" 2>/dev/null; wait "$backup_server"' EXIT
    wait_until 60 backup_database_runs || fail "MariaDB does not answer." "$var/log/mariadb.log"
}

# Everything that the site in var/ holds is given up for the backup.
backup_restore() {
    watch_is_running && fail "The site in $var runs. Stop it first: $0 stop$(var_hint)"
    prepare
    if [[ -n $keys ]]; then
        site_admin keys restore "$keys" || exit 1
    fi
    [[ -e $var/secret/keyring ]] || fail "This site has no keys: add --keys COPY, the copy that nsdb-admin keys export wrote."
    backup_start_database
    site_admin restore "$folder" --replace || exit 1
    logged "$var/log/admin.log" "The database schema could not be brought up to date." site_admin migrate
    logged "$var/log/admin.log" "The database accounts could not be made." site_admin grant
    say "Start the site with: $0$(var_hint)"
}
