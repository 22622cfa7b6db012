# shellcheck shell=bash
# Settings of the site, written anew at every start: one file that all programs share, one for each program.

settings_write_common() {
    cat >"$var/settings/common.conf" <<CONF
# Written by conf/run at every start.
site_address = $(site_address)
data_directory = $app/share/nsdb
run_directory = $run
keyring_file = $var/secret/keyring
blob_directory = $var/blob
database_socket = $run/database.sock
database_name = nsdb
mail_transport = maildir
mail_directory = $var/mail
mail_sender = nsdb@sample.invalid
sample_site = yes
sample_directory = $var
spool_directory = $var/tmp
CONF
}

settings_write_program() {
    local name=$1 account=${2:-nsdb_$1}
    database_make_password "$name"
    cat >"$var/settings/$name.conf" <<CONF
# Written by conf/run at every start.
include common.conf
socket = $run/$name.sock
database_user = $account
database_password_file = $(database_password_file "$name")
CONF
}

settings_write_nginx() {
    :
}

settings_write() {
    local name
    settings_write_common
    for name in "${services_handlers[@]}" worker; do
        settings_write_program "$name"
    done
    settings_write_program administrator root
    mv "$var/settings/administrator.conf" "$var/settings/admin.conf"
    settings_write_nginx
}
