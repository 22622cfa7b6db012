# shellcheck shell=bash
# The site's own MariaDB: own data directory, socket only, durable settings, own passwords.

# database_password_file NAME: the file with the password of a database account.
database_password_file() {
    printf '%s/secret/database-%s' "$var" "$1"
}

database_make_password() {
    local file
    file=$(database_password_file "$1")
    [[ -s $file ]] && return 0
    (umask 0377 && openssl rand -hex 24 >"$file.new")
    secret_give "$file.new"
    mv "$file.new" "$file"
}

# secret_give FILE: only the site's user reads it.
secret_give() {
    if ((EUID == 0)); then chown "$site_user:" "$1"; fi
    chmod 0400 "$1"
}

# Where the server's files lie and how large it is; the rest is what every server of nsdb wants.
database_write_settings() {
    cat >"$var/settings/mariadb.cnf" <<CNF
# Written by conf/run at every start.
$(<"$here/mariadb/nsdb.cnf")

[mariadbd]
basedir = /usr
datadir = $var/database
socket = $run/database.sock
pid-file = $run/database.pid
log-error = $var/log/mariadb.log
tmpdir = $var/tmp
skip-networking
skip-name-resolve
max_connections = 300
innodb_buffer_pool_size = 384M
innodb_log_file_size = 256M
performance_schema = OFF
CNF
}

# Data files are made beside their place and moved there whole: an interrupted first start leaves nothing half made.
# With a tmpdir of its own: a server that starts removes all temporary tables in its tmpdir, those of others in /tmp too (said by
# the environment, because mariadb-install-db passes options on without their quotes).
database_make_files() {
    local log=$var/log/mariadb-install.log
    [[ -d $var/database/mysql ]] && return 0
    rm -rf "$var/database" "$var/database.new"
    mkdir "$var/database.new"
    if ((EUID == 0)); then chown "$site_user:" "$var/database.new"; fi
    say "Making the database …"
    logged "$log" "The database could not be made." user_runs env TMPDIR="$var/tmp" \
        mariadb-install-db --no-defaults --force --basedir=/usr \
        --datadir="$var/database.new" --auth-root-authentication-method=normal --skip-test-db \
        --collation-server=utf8mb4_nopad_bin --character-set-server=utf8mb4
    mv "$var/database.new" "$var/database"
}

# Run by the server before it takes connections: the administrator has a password from the first moment.
database_write_first_statements() {
    local file=$var/secret/first-statements.sql
    rm -f "$file"
    (umask 0077 && cat >"$file" <<SQL
ALTER USER root@localhost IDENTIFIED BY '$(cat "$(database_password_file administrator)")';
DROP USER IF EXISTS root@'127.0.0.1', root@'::1', root@'$(hostname)', ''@localhost, ''@'$(hostname)';
CREATE DATABASE IF NOT EXISTS nsdb CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
SQL
    )
    secret_give "$file"
}

database_make() {
    database_make_password administrator
    database_write_settings
    database_make_files
    database_write_first_statements
}

database_answers() {
    MYSQL_PWD=$(cat "$(database_password_file administrator)") mariadb --no-defaults --socket="$run/database.sock" \
        --user=root --execute='SELECT 1'
}
